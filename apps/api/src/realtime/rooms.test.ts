import { describe, expect, it } from '@jest/globals';
import { binaryFrame } from './rooms.js';

describe('a frame', () => {
  it('announces its length in the shortest form of RFC 6455', () => {
    const header = (length: number) => binaryFrame(Buffer.alloc(length, 1)).subarray(0, binaryFrame(Buffer.alloc(length)).length - length).toString('hex');
    expect(header(0)).toBe('8200');
    expect(header(125)).toBe('827d');
    expect(header(126)).toBe('827e007e');
    expect(header(65_535)).toBe('827effff');
    expect(header(65_536)).toBe('827f0000000000010000');
  });
});
