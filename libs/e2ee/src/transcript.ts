/**
 * A space's transcript: the chain of the hashes of everything the service stored, in sequence (secsync and many before:
 * order must be authenticated, too). A sender states the last link it saw; a receiver with another knows that the
 * service dropped, reordered or forked.
 */
import { domain, sha256 } from './hash.js';
import { viewOf, writeU64 } from './integers.js';

const linkDomain = domain('link');
/** A destroyed item keeps its place and its link: the chain is the same for those who read it and those who come after. */
const entryTypes = { item: 1, commit: 2, destroyed: 1 } as const;

/** The link before the first entry (sequence number 0): 32 zero bytes. */
export const firstLink = (): Uint8Array => new Uint8Array(32);

/** An entry as the chain takes it. Of an item whose content was destroyed its SHA-256 is left, in the place of its bytes. */
export interface Linked { seq: number; type: 'item' | 'commit' | 'destroyed'; bytes: Uint8Array }

/** The link after an entry: SHA-256 over domain string, previous link, sequence number, type and SHA-256 of the entry's bytes. */
export function nextLink(previous: Uint8Array, entry: Linked): Uint8Array {
  return linkOf(previous, entry.seq, entry.type, entry.type === 'destroyed' ? entry.bytes : sha256(entry.bytes));
}

/** The same for an entry of which only the SHA-256 is known. */
export function linkOf(previous: Uint8Array, seq: number, type: Linked['type'], hash: Uint8Array): Uint8Array {
  if (previous.length !== 32) throw new RangeError('a link has 32 bytes');
  const start = linkDomain.length;
  const input = new Uint8Array(start + 73);
  input.set(linkDomain);
  input.set(previous, start);
  writeU64(viewOf(input), start + 32, seq);
  input[start + 40] = entryTypes[type];
  input.set(hash, start + 41);
  return sha256(input);
}
