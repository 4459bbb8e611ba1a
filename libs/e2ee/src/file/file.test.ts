import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FileId } from '@comity/contracts';
import { concat, randomBytes, ready, utf8 } from '@comity/e2ee';
import { chunkHash, chunkLength, chunkOverhead, decodeFile, decodeFiles, encodeFile, fileChunkBytes, fileHash, fileName, fileSizes, fileType, largestContent, largestFile, newFileKey, openChunk, openContent, openIndex, sealChunk, sealIndex, type FileContent, type FileKeys } from './index.js';

const id = '5f0c1a52-0d4e-4f5d-9a3c-7f2b1c9d8e01' as FileId;
const other = '5f0c1a52-0d4e-4f5d-9a3c-7f2b1c9d8e02' as FileId;
beforeAll(ready);

describe('the sizes of a file', () => {
  it('follow from its content alone, and hide it to a Padmé step', () => {
    expect(fileSizes(0)).toEqual({ size: 0, padded: 256, chunks: 1, indexAt: 297, blob: 370 });
    expect(fileSizes(1).blob).toBe(fileSizes(256).blob);
    expect(fileSizes(1_000_001).blob).toBe(fileSizes(1_000_005).blob);
    expect(fileSizes(2 ** 31)).toMatchObject({ padded: 2 ** 31, chunks: 2_048 });
    expect(fileSizes(largestFile).chunks * 32).toBe(fileChunkBytes);
    expect(() => fileSizes(largestFile + 1)).toThrow(RangeError);
    expect(() => fileSizes(-1)).toThrow(RangeError);
  });

  it('grow with it, cost below an eighth, and are made of chunks of whole blocks', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: largestFile }), (size) => {
      const sizes = fileSizes(size);
      expect(sizes.padded).toBeGreaterThanOrEqual(size);
      expect(sizes.padded % 16).toBe(0);
      if (size > 256) expect(sizes.padded).toBeLessThan(size * 1.125);
      expect(chunkLength(sizes, sizes.chunks - 1)).toBe(sizes.padded - (sizes.chunks - 1) * fileChunkBytes);
      expect(largestContent(sizes.blob)).toBeGreaterThanOrEqual(size);
      expect(fileSizes(largestContent(sizes.blob)).blob).toBe(sizes.blob);
    }));
  });
});

describe('a chunk', () => {
  const key = newFileKey;
  it('opens under its key, at its place, and shows nothing of its content', () => {
    const k = key();
    const place = { file: id, size: 3, chunk: 0, kind: 'content' } as const;
    const sealed = sealChunk(k, place, utf8('the account ends in 4471'));
    expect(sealed.length).toBe(24 + chunkOverhead);
    expect(Buffer.from(sealed).includes('4471')).toBe(false);
    expect(openChunk(k, place, sealed)).toEqual(utf8('the account ends in 4471'));
    for (const elsewhere of [{ ...place, file: other }, { ...place, size: 4 }, { ...place, chunk: 1 }, { ...place, kind: 'index' as const }]) expect(openChunk(k, elsewhere, sealed)).toBeUndefined();
    expect(openChunk(key(), place, sealed)).toBeUndefined();
  });

  it('is sealed another way each time', () => {
    const k = key();
    const place = { file: id, size: 3, chunk: 0, kind: 'content' } as const;
    expect(sealChunk(k, place, utf8('x'))).not.toEqual(sealChunk(k, place, utf8('x')));
  });

  it('never opens altered, cut or grown, and never throws', () => {
    const k = key();
    const place = { file: id, size: 40, chunk: 7, kind: 'content' } as const;
    const sealed = sealChunk(k, place, randomBytes(40));
    fc.assert(fc.property(fc.integer({ min: 0, max: sealed.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const altered = sealed.slice();
      altered[at] = (altered[at] ?? 0) ^ change;
      expect(openChunk(k, place, altered)).toBeUndefined();
    }));
    for (let length = 0; length < sealed.length; length += 1) expect(openChunk(k, place, sealed.subarray(0, length))).toBeUndefined();
    expect(openChunk(k, place, concat(sealed, Uint8Array.of(0)))).toBeUndefined();
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => { expect(openChunk(k, place, bytes)).toBeUndefined(); }));
    expect(openChunk(randomBytes(31), place, sealed)).toBeUndefined();
  });
});

describe('the index of a file', () => {
  const size = fileChunkBytes + 5;
  const file: FileKeys = { file: id, size, key: new Uint8Array(32).fill(7) };
  const sizes = fileSizes(size);
  const plain = Array.from({ length: sizes.chunks }, (_, i) => new Uint8Array(chunkLength(sizes, i)).fill(i + 1));

  it('opens against the hash in the message, and holds every chunk to it', () => {
    const leaves = concat(...plain.map(chunkHash));
    const hash = fileHash(size, leaves);
    expect(openIndex(file, hash, sealIndex(file, leaves))).toEqual(leaves);
    const sealed = plain.map((bytes, chunk) => sealChunk(file.key, { file: id, size, chunk, kind: 'content' }, bytes));
    sealed.forEach((bytes, chunk) => expect(openContent(file, leaves, chunk, bytes)).toEqual(plain[chunk]));
    expect(openContent(file, leaves, 0, sealed[1]!)).toBeUndefined();
  });

  it('keeps members, who all hold the key, from putting other chunks in place', () => {
    const leaves = concat(...plain.map(chunkHash));
    const hash = fileHash(size, leaves);
    const forged = sealChunk(file.key, { file: id, size, chunk: 0, kind: 'content' }, new Uint8Array(fileChunkBytes).fill(9));
    expect(openContent(file, leaves, 0, forged)).toBeUndefined();
    const others = concat(chunkHash(new Uint8Array(fileChunkBytes).fill(9)), leaves.subarray(32));
    expect(openIndex(file, hash, sealIndex(file, others))).toBeUndefined();
    expect(openIndex(file, hash, sealIndex(file, leaves.subarray(32)))).toBeUndefined();
  });
});

describe('a file inside a message', () => {
  const content = (over: Partial<FileContent> = {}): FileContent => ({ ...encodeFile({ id, name: 'annex 3.pdf', type: 'application/pdf', size: 70_000, key: randomBytes(32), hash: randomBytes(32), preview: { type: 'image/webp', bytes: randomBytes(500), width: 64, height: 40 } }), ...over });

  it('is read as it was written', () => {
    const made = content();
    expect(decodeFile(JSON.parse(JSON.stringify(made)))).toEqual(made);
    expect(decodeFile(content({ preview: null }))?.preview).toBeNull();
  });

  it.each<[string, unknown]>([
    ['no object', null], ['a list', []], ['another id', content({ id: '../../etc/passwd' as FileId })], ['an empty name', content({ name: '' })], ['a path', content({ name: '../x' })], ['a Windows path', content({ name: 'a\\b' })],
    ['a name that is a folder', content({ name: '..' })], ['a name with an override', content({ name: 'a\u202Efdp.exe' })], ['a name with a line end', content({ name: 'a\nb' })], ['half a character', content({ name: 'a\uD800' })], ['a name too long', content({ name: 'x'.repeat(256) })],
    ['a type with parameters', content({ type: 'text/html;charset=x' })], ['no type', content({ type: '' })], ['a fraction', content({ size: 1.5 })], ['a negative size', content({ size: -1 })], ['too large a size', content({ size: largestFile + 1 })],
    ['a short key', content({ key: 'AAAA' })], ['a key spelled another way', content({ key: `${'A'.repeat(42)}B` })], ['another chunk size', content({ chunk: 65_536 })],
    ['one member more', { ...content(), extra: 1 }], ['one member less', Object.fromEntries(Object.entries(content()).filter(([name]) => name !== 'hash'))],
    ['a preview with a script', content({ preview: { type: 'image/svg+xml', bytes: 'AAAA', width: 1, height: 1 } })], ['a preview too large', content({ preview: { type: 'image/png', bytes: 'A'.repeat(8_196), width: 1, height: 1 } })], ['a preview without size', content({ preview: { type: 'image/png', bytes: 'AAAA', width: 0, height: 1 } })],
  ])('is refused with %s', (_what, value) => { expect(decodeFile(value)).toBeUndefined(); });

  it('does not throw on whatever JSON can carry', () => { fc.assert(fc.property(fc.jsonValue(), (value) => { expect(decodeFile(value)).toBeUndefined(); expect(() => decodeFiles(value)).not.toThrow(); })); });

  it('comes in a list without doubles, and not in crowds', () => {
    const [a, b] = [content(), content({ id: other })];
    expect(decodeFiles([a, b])).toEqual([a, b]);
    expect(decodeFiles([])).toEqual([]);
    expect(decodeFiles([a, a])).toBeUndefined();
    expect(decodeFiles([a, 1])).toBeUndefined();
    expect(decodeFiles(Array.from({ length: 11 }, (_, i) => content({ id: `5f0c1a52-0d4e-4f5d-9a3c-7f2b1c9d8e${String(i).padStart(2, '0')}` as FileId })))).toBeUndefined();
  });

  it('has a name and a type that can travel, whatever the source calls it', () => {
    expect(fileName('C:\\Users\\ana\\Bericht.pdf')).toBe('Bericht.pdf');
    expect(fileName('/home/ana/../x.pdf')).toBe('x.pdf');
    expect(fileName('exe.\u202Efdp\n')).toBe('exe.fdp');
    expect(fileName('')).toBe('file');
    expect(fileName('..')).toBe('file');
    expect(fileName('وثيقة.pdf')).toBe('وثيقة.pdf');
    expect(fileName(`${'😀'.repeat(300)}.pdf`)).toMatch(/\.pdf$/);
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => { expect(decodeFile(content({ name: fileName(name) }))).toBeDefined(); }));
    expect(fileType('text/HTML; charset=utf-8')).toBe('text/html');
    expect(fileType('')).toBe('application/octet-stream');
    expect(fileType('a b/c')).toBe('application/octet-stream');
  });
});
