import { useState } from 'react';
import type { AuthorityId, MeetingSession, Office, OfficeView } from '@comity/contracts';
import type { ImportedRow, ImportTable } from '@comity/sdk';
import { useAction, useClient, useWatch } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button, IconButton } from '../design/Button.js';
import { FormSheet } from '../design/FormSheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { meetings, useDelegates, useInterpreters, useOffices, useRooms } from './hooks.js';
import { idOf } from './roster-diff.js';
import { useRosterWords } from './roster-words.js';
import { SessionAway } from './SessionAway.js';
import { SessionImport } from './SessionImport.js';
import { SessionRow } from './SessionRow.js';

const atOnce = 12;
type Row<T extends ImportTable> = ImportedRow[T];
interface Section<T extends ImportTable> { table: T; session: MeetingSession; rows: readonly Row<T>[]; attending: readonly AuthorityId[]; write(row: Row<T>): Promise<unknown>; remove(row: Row<T>): Promise<unknown> }

/** Offices, rooms, interpreters and delegates of a session: added and changed by hand or by a table, each with when it cannot be had. */
export function SessionRoster({ session }: { session: MeetingSession }) {
  const { remote } = useClient();
  const id = session.id;
  const [offices, rooms, interpreters, delegates] = [useOffices(id), useRooms(id), useInterpreters(id), useDelegates(id)];
  const ask = meetings(remote);
  const failure = [offices, rooms, interpreters, delegates].find((each) => each.failure)?.failure;
  if (!offices.value || !rooms.value || !interpreters.value || !delegates.value) return failure ? <FailureNotice failure={failure} /> : <Busy />;
  const attending = offices.value.map(({ authority }) => authority), common = { session, attending };
  return (
    <>
      <Section {...common} table="offices" rows={offices.value.map(asWritten)} write={(row) => ask.writeOffices(id, [row])} remove={({ authority, version }) => ask.removeOffice(id, authority, version)} />
      <Section {...common} table="rooms" rows={rooms.value} write={(row) => ask.writeRooms(id, [row])} remove={(row) => ask.removeRoom(id, row.id, row.version)} />
      <Section {...common} table="interpreters" rows={interpreters.value} write={(row) => ask.writeInterpreters(id, [row])} remove={(row) => ask.removeInterpreter(id, row.id, row.version)} />
      <Section {...common} table="delegates" rows={delegates.value} write={(row) => ask.writeDelegates(id, [row])} remove={(row) => ask.removeDelegate(id, row.id, row.version)} />
    </>
  );
}

function Section<T extends ImportTable>({ table, session, rows, attending, write, remove }: Section<T>) {
  const t = useText();
  const named: ImportTable = table;
  const words = useRosterWords();
  const { run, busy, failure } = useAction();
  const [open, setOpen] = useState<'add' | 'import' | null>(null);
  const [of, setOf] = useState<{ what: 'away' | 'edit'; id: string; label: string } | null>(null);
  const [most, setMost] = useState(atOnce);
  const close = (): void => { setOpen(null); setOf(null); };
  const items = rows.map((row) => ({ row, id: idOf(row), label: words.label(table, row), detail: words.detail(table, row) })).sort((a, b) => a.label.localeCompare(b.label, undefined, { numeric: true }));
  const chosen = items.find(({ id }) => id === of?.id);
  return (
    <section className="card" aria-label={t(`hall.${named}`)}>
      <div className="section-head">
        <h2>{t(`hall.${named}`)} <span className="muted">{items.length}</span></h2>
        <div className="row">
          <Button icon="files" onPress={() => setOpen('import')} aria-label={`${t('hall.import')}: ${t(`hall.${named}`)}`}>{t('hall.import')}</Button>
          {(table !== 'delegates' || attending.length > 0) && <Button icon="plus" onPress={() => setOpen('add')} aria-label={`${t('hall.add-short')}: ${t(`hall.${named}`)}`}>{t('hall.add-short')}</Button>}
        </div>
      </div>
      <FailureNotice failure={failure} />
      {items.length === 0 ? <p className="muted">{t(`hall.no-${named}`)}</p> : (
        <ul className="rows">
          {items.slice(0, most).map(({ row, id, label, detail }) => (
            <li key={id}>
              <span className="row-words"><span>{label}</span>{detail !== '' && <span className="muted">{detail}</span>}{row.away.length > 0 && <span className="muted">{t('hall.away-spans', { count: row.away.length })}</span>}</span>
              <Button look="quiet" onPress={() => setOf({ what: 'away', id, label })} aria-label={`${t('hall.away')}: ${label}`}>{t('hall.away')}</Button>
              <IconButton icon="edit" label={t('hall.edit-of', { name: label })} onPress={() => setOf({ what: 'edit', id, label })} />
              <IconButton icon="withdraw" label={t('hall.remove-of', { name: label })} isDisabled={busy} onPress={() => void run((client) => client.act(() => remove(row)))} />
            </li>
          ))}
        </ul>
      )}
      {most < items.length && <Button onPress={() => setMost(items.length)}>{t('hall.show-all')}</Button>}
      {open === 'add' && (table === 'offices' ? <AddOffices session={session} attending={attending} onClose={close} /> : <SessionRow table={table} current={null} rows={rows} attending={attending} write={write} onClose={close} />)}
      {open === 'import' && <SessionImport table={table} session={session.id} held={rows} onClose={close} />}
      {of?.what === 'edit' && <SessionRow key={of.id} table={table} current={chosen?.row ?? null} rows={rows} attending={attending} write={write} onClose={close} />}
      {of?.what === 'away' && <SessionAway key={of.id} title={of.label} days={session.facts.days} current={chosen?.row ?? null} onSave={write} onClose={close} />}
    </section>
  );
}

/** To the secretariat nothing of an office is hidden. */
const asWritten = (row: OfficeView): Office => ({ ...row, away: row.away ?? [] });

function AddOffices({ session, attending, onClose }: { session: MeetingSession; attending: readonly AuthorityId[]; onClose(): void }) {
  const t = useText();
  const client = useClient();
  const { value: authorities } = useWatch(client.authorities());
  const [chosen, setChosen] = useState<ReadonlySet<AuthorityId>>(new Set());
  const { office } = useRosterWords();
  const there = new Set(attending);
  const rest = (authorities ?? []).filter(({ id, ended }) => !ended && !there.has(id)).map(({ id }) => ({ id, label: office(id) })).sort((a, b) => a.label.localeCompare(b.label));
  const all = rest.length > 0 && chosen.size === rest.length;
  const { run, busy, failure } = useAction();
  const save = async (): Promise<void> => { if (await run((acting) => acting.act((remote) => meetings(remote).writeOffices(session.id, [...chosen].map((authority) => ({ version: 0, authority, requests: null, away: [], remote: null })))))) onClose(); };
  return (
    <FormSheet title={t('hall.add-offices')} submit={t('hall.add-short')} ready={chosen.size > 0} busy={busy} failure={failure} onSubmit={() => void save()} onClose={onClose}>
      {rest.length === 0 ? <p>{t('hall.all-attend')}</p> : (
        <>
          <label className="hall-check"><input type="checkbox" checked={all} onChange={() => setChosen(all ? new Set() : new Set(rest.map(({ id }) => id)))} /><span>{t('hall.choose-all')}</span></label>
          <ul className="set-up-choices">{rest.map(({ id, label }) => <li key={id}><label className="hall-check"><input type="checkbox" checked={chosen.has(id)} onChange={({ target }) => { const next = new Set(chosen); if (target.checked) next.add(id); else next.delete(id); setChosen(next); }} /><span>{label}</span></label></li>)}</ul>
        </>
      )}
    </FormSheet>
  );
}
