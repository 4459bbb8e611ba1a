import { useState, type ReactNode } from 'react';
import { Form } from 'react-aria-components/Form';
import type { AuthorityId, AwaySpan, Delegate, DelegateId, Interpreter, InterpreterId, MeetingRoom, MeetingRoomId, MeetingSession, OfficeView, PractitionerId, Remote as RemoteHours } from '@comity/contracts';
import type { ImportTable } from '@comity/sdk';
import { useAction, useAuthority, useClient, usePerson, useWatch } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button, IconButton } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { isolated } from '../i18n/isolated.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { useStateName } from '../states/names.js';
import { AccountChoice, DelegateAccount } from './DelegateAccount.js';
import { meetings, useDelegates, useInterpreters, useOffices, useRooms } from './hooks.js';
import { Plain } from './Plain.js';
import { SessionAway } from './SessionAway.js';
import { SessionImport } from './SessionImport.js';

const atOnce = 12;
const newId = <T extends string>(): T => crypto.randomUUID() as string as T;
const slug = '[a-z0-9]+(-[a-z0-9]+)*';

interface Item { id: string; label: string; detail: string; away: readonly AwaySpan[]; remote: RemoteHours | null; write(away: AwaySpan[], remote: RemoteHours | null): Promise<unknown>; remove(): Promise<unknown>; delegate?: Delegate }

/** Offices, rooms, interpreters and delegates of a session: added by hand or by a table, each with when it cannot be had. */
export function SessionRoster({ session }: { session: MeetingSession }) {
  const t = useText();
  const client = useClient();
  const state = useStateName();
  const authority = useAuthority();
  const format = useFormat();
  const id = session.id;
  const [offices, rooms, interpreters, delegates] = [useOffices(id), useRooms(id), useInterpreters(id), useDelegates(id)];
  const ask = meetings(client.remote);
  const nameOf = (of: AuthorityId): string => { const found = authority(of); return found ? `${state(found.state)} · ${isolated(found.name)}` : t('hall.office-unknown'); };
  const byLabel = (items: Item[]): Item[] => items.sort((a, b) => a.label.localeCompare(b.label, undefined, { numeric: true }));
  const failure = [offices, rooms, interpreters, delegates].find((each) => each.failure)?.failure;
  if (!offices.value || !rooms.value || !interpreters.value || !delegates.value) return failure ? <FailureNotice failure={failure} /> : <Busy />;
  const all = { offices: offices.value, rooms: rooms.value, interpreters: interpreters.value, delegates: delegates.value };
  const officeRow = ({ authority: of, ...row }: OfficeView, away: AwaySpan[], remote: RemoteHours | null) => ask.writeOffices(id, [{ ...row, authority: of, away, remote }]);
  return (
    <>
      <Section table="offices" session={session} items={byLabel(all.offices.map((row): Item => ({ id: row.authority, label: nameOf(row.authority), detail: '', away: row.away ?? [], remote: row.remote, write: (away, remote) => officeRow(row, away, remote), remove: () => ask.removeOffice(id, row.authority, row.version) })))} add={(close) => <AddOffices session={session} offices={all.offices} nameOf={nameOf} onClose={close} />} />
      <Section table="rooms" session={session} items={byLabel(all.rooms.map((row): Item => ({ id: row.id, label: isolated(row.name), detail: [row.class, t('hall.seats', { count: row.seats }), t('hall.security', { level: format.number(row.security) }), ...row.equipment].map(isolated).join(' · '), away: row.away, remote: null, write: (away) => ask.writeRooms(id, [{ ...row, away }]), remove: () => ask.removeRoom(id, row.id, row.version) })))} add={(close) => <AddRoom onAdd={(row) => ask.writeRooms(id, [row])} onClose={close} />} />
      <Section table="interpreters" session={session} items={byLabel(all.interpreters.map((row): Item => ({ id: row.id, label: isolated(row.name), detail: isolated(row.pair.join(' – ')), away: row.away, remote: null, write: (away) => ask.writeInterpreters(id, [{ ...row, away }]), remove: () => ask.removeInterpreter(id, row.id, row.version) })))} add={(close) => <AddInterpreter onAdd={(row) => ask.writeInterpreters(id, [row])} onClose={close} />} />
      <Section table="delegates" session={session} items={byLabel(all.delegates.map((row): Item => ({ id: row.id, delegate: row, label: isolated(row.name), detail: [nameOf(row.authority), ...(row.practitioner === null ? [t('talks.no-account')] : [])].join(' · '), away: row.away, remote: row.remote, write: (away, remote) => ask.writeDelegates(id, [{ ...row, away, remote }]), remove: () => ask.removeDelegate(id, row.id, row.version) })))} add={all.offices.length === 0 ? null : (close) => <AddDelegate delegates={all.delegates} offices={all.offices.map(({ authority: of }) => ({ value: of as string, label: nameOf(of) })).sort((a, b) => a.label.localeCompare(b.label))} onAdd={(row) => ask.writeDelegates(id, [row])} onClose={close} />} />
    </>
  );
}

function Section({ table, session, items, add }: { table: ImportTable; session: MeetingSession; items: readonly Item[]; add: ((close: () => void) => ReactNode) | null }) {
  const t = useText();
  const { run, busy, failure } = useAction();
  const [open, setOpen] = useState<'add' | 'import' | null>(null);
  const [away, setAway] = useState<string | null>(null);
  const [most, setMost] = useState(atOnce);
  const close = (): void => setOpen(null);
  const [account, setAccount] = useState<string | null>(null);
  const chosen = items.find(({ id }) => id === away), linked = items.find(({ id }) => id === account)?.delegate;
  const withRemote = table === 'offices' || table === 'delegates';
  return (
    <section className="card" aria-label={t(`hall.${table}`)}>
      <div className="section-head">
        <h2>{t(`hall.${table}`)} <span className="muted">{items.length}</span></h2>
        <div className="row">
          <Button icon="files" onPress={() => setOpen('import')} aria-label={`${t('hall.import')}: ${t(`hall.${table}`)}`}>{t('hall.import')}</Button>
          {add && <Button icon="plus" onPress={() => setOpen('add')} aria-label={`${t('hall.add-short')}: ${t(`hall.${table}`)}`}>{t('hall.add-short')}</Button>}
        </div>
      </div>
      <FailureNotice failure={failure} />
      {items.length === 0 ? <p className="muted">{t(`hall.no-${table}`)}</p> : (
        <ul className="rows">
          {items.slice(0, most).map((item) => (
            <li key={item.id}>
              <span className="row-words"><span>{item.label}</span>{item.detail !== '' && <span className="muted">{item.detail}</span>}{item.away.length > 0 && <span className="muted">{t('hall.away-spans', { count: item.away.length })}</span>}</span>
              {item.delegate && <Button look="quiet" onPress={() => setAccount(item.id)} aria-label={t('talks.account-of', { name: item.label })}>{t('talks.account')}</Button>}
              <Button look="quiet" onPress={() => setAway(item.id)} aria-label={`${t('hall.away')}: ${item.label}`}>{t('hall.away')}</Button>
              <IconButton icon="withdraw" label={t('hall.remove-of', { name: item.label })} isDisabled={busy} onPress={() => void run((client) => client.act(() => item.remove()))} />
            </li>
          ))}
        </ul>
      )}
      {most < items.length && <Button onPress={() => setMost(items.length)}>{t('hall.show-all')}</Button>}
      {open === 'add' && add?.(close)}
      {open === 'import' && <SessionImport table={table} session={session.id} onClose={close} />}
      {chosen && <SessionAway title={chosen.label} days={session.facts.days} before={chosen.away} remote={withRemote ? chosen.remote : undefined} onSave={(spans, remote) => chosen.write(spans, remote)} onClose={() => setAway(null)} />}
      {linked && <DelegateAccount session={session.id} delegate={linked} delegates={items.flatMap(({ delegate }) => delegate ?? [])} onClose={() => setAccount(null)} />}
    </section>
  );
}

/** Saves, and closes when it went through. */
function AddSheet({ title, onSave, disabled = false, onClose, children }: { title: string; onSave(): Promise<unknown>; disabled?: boolean; onClose(): void; children: ReactNode }) {
  const t = useText();
  const { run, busy, failure } = useAction();
  const save = async (): Promise<void> => { if (await run((client) => client.act(() => onSave().then(() => true)))) onClose(); };
  return (
    <Sheet title={title} onClose={onClose}>
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); void save(); }}>
        {children}
        <FailureNotice failure={failure} />
        <div className="row row-end"><Button onPress={onClose}>{t('action.cancel')}</Button><Button look="primary" type="submit" isDisabled={disabled} isPending={busy}>{t('hall.add-short')}</Button></div>
      </Form>
    </Sheet>
  );
}

function AddOffices({ session, offices, nameOf, onClose }: { session: MeetingSession; offices: readonly OfficeView[]; nameOf(id: AuthorityId): string; onClose(): void }) {
  const t = useText();
  const client = useClient();
  const { value: authorities } = useWatch(client.authorities());
  const [chosen, setChosen] = useState<ReadonlySet<AuthorityId>>(new Set());
  const there = new Set(offices.map(({ authority }) => authority));
  const rest = (authorities ?? []).filter(({ id, ended }) => !ended && !there.has(id)).map(({ id }) => ({ id, label: nameOf(id) })).sort((a, b) => a.label.localeCompare(b.label));
  const all = rest.length > 0 && chosen.size === rest.length;
  const save = () => meetings(client.remote).writeOffices(session.id, [...chosen].map((authority) => ({ version: 0, authority, requests: null, away: [], remote: null })));
  return (
    <AddSheet title={t('hall.add-offices')} onSave={save} disabled={chosen.size === 0} onClose={onClose}>
      {rest.length === 0 ? <p>{t('hall.all-attend')}</p> : (
        <>
          <label className="hall-check"><input type="checkbox" checked={all} onChange={() => setChosen(all ? new Set() : new Set(rest.map(({ id }) => id)))} /><span>{t('hall.choose-all')}</span></label>
          <ul className="set-up-choices">{rest.map(({ id, label }) => <li key={id}><label className="hall-check"><input type="checkbox" checked={chosen.has(id)} onChange={({ target }) => { const next = new Set(chosen); if (target.checked) next.add(id); else next.delete(id); setChosen(next); }} /><span>{label}</span></label></li>)}</ul>
        </>
      )}
    </AddSheet>
  );
}

function AddRoom({ onAdd, onClose }: { onAdd(row: MeetingRoom): Promise<unknown>; onClose(): void }) {
  const t = useText();
  const [name, setName] = useState('');
  const [kind, setKind] = useState('table');
  const [seats, setSeats] = useState('6');
  const [security, setSecurity] = useState('0');
  const [equipment, setEquipment] = useState('');
  const words = equipment.split(/[\s,|]+/).filter((each) => each !== '');
  const valid = name.trim() !== '' && [kind, ...words].every((each) => new RegExp(`^${slug}$`).test(each)) && Number(seats) >= 1;
  const save = () => onAdd({ version: 0, id: newId<MeetingRoomId>(), name: name.trim(), class: kind, seats: Math.floor(Number(seats)), security: Number(security), equipment: [...new Set(words)], away: [] });
  return (
    <AddSheet title={t('hall.add-rooms')} onSave={save} disabled={!valid} onClose={onClose}>
      <Plain label={t('hall.name')} value={name} onChange={setName} maxLength={80} dir="auto" required />
      <Plain label={t('hall.class')} value={kind} onChange={setKind} maxLength={40} dir="ltr" required />
      <Plain label={t('hall.seats-field')} type="number" min={1} max={2_000} value={seats} onChange={setSeats} required />
      <Choice<string> label={t('hall.security-field')} value={security} onChange={setSecurity} options={['0', '1', '2', '3'].map((value) => ({ value, label: value }))} />
      <Plain label={t('hall.equipment')} value={equipment} onChange={setEquipment} dir="ltr" />
      <p className="hint">{t('hall.slug-hint')}</p>
    </AddSheet>
  );
}

function AddInterpreter({ onAdd, onClose }: { onAdd(row: Interpreter): Promise<unknown>; onClose(): void }) {
  const t = useText();
  const [name, setName] = useState('');
  const [from, setFrom] = useState('en');
  const [to, setTo] = useState('fr');
  const pair = [from.trim().toLowerCase(), to.trim().toLowerCase()].sort() as [string, string];
  const valid = name.trim() !== '' && pair[0] !== pair[1] && pair.every((code) => /^[a-z]{2,3}$/.test(code));
  return (
    <AddSheet title={t('hall.add-interpreters')} onSave={() => onAdd({ version: 0, id: newId<InterpreterId>(), name: name.trim(), pair, away: [] })} disabled={!valid} onClose={onClose}>
      <Plain label={t('hall.name')} value={name} onChange={setName} maxLength={120} dir="auto" required />
      <Plain label={t('hall.language-one')} value={from} onChange={setFrom} maxLength={3} dir="ltr" required />
      <Plain label={t('hall.language-two')} value={to} onChange={setTo} maxLength={3} dir="ltr" required />
      <p className="hint">{t('hall.language-hint')}</p>
    </AddSheet>
  );
}

function AddDelegate({ delegates, offices, onAdd, onClose }: { delegates: readonly Delegate[]; offices: readonly { value: string; label: string }[]; onAdd(row: Delegate): Promise<unknown>; onClose(): void }) {
  const t = useText();
  const [name, setName] = useState('');
  const [authority, setAuthority] = useState(offices[0]!.value);
  const [account, setAccount] = useState('');
  const person = usePerson();
  const choose = (id: string): void => { setAccount(id); if (id !== '') setName(person(id as PractitionerId)?.name ?? name); };
  return (
    <AddSheet title={t('hall.add-delegates')} onSave={() => onAdd({ version: 0, id: newId<DelegateId>(), authority: authority as AuthorityId, name: name.trim(), practitioner: account === '' ? null : account as PractitionerId, away: [], remote: null })} disabled={name.trim() === ''} onClose={onClose}>
      <Choice<string> label={t('hall.office')} value={authority} onChange={(value) => { setAuthority(value); setAccount(''); }} options={offices} />
      <AccountChoice authority={authority as AuthorityId} delegates={delegates} value={account} onChange={choose} />
      <Plain label={t('hall.name')} value={name} onChange={setName} maxLength={120} dir="auto" required />
    </AddSheet>
  );
}
