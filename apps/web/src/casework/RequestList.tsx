import { Link } from 'wouter';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { Counts } from '../messaging/Counts.js';
import { groupNames, groupOf, type GroupName } from './groups.js';
import { useShown } from './listing-hooks.js';
import type { Row } from './listing.js';
import { More } from './More.js';
import { NextDue, ReferenceMarks, Urgent } from './RequestMarks.js';

const atOnce = 50;

/** By whom they wait for. */
export function RequestList({ rows, narrow, now }: { rows: readonly Row[]; narrow: boolean; now: Date }) {
  const groups = groupNames.map((name) => ({ name, found: rows.filter(({ matter }) => groupOf(matter) === name) })).filter(({ found }) => found.length > 0);
  return groups.map(({ name, found }) => <Group key={name} name={name} rows={found} narrow={narrow} now={now} />);
}

function Group({ name, rows, narrow, now }: { name: GroupName; rows: readonly Row[]; narrow: boolean; now: Date }) {
  const t = useText();
  const format = useFormat();
  const { shown, more } = useShown(rows, atOnce);
  const lines = <><ul className="card request-list" aria-label={t(`request.group-${name}`)}>{shown.map((row) => <li key={row.matter.space}><Line row={row} now={now} /></li>)}</ul><More onMore={more} /></>;
  const title = <>{t(`request.group-${name}`)} <span className="muted">{format.number(rows.length)}</span></>;
  // What is over is out of the way, and a press away, unless it was looked for.
  if (name === 'closed') return <details className="request-group" open={narrow}><summary><h2>{title}</h2></summary>{lines}</details>;
  return <section className="request-group"><h2>{title}</h2>{lines}</section>;
}

function Line({ row, now }: { row: Row; now: Date }) {
  const t = useText();
  const format = useFormat();
  const { matter, party, kind, stage } = row;
  return (
    <Link href={`/requests/${matter.space}`} className="request-row">
      <span className="request-row-words">
        <span className="request-row-title"><bdi>{matter.title}</bdi></span>
        <span className="muted">{matter.side === 'requesting' ? t('request.to', { name: party }) : t('request.from', { name: party })}</span>
        <span className="request-row-marks">
          {matter.kind !== 'mla' && <span className="tag">{kind}</span>}
          <span className="tag">{stage}</span>
          {matter.urgent && <Urgent />}
          <ReferenceMarks row={row} />
          <span className="muted">{t('request.measure-count', { kind: matter.kind, count: matter.measures })}</span>
        </span>
      </span>
      <span className="request-row-when">
        <NextDue row={row} now={now} />
        <span className="request-row-last muted"><time dateTime={matter.lastStepAt} title={format.moment(matter.lastStepAt)}>{t('request.last-step', { when: format.brief(matter.lastStepAt) })}</time> <Counts unread={matter.unread} mentions={0} /></span>
      </span>
    </Link>
  );
}
