/**
 * The second implementation of sealed files (docs/PROTOCOL.md section 16), on node:crypto alone. A secretstream of one
 * message is ChaCha20-Poly1305 over the tag in a block of its own and the message, under a key and nonce from the header
 * and with the counter at 1; that holds for messages of whole blocks, and chunks are nothing else.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { sha256, uuid } from './second.js';
import { hchacha20 } from './xchacha20.js';

const mebibyte = 1_048_576;
const u64 = (value: number): Buffer => { const b = Buffer.alloc(8); b.writeBigUInt64BE(BigInt(value)); return b; };
const keyAndNonce = (key: Buffer, header: Buffer): [Buffer, Buffer] => [hchacha20(key, header.subarray(0, 16)), Buffer.concat([Buffer.of(1, 0, 0, 0), header.subarray(16)])];
const associated = (file: string, size: number, chunk: number): Buffer => Buffer.concat([Buffer.from('comity/file-chunk/v1\0'), uuid(file), u64(size), u64(chunk)]);
const firstBlock = (tag: number): Buffer => Buffer.concat([Buffer.of(tag), Buffer.alloc(63)]);

function sealChunk(key: Buffer, header: Buffer, data: Buffer, tag: number, plain: Buffer): Buffer {
  if (plain.length % 16 !== 0) throw new Error('not whole blocks');
  const cipher = createCipheriv('chacha20-poly1305', ...keyAndNonce(key, header), { authTagLength: 16 });
  cipher.setAAD(data, { plaintextLength: 64 + plain.length });
  const sealed = Buffer.concat([cipher.update(firstBlock(tag)), cipher.update(plain), cipher.final()]);
  return Buffer.concat([header, sealed.subarray(0, 1), sealed.subarray(64), cipher.getAuthTag()]);
}

/** Throws when the tag does not hold. */
function openChunk(key: Buffer, data: Buffer, tag: number, sealed: Buffer): Buffer {
  const [streamKey, nonce] = keyAndNonce(key, sealed.subarray(0, 24));
  // What the zeros of the first block were sealed to does not travel: it is computed again.
  const start = createCipheriv('chacha20-poly1305', streamKey, nonce, { authTagLength: 16 }).update(firstBlock(tag));
  if (start[0] !== sealed[24]) throw new Error('another tag');
  const decipher = createDecipheriv('chacha20-poly1305', streamKey, nonce, { authTagLength: 16 });
  decipher.setAAD(data, { plaintextLength: 64 + sealed.length - 41 });
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(Buffer.concat([start, sealed.subarray(25, -16)])), decipher.final()]).subarray(64);
}

function padded(content: Buffer): Buffer {
  const least = Math.max(256, content.length);
  const e = Math.floor(Math.log2(least));
  const step = 2 ** (e - Math.floor(Math.log2(e)) - 1);
  return Buffer.concat([content, Buffer.alloc(Math.ceil(least / step) * step - content.length)]);
}
const chunksOf = (content: Buffer): Buffer[] => Array.from({ length: Math.ceil(content.length / mebibyte) }, (_, i) => content.subarray(i * mebibyte, (i + 1) * mebibyte));

export interface SealedFile { chunks: Buffer[]; index: Buffer; hash: Buffer }

/** `header(chunk)`: 24 bytes for each chunk, the index included. */
export function sealFile(file: string, key: Buffer, content: Buffer, header: (chunk: number) => Buffer): SealedFile {
  const plain = chunksOf(padded(content));
  const leaves = Buffer.concat(plain.map((chunk) => sha256(chunk)));
  return {
    chunks: plain.map((chunk, i) => sealChunk(key, header(i), associated(file, content.length, i), 0, chunk)),
    index: sealChunk(key, header(plain.length), associated(file, content.length, plain.length), 3, leaves),
    hash: sha256(Buffer.from('comity/file/v1\0'), u64(content.length), leaves),
  };
}

/** Throws when anything does not hold. */
export function openFile(file: string, key: Buffer, size: number, hash: Buffer, { chunks, index }: Omit<SealedFile, 'hash'>): Buffer {
  const leaves = openChunk(key, associated(file, size, chunks.length), 3, index);
  if (!sha256(Buffer.from('comity/file/v1\0'), u64(size), leaves).equals(hash)) throw new Error('another file');
  const plain = chunks.map((sealed, i) => {
    const chunk = openChunk(key, associated(file, size, i), 0, sealed);
    if (!sha256(chunk).equals(leaves.subarray(i * 32, (i + 1) * 32))) throw new Error(`chunk ${i}`);
    return chunk;
  });
  return Buffer.concat(plain).subarray(0, size);
}
