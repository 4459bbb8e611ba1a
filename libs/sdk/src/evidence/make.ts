/**
 * Makes an evidence bundle of a space: reads its log from the service once more, because what this device keeps of it are words and no signatures, and takes for each
 * item that is to be read the key of that item alone. Trust: the log has to lead to the link that this device knows; what breaks a rule is withheld, as it is quarantined in the timeline.
 */
import { evidenceLimits, limits, problem, type Entry, type EvidenceBundle, type EvidenceEntry, type SpaceId } from '@comity/contracts';
import { encodeEvidence, equal, fromUtf8, keyOfItem, nextLink, openItem, parseReceipt, sha256, toBase64Url, verifyReceipt, wipe, type VerifiedItem } from '@comity/e2ee';
import { instant } from '../clock.js';
import type { EvidenceContents } from '../evidence.js';
import { alarmed, refused } from '../failure.js';
import { contentOf } from '../space/contents.js';
import type { Opened } from '../space/entries.js';
import type { Space } from '../space/space.js';
import type { Surroundings } from '../surroundings.js';
import { LogCheck } from './log-check.js';
import { Showing } from './showing.js';
import { statementsAbout } from './statements.js';
import { verifyEvidence } from './verify.js';

interface Bounds { after: number; link: Uint8Array; to: number; head: Uint8Array }

export async function makeEvidence(space: Space, env: Surroundings, contents: EvidenceContents): Promise<Uint8Array> {
  await space.catchUp();
  await env.directory.refresh();
  const bounds = await space.turn(() => boundsOf(space));
  const { after, link } = bounds;
  const through = telling(space.id, bounds.to - after, env);
  const entries = await logOf(space.id, bounds, env, through);
  const log = new LogCheck(env.directory.chain, space.id, after, link);
  const named = new Set<string>([env.device]);
  const name = (text: string): void => { for (const [id] of text.matchAll(uuids)) named.add(id); };
  const shown: EvidenceEntry[] = [];
  const showing = await Showing.of(space, env, contents);
  for (const entry of entries) {
    const type = entry.type === 'commit' ? 'commit' : 'item';
    const hash = entry.type === 'destroyed' ? entry.bytes : sha256(entry.bytes);
    const part = await show(entry, log, showing, space, contents, name);
    if (part === undefined) log.pass(type);
    log.advance(type, hash);
    const common = { seq: entry.seq, at: entry.at, link: toBase64Url(log.link) };
    through();
    shown.push(part === undefined ? { ...common, type: entry.type === 'destroyed' ? 'destroyed' : `withheld-${type}`, hash: toBase64Url(hash) } : { ...common, ...part, bytes: toBase64Url(entry.bytes) });
  }
  const receipts = await receiptsOf(space, log, env);
  for (const { device } of receipts) named.add(device);
  const bundle: Omit<EvidenceBundle, 'signature'> = {
    v: 1, type: 'comity-evidence', madeAt: instant(env.now()), madeBy: env.device, space: { id: space.id, kind: space.record.kind, after, link: toBase64Url(link) },
    statements: statementsAbout(await env.directory.statements(), named), entries: shown, receipts: receipts.map(({ bytes }) => toBase64Url(bytes)),
  };
  const file = encodeEvidence(bundle, env.secrets.device.secretKey);
  const verified = await verifyEvidence(file, { root: env.secrets.network.pin, now: env.now(), onEntry: through });
  if (verified.ok) return file;
  if (verified.fault.rule === 'too-large') throw tooLarge();
  throw new Error(`a bundle just made does not hold: ${verified.fault.part} ${verified.fault.at ?? ''} ${verified.fault.rule}`);
}

const tooLarge = () => refused(problem('too-large', { detail: 'the log is longer than a bundle holds' }));

/** Says how far it is: of each entry that it was read, shown, and checked; at most a hundred times, and no more often than entries come. */
function telling(space: SpaceId, entries: number, env: Surroundings): () => void {
  const of = 3 * entries;
  const step = Math.ceil(of / 100);
  let done = 0;
  return () => {
    done++;
    if (done % step === 0 || done === of) env.emit({ type: 'bundle', space, done, of });
  };
}

/** From where on this device knows the transcript, to where it has read. */
async function boundsOf({ record, transcript }: Space): Promise<Bounds> {
  const after = Math.max(record.since - 1, transcript.from ?? Infinity);
  await transcript.prepare(after);
  await transcript.prepare(record.cursor);
  const [link, head] = [transcript.kept(after), transcript.kept(record.cursor)];
  if (link === undefined || head === undefined || record.cursor <= after) throw refused(problem('not-acceptable', { detail: 'nothing of the log can be shown yet' }));
  return { after, link, to: record.cursor, head };
}

/** The service's log once more, which has to be the one that this device knows. */
async function logOf(space: SpaceId, { after, link, to, head }: Bounds, env: Surroundings, through: () => void): Promise<Entry[]> {
  const entries: Entry[] = [];
  let [reached, bytes] = [link, 0];
  for (let seq = after; seq < to;) {
    const page = await env.link.ask('messaging:sync', { space, after: seq, limit: Math.min(limits.syncEntries, to - seq) }, 60_000);
    const before = seq;
    for (const entry of page.entries) {
      if (entry.seq !== seq + 1 || (entry.type === 'destroyed' && entry.bytes.length !== 32)) break;
      reached = nextLink(reached, entry);
      seq = entry.seq;
      bytes += entry.bytes.length;
      entries.push(entry);
      through();
    }
    if (seq === before) {
      await env.alarms.raise('gap', space, seq + 1);
      throw alarmed('gap');
    }
    if (entries.length > evidenceLimits.entries || bytes > evidenceLimits.bytes) throw tooLarge();
  }
  if (equal(reached, head)) return entries;
  await env.alarms.raise('transcript-fork', space, to);
  throw alarmed('transcript-fork');
}

type Part = { type: 'item'; key?: string } | { type: 'commit' };

/** What is shown of an entry; undefined where it breaks a rule, or is gone. */
async function show(entry: Entry, log: LogCheck, showing: Showing, space: Space, contents: EvidenceContents, name: (text: string) => void): Promise<Part | undefined> {
  if (entry.type === 'destroyed') return undefined;
  if (entry.type === 'commit') {
    const checked = log.commit(entry.bytes);
    if (!checked.ok) return undefined;
    const { author, added, removed } = checked.value;
    for (const leaf of [...(author === null ? [] : [author]), ...added, ...removed]) name(leaf.device);
    return { type: 'commit' };
  }
  const checked = log.item(entry.bytes, entry.at);
  if (!checked.ok) return undefined;
  const { item } = checked.value;
  name(item.header.sender);
  const opened = contents === 'none' ? undefined : open(item, space);
  if (opened === undefined || !(await showing.shows(opened.content, checked.value, entry))) return { type: 'item' };
  name(opened.text);
  return { type: 'item', key: opened.key };
}

/** The content of what people write, with the key of that item alone. */
function open(item: VerifiedItem, { epochKeys, record: { kind } }: Space): { content: Opened['content']; text: string; key: string } | undefined {
  const { header } = item;
  // What gives keys of the space is sealed otherwise, and is for nobody outside.
  if (header.kind !== 'message' && header.kind !== 'profile') return undefined;
  const epoch = epochKeys.get(header.epoch);
  if (epoch === undefined || !equal(epoch.tag, header.epochTag)) return undefined;
  const [bytes, key] = [openItem(item, epoch.key), keyOfItem(item, epoch.key)];
  wipe(epoch.key);
  const content = bytes === undefined ? undefined : contentOf(header, bytes, kind);
  return bytes === undefined || key === undefined || content === undefined ? undefined : { content, text: fromUtf8(bytes)!, key: toBase64Url(key) };
}

/** The last receipt of each device that still counts and is of this log, in one order. */
async function receiptsOf(space: Space, log: LogCheck, env: Surroundings): Promise<{ device: string; bytes: Uint8Array }[]> {
  const { chain } = env.directory;
  const { spaces } = await env.link.ask('messaging:spaces', {}, 60_000);
  const known = spaces.find(({ space: id }) => id === space.id)?.receipts ?? [];
  const found = new Map<string, Uint8Array>();
  for (const bytes of known) {
    const receipt = parseReceipt(bytes);
    const device = receipt === undefined ? undefined : chain.device(receipt.device, env.now());
    if (receipt === undefined || device === undefined || receipt.space !== space.id || verifyReceipt(bytes, device.key) === undefined) continue;
    if (log.agrees(receipt.delivered, receipt.link) === true) found.set(receipt.device, bytes);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([device, bytes]) => ({ device, bytes }));
}

const uuids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
