import { useEffect, useMemo, useState } from 'react';
import { meetingLimits, type Delegate, type Interpreter, type MeetingRoom, type MeetingSessionId, type Office } from '@comity/contracts';
import { importColumns, type CsvFault, type CsvPreview, type Failure, type ImportedRow, type ImportTable, type Meetings, type StateNames } from '@comity/sdk';
import { useAction, useClient, useWatch } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Notice } from '../design/Notice.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { useStateName } from '../states/names.js';
import { meetings } from './hooks.js';
import { comingOf, idOf, type Coming } from './roster-diff.js';
import { useRosterWords } from './roster-words.js';
import { textIn } from './table-file.js';

const shown = 20;
type Read = CsvPreview<ImportedRow[ImportTable]>;

/** A table as a file or pasted: read, shown as it will be or with what is wrong in which line, and sent when the person says so. What it leaves as it is is not sent. */
export function SessionImport<T extends ImportTable>({ table, session, held, onClose }: { table: T; session: MeetingSessionId; held: readonly ImportedRow[T][]; onClose(): void }) {
  const t = useText();
  const named: ImportTable = table;
  const { run, busy, failure } = useAction();
  const [text, setText] = useState('');
  const [lost, setLost] = useState(false);
  const { read, unread } = usePreview(table, session, text, held.map((row) => `${idOf(row)} ${row.version}`).join());
  const coming = useMemo(() => comingOf(table, (read?.rows ?? []) as ImportedRow[T][], held), [table, read, held]);
  const rows = coming.filter(({ fate }) => fate !== 'unchanged').map(({ row }) => row);
  // Of one that is too long no more than shows that.
  const open = async (file: File): Promise<void> => {
    const chosen = await textIn(file.slice(0, 2 * meetingLimits.csvBytes + 4));
    setLost(chosen === null);
    setText(chosen ?? '');
  };
  const take = async (): Promise<void> => {
    if (await run((client) => client.act((remote) => write(meetings(remote), table, session, rows).then(() => true)))) onClose();
  };
  return (
    <Sheet title={t(`hall.import-${named}`)} wide onClose={onClose}>
      <p>{t('hall.import-columns')} <code dir="ltr">{importColumns[table].join(', ')}</code></p>
      {(named === 'offices' || named === 'delegates') && <p>{t('hall.import-when')}</p>}
      <div className="field">
        <label htmlFor="hall-csv">{t('hall.import-file')}</label>
        <input id="hall-csv" type="file" accept=".csv,text/csv" onChange={({ target }) => { const file = target.files?.[0]; if (file) void open(file); target.value = ''; }} />
      </div>
      <div className="field">
        <label htmlFor="hall-csv-text">{t('hall.import-text')}</label>
        <textarea id="hall-csv-text" className="input words-input mono" dir="auto" rows={5} value={text} onChange={({ target }) => { setLost(false); setText(target.value); }} />
      </div>
      <div role="status" className="stack">
        {lost && <Notice tone="warning" title={t('files.unreadable')} />}
        {read && read.faults.length > 0 && <Faults faults={read.faults} />}
        {read && read.faults.length === 0 && <p>{t('hall.import-fates', { fresh: coming.filter(({ fate }) => fate === 'new').length, changed: coming.filter(({ fate }) => fate === 'changed').length, same: coming.length - rows.length })}</p>}
      </div>
      {coming.length > 0 && <ComingRows table={table} coming={coming} />}
      <FailureNotice failure={failure ?? unread} />
      <div className="row row-end">
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button look="primary" isPending={busy} isDisabled={rows.length === 0} onPress={() => void take()}>{t('hall.import-take', { count: rows.length })}</Button>
      </div>
    </Sheet>
  );
}

/** Every row as it will be, what changes first. */
function ComingRows<T extends ImportTable>({ table, coming }: { table: T; coming: readonly Coming<T>[] }) {
  const t = useText();
  const words = useRosterWords();
  const [most, setMost] = useState(shown);
  return (
    <section className="set-up-coming" aria-label={t('hall.import-rows')}>
      <ul className="rows">
        {coming.slice(0, most).map(({ row, fate, changes }) => (
          <li key={idOf(row)}>
            <span className="row-words"><span>{words.label(table, row)}</span><span className="muted">{fate === 'changed' ? changes.map(words.change).join(' · ') : words.detail(table, row)}</span>{fate === 'new' && row.away.length > 0 && <span className="muted">{t('hall.away-spans', { count: row.away.length })}</span>}</span>
            <span className={fate === 'new' ? 'tag tag-good' : fate === 'changed' ? 'tag tag-new' : 'tag'}>{t(`hall.import-is-${fate}`)}</span>
          </li>
        ))}
      </ul>
      {most < coming.length && <div className="row"><Button onPress={() => setMost(most + shown * 5)}>{t('hall.requests-more')}</Button><span className="muted">{t('hall.import-more', { count: coming.length - most })}</span></div>}
    </section>
  );
}

function Faults({ faults }: { faults: readonly CsvFault[] }) {
  const t = useText();
  const more = Math.max(0, faults.length - shown);
  return (
    <Notice tone="warning" title={t('hall.import-faults', { count: new Set(faults.map(({ line }) => line)).size })}>
      <ul>{faults.slice(0, shown).map(({ line, field, rule }, i) => <li key={i}>{field === null ? t('hall.import-line', { line, what: t(`hall.import-${rule}`) }) : t('hall.import-cell', { line, column: field, what: t(`hall.import-${rule}`) })}</li>)}</ul>
      {more !== 0 && <p>{t('hall.import-more', { count: more })}</p>}
    </Notice>
  );
}

/** What the present text would bring; nothing while it is read, and of no text. `stamp`: of what is there; with another one it is read anew. */
function usePreview(table: ImportTable, session: MeetingSessionId, text: string, stamp: string): { read: Read | null; unread: Failure | null } {
  const client = useClient();
  const { value: authorities } = useWatch(client.authorities());
  const stateName = useStateName();
  const [seen, setSeen] = useState<{ text: string; read: Read | null; unread: Failure | null }>({ text: '', read: null, unread: null });
  useEffect(() => {
    let stale = false;
    const states: StateNames = Object.fromEntries((authorities ?? []).map(({ state }) => [state, stateName(state)]));
    const see = (read: Read | null, unread: Failure | null): void => { if (!stale) setSeen({ text, read, unread }); };
    if (text.trim() !== '' && authorities) meetings(client.remote).preview(session, table, text, states).then((read) => see(read, null), (thrown: unknown) => see(null, thrown as Failure));
    return () => { stale = true; };
  }, [client, authorities, stateName, table, session, text, stamp]);
  return seen.text === text ? seen : { read: null, unread: null };
}

function write(ask: Meetings, table: ImportTable, id: MeetingSessionId, rows: readonly unknown[]): Promise<unknown> {
  switch (table) {
    case 'offices': return ask.writeOffices(id, rows as Office[]);
    case 'rooms': return ask.writeRooms(id, rows as MeetingRoom[]);
    case 'interpreters': return ask.writeInterpreters(id, rows as Interpreter[]);
    case 'delegates': return ask.writeDelegates(id, rows as Delegate[]);
  }
}
