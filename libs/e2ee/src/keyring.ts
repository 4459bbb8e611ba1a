/**
 * The keyring of a space: what opens its items, epoch by epoch, and where its transcript starts for this person.
 * Kept in the vault and merged among a person's devices. Trust: it lies sealed; a conflict between two copies means
 * that a device was led into a fork of the space, and is reported, not resolved.
 */
import type { SpaceId } from '@comity/contracts';
import { bytesToUuid, copyOf, equal, writeUuid } from './bytes.js';
import { readU64, viewOf, writeU64 } from './integers.js';

/** `key` is the epoch's content key, `tag` its epoch tag, which items of the epoch state in their header. 32 bytes each. */
export interface EpochKey { key: Uint8Array; tag: Uint8Array }
/** A known link of the transcript: the one after the entry `seq`. */
export interface Anchor { seq: number; link: Uint8Array }
export interface Keyring {
  space: SpaceId;
  /** The first sequence number this person may read. */
  since: number;
  /** The keys of all epochs before this one were destroyed: no copy brings them back. */
  destroyedBefore: number;
  anchor: Anchor;
  /** By epoch, ascending. */
  epochs: ReadonlyMap<number, EpochKey>;
}
export type KeyringConflict = { ok: false; rule: 'other-space' } | { ok: false; rule: 'epoch-conflict'; epoch: number } | { ok: false; rule: 'anchor-conflict'; seq: number };
export type MergeResult = { ok: true; keyring: Keyring } | KeyringConflict;

const at = { version: 0, space: 1, since: 17, destroyedBefore: 25, anchorSeq: 33, anchorLink: 41, count: 73, entries: 77 } as const;
const version = 2;
const entryBytes = 72;

export const newKeyring = (space: SpaceId, since: number, anchor: Anchor): Keyring => ({ space, since, destroyedBefore: 0, anchor, epochs: new Map() });

/** The keyring with an epoch's key; a conflict if the epoch has another one already. */
export const withEpoch = (keyring: Keyring, epoch: number, entry: EpochKey): MergeResult => mergeKeyrings(keyring, { ...keyring, epochs: new Map([[epoch, entry]]) });

/** The keyring without the keys of the epochs before `epoch`, for good: the mark goes with every copy and every merge. */
export const withoutEpochsBefore = (keyring: Keyring, epoch: number): Keyring => {
  const destroyedBefore = Math.max(epoch, keyring.destroyedBefore);
  return { ...keyring, destroyedBefore, epochs: new Map([...keyring.epochs].filter(([each]) => each >= destroyedBefore)) };
};

/** The union of two copies. Both keep what only one had, unless the other destroyed it; `since` and the anchor become the earlier ones. */
export function mergeKeyrings(a: Keyring, b: Keyring): MergeResult {
  if (a.space !== b.space) return { ok: false, rule: 'other-space' };
  if (a.anchor.seq === b.anchor.seq && !equal(a.anchor.link, b.anchor.link)) return { ok: false, rule: 'anchor-conflict', seq: a.anchor.seq };
  const all = new Map(a.epochs);
  for (const [epoch, entry] of b.epochs) {
    const own = all.get(epoch);
    if (own !== undefined && !(equal(own.key, entry.key) && equal(own.tag, entry.tag))) return { ok: false, rule: 'epoch-conflict', epoch };
    all.set(epoch, own ?? entry);
  }
  const epochs = new Map([...all].sort(([x], [y]) => x - y));
  const union: Keyring = { space: a.space, since: Math.min(a.since, b.since), destroyedBefore: 0, anchor: a.anchor.seq <= b.anchor.seq ? a.anchor : b.anchor, epochs };
  return { ok: true, keyring: withoutEpochsBefore(union, Math.max(a.destroyedBefore, b.destroyedBefore)) };
}

/** version u8 = 2 | space 16 | since u64 | destroyed before u64 | anchor seq u64 | anchor link 32 | count u32 | count × (epoch u64 | key 32 | tag 32), epochs ascending, none destroyed. */
export function encodeKeyring(keyring: Keyring): Uint8Array {
  const bytes = new Uint8Array(at.entries + keyring.epochs.size * entryBytes);
  const view = viewOf(bytes);
  bytes[at.version] = version;
  writeUuid(bytes, at.space, keyring.space);
  writeU64(view, at.since, keyring.since);
  writeU64(view, at.destroyedBefore, keyring.destroyedBefore);
  writeU64(view, at.anchorSeq, keyring.anchor.seq);
  writeHash(bytes, at.anchorLink, keyring.anchor.link);
  view.setUint32(at.count, keyring.epochs.size);
  let offset: number = at.entries;
  for (const [epoch, { key, tag }] of [...keyring.epochs].sort(([x], [y]) => x - y)) {
    writeU64(view, offset, epoch);
    writeHash(bytes, offset + 8, key);
    writeHash(bytes, offset + 40, tag);
    offset += entryBytes;
  }
  return bytes;
}

/** Undefined for anything but exactly what `encodeKeyring` writes; never throws. */
export function decodeKeyring(bytes: Uint8Array): Keyring | undefined {
  if (bytes.length < at.entries || bytes[at.version] !== version) return undefined;
  const view = viewOf(bytes);
  const count = view.getUint32(at.count);
  const since = readU64(view, at.since);
  const destroyedBefore = readU64(view, at.destroyedBefore);
  const seq = readU64(view, at.anchorSeq);
  if (bytes.length !== at.entries + count * entryBytes || since === undefined || destroyedBefore === undefined || seq === undefined) return undefined;
  const epochs = new Map<number, EpochKey>();
  let last = destroyedBefore - 1;
  for (let offset: number = at.entries; offset < bytes.length; offset += entryBytes) {
    const epoch = readU64(view, offset);
    if (epoch === undefined || epoch <= last) return undefined;
    epochs.set(epoch, { key: copyOf(bytes, offset + 8, offset + 40), tag: copyOf(bytes, offset + 40, offset + entryBytes) });
    last = epoch;
  }
  return { space: bytesToUuid<SpaceId>(bytes, at.space), since, destroyedBefore, anchor: { seq, link: copyOf(bytes, at.anchorLink, at.count) }, epochs };
}

function writeHash(bytes: Uint8Array, offset: number, hash: Uint8Array): void {
  if (hash.length !== 32) throw new RangeError('keys, tags and links have 32 bytes');
  bytes.set(hash, offset);
}
