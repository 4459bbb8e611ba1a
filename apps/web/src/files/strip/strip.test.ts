import { describe, expect, it } from '@jest/globals';
import { deflateRawSync } from 'node:zlib';
import { crc32 } from './crc.js';
import { orientationIn, tiffOf } from './orientation.js';
import { strippable, stripped } from './strip.js';
import { Malformed } from './window.js';
import { openArchive, textOf } from './zip.js';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const joined = (...parts: (Uint8Array | number[])[]): Uint8Array<ArrayBuffer> => Uint8Array.from(parts.flatMap((part) => [...part]));
const be = (value: number, bytes: number): number[] => Array.from({ length: bytes }, (_, i) => (value >>> (8 * (bytes - 1 - i))) & 0xff);
const le = (value: number, bytes: number): number[] => be(value, bytes).reverse();
const bytesOf = async (blob: Blob): Promise<Uint8Array> => new Uint8Array(await blob.arrayBuffer());
const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const strip = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> => bytesOf(await stripped(new File([bytes], 'a', { type: 'b/c' })));

/** A TIFF block with a place, a camera and an orientation, of either byte order. */
function exif(orientation: number, little: boolean): Uint8Array {
  const n = little ? le : be;
  const entry = (tag: number, value: number): number[] => [...n(tag, 2), ...n(3, 2), ...n(1, 4), ...n(value, 2), 0, 0];
  return joined(text(little ? 'II' : 'MM'), n(42, 2), n(8, 4), n(2, 2), entry(0x0110, 7), entry(0x0112, orientation), n(0, 4), text('SECRET CAMERA'));
}
const segment = (code: number, ...body: (Uint8Array | number[])[]): Uint8Array => { const all = joined(...body); return joined([0xff, code], be(all.length + 2, 2), all); };
const scan = joined(segment(0xda, [1, 2, 3]), [1, 2, 0xff, 0, 3, 0xff, 0xd0, 4, 0xff, 0, 5]);
const frame = segment(0xc0, [8, 0, 4, 0, 6, 1, 1, 0x11, 0]);
const jfif = segment(0xe0, text('JFIF\0'), [1, 2, 0, 0, 1, 0, 1, 1, 1], text('SECRET THUMBNAIL'));
const jpeg = (orientation: number, little: boolean): Uint8Array<ArrayBuffer> => joined(
  [0xff, 0xd8], jfif, segment(0xe1, text('Exif\0\0'), exif(orientation, little)), segment(0xe1, text('http://ns.adobe.com/xap/1.0/\0SECRET XMP')), segment(0xed, text('Photoshop 3.0\0SECRET IPTC')),
  segment(0xe2, text('ICC_PROFILE\0'), text('COLOURS')), segment(0xe2, text('MPF\0SECRET')), segment(0xee, text('Adobe'), [0, 100, 0, 0, 0, 0, 1]), segment(0xfe, text('SECRET COMMENT')),
  segment(0xdb, [0, 1]), frame, scan, segment(0xc4, [7]), scan, [0xff, 0xd9], text('SECRET TRAILER'), [0xff, 0xd8, 0xff, 0xd9],
);

describe('a JPEG', () => {
  it.each([[6, true], [3, false]])('loses all but its picture, colours and orientation %i', async (orientation, little) => {
    const clean = await strip(jpeg(orientation, little));
    expect(latin(clean)).not.toContain('SECRET');
    const turned = segment(0xe1, text('Exif\0\0'), tiffOf(orientation));
    expect(clean).toEqual(joined([0xff, 0xd8], segment(0xe0, text('JFIF\0'), [1, 2, 0, 0, 1, 0, 1, 0, 0]), turned, segment(0xe2, text('ICC_PROFILE\0'), text('COLOURS')), segment(0xee, text('Adobe'), [0, 100, 0, 0, 0, 0, 1]), segment(0xdb, [0, 1]), frame, scan, segment(0xc4, [7]), scan, [0xff, 0xd9]));
  });
  it('that stands upright carries no EXIF at all', async () => {
    expect(latin(await strip(jpeg(1, true)))).not.toContain('Exif');
  });
  it('gives the same bytes each time, and once stripped stays as it is', async () => {
    const clean = await strip(jpeg(6, true));
    expect(await strip(jpeg(6, true))).toEqual(clean);
    expect(await strip(Uint8Array.from(clean))).toEqual(clean);
  });
  it('is read in stretches, wherever they end', async () => {
    const long = joined(new Uint8Array(262_144 - 30).fill(7), [0xff, 0, 0xff, 0xd7], new Uint8Array(262_144).fill(9));
    const whole = joined([0xff, 0xd8], segment(0xfe, text('SECRET')), segment(0xda, [1]), long, [0xff, 0xd9]);
    expect(await strip(whole)).toEqual(joined([0xff, 0xd8], segment(0xda, [1]), long, [0xff, 0xd9]));
  });
  it('that is none inside is refused, never let through', async () => {
    for (const broken of [joined([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff, 1]), joined([0xff, 0xd8, 0xff, 0xe1, 0, 1]), joined([0xff, 0xd8, 0xff, 0xe0, 0, 3, 1, 5, 5])]) await expect(strip(broken)).rejects.toThrow(Malformed);
  });
});

const chunk = (type: string, ...body: (Uint8Array | number[])[]): Uint8Array => { const all = joined(text(type), ...body); return joined(be(all.length - 4, 4), all, be(crc32(all), 4)); };
const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

describe('a PNG', () => {
  it('loses texts, times, EXIF and trailers, and keeps its orientation', async () => {
    const [head, image, end] = [chunk('IHDR', be(1, 4), be(1, 4), [8, 2, 0, 0, 0]), chunk('IDAT', [1, 2, 3]), chunk('IEND')];
    const whole = joined(signature, head, chunk('tEXt', text('SECRET')), chunk('iTXt', text('SECRET')), chunk('zTXt', text('SECRET')), chunk('tIME', [1]), chunk('eXIf', exif(8, true)), chunk('prVt', text('SECRET')), chunk('gAMA', be(1, 4)), image, end, text('SECRET'));
    const clean = await strip(whole);
    expect(clean).toEqual(joined(signature, head, chunk('eXIf', tiffOf(8)), chunk('gAMA', be(1, 4)), image, end));
  });
  it('whose chunks run beyond its end is refused', async () => {
    await expect(strip(joined(signature, be(99, 4), text('IHDR')))).rejects.toThrow('chunk');
  });
});

describe('a WebP', () => {
  const part = (type: string, body: Uint8Array): Uint8Array => joined(text(type), le(body.length, 4), body, body.length % 2 === 1 ? [0] : []);
  const webp = (...parts: Uint8Array[]): Uint8Array<ArrayBuffer> => { const all = joined(text('WEBP'), ...parts); return joined(text('RIFF'), le(all.length, 4), all); };
  const extended = (flags: number): Uint8Array => part('VP8X', joined([flags, 0, 0, 0], [1, 0, 0], [1, 0, 0]));
  it('loses EXIF, XMP and unknown chunks, and says so in its flags', async () => {
    const image = part('VP8L', text('pixel'));
    expect(await strip(webp(extended(0x2c), part('ICCP', text('colours')), image, part('EXIF', exif(1, true)), part('XMP ', text('SECRET')), part('odd ', text('SECRET'))))).toEqual(webp(extended(0x20), part('ICCP', text('colours')), image));
    expect(await strip(webp(extended(0x08), image, part('EXIF', joined(text('Exif\0\0'), exif(6, false)))))).toEqual(webp(extended(0x08), image, part('EXIF', tiffOf(6))));
  });
});

describe('an orientation', () => {
  it('of a block that is cut or lies is upright', () => {
    const whole = exif(6, true);
    expect(orientationIn(whole)).toBe(6);
    for (let length = 0; length < 34; length += 1) expect(orientationIn(whole.subarray(0, length))).toBe(1);
    expect(orientationIn(exif(9, true))).toBe(1);
    expect(orientationIn(joined(text('II'), le(42, 2), le(0xffffffff, 4), new Uint8Array(20)))).toBe(1);
  });
});

/** An archive as office programs write it: packed entries, sizes behind the content. */
function zip(entries: [name: string, content: string][], { behind = false } = {}): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const records: Uint8Array[] = [];
  let at = 0;
  for (const [name, content] of entries) {
    const packed = deflateRawSync(text(content));
    const sums = [...le(crc32(text(content)), 4), ...le(packed.length, 4), ...le(text(content).length, 4)];
    const common = [20, 0, behind ? 8 : 0, 0, 8, 0, 0x11, 0x22, 0x33, 0x44];
    const local = joined(text('PK\u0003\u0004'), common, behind ? new Uint8Array(12) : sums, le(text(name).length, 2), [0, 0], text(name), packed, behind ? joined(text('PK\u0007\u0008'), sums) : []);
    records.push(joined(text('PK\u0001\u0002'), [20, 0], common, sums, le(text(name).length, 2), new Uint8Array(12), le(at, 4), text(name)));
    parts.push(local);
    at += local.length;
  }
  const directory = joined(...records);
  return joined(...parts, directory, text('PK\u0005\u0006'), [0, 0, 0, 0], le(entries.length, 2), le(entries.length, 2), le(directory.length, 4), le(at, 4), [0, 0]);
}
const word: [string, string][] = [
  ['[Content_Types].xml', '<Types><Override PartName="/word/document.xml" ContentType="a"/><Override PartName="/docProps/core.xml" ContentType="b"/><Override ContentType="c" PartName="/docProps/app.xml"></Override></Types>'],
  ['_rels/.rels', '<Relationships><Relationship Id="1" Target="word/document.xml"/><Relationship Id="2" Target="docProps/core.xml"/><Relationship Id="3" Target="/docProps/app.xml"/></Relationships>'],
  ['word/document.xml', `<w:document>${'Facts. '.repeat(500)}</w:document>`], ['docProps/core.xml', '<creator>SECRET</creator>'], ['docProps/app.xml', '<Company>SECRET</Company>'], ['docProps/thumbnail.jpeg', 'SECRET'],
];

describe('an office document', () => {
  it.each([false, true])('loses its properties and every mention of them, and keeps the rest byte for byte (sizes behind the content: %s)', async (behind) => {
    const whole = zip(word, { behind });
    const archive = await openArchive(new Blob([Uint8Array.from(await strip(whole))]));
    expect(archive.entries.map(({ name }) => name)).toEqual(['[Content_Types].xml', '_rels/.rels', 'word/document.xml']);
    const texts = await Promise.all(archive.entries.map((entry) => textOf(archive, entry)));
    expect(texts).toEqual(['<Types><Override PartName="/word/document.xml" ContentType="a"/></Types>', '<Relationships><Relationship Id="1" Target="word/document.xml"/></Relationships>', word[2]?.[1]]);
  });
  it('of the open format loses its description and thumbnail', async () => {
    const whole = zip([['mimetype', 'application/vnd.oasis.opendocument.text'], ['content.xml', '<office/>'], ['meta.xml', 'SECRET'], ['Thumbnails/thumbnail.png', 'SECRET'], ['META-INF/manifest.xml', '<m><manifest:file-entry manifest:full-path="content.xml"/><manifest:file-entry manifest:full-path="meta.xml"/></m>']]);
    const archive = await openArchive(new Blob([Uint8Array.from(await strip(whole))]));
    expect(archive.entries.map(({ name }) => name)).toEqual(['mimetype', 'content.xml', 'META-INF/manifest.xml']);
    expect(await textOf(archive, archive.entries[2]!)).toBe('<m><manifest:file-entry manifest:full-path="content.xml"/></m>');
  });
  it('is not what any archive is', async () => {
    expect(await strippable(new Blob([zip([['a.txt', 'b']])]))).toBeNull();
    expect(await strippable(new Blob([Uint8Array.from(zip(word).slice(0, -30))]))).toBeNull();
    expect(await strippable(new Blob([zip(word)]))).toBe('office');
  });
  it('whose small parts unpack to more than any has is refused', async () => {
    await expect(strip(zip([...word.slice(1), ['[Content_Types].xml', ' '.repeat(5_000_000)]]))).rejects.toThrow('too large');
  });
});

describe('what cannot be stripped', () => {
  it('is told beforehand', async () => {
    for (const kind of ['%PDF-1.7', '\0\0\0\u0018ftypheic', 'GIF89a', 'plain', '']) expect(await strippable(new Blob([kind]))).toBeNull();
    expect(await strippable(new Blob([jpeg(1, true)]))).toBe('image');
  });
});
