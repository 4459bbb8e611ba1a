/**
 * The hash by which a message means one file and no other: over the content's size and the hash of each chunk. Every
 * member holds the key and could seal other chunks; none can make them fit the hash that the sender signed.
 */
import type { FileId } from '@comity/contracts';
import { concat, equal } from '../bytes.js';
import { domain, sha256 } from '../hash.js';
import { viewOf, writeU64 } from '../integers.js';
import { openChunk, sealChunk } from './chunk.js';
import { fileSizes, leafBytes } from './sizes.js';

const fileDomain = domain('file');

/** The hash of a chunk's plain bytes, padding included. */
export const chunkHash = (plain: Uint8Array): Uint8Array => sha256(plain);

/** `leaves`: the chunks' hashes, one behind the other. */
export function fileHash(size: number, leaves: Uint8Array): Uint8Array {
  const length = new Uint8Array(8);
  writeU64(viewOf(length), 0, size);
  return sha256(concat(fileDomain, length, leaves));
}

export interface FileKeys { file: FileId; size: number; key: Uint8Array }

/** The sealed index that ends a blob. */
export const sealIndex = ({ file, size, key }: FileKeys, leaves: Uint8Array): Uint8Array =>
  sealChunk(key, { file, size, chunk: fileSizes(size).chunks, kind: 'index' }, leaves);

/** The chunks' hashes, if these bytes are the index of the file that `hash` means. */
export function openIndex({ file, size, key }: FileKeys, hash: Uint8Array, sealed: Uint8Array): Uint8Array | undefined {
  const leaves = openChunk(key, { file, size, chunk: fileSizes(size).chunks, kind: 'index' }, sealed);
  return leaves !== undefined && leaves.length === fileSizes(size).chunks * leafBytes && equal(fileHash(size, leaves), hash) ? leaves : undefined;
}

/** A chunk's plain bytes, if it is the one the index names. */
export function openContent({ file, size, key }: FileKeys, leaves: Uint8Array, chunk: number, sealed: Uint8Array): Uint8Array | undefined {
  const plain = openChunk(key, { file, size, chunk, kind: 'content' }, sealed);
  return plain !== undefined && equal(chunkHash(plain), leaves.subarray(chunk * leafBytes, (chunk + 1) * leafBytes)) ? plain : undefined;
}
