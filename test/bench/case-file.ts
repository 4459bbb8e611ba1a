/**
 * The register of a full case file in a real browser: the built client on the built service, with everything in the browser's own store before it is opened.
 * Others wrote the entries; the browser takes part as one device of one person.
 */
import { randomUUID } from 'node:crypto';
import { entryKinds, registerLimits, type EntryKind, type Instant, type ItemId } from '@comity/contracts';
import { encodeMessage, entryHash, entryId, ready, type EntryContent, type EntryId } from '@comity/e2ee';
import { unlockIfNeeded } from '../browser/person.js';
import type { Seat } from '../support/community.js';
import { Corpus } from './corpus.js';
import { entryOf } from './entries.js';
import type { Product } from './product.js';
import { Profile } from './profile.js';
import { figure, type Table } from './report.js';
import { Room, Writers } from './rooms.js';
import { enrol, inTurns, median, medianOf } from './scale.js';
import { beyond, clicked, frames, Heard, scroll, stands, typed } from './watching.js';

interface Case { entries: number; messages: number; versions: number }
export const fullCase: Case = { entries: registerLimits.entries, messages: 10_000, versions: registerLimits.versions };
export const smallCase: Case = { entries: 500, messages: 500, versions: 20 };
/** Others than the person who is measured. */
export const clerks = 16;
const runs = 5;

interface Filled { room: Room; /** The one with most versions. */ revised: EntryId; words: readonly string[] }

export async function measureCaseFile(product: Product, scale: Case, progress: (line: string) => void): Promise<Table> {
  await ready();
  const rows: string[][] = [];
  const add = (what: string, measured: number, bar = '-'): void => { rows.push([what, figure(measured), bar]); progress(rows.at(-1)!.join('; ')); };
  const profile = new Profile(product.url);
  const writers = new Writers(product.url);
  try {
    const device = await enrol(product, profile);
    await unlock(profile);
    const filled = await fill(product.address.seats, device, writers, scale, progress);
    await measure(profile, filled, scale, add);
  } finally {
    await profile.remove();
    await writers.close();
  }
  const count = (value: number): string => value.toLocaleString('en-US');
  return {
    title: 'A case file of 5,000 entries in a browser',
    note: `In Chromium, headless, on a store on disk: ${count(scale.entries)} entries of all kinds with all their fields filled, each linked with another, every tenth in three versions and one in ${count(scale.versions)}, beside ${count(scale.messages)} messages. Openings are medians of ${runs}; from the start of the navigation, or of the click, until the rows stand.`,
    columns: ['what', 'measured', 'bar'], rows,
  };
}

/** A browser that is closed at once may not have kept what opens it without the passphrase. */
export async function unlock(profile: Profile): Promise<void> {
  const page = await profile.open();
  await page.goto('/');
  await unlockIfNeeded(page);
  await profile.close();
}

/** Everything that the others wrote. */
async function fill(seats: readonly Seat[], device: Parameters<typeof Room.found>[2], writers: Writers, { entries, messages, versions }: Case, progress: (line: string) => void): Promise<Filled> {
  const corpus = new Corpus(3);
  const room = await Room.found({ title: 'Case file', members: seats.length, items: messages, renewals: 5, kind: 'case-file' }, seats, device, writers, corpus);
  await room.fill();
  const ids: EntryId[] = [], hashes: string[] = [];
  const put = async (n: number, kind: EntryKind, more: Partial<EntryContent>): Promise<void> => {
    const writer = seats[n % seats.length]!, item = randomUUID() as ItemId;
    const content = entryOf(corpus, writer.practitioner, n, kind, { sentAt: new Date().toISOString() as Instant, ...more });
    const encoded = encodeMessage(content);
    if (!encoded.ok) throw new Error(encoded.rule);
    hashes[n] = entryHash(room.id, writer.practitioner, item, encoded.bytes);
    ids[n] ??= entryId(room.id, content, hashes[n]);
    await room.post(writer, 'message', encoded, undefined, item);
  };
  const kindOf = (n: number): EntryKind => entryKinds[n % entryKinds.length]!;
  const linked = (n: number): Pick<EntryContent, 'links'> => ({ links: n < seats.length ? [] : [{ to: ids[n >> 1]!, label: 'seen with' }] });
  const all = Array.from({ length: entries }, (_, n) => n);
  await inTurns(all, seats.length, (n) => put(n, kindOf(n), linked(n)));
  // What is registered with a file is named by its file.
  const again = all.filter((n) => n % 10 === 0 && !['exhibit', 'document'].includes(kindOf(n)));
  const firsts = [...hashes];
  const revise = (n: number, title: string): Promise<void> => put(n, kindOf(n), { ...linked(n), first: firsts[n]!, after: hashes[n]!, title });
  await inTurns(again, seats.length, async (n) => { for (const title of ['Looked at again', 'Put right']) await revise(n, `${title} ${n}`); });
  for (let version = 4; version <= versions; version += 1) await revise(0, `Version ${version}`);
  progress(`wrote ${entries} entries, ${again.length * 2 + versions - 3} later versions and ${messages} messages`);
  return { room, revised: ids[0]!, words: Array.from({ length: 6 }, (_, n) => corpus.question(n * 10)) };
}

async function measure(profile: Profile, { room, revised, words }: Filled, { entries, versions }: Case, add: (what: string, measured: number, bar?: string) => void): Promise<void> {
  const conversation = `/spaces/${room.id}`, register = `${conversation}/register`;
  const list = { there: '.register-table tbody tr', said: entries.toLocaleString('en-GB') };
  const openAt = async (address: string, what: Parameters<typeof stands>[1]): Promise<number> => {
    const page = await profile.open();
    await page.goto(address, { waitUntil: 'commit' });
    const time = await stands(page, what);
    await profile.close();
    return time;
  };
  add('the very first time: everything taken in, and the register stands, s', (await openAt(register, list)) / 1_000);
  add('open its register with a fresh page, ms', await medianOf(runs, () => openAt(register, list)), '2,000');
  add('open an entry of many versions with a fresh page, ms', await medianOf(runs, () => openAt(`${register}/entry/${revised}`, { there: `.register-chain > li:nth-child(${versions})` })));

  const page = await profile.open();
  const heard = await Heard.of(page);
  await page.goto(conversation);
  await page.locator('.thread-scroll .entry-message').first().waitFor();
  const come: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    come.push(await clicked(page, `a[href="${register}"]`, list));
    if (run < runs - 1) await clicked(page, `.page-head a[href="${conversation}"]`, { there: '.thread-scroll .entry-message' });
  }
  add('come to it from the conversation for the first time, ms', come[0]!, '2,000');
  add('the same, p50 of those after, ms', median(come.slice(1)), '2,000');

  await heard.anew();
  const scrolled = await frames(page, () => scroll(page, '.page'));
  add('scroll its table: p95 frame, ms', scrolled.p95, '16.7');
  add('the same: frames a second', scrolled.perSecond, '60.0');
  add('the same: elements of rows beyond the frame, at most', await beyond(page), '300');
  add('longest task of the page meanwhile, ms', await heard.longest(), '50.0');

  const answers: number[] = [];
  await heard.anew();
  for (const word of words) answers.push(await typed(page, '#register-text', word, '.register-count [role=status]'));
  add(`look for words in it for the first time: the list answers, ms`, answers[0]!);
  add(`the same, p50 of the ${answers.length - 1} after, ms`, median(answers.slice(1)));
  add('a key typed into it until it shows, at most, ms', await heard.slowest(), '50.0');
  add('longest task of the page while one types, ms', await heard.longest(), '50.0');
  await page.locator('#register-text').fill('');
  await stands(page, list);

  add('sort it by title, ms', await clicked(page, '.register-table th.register-title button', { there: '.register-table th.register-title[aria-sort="ascending"]' }));
  add('turn to its timeline, ms', await clicked(page, '.register-filters input[value="timeline"]', { there: '.register-year li' }));
  add('turn to its graph, ms', await clicked(page, '.register-filters input[value="graph"]', { there: '.graph-tools' }));
  await heard.anew();
  const kinds = page.locator('.graph-kinds input');
  for (let kind = (await kinds.count()) - 1; kind > 1; kind -= 1) await kinds.nth(kind).uncheck();
  add(`draw the ${Math.ceil(entries / entryKinds.length).toLocaleString('en-US')} of one kind, ms`, await clicked(page, '.graph-kinds label:nth-child(2) input', { there: '.graph-node' }));
  add('longest task of the page while it is chosen and drawn, ms', await heard.longest());
  await page.goto(`${register}/graph/${revised}/2`);
  add('draw an entry with all that is two links away, with a fresh page, ms', await stands(page, { there: '.graph-centre' }));
  await page.goto(register);
  await stands(page, list);
  add(`go to an entry with its ${versions} versions, ms`, await clicked(page, `.register-table a[href="${register}/entry/${revised}"]`, { there: `.register-chain > li:nth-child(${versions})` }));
  await profile.close();
}
