/** Spaces and what is said in them. */
import { text as readAll } from 'node:stream/consumers';
import { handlingCodes, type HandlingCode, type SpaceId } from '@comity/contracts';
import { plain, type Comity, type TimelineEntry } from '@comity/sdk';
import { findSpace, ready, type Desk } from '../desk.js';
import { Misuse } from '../settings.js';

type Names = ReadonlyMap<string, string>;

export async function spaces(desk: Desk): Promise<void> {
  await ready(desk);
  const names = await namesOf(desk.client);
  const all = await desk.client.spaces();
  desk.output.show(all, all.map((space) => `${space.id}  ${space.title ?? names.get(space.other ?? '') ?? ''}  ${space.members.length} people${space.unread > 0 ? `  ${space.unread} unread` : ''}${space.alarms.some(({ acknowledged }) => !acknowledged) ? '  ALARM' : ''}`));
}

export async function send(desk: Desk): Promise<void> {
  await ready(desk);
  const [wanted, ...words] = desk.settings.rest;
  const space = await findSpace(desk, wanted);
  const text = words.length > 0 ? words.join(' ') : (await readAll(process.stdin)).trimEnd();
  const id = await desk.client.send(space.id, plain(text, handlingOf(desk.settings.options.handling)));
  await desk.client.settled();
  const { entries } = await desk.client.timeline(space.id, -50, 50);
  const sent = entries.find((entry) => entry.type === 'message' && entry.id === id);
  if (sent?.type !== 'message' || sent.delivery === 'refused') throw new Misuse(`The service refused it: ${sent?.type === 'message' ? (sent.refusal?.code ?? '') : 'not stored'}`);
  desk.output.show({ space: space.id, id, seq: sent.seq, delivery: sent.delivery }, [`${sent.delivery ?? ''} at ${sent.seq ?? ''}`]);
}

export async function read(desk: Desk): Promise<void> {
  await ready(desk);
  const space = await findSpace(desk, desk.settings.rest[0]);
  const count = Number(desk.settings.options.count ?? 50);
  if (!Number.isInteger(count) || count < 1) throw new Misuse('--count must be a whole number above 0');
  const { entries } = await desk.client.timeline(space.id, -count, count);
  const names = await namesOf(desk.client);
  desk.output.show(entries, entries.map((entry) => lineOf(entry, names)));
}

/** Shows what comes, until the program is ended. */
export async function tail(desk: Desk): Promise<void> {
  await ready(desk);
  const { client, output, settings } = desk;
  const followed = settings.rest[0] === undefined ? (await client.spaces()).map(({ id }) => id) : [(await findSpace(desk, settings.rest[0])).id];
  const shown = new Map<SpaceId, number>();
  for (const id of followed) shown.set(id, (await client.timeline(id, -1, 1)).entries.at(-1)?.seq ?? 0);
  let turn = Promise.resolve();
  const show = async (id: SpaceId) => {
    const { entries } = await client.timeline(id, -200, 200);
    const names = await namesOf(client);
    for (const entry of entries) {
      if (entry.seq === null || entry.seq <= (shown.get(id) ?? 0)) continue;
      output.show({ space: id, ...entry }, [lineOf(entry, names)]);
    }
    shown.set(id, Math.max(shown.get(id) ?? 0, ...entries.map((entry) => entry.seq ?? 0)));
  };
  const stop = client.on((event) => {
    if (event.type === 'timeline' && (settings.rest[0] === undefined || followed.includes(event.space))) turn = turn.then(() => show(event.space), () => show(event.space));
  });
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => { resolve(); });
    process.once('SIGTERM', () => { resolve(); });
  });
  stop();
}

function handlingOf(wanted: string | undefined): HandlingCode {
  if (wanted === undefined) return 'none';
  if (!Object.hasOwn(handlingCodes, wanted)) throw new Misuse(`--handling must be one of ${Object.keys(handlingCodes).join(', ')}`);
  return wanted as HandlingCode;
}

const namesOf = async (client: Comity): Promise<Names> => new Map((await client.people()).map((person) => [person.id, person.name]));

function lineOf(entry: TimelineEntry, names: Names): string {
  if (entry.type === 'message') return `${entry.sentAt}  ${names.get(entry.sender) ?? entry.sender}${entry.handling === 'none' ? '' : ` [${entry.handling}]`}: ${entry.text}`;
  if (entry.type === 'quarantined') return `${entry.at}  not shown: ${entry.rule}`;
  if ('who' in entry) return `${entry.at}  ${entry.type}: ${entry.who.map((id) => names.get(id) ?? id).join(', ')}`;
  return `${entry.at}  ${entry.type}${entry.title === null ? '' : `: ${entry.title}`}`;
}
