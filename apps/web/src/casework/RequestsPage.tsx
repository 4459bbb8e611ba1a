import './casework.css';
import { useMemo } from 'react';
import { Link } from 'wouter';
import type { MatterSummary } from '@comity/sdk';
import { useClient, useWatch } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Empty } from '../design/Empty.js';
import { Icon } from '../design/Icon.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { Counts } from '../messaging/Counts.js';
import { Page } from '../shell/Page.js';
import { groupNames, groupOf, inOrder, type GroupName } from './groups.js';
import { useDue, useNow, useParty } from './hooks.js';
import { Due } from './Due.js';
import { useLawWords } from './words.js';

/** Every request this person has a part in, by whom it waits for. */
export function RequestsPage() {
  const t = useText();
  const { value, failure } = useWatch(useClient().matters());
  const groups = useMemo(() => groupNames.map((name) => ({ name, matters: (value ?? []).filter((matter) => groupOf(matter) === name).sort(inOrder) })).filter(({ matters }) => matters.length > 0), [value]);
  const action = <Link href="/requests/new" className="button button-primary"><Icon name="plus" /><span>{t('request.new')}</span></Link>;
  return (
    <Page title={t('request.title')} lead={t('request.lead')} {...(value?.length === 0 ? {} : { actions: action })}>
      <FailureNotice failure={failure} />
      {!value && !failure && <Busy />}
      {value?.length === 0 && <Empty title={t('request.empty')} action={action}>{t('request.empty-hint')}</Empty>}
      {groups.map(({ name, matters }) => <Group key={name} name={name} matters={matters} />)}
    </Page>
  );
}

function Group({ name, matters }: { name: GroupName; matters: readonly MatterSummary[] }) {
  const t = useText();
  const format = useFormat();
  const rows = <ul className="card request-list" aria-label={t(`request.group-${name}`)}>{matters.map((matter) => <li key={matter.space}><Row matter={matter} /></li>)}</ul>;
  const title = <>{t(`request.group-${name}`)} <span className="muted">{format.number(matters.length)}</span></>;
  // What is over is out of the way, and a press away.
  if (name === 'closed') return <details className="request-group"><summary><h2>{title}</h2></summary>{rows}</details>;
  return <section className="request-group"><h2>{title}</h2>{rows}</section>;
}

function Row({ matter }: { matter: MatterSummary }) {
  const t = useText();
  const format = useFormat();
  const words = useLawWords();
  const party = useParty();
  const due = useDue();
  const now = useNow();
  const ours = matter.side === 'requesting';
  return (
    <Link href={`/requests/${matter.space}`} className="request-row">
      <span className="request-row-words">
        <span className="request-row-title"><bdi>{matter.title}</bdi></span>
        <span className="muted">{ours ? t('request.to', { name: party(matter.requested) }) : t('request.from', { name: party(matter.requesting) })}</span>
        <span className="request-row-marks">
          <span className="tag">{words.state(matter.state)}</span>
          {matter.urgent && <span className="tag tag-urgent"><Icon name="alarm" small />{t('request.urgent')}</span>}
          <span className="muted">{t('request.measure-count', { count: matter.measures })}</span>
        </span>
      </span>
      <span className="request-row-when">
        {matter.nextDue !== null && <Due {...due(matter.nextDue, now)} at={matter.nextDue} />}
        <span className="request-row-last muted"><time dateTime={matter.lastStepAt} title={format.moment(matter.lastStepAt)}>{t('request.last-step', { when: format.brief(matter.lastStepAt) })}</time> <Counts unread={matter.unread} mentions={0} /></span>
      </span>
    </Link>
  );
}
