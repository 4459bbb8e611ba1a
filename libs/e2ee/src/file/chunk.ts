/**
 * One chunk of a file: a libsodium secretstream of exactly one message, so that each opens on its own. Layout:
 * header 24 | ciphertext. The header is random, so sealing a chunk again (a retry, even of a source that changed) never
 * meets the same key stream. File, chunk number and the length of everything are authenticated; the tag says whether it
 * is content (MESSAGE) or the index that ends the file (FINAL).
 */
import type { FileId } from '@comity/contracts';
import { concat, randomBytes, uuidToBytes } from '../bytes.js';
import { domain } from '../hash.js';
import { viewOf, writeU64 } from '../integers.js';
import { withScratch } from '../mls/provider/scratch.js';
import { chunkOverhead } from './sizes.js';

const headerBytes = 24;
const stateBytes = 52;
const tags = { content: 0, index: 3 } as const;
export type ChunkKind = keyof typeof tags;
/** `size`: of the file's content. */
export interface ChunkPlace { file: FileId; size: number; chunk: number; kind: ChunkKind }

const chunkDomain = domain('file-chunk');

export const newFileKey = (): Uint8Array => randomBytes(32);

function associated({ file, size, chunk }: ChunkPlace): Uint8Array {
  const numbers = new Uint8Array(16);
  writeU64(viewOf(numbers), 0, size);
  writeU64(viewOf(numbers), 8, chunk);
  return concat(chunkDomain, uuidToBytes(file), numbers);
}

/** Throws RangeError for a key that is not one. */
export function sealChunk(key: Uint8Array, place: ChunkPlace, plain: Uint8Array): Uint8Array {
  if (key.length !== 32) throw new RangeError('a file key has 32 bytes');
  const data = associated(place);
  return withScratch((scratch, sodium) => {
    const [state, header, keyAt, dataAt] = [scratch.reserve(stateBytes), scratch.reserve(headerBytes), scratch.put(key), scratch.put(data)];
    const length = plain.length + chunkOverhead - headerBytes;
    const [plainAt, out] = [scratch.put(plain), scratch.reserve(length)];
    sodium._crypto_secretstream_xchacha20poly1305_init_push(state, header, keyAt);
    if (sodium._crypto_secretstream_xchacha20poly1305_push(state, out, 0, plainAt, plain.length, 0, dataAt, data.length, 0, tags[place.kind]) !== 0) throw new Error('libsodium refused to seal');
    return concat(scratch.take(header, headerBytes), scratch.take(out, length));
  });
}

/** The chunk's plain bytes, or undefined for whatever reason. */
export function openChunk(key: Uint8Array, place: ChunkPlace, sealed: Uint8Array): Uint8Array | undefined {
  if (key.length !== 32 || sealed.length < chunkOverhead) return undefined;
  const data = associated(place);
  return withScratch((scratch, sodium) => {
    const [state, header, keyAt, dataAt] = [scratch.reserve(stateBytes), scratch.put(sealed.subarray(0, headerBytes)), scratch.put(key), scratch.put(data)];
    const [length, body] = [sealed.length - chunkOverhead, sealed.subarray(headerBytes)];
    const [bodyAt, out, tag] = [scratch.put(body), scratch.reserve(Math.max(1, length)), scratch.reserve(1)];
    if (sodium._crypto_secretstream_xchacha20poly1305_init_pull(state, header, keyAt) !== 0) return undefined;
    if (sodium._crypto_secretstream_xchacha20poly1305_pull(state, out, 0, tag, bodyAt, body.length, 0, dataAt, data.length, 0) !== 0) return undefined;
    return scratch.take(tag, 1)[0] === tags[place.kind] ? scratch.take(out, length) : undefined;
  });
}
