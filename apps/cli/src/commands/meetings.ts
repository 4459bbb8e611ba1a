/** Sessions at which authorities meet: the list, imports, and the agenda. */
import { readFile } from 'node:fs/promises';
import { meetingsOf, type ImportedRow, type ImportTable, type Meetings } from '@comity/sdk';
import type { MeetingSessionId } from '@comity/contracts';
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

/** File by file, since delegates belong to offices: nothing is written of a file with a fault, nor of those after it. */
export async function importSession(desk: Desk): Promise<void> {
  await ready(desk);
  const { output, settings: { options } } = desk;
  const { meetings, id } = await sessionOf(desk);
  if (options.offices === undefined && options.rooms === undefined && options.interpreters === undefined && options.delegates === undefined) throw new Misuse('Name at least one file: --offices, --rooms, --interpreters or --delegates.');
  let sound = true;
  const report: Record<string, object> = {};
  const lines: string[] = [];
  async function take<T extends ImportTable>(what: T, write: (rows: ImportedRow[T][]) => Promise<unknown>): Promise<void> {
    const path: string | undefined = options[what as ImportTable];
    if (path === undefined) return;
    const csv = await readFile(path, 'utf8').catch(() => { throw new Misuse(`${path} cannot be read.`); });
    const { rows, changed, faults } = await meetings.preview(id, what, csv);
    sound &&= faults.length === 0;
    report[what] = { rows: rows.length, changed, faults };
    lines.push(...faults.map(({ line, field, rule }) => `${path}:${line}${field === null ? '' : ` ${field}`}: ${rule}`), ...(faults.length === 0 ? [`${path}: ${rows.length - changed} new ${what}, ${changed} that are there`] : []));
    if (options.write === true && sound && rows.length > 0) await write(rows);
  }
  await take('offices', (rows) => meetings.writeOffices(id, rows));
  await take('rooms', (rows) => meetings.writeRooms(id, rows));
  await take('interpreters', (rows) => meetings.writeInterpreters(id, rows));
  await take('delegates', (rows) => meetings.writeDelegates(id, rows));
  output.show({ session: id, written: options.write === true && sound, ...report }, [...lines, ...(sound && options.write !== true ? ['Nothing was written; say --write.'] : [])]);
  if (!sound) process.exitCode = 1;
}

export async function agenda(desk: Desk): Promise<void> {
  await ready(desk);
  const { meetings, id } = await sessionOf(desk);
  const [published, authorities] = [await meetings.agenda(id), await desk.client.authorities()];
  const names = new Map(authorities.map((authority) => [authority.id, authority.name]));
  desk.output.show(published, published.version === 0 ? ['Nothing is published yet.'] : published.meetings.map(({ at, startsAt, room, parties }) => `${at.date} ${at.time} (${startsAt})  ${room?.name ?? '-'}  ${parties.map((party) => names.get(party) ?? party).join(' / ')}`));
}
