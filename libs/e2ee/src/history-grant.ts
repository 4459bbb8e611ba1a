/**
 * The past of a space, given to somebody who came in later: the content keys of its epochs from one on, and what lets the newcomer
 * verify that past as if they had been there: where it begins, the transcript's link before that, who sat there, and by which policy.
 * It travels inside sealed items of kind `history`, so that only those inside can read it; in parts, because one item may be too small.
 * Trust: an owner made it, who may be mistaken or hostile; who reads it judges by policy whether it may be (see the SDK), and by
 * transcript and signatures whether it is true.
 */
import { limits, type DeviceId, type Instant, type ItemId, type PractitionerId } from '@comity/contracts';
import { bytesToUuid, copyOf, decodeBase64Url, equal, toBase64Url, utf8, writeUuid } from './bytes.js';
import { instantRule, parseObject, refuse, type ContentResult } from './content-rules.js';
import { type LeafIdentity } from './handshake/leaf-node.js';
import { type SpacePolicy, decodePolicy, encodePolicy } from './handshake/space-policy.js';
import { readU64, viewOf, writeU64 } from './integers.js';
import type { EpochKey } from './keyring.js';

export interface HistoryGrant {
  /** The first sequence number the newcomer may read: the commit that began `epoch`, or 1. */
  since: number;
  /** The transcript's link before it. */
  link: Uint8Array;
  /** The first epoch given. */
  epoch: number;
  /** Who sits where in that epoch, by leaf; null where a leaf is blank. */
  seats: (LeafIdentity | null)[];
  /** The policy of that epoch. */
  policy: SpacePolicy;
  /** The keys of `epoch`, and of every one after it without gaps. */
  keys: readonly EpochKey[];
}

/** One part of a grant, as it stands in an item. */
export interface HistoryContent {
  v: 1;
  /** The same in all parts. */
  grant: ItemId;
  part: number;
  parts: number;
  /** Whom it is given to. */
  to: PractitionerId[];
  /** First sequence number and epoch given, and when that began: for those who do not take it, and see that it was given. */
  since: number;
  epoch: number;
  from: Instant;
  data: Uint8Array;
  sentAt: Instant;
}

const leafBytes = 32;
const keyBytes = 64;
const partBytes = 30_000;
const blank = new Uint8Array(leafBytes);

/**
 * version u8 = 1 | since u64 | link 32 | epoch u64 | policy length u32 | policy | leaves u32 | leaves × (practitioner 16 | device 16; zeros
 * where blank) | keys u32 | keys × (content key 32 | epoch tag 32)
 */
export function encodeGrant(grant: HistoryGrant): Uint8Array {
  const policy = encodePolicy(grant.policy);
  const bytes = new Uint8Array(53 + policy.length + 8 + grant.seats.length * leafBytes + grant.keys.length * keyBytes);
  const view = viewOf(bytes);
  bytes[0] = 1;
  writeU64(view, 1, grant.since);
  bytes.set(grant.link, 9);
  writeU64(view, 41, grant.epoch);
  view.setUint32(49, policy.length);
  bytes.set(policy, 53);
  let offset = 53 + policy.length;
  view.setUint32(offset, grant.seats.length);
  offset += 4;
  for (const seat of grant.seats) {
    if (seat !== null) {
      writeUuid(bytes, offset, seat.practitioner);
      writeUuid(bytes, offset + 16, seat.device);
    }
    offset += leafBytes;
  }
  view.setUint32(offset, grant.keys.length);
  offset += 4;
  for (const { key, tag } of grant.keys) {
    bytes.set(key, offset);
    bytes.set(tag, offset + 32);
    offset += keyBytes;
  }
  return bytes;
}

/** Undefined for anything but exactly what `encodeGrant` writes; never throws. */
export function decodeGrant(bytes: Uint8Array): HistoryGrant | undefined {
  if (bytes.length < 61 || bytes[0] !== 1) return undefined;
  const view = viewOf(bytes);
  const [since, epoch, policyLength] = [readU64(view, 1), readU64(view, 41), view.getUint32(49)];
  const leavesAt = 53 + policyLength;
  if (since === undefined || since < 1 || epoch === undefined || leavesAt + 4 > bytes.length) return undefined;
  const policy = decodePolicy(bytes.subarray(53, leavesAt));
  const leaves = view.getUint32(leavesAt);
  const keysAt = leavesAt + 4 + leaves * leafBytes;
  if (policy === undefined || keysAt + 4 > bytes.length) return undefined;
  const count = view.getUint32(keysAt);
  if (count === 0 || bytes.length !== keysAt + 4 + count * keyBytes) return undefined;
  const seats = Array.from({ length: leaves }, (_, i) => {
    const at = leavesAt + 4 + i * leafBytes;
    return equal(bytes.subarray(at, at + leafBytes), blank) ? null : { practitioner: bytesToUuid<PractitionerId>(bytes, at), device: bytesToUuid<DeviceId>(bytes, at + 16) };
  });
  const keys = Array.from({ length: count }, (_, i) => {
    const at = keysAt + 4 + i * keyBytes;
    return { key: copyOf(bytes, at, at + 32), tag: copyOf(bytes, at + 32, at + keyBytes) };
  });
  return { since, link: copyOf(bytes, 9, 41), epoch, seats, policy, keys };
}

/** The contents of the items that carry a grant. Throws RangeError for one that is too large to be given. */
export function historyContents(grant: HistoryGrant, about: Pick<HistoryContent, 'grant' | 'to' | 'from' | 'sentAt'>): Uint8Array[] {
  const bytes = encodeGrant(grant);
  const parts = Math.ceil(bytes.length / partBytes);
  if (parts > limits.historyParts || about.to.length > limits.membersPerSpace) throw new RangeError('a history of this size cannot be given');
  return Array.from({ length: parts }, (_, part) => {
    const data = toBase64Url(bytes.subarray(part * partBytes, (part + 1) * partBytes));
    const { grant: id, to, from, sentAt } = about;
    return utf8(JSON.stringify({ v: 1, grant: id, part, parts, to, since: grant.since, epoch: grant.epoch, from, data, sentAt }));
  });
}

/** Reads one part; never throws. */
export function decodeHistory(bytes: Uint8Array): ContentResult<HistoryContent> {
  const value = parseObject(bytes)?.value;
  if (value === undefined) return refuse('not-json');
  if (value['v'] !== 1) return refuse('unknown-version');
  const { grant, part, parts, to, since, epoch, from, data: text, sentAt } = value;
  const data = typeof text === 'string' ? decodeBase64Url(text) : undefined;
  const shaped = Object.keys(value).length === 10 && isId(grant) && isCount(parts, limits.historyParts) && parts > 0 && isCount(part, parts - 1) && isCount(since) && since > 0 && isCount(epoch)
    && Array.isArray(to) && to.length > 0 && to.length <= limits.membersPerSpace && to.every(isId) && new Set(to).size === to.length && typeof from === 'string' && typeof sentAt === 'string' && data !== undefined;
  if (!shaped) return refuse('wrong-shape');
  const rule = instantRule(from) ?? instantRule(sentAt);
  if (rule !== null) return refuse(rule);
  return { ok: true, content: { v: 1, grant: grant as ItemId, part, parts, to: to as PractitionerId[], since, epoch, from: from as Instant, data, sentAt: sentAt as Instant } };
}

const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
const isCount = (value: unknown, most = Number.MAX_SAFE_INTEGER): value is number => Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most;
