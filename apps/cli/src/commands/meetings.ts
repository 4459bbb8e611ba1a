/** Sessions at which authorities meet: the list, a new one, imports, and the agenda. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { importColumns, meetingsOf, tableText, type CsvFault, type ImportedRow, type ImportTable, type Meetings } from '@comity/sdk';
import { SessionFacts, type AuthorityId, type MeetingSessionId } from '@comity/contracts';
import { ready, type Desk } from '../desk.js';
import { Misuse } from '../settings.js';

async function sessionOf({ client, settings: { rest: [wanted] } }: Desk): Promise<{ meetings: Meetings; id: MeetingSessionId }> {
  if (wanted === undefined) throw new Misuse('Name the session by its id, or by the beginning of it.');
  const meetings = meetingsOf(client);
  const found = (await meetings.sessions()).filter(({ id }) => id.startsWith(wanted));
  if (found.length !== 1) throw new Misuse(found.length === 0 ? 'There is no such session.' : 'Several sessions begin so.');
  return { meetings, id: found[0]!.id };
}

export async function sessions(desk: Desk): Promise<void> {
  await ready(desk);
  const list = await meetingsOf(desk.client).sessions();
  desk.output.show(list, list.map(({ id, kind, title, startsAt, zone, offices, state, published }) => `${id}  ${startsAt.slice(0, 10)} ${zone}  ${kind} ${state}: ${title}, ${offices} offices${published === 0 ? '' : `, timetable ${published}`}`));
}

/** What is decided of a session, as `session-add` takes it. */
export async function sessionFacts(desk: Desk): Promise<void> {
  await ready(desk);
  const { meetings, id } = await sessionOf(desk);
  const { facts } = await meetings.session(id);
  desk.output.show(facts, JSON.stringify(facts, null, 2).split('\n'));
}

/** A session that nobody else sees yet, of what a file says; what it leaves out is as most have it. It is prepared, also where the one that the file comes from stands open. */
export async function addSession(desk: Desk): Promise<void> {
  await ready(desk);
  const { output, client, settings: { rest: [file], options } } = desk;
  if (file === undefined) throw new Misuse('Name the file that says what the session is; “session SESSION --json” prints one.');
  const text = await readFile(file, 'utf8').catch(() => { throw new Misuse(`${file} cannot be read.`); });
  const { facts, faults } = factsOf(text);
  if (facts === undefined) {
    output.show({ session: null, written: false, faults }, [...faults.map(({ pointer, rule }) => `${file}${pointer === '' ? '' : ` ${pointer}`}: ${rule}`), 'Nothing was written.']);
    process.exitCode = 1;
    return;
  }
  const made = options.write === true ? await meetingsOf(client).addSession(facts) : undefined;
  const slots = facts.days.reduce((sum, { starts }) => sum + starts.length, 0);
  output.show({ session: made?.id ?? null, written: made !== undefined, days: facts.days.length, slots, faults }, [`${facts.kind}: ${facts.title}, ${facts.days.length} days, ${slots} slots of ${facts.slotMinutes} minutes, ${facts.zone}`, made === undefined ? 'Nothing was written; say --write.' : `Prepared: ${made.id}`]);
}

const usual = { kind: 'plenary', place: null, deadline: null, requestsPerOffice: 20, cases: [] };
function factsOf(text: string): { facts?: SessionFacts; faults: { pointer: string; rule: string }[] } {
  let told: unknown;
  try { told = JSON.parse(text); } catch { return { faults: [{ pointer: '', rule: 'must be JSON' }] }; }
  if (typeof told !== 'object' || told === null || Array.isArray(told)) return { faults: [{ pointer: '', rule: 'must be an object' }] };
  const { data, error } = SessionFacts.safeParse({ ...usual, ...told, state: 'preparing' });
  return data === undefined ? { faults: error.issues.map(({ path: at, message }) => ({ pointer: `/${at.join('/')}`, rule: message })) } : { facts: data, faults: [] };
}

interface Taken { file: string; what: ImportTable; rows: number; changed: number; faults: readonly CsvFault[]; write: () => Promise<unknown> }

/** Reads every file first, delegates as if the offices of theirs were there already; with a fault in one of them nothing is written at all. */
export async function importSession(desk: Desk): Promise<void> {
  await ready(desk);
  const { output, settings: { options } } = desk;
  const { meetings, id } = await sessionOf(desk);
  const files = await filesOf(options);
  const taken: Taken[] = [];
  async function take<T extends ImportTable>(what: T, write: (rows: ImportedRow[T][]) => Promise<unknown>, coming: AuthorityId[] = []): Promise<ImportedRow[T][]> {
    const file = files.get(what);
    if (file === undefined) return [];
    const csv = await readFile(file).then(tableText, () => { throw new Misuse(`${file} cannot be read.`); });
    const { rows, changed, faults } = await meetings.preview(id, what, csv, {}, coming);
    taken.push({ file, what, rows: rows.length, changed, faults, write: async () => { if (rows.length > 0) await write(rows); } });
    return rows;
  }
  const offices = await take('offices', (rows) => meetings.writeOffices(id, rows));
  await take('rooms', (rows) => meetings.writeRooms(id, rows));
  await take('interpreters', (rows) => meetings.writeInterpreters(id, rows));
  await take('delegates', (rows) => meetings.writeDelegates(id, rows), offices.map(({ authority }) => authority));
  const sound = taken.every(({ faults }) => faults.length === 0), written = options.write === true && sound;
  if (written) for (const { write } of taken) await write();
  const lines = taken.flatMap(({ file, what, rows, changed, faults }) => [
    ...faults.map(({ line, field, rule }) => `${file}:${line}${field === null ? '' : ` ${field}`}: ${rule}`), ...(faults.length === 0 ? [`${file}: ${rows - changed} new ${what}, ${changed} that are there`] : []),
  ]);
  output.show({ session: id, written, ...Object.fromEntries(taken.map(({ what, rows, changed, faults }) => [what, { rows, changed, faults }])) }, [...lines, ...(written ? [] : [sound ? 'Nothing was written; say --write.' : 'Nothing was written.'])]);
  if (!sound) process.exitCode = 1;
}

/** Named one by one, or those of a folder by their names: `offices.csv` and so on. */
async function filesOf(options: Desk['settings']['options']): Promise<Map<ImportTable, string>> {
  const files = new Map<ImportTable, string>();
  const within = options.folder === undefined ? [] : await readdir(options.folder).catch(() => { throw new Misuse(`${options.folder} cannot be read.`); });
  for (const what of Object.keys(importColumns) as ImportTable[]) {
    if (options[what] !== undefined) files.set(what, options[what]);
    else if (within.includes(`${what}.csv`)) files.set(what, path.join(options.folder!, `${what}.csv`));
  }
  if (files.size === 0) throw new Misuse(options.folder === undefined ? 'Name at least one file: --offices, --rooms, --interpreters or --delegates; or a folder that has them: --folder.' : `${options.folder} has none of offices.csv, rooms.csv, interpreters.csv and delegates.csv.`);
  return files;
}

export async function agenda(desk: Desk): Promise<void> {
  await ready(desk);
  const { meetings, id } = await sessionOf(desk);
  const [published, authorities] = [await meetings.agenda(id), await desk.client.authorities()];
  const names = new Map(authorities.map((authority) => [authority.id, authority.name]));
  desk.output.show(published, published.version === 0 ? ['Nothing is published yet.'] : published.meetings.map(({ at, startsAt, room, parties }) => `${at.date} ${at.time} (${startsAt})  ${room?.name ?? '-'}  ${parties.map((party) => names.get(party) ?? party).join(' / ')}`));
}
