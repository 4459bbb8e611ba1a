/**
 * Checks an evidence bundle: without a network, without a store, without a key. Says what follows from its signatures, or names the first link that does not hold.
 * Trust: none in the file, whoever made it. Its root has to be known from elsewhere: a network can be invented, with everybody in it.
 */
import type { EvidenceBundle, EvidenceEntry, PractitionerId } from '@comity/contracts';
import { Chain, decodeBase64Url, isCaseContent, isOfferContent, isRegisterContent, openWithItemKey, parseEvidence, parseReceipt, readNote, readOfferContent, ready, sha256, statementId, toBase64Url, verifyEvidenceSeal, verifyReceipt, type ChainDevice } from '@comity/e2ee';
import { clockSkew, instant } from '../clock.js';
import type { EvidenceCommit, EvidenceEntryView, EvidenceFault, EvidenceItem, EvidencePerson, EvidenceReport, EvidenceResult } from '../evidence.js';
import { contentOf } from '../space/contents.js';
import { LogCheck, type EntryRule } from './log-check.js';
import { RegisterFold } from './register.js';
import { RequestFold } from './request.js';

export interface EvidenceOptions { /** The root that the network is known to have. */ root?: string; now?: Date; /** Is told with each entry that it was checked. */ onEntry?: () => void }

/** A link that does not hold, from wherever it is found. */
class Broken extends Error {
  constructor(readonly fault: EvidenceFault) { super(`${fault.part}: ${fault.rule}`); }
}

export async function verifyEvidence(bytes: Uint8Array, { root, now = new Date(), onEntry }: EvidenceOptions = {}): Promise<EvidenceResult> {
  await ready();
  const parsed = parseEvidence(bytes);
  if (!parsed.ok) return { ok: false, fault: { part: 'file', at: null, rule: parsed.rule } };
  try {
    return { ok: true, report: check(parsed.bundle, root, now, onEntry) };
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    return { ok: false, fault: error.fault };
  }
}

/** Of whatever network; `expected` says whether it is the one with this root. */
export async function checkEvidence(bytes: Uint8Array, root: string): Promise<EvidenceResult> {
  const own = await verifyEvidence(bytes, { root });
  return own.ok || own.fault.part !== 'root' ? own : verifyEvidence(bytes);
}

function check(bundle: EvidenceBundle, root: string | undefined, now: Date, onEntry: EvidenceOptions['onEntry']): EvidenceReport {
  const chain = chainOf(bundle, root, now);
  const { space, madeAt } = bundle;
  const log = new LogCheck(chain, space.id, space.after, binary(space.link, space.after + 1));
  const covers = new Map<PractitionerId, number>();
  const cover = (person: PractitionerId, seq: number): void => { if (seq > space.after && seq > (covers.get(person) ?? 0)) covers.set(person, seq); };
  const fold = new RequestFold(space, chain);
  const register = new RegisterFold(space.id);
  const entries = bundle.entries.map((entry) => {
    const view = entryOf(entry, { bundle, log, fold, register, cover });
    onEntry?.();
    return view;
  });
  checkReceipts(bundle, chain, log, cover);
  const maker = checkSeal(bundle, chain, now);
  cover(maker.practitioner, log.seq);
  for (const entry of entries) entry.confirmedBy = [...covers].flatMap(([person, seq]) => (seq >= entry.seq && !('by' in entry && entry.by === person) ? [person] : []));
  const { network } = chain;
  return {
    root: network.pin, expected: root !== undefined, network: { id: network.id, name: network.name }, space: { id: space.id, kind: space.kind }, madeAt, madeBy: maker.practitioner, madeOn: maker.id,
    statements: chain.length, from: space.after + 1, to: log.seq, link: toBase64Url(log.link), entries, request: fold.view(), register: register.view(),
    authorities: [...chain.authorities.values()].map(({ id, name, state, kind, from, ended }) => ({ id, name, state, kind, from, ended })), people: peopleOf(chain, covers),
  };
}

function chainOf({ statements }: EvidenceBundle, root: string | undefined, now: Date): Chain {
  const [first, ...rest] = statements;
  const pin = statementId(first!.body);
  if (root !== undefined && root !== pin) throw new Broken({ part: 'root', at: null, rule: 'another-root' });
  const founded = Chain.found(first!, pin, now);
  if (!founded.ok) throw new Broken({ part: 'statement', at: 1, rule: founded.rule });
  const { chain, applied, refused } = founded.chain.applyAll(rest, now);
  if (refused !== null) throw new Broken({ part: 'statement', at: applied + 2, rule: refused });
  return chain;
}

interface Following { bundle: EvidenceBundle; log: LogCheck; fold: RequestFold; register: RegisterFold; cover: (person: PractitionerId, seq: number) => void }

function entryOf(entry: EvidenceEntry, following: Following): EvidenceEntryView {
  const { log } = following;
  const seq = log.seq + 1;
  if (entry.seq !== seq) throw brokenAt(seq, 'out-of-order');
  const bytes = 'bytes' in entry ? binary(entry.bytes, seq) : null;
  const hash = bytes === null ? binary('hash' in entry ? entry.hash : '', seq) : sha256(bytes);
  const common = { seq, at: entry.at, hash: hexOf(hash), confirmedBy: [] };
  const view = entry.type === 'item' ? itemOf(entry, bytes!, common, following) : entry.type === 'commit' ? commitOf(bytes!, common, following) : { ...common, type: entry.type };
  const type = entry.type === 'commit' || entry.type === 'withheld-commit' ? 'commit' : 'item';
  if (bytes === null) log.pass(type);
  log.advance(type, hash);
  if (toBase64Url(log.link) !== entry.link) throw brokenAt(seq, 'another-log');
  return view;
}

type Common = Pick<EvidenceEntryView, 'seq' | 'at' | 'hash' | 'confirmedBy'>;

function itemOf({ key }: Extract<EvidenceEntry, { type: 'item' }>, bytes: Uint8Array, common: Common, { bundle, log, fold, register, cover }: Following): EvidenceItem {
  const { seq, at } = common;
  const checked = log.item(bytes, at);
  if (!checked.ok) throw brokenAt(seq, checked.rule);
  const { item, by } = checked.value;
  const { header: { id, sender: device, kind, handling, transcript } } = item;
  cover(by, transcript.seq);
  if (seq === 1) fold.founder = by;
  const content = key === undefined ? null : shown(item, binary(key, seq), bundle, seq);
  if (content !== null && isRegisterContent(content) && content.type !== 'note') register.take({ seq, id, by, at, handling, content });
  const refused = content !== null && isCaseContent(content) ? fold.take({ seq, by, device, at, handling, content }) : null;
  return { ...common, type: 'item', by, device, kind, handling, bytes: bytes.length, inside: log.knowsMembers ? true : null, content, refused };
}

function commitOf(bytes: Uint8Array, common: Common, { log, fold }: Following): EvidenceCommit {
  const checked = log.commit(bytes);
  if (!checked.ok) throw brokenAt(common.seq, checked.rule);
  const { author, added, removed } = checked.value;
  const by = author?.practitioner ?? null;
  if (common.seq === 1) fold.founder = by;
  return { ...common, type: 'commit', by, added: added.map(({ practitioner }) => practitioner), removed: removed.map(({ practitioner }) => practitioner) };
}

function shown(item: Parameters<typeof openWithItemKey>[0], key: Uint8Array, { space }: EvidenceBundle, seq: number) {
  const opened = openWithItemKey(item, key);
  if (opened === undefined) throw brokenAt(seq, 'does-not-open');
  const content = contentOf(item.header, opened, space.kind);
  // What gives keys of a space opens more than itself, and has no place outside.
  if (content === undefined || content.type === 'history' || content.type === 'keys' || content.type === 'trace' || (content.type === 'note' && readNote(content) === undefined) || (isOfferContent(content) && readOfferContent(content) === undefined)) throw brokenAt(seq, 'illegible');
  return content;
}

function checkReceipts({ receipts, space, madeAt }: EvidenceBundle, chain: Chain, log: LogCheck, cover: Following['cover']): void {
  const devices = new Set<string>();
  for (const [index, text] of receipts.entries()) {
    const broken = (rule: Extract<EvidenceFault, { part: 'receipt' }>['rule']): Broken => new Broken({ part: 'receipt', at: index + 1, rule });
    const bytes = decodeBase64Url(text);
    const receipt = bytes === undefined ? undefined : parseReceipt(bytes);
    if (bytes === undefined || receipt === undefined) throw broken('malformed');
    if (receipt.space !== space.id) throw broken('wrong-space');
    const device = chain.devices.get(receipt.device);
    if (device === undefined) throw broken('unknown-device');
    if (verifyReceipt(bytes, device.key) === undefined) throw broken('bad-signature');
    // Nothing says when it was signed: a device that is over counts for nothing.
    if (chain.device(receipt.device, new Date(madeAt)) === undefined) throw broken('device-ended');
    const same = log.agrees(receipt.delivered, receipt.link);
    if (same !== true) throw broken(same === false ? 'transcript-fork' : 'not-in-this-log');
    if (devices.has(receipt.device)) throw broken('twice');
    devices.add(receipt.device);
    cover(device.practitioner, receipt.delivered);
  }
}

function checkSeal(bundle: EvidenceBundle, chain: Chain, now: Date): ChainDevice {
  const broken = (rule: Extract<EvidenceFault, { part: 'seal' }>['rule']): Broken => new Broken({ part: 'seal', at: null, rule });
  const device = chain.devices.get(bundle.madeBy);
  if (device === undefined) throw broken('unknown-device');
  if (!verifyEvidenceSeal(bundle, device.key)) throw broken('bad-signature');
  if (chain.device(bundle.madeBy, new Date(bundle.madeAt)) === undefined) throw broken('device-ended');
  if (bundle.madeAt > instant(new Date(now.getTime() + clockSkew))) throw broken('made-in-the-future');
  return device;
}

function peopleOf(chain: Chain, covers: ReadonlyMap<PractitionerId, number>): EvidencePerson[] {
  const devices = [...chain.devices.values()];
  return [...chain.persons.values()].map(({ id, name, title, authority, role, from, until, ended }) => ({
    id, name, title, authority, role, from, until, ended, confirms: covers.get(id) ?? null,
    devices: devices.flatMap((device) => (device.practitioner === id ? [{ id: device.id, name: device.name, from: device.from, until: device.until, ended: device.ended }] : [])),
  }));
}

const brokenAt = (at: number, rule: EntryRule): Broken => new Broken({ part: 'entry', at, rule });

function binary(text: string, at: number): Uint8Array {
  const bytes = decodeBase64Url(text);
  if (bytes === undefined) throw brokenAt(at, 'malformed');
  return bytes;
}

const hexOf = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
