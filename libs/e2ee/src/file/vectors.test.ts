/** The published files: both implementations must make and open the same. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { FileId } from '@comity/contracts';
import { concat, randomBytes, ready } from '@comity/e2ee';
import { openFile, sealFile } from '../../test/second-file.js';
import { fileContent, type Vectors } from '../../test/vectors.js';
import { chunkHash, chunkLength, fileChunkBytes, fileHash, fileSizes, openContent, openIndex, sealChunk, sealIndex } from './index.js';

const published = JSON.parse(readFileSync(new URL('../../vectors/comity/files.json', import.meta.url), 'utf8')) as Vectors['files'];
const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
beforeAll(ready);

const plainOf = (size: number): Uint8Array[] => {
  const sizes = fileSizes(size);
  const padded = concat(fileContent(size), new Uint8Array(sizes.padded - size));
  return Array.from({ length: sizes.chunks }, (_, i) => padded.subarray(i * fileChunkBytes, i * fileChunkBytes + chunkLength(sizes, i)));
};

describe.each(published)('the published file of $size bytes', (v) => {
  const keys = () => ({ file: v.file as FileId, size: v.size, key: bytes(v.key) });

  it('is opened by the library, chunk by chunk', () => {
    const leaves = openIndex(keys(), bytes(v.hash), bytes(v.index))!;
    const sealed = sealFile(v.file, Buffer.from(v.key, 'hex'), fileContent(v.size), (chunk) => Buffer.from(v.headers[chunk]!, 'hex'));
    expect(sealed.chunks.map((chunk) => ({ length: chunk.length, sha256: Buffer.from(chunkHash(chunk)).toString('hex') }))).toEqual(v.chunks.map(({ length, sha256 }) => ({ length, sha256 })));
    const opened = sealed.chunks.map((chunk, i) => openContent(keys(), leaves, i, chunk));
    expect(opened.every((chunk) => chunk !== undefined)).toBe(true);
    expect(Buffer.concat(opened as Uint8Array[]).subarray(0, v.size).equals(fileContent(v.size))).toBe(true);
    expect(fileSizes(v.size)).toMatchObject({ chunks: v.chunks.length, blob: v.chunks.reduce((sum, { length }) => sum + length, 0) + v.index.length / 2 });
  });

  it('has the hash the library computes', () => { expect(Buffer.from(fileHash(v.size, concat(...plainOf(v.size).map(chunkHash)))).toString('hex')).toBe(v.hash); });

  it('is opened by the second implementation when the library sealed it', () => {
    const file = { ...keys(), key: randomBytes(32) };
    const plain = plainOf(v.size);
    const leaves = concat(...plain.map(chunkHash));
    const chunks = plain.map((chunk, i) => Buffer.from(sealChunk(file.key, { file: file.file, size: v.size, chunk: i, kind: 'content' }, chunk)));
    const opened = openFile(v.file, Buffer.from(file.key), v.size, Buffer.from(fileHash(v.size, leaves)), { chunks, index: Buffer.from(sealIndex(file, leaves)) });
    expect(opened.equals(fileContent(v.size))).toBe(true);
    expect(() => openFile(v.file, Buffer.from(file.key), v.size, Buffer.alloc(32), { chunks, index: Buffer.from(sealIndex(file, leaves)) })).toThrow('another file');
  });
});
