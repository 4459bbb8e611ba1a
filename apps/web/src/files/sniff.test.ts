import { describe, expect, it } from '@jest/globals';
import { imageSize, isBounded } from './image-size.js';
import { sniff } from './sniff.js';
import { decode, guess } from './viewer/decode.js';

const latin = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));

describe('the first bytes of a file', () => {
  it.each([
    ['\u00ff\u00d8\u00ff\u00e0', { kind: 'image', type: 'image/jpeg' }], ['\u0089PNG\r\n\u001a\n', { kind: 'image', type: 'image/png' }], ['RIFF....WEBP', { kind: 'image', type: 'image/webp' }],
    ['junk %PDF-1.4', { kind: 'pdf' }], ['RIFF....WAVE', { kind: 'audio', type: 'audio/wav' }], ['ID3', { kind: 'audio', type: 'audio/mpeg' }], ['\0\0\0 ftypisom', { kind: 'video', type: 'video/mp4' }],
    ['\0\0\0 ftypheic', { kind: 'none' }], ['PK\u0003\u0004\0\0', { kind: 'none' }], ['', { kind: 'none' }],
  ])('of %j say what it is', (head, shown) => { expect(sniff(latin(head))).toEqual(shown); });
  it('of pictures and pages with scripts in them say text, which is all they are shown as', () => {
    expect(sniff(latin('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'))).toEqual({ kind: 'text' });
    expect(sniff(latin('<!doctype html><script>alert(1)</script>'))).toEqual({ kind: 'text' });
  });
});

describe('the size a picture claims', () => {
  it('is read of every kind that is shown', () => {
    expect(imageSize(latin('\u0089PNG\r\n\u001a\n\0\0\0\rIHDR\0\0\u0001\0\0\0\0\u0005'))).toEqual({ width: 256, height: 5 });
    expect(imageSize(latin('GIF89a\u0002\0\u0003\0'))).toEqual({ width: 2, height: 3 });
    expect(imageSize(latin('\u00ff\u00d8\u00ff\u00e1\0\u0004ab\u00ff\u00c2\0\u000b\u0008\0\u0007\0\u0009\u0001'))).toEqual({ width: 9, height: 7 });
    expect(imageSize(latin('RIFF....WEBPVP8X\n\0\0\0\0\0\0\0\u0001\0\0\u0002\0\0'))).toEqual({ width: 2, height: 3 });
  });
  it('is refused when nothing has room for it, or none is said', () => {
    expect(isBounded({ width: 30_000, height: 30_000 })).toBe(false);
    expect(isBounded({ width: 8000, height: 6000 })).toBe(true);
    expect(isBounded(imageSize(latin('\u00ff\u00d8\u00ff\u00da')))).toBe(false);
    for (let length = 0; length < 24; length += 1) expect(imageSize(latin('\u0089PNG\r\n\u001a\n\0\0\0\rIHDR\0\0\u0001\0\0\0\0').subarray(0, length))).toBeNull();
  });
});

describe('text', () => {
  it('is decoded by its mark, as UTF-8 where it is that, else as chosen', () => {
    const arabic = new TextEncoder().encode('نيابة');
    expect([guess(arabic), decode(arabic.subarray(0, 9), 'utf-8')]).toEqual(['utf-8', 'نياب']);
    expect(guess(Uint8Array.of(0xff, 0xfe, 0x41, 0))).toBe('utf-16le');
    expect([guess(Uint8Array.of(0x63, 0x61, 0x66, 0xe9, 0x20)), decode(Uint8Array.of(0xe4, 0xed, 0xc7, 0xc8, 0xc9), 'windows-1256')]).toEqual(['windows-1252', 'نيابة']);
  });
});
