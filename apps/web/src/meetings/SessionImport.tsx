import { useMemo, useState } from 'react';
import type { Delegate, Interpreter, MeetingRoom, MeetingSessionId, Office, OfficeView } from '@comity/contracts';
import type { Meetings } from '@comity/sdk';
import { useAction, useClient, useWatch } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Notice } from '../design/Notice.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { useStateName } from '../states/names.js';
import { meetings } from './hooks.js';
import { columns, readCsv, readTable, type Table } from './set-up.js';

const shown = 20;

/** A table as a file or pasted: read here, shown with what is wrong in which line, and sent when the person says so. */
export function SessionImport({ table, session, known, onClose }: { table: Table; session: MeetingSessionId; known: { offices: OfficeView[]; rooms: MeetingRoom[]; interpreters: Interpreter[]; delegates: Delegate[] }; onClose(): void }) {
  const t = useText();
  const format = useFormat();
  const state = useStateName();
  const { value: authorities } = useWatch(useClient().authorities());
  const { run, busy, failure } = useAction();
  const [text, setText] = useState('');
  const csv = useMemo(() => (text.trim() === '' ? undefined : readCsv(text)), [text]);
  const read = useMemo(() => (csv ? readTable(table, csv, { ...known, authorities: (authorities ?? []).filter(({ ended }) => !ended), stateName: state }) : undefined), [csv, table, known, authorities, state]);
  const more = Math.max(0, (read?.faults.length ?? 0) - shown);
  const take = async (): Promise<void> => {
    if (!read) return;
    const done = await run((client) => client.act((remote) => write(meetings(remote), table, session, read.rows).then(() => true)));
    if (done) onClose();
  };
  return (
    <Sheet title={t(`hall.import-${table}`)} wide onClose={onClose}>
      <p>{t('hall.import-columns')} <code dir="ltr">{columns[table].join(', ')}</code></p>
      <div className="field">
        <label htmlFor="hall-csv">{t('hall.import-file')}</label>
        <input id="hall-csv" type="file" accept=".csv,text/csv" onChange={({ target }) => { const file = target.files?.[0]; if (file) void file.text().then(setText); }} />
      </div>
      <div className="field">
        <label htmlFor="hall-csv-text">{t('hall.import-text')}</label>
        <textarea id="hall-csv-text" className="input words-input mono" dir="auto" rows={5} value={text} onChange={({ target }) => setText(target.value)} />
      </div>
      <div role="status" className="stack">
        {csv === null && <Notice tone="danger" title={t('hall.import-unreadable')} />}
        {read && read.lacking.length > 0 && <Notice tone="danger" title={t('hall.import-lacking', { columns: format.list(read.lacking) })} />}
        {read && read.lacking.length === 0 && <p>{t('hall.import-count', { count: read.rows.length })} {read.changed > 0 && t('hall.import-changed', { count: read.changed })}</p>}
        {read && read.faults.length > 0 && (
          <Notice tone="warning" title={t('hall.import-faults', { count: new Set(read.faults.map(({ line }) => line)).size })}>
            <ul>{read.faults.slice(0, shown).map(({ line, column, fault }, i) => <li key={i}>{t('hall.import-line', { line, column, what: t(`hall.import-${fault}`) })}</li>)}</ul>
            {more !== 0 && <p>{t('hall.import-more', { count: more })}</p>}
          </Notice>
        )}
      </div>
      <FailureNotice failure={failure} />
      <div className="row row-end">
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button look="primary" isPending={busy} isDisabled={!read || read.rows.length === 0} onPress={() => void take()}>{t('hall.import-take', { count: read?.rows.length ?? 0 })}</Button>
      </div>
    </Sheet>
  );
}

function write(ask: Meetings, table: Table, id: MeetingSessionId, rows: readonly unknown[]): Promise<unknown> {
  switch (table) {
    case 'offices': return ask.writeOffices(id, rows as Office[]);
    case 'rooms': return ask.writeRooms(id, rows as MeetingRoom[]);
    case 'interpreters': return ask.writeInterpreters(id, rows as Interpreter[]);
    case 'delegates': return ask.writeDelegates(id, rows as Delegate[]);
  }
}
