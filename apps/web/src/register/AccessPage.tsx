import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { useLingui } from '@lingui/react';
import type { PractitionerId } from '@comity/contracts';
import type { AccessRow, EntryId, SpaceView } from '@comity/sdk';
import { SheetMenu } from '../casework/SheetMenu.js';
import { stamp } from '../casework/stamp.js';
import { usePerson } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Choice, Segments } from '../design/Choice.js';
import { Empty } from '../design/Empty.js';
import { Icon } from '../design/Icon.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { useText, type Text } from '../i18n/text.js';
import { registerPath } from '../messaging/place.js';
import { useSpaceTitle } from '../messaging/space-title.js';
import { Page } from '../shell/Page.js';
import { accessKey, grouped, matching, type AccessGrouping } from './accesses.js';
import { EntryPlace } from './EntryPlace.js';
import { useAccessLog } from './hooks.js';
import { entryPath, logPath, notePath } from './place.js';
import { kindIcons } from './words.js';

const groupings = ['what', 'who'] as const satisfies readonly AccessGrouping[];
const ways = ['open', 'download', 'print', 'export', 'bundle'] as const satisfies readonly AccessRow['how'][];
/** Rows of a page; more are asked for. */
const atOnce = 100;

/** Who has opened what of a case file, by what it was or by who it was. `what`: one entry or note. */
export function AccessPage({ space, what }: { space: SpaceView; what: string | null }) {
  const t = useText();
  const person = usePerson();
  const { i18n } = useLingui();
  const title = useSpaceTitle()(space);
  const { value, failure } = useAccessLog(space.id);
  const [by, setBy] = useState<AccessGrouping>('what');
  const [who, setWho] = useState<PractitionerId | ''>('');
  const [how, setHow] = useState<AccessRow['how'] | ''>('');
  const [text, setText] = useState('');
  const [shown, setShown] = useState(atOnce);
  const name = (id: PractitionerId): string => person(id)?.name ?? t('person.unknown');
  const people = useMemo(() => [...new Set((value ?? []).map((row) => row.by))], [value]);
  const rows = matching(value ?? [], { who, how, what, text }, (row) => titleOf(t, row));
  const groups = grouped(rows.slice(0, shown), by);
  const { compare } = new Intl.Collator(i18n.locale);
  const options = people.map((id) => ({ value: id, label: name(id) })).sort((a, b) => compare(a.label, b.label));
  return (
    <Page title={t('register.log')} back={registerPath(space.within ?? space.id)} lead={<bdi>{title}</bdi>}>
      <p className="muted">{t('register.log-hint')}</p>
      <FailureNotice failure={failure} />
      {!value && !failure && <Busy />}
      {value?.length === 0 && <Empty title={t('register.log-none')}>{t('register.log-none-hint')}</Empty>}
      {value && value.length > 0 && (
        <>
          <div className="register-filters">
            <Segments label={t('register.log-by')} value={by} onChange={setBy} options={groupings.map((each) => ({ value: each, label: t(`register.log-by-${each}`) }))} />
            <div className="field">
              <label htmlFor="log-text">{t('register.log-words')}</label>
              <div className="list-filter"><Icon name="search" small /><input id="log-text" type="search" className="input" dir="auto" value={text} onChange={({ target }) => setText(target.value)} /></div>
            </div>
            <Choice<PractitionerId | ''> label={t('register.log-who')} value={who} onChange={setWho} options={[{ value: '', label: t('register.log-everybody') }, ...options]} />
            <Choice<AccessRow['how'] | ''> label={t('register.log-how')} value={how} onChange={setHow} options={[{ value: '', label: t('register.log-anyhow') }, ...ways.map((each) => ({ value: each, label: t(`register.log-${each}`) }))]} />
          </div>
          {what !== null && <p><Link href={logPath(space.id)}>{t('register.log-all')}</Link></p>}
          <div className="register-count"><p className="muted" role="status">{t('register.log-count', { count: rows.length })}</p><SheetMenu name="access-log" title={t('register.log')} count={rows.length} table={() => tableOf(t, rows, name)} /></div>
          {rows.length === 0 && <Empty title={t('register.log-none-match')}>{t('register.none-match-hint')}</Empty>}
          {groups.map(({ key, rows: some }) => <Group key={key} by={by} rows={some} name={name} />)}
          {shown < rows.length && <button type="button" className="button button-plain" onClick={() => setShown(shown + atOnce)}>{t('register.more')}</button>}
        </>
      )}
    </Page>
  );
}

function Group({ by, rows, name }: { by: AccessGrouping; rows: readonly AccessRow[]; name(id: PractitionerId): string }) {
  const t = useText();
  const [first] = rows;
  if (!first) return null;
  return (
    <section className="card register-log">
      <h2>{by === 'who' ? <bdi>{name(first.by)}</bdi> : <What row={first} />}</h2>
      <ul className="rows">
        {rows.map((row) => (
          <li key={`${row.by} ${row.how} ${accessKey(row)} ${row.seq ?? ''} ${row.from}`}>
            <span className="row-words">
              <span>{by === 'who' ? <What row={row} /> : <bdi>{name(row.by)}</bdi>}</span>
              <span className="muted">{t(`register.log-${row.how}`)}{row.count !== null && <> · {t('register.count', { count: row.count })}</>}{row.seq === null && <> · {t('register.log-soon')}</>}</span>
            </span>
            <When row={row} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function What({ row }: { row: AccessRow }) {
  const t = useText();
  const { space, what, id, kind } = row;
  const title = <bdi>{titleOf(t, row)}</bdi>;
  const path = id === null || row.title === null ? null : what === 'note' ? notePath(space, id as never) : entryPath(space, id as EntryId);
  return <span className="register-log-what"><Icon name={what === 'note' ? 'note' : what === 'file' ? 'files' : kind === null ? 'register' : kindIcons[kind]} small /> {path === null ? title : <Link href={path}>{title}</Link>} <EntryPlace space={space} /></span>;
}

function When({ row: { from, to } }: { row: AccessRow }) {
  const t = useText();
  const format = useFormat();
  // Within a minute it is one moment.
  const moment = format.moment(from) === format.moment(to);
  return <span className="muted register-log-when">{moment ? <time dateTime={to}>{format.moment(to)}</time> : t('register.log-from-to', { from: format.moment(from), to: format.moment(to) })}</span>;
}

const titleOf = (t: Text, { what, title }: AccessRow): string => (what === 'everything' ? t('register.log-everything') : title ?? t('register.link-unread'));

/** Headings and rows. Times are those of the reader’s own zone, which the headings name. */
function tableOf(t: Text, rows: readonly AccessRow[], name: (id: PractitionerId) => string): string[][] {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return [
    [t('register.log-who'), t('register.log-how'), t('register.log-what'), t('register.filter-kind'), t('request.column-in-zone', { column: t('register.log-first'), zone }), t('request.column-in-zone', { column: t('register.log-last'), zone })],
    ...rows.map((row) => [name(row.by), t(`register.log-${row.how}`), titleOf(t, row), row.kind === null ? '' : t(`register.kind-${row.kind}`), stamp(row.from), stamp(row.to)]),
  ];
}
