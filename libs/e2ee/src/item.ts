/**
 * Sealed items as anybody may read them: header in clear, body opaque, signed by the sender's device.
 * Three types keep the order: bytes → {@link ParsedItem} (well-formed, nothing more) → {@link VerifiedItem} (its
 * device's own) → content, which only item-open.ts can reach.
 */
import type { DeviceId, ItemHeader, ItemId, SpaceId } from '@comity/contracts';
import { bytesToUuid, concat, copyOf } from './bytes.js';
import { readU64, viewOf } from './integers.js';
import { at, handlingOf, headerBytes, itemDomain, kindOf, largestItem, overhead, signatureBytes } from './item-layout.js';
import { padmeSize } from './padding.js';
import { verifySignature } from './signature.js';

/** Why bytes are not an item this version reads. */
export type ItemRule = 'malformed' | 'too-large' | 'unknown-version' | 'unknown-kind' | 'unknown-extension';

/** Well-formed; who made it is not known yet. `bytes` are the caller's: nobody may change them any more. */
export interface ParsedItem { ok: true; header: ItemHeader; bytes: Uint8Array }
export type ItemResult = ParsedItem | { ok: false; rule: ItemRule };

declare const verified: unique symbol;
/** An item whose signature was checked against the key of the device its header names. */
export interface VerifiedItem { readonly [verified]: true; readonly header: ItemHeader; readonly bytes: Uint8Array }

const refuse = (rule: ItemRule): ItemResult => ({ ok: false, rule });

/** Reads an item's header and checks its whole shape. Never throws; copies what the header carries. */
export function parseItem(bytes: Uint8Array): ItemResult {
  if (bytes.length > largestItem) return refuse('too-large');
  if (bytes.length === 0) return refuse('malformed');
  if (bytes[at.version] !== 1) return refuse('unknown-version');
  const plainBytes = bytes.length - overhead;
  if (plainBytes < 0) return refuse('malformed');
  const view = viewOf(bytes);
  if (view.getUint16(at.extensions) !== 0) return refuse('unknown-extension');
  // A Padmé size is its own Padmé size: any other length was not padded.
  if (bytes[at.flags] !== 0 || padmeSize(plainBytes) !== plainBytes) return refuse('malformed');
  const kind = kindOf.get(bytes[at.kind]!);
  if (kind === undefined) return refuse('unknown-kind');
  const handling = handlingOf.get(bytes[at.handling]!);
  const epoch = readU64(view, at.epoch);
  const seq = readU64(view, at.transcriptSeq);
  const size = readU64(view, at.treeSize);
  if (handling === undefined || epoch === undefined || seq === undefined || size === undefined) return refuse('malformed');
  return {
    ok: true,
    bytes,
    header: {
      version: 1, kind, handling, epoch,
      space: bytesToUuid<SpaceId>(bytes, at.space),
      epochTag: copyOf(bytes, at.epochTag, at.id),
      id: bytesToUuid<ItemId>(bytes, at.id),
      sender: bytesToUuid<DeviceId>(bytes, at.sender),
      transcript: { seq, link: copyOf(bytes, at.transcriptLink, at.treeSize) },
      treeHead: { size, root: copyOf(bytes, at.treeRoot, at.extensions) },
    },
  };
}

/**
 * Checks the signature over domain string, header and body. The caller finds `deviceKey` by the header's sender in the
 * chain; space, epoch, epoch tag and transcript are for the caller to compare, before opening.
 */
export function verifyItem(item: Uint8Array | ParsedItem, deviceKey: Uint8Array): VerifiedItem | undefined {
  const parsed = item instanceof Uint8Array ? parseItem(item) : item;
  if (!parsed.ok) return undefined;
  const { bytes, header } = parsed;
  const signedBytes = bytes.length - signatureBytes;
  const signature = bytes.subarray(signedBytes);
  if (!verifySignature(signature, concat(itemDomain, bytes.subarray(0, signedBytes)), deviceKey)) return undefined;
  return { header, bytes } as VerifiedItem;
}

/** The header's bytes: what the cipher authenticates beside the content. */
export const headerOf = (bytes: Uint8Array): Uint8Array => bytes.subarray(0, headerBytes);
