/** Spaces and what is said in them. */
import { text as readAll } from 'node:stream/consumers';
import { handlingCodes, type HandlingCode, type SpaceId } from '@comity/contracts';
import { plain, type Comity, type MessageEntry, type Ref, type SpaceView, type TimelineEntry } from '@comity/sdk';
import { findSpace, ready, type Desk } from '../desk.js';
import { marksOf } from '../marks.js';
import { Misuse } from '../settings.js';
import { actsBetween, type Names } from './acts.js';

export async function spaces(desk: Desk): Promise<void> {
  await ready(desk);
  const names = await namesOf(desk.client);
  const all = await desk.client.spaces();
  desk.output.show(all, all.map((space) => `${space.id}  ${space.title ?? names.get(space.other ?? '') ?? ''}  ${space.members.length} people${space.unread > 0 ? `  ${space.unread} unread` : ''}${space.mentions > 0 ? `  ${space.mentions} mentions` : ''}${space.alerts > 0 ? `  ${space.alerts} to acknowledge` : ''}${space.alarms.some(({ acknowledged }) => !acknowledged) ? '  ALARM' : ''}`));
}

export async function send(desk: Desk): Promise<void> {
  await ready(desk);
  const [wanted, ...words] = desk.settings.rest;
  const space = await findSpace(desk, wanted);
  const text = words.length > 0 ? words.join(' ') : (await readAll(process.stdin)).trimEnd();
  const { handling: code, restriction = null, topic, reply, alert } = desk.settings.options;
  const handling = handlingOf(code);
  const id = await desk.client.send(space.id, plain(text, handling, {
    marking: { handling, restriction, evaluation: null, tlp: null }, topic: topic === undefined ? null : topicOf(space, topic), reply: reply === undefined ? null : await messageAt(desk.client, space, reply), alert: alert === true,
  }));
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
  const looked = new Map<string, MessageEntry>();
  for (const id of followed) {
    const { entries } = await client.timeline(id, -200, 200);
    shown.set(id, entries.at(-1)?.seq ?? 0);
    for (const entry of entries) if (entry.type === 'message') looked.set(entry.id, entry);
  }
  let turn = Promise.resolve();
  const show = async (id: SpaceId) => {
    const { entries } = await client.timeline(id, -200, 200);
    const names = await namesOf(client);
    for (const entry of entries) {
      if (entry.type === 'message') {
        const acts = actsBetween(looked.get(entry.id), entry, names);
        looked.set(entry.id, entry);
        if (acts.length > 0) output.show({ space: id, acts, ...entry }, acts);
      }
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

export function handlingOf(wanted: string | undefined): HandlingCode {
  if (wanted === undefined) return 'none';
  if (!Object.hasOwn(handlingCodes, wanted)) throw new Misuse(`--handling must be one of ${Object.keys(handlingCodes).join(', ')}`);
  return wanted as HandlingCode;
}

function topicOf({ topics }: SpaceView, wanted: string): SpaceView['topics'][number]['id'] {
  const found = topics.filter(({ id, title }) => id.startsWith(wanted) || title.toLowerCase() === wanted.toLowerCase());
  if (found[0] === undefined || found.length > 1) throw new Misuse(`--topic must name one of: ${topics.map(({ title }) => title).join(', ')}`);
  return found[0].id;
}

/** The message at a number of the space's log. */
async function messageAt(client: Comity, space: SpaceView, wanted: string): Promise<Ref> {
  const { entries } = await client.timeline(space.id, -1_000, 1_000);
  const entry = entries.find((each) => each.type === 'message' && String(each.seq) === wanted);
  if (entry?.type !== 'message' || entry.seq === null) throw new Misuse('--reply must be the number of a recent message, as `read` shows it');
  return { id: entry.id, seq: entry.seq };
}

const namesOf = async (client: Comity): Promise<Names> => new Map((await client.people()).map((person) => [person.id, person.name]));

function lineOf(entry: TimelineEntry, names: Names): string {
  if (entry.type === 'message') return messageLine(entry, names);
  if (entry.type === 'topic') return `${entry.at}  ${names.get(entry.by) ?? entry.by} opened the topic “${entry.title}”`;
  if (entry.type === 'step') return `${entry.at}  ${names.get(entry.by) ?? entry.by}: ${entry.action}${entry.refused === null ? '' : `, which does not stand (${entry.refused.code}, ${entry.refused.article})`}`;
  if (entry.type === 'dossier') return `${entry.at}  ${names.get(entry.by) ?? entry.by} wrote the request “${entry.title}”${entry.refused === null ? '' : `, which does not stand (${entry.refused.code})`}`;
  if (entry.type === 'entry') return `${entry.at}  ${names.get(entry.by) ?? entry.by} in the register: ${entry.change}, ${entry.kind} “${entry.title}”`;
  if (entry.type === 'offer') return `${entry.at}  ${names.get(entry.by) ?? entry.by}: ${entry.action}, information under conditions${entry.offer === null ? '' : ` (${entry.offer.state})`}${entry.refused === null ? '' : `, which does not stand (${entry.refused.code}, ${entry.refused.article})`}`;
  if (entry.type === 'unopened') return `${entry.at}  written before this device was added; opens when another of your devices, or a colleague, has been online`;
  if (entry.type === 'erased') return `${entry.at}  everything up to then was erased, as the rules of this space say`;
  if (entry.type === 'quarantined') return `${entry.at}  an entry was set aside, because a check refused it (${entry.rule}); see \`comity alarms\``;
  if (entry.type === 'history') return `${entry.at}  history given to: ${entry.to.map((id) => names.get(id) ?? id).join(', ')} (${entry.from === null ? 'all of it' : `since ${entry.from}`})`;
  if (entry.type === 'policy') return `${entry.at}  policy: ${JSON.stringify(entry.after)}`;
  if (entry.type === 'closing') return `${entry.at}  ${entry.change === 'over' ? 'the case file was closed, as its meetings are over' : `${names.get(entry.by) ?? entry.by} ${entry.change === 'closed' ? 'closed the case file' : 'opened the case file again'}`}`;
  if ('who' in entry) return `${entry.at}  ${entry.type}: ${entry.who.map((id) => names.get(id) ?? id).join(', ')}`;
  return `${entry.at}  ${entry.type}${entry.title === null ? '' : `: ${entry.title}`}`;
}

function messageLine({ seq, sentAt, sender, handling, tlp, evaluation, alert, reply, forwarded, edited, withdrawn, text, files }: MessageEntry, names: Names): string {
  const name = (id: string) => names.get(id) ?? id;
  const marks = [...marksOf({ handling, tlp, evaluation }), ...(alert === null ? [] : [`ALERT, ${alert.outstanding.length} outstanding`])];
  const held = files.map((file) => ` <${file.name}, ${file.size} bytes, ${file.id}>`).join('');
  const said = withdrawn === null ? `${text}${held}${edited.length > 0 ? ' (edited)' : ''}` : '(withdrawn)';
  const before = `${reply === null ? '' : `in reply to ${name(reply.sender)}: `}${forwarded === null ? '' : `forwarded from ${name(forwarded.sender)}: `}`;
  return `${seq === null ? '' : `#${seq}  `}${sentAt}  ${name(sender)}${marks.length === 0 ? '' : ` [${marks.join(', ')}]`}: ${before}${said}`;
}
