import { describe, expect, it } from '@jest/globals';
import { textIn } from './table-file.js';

describe('the file of a table', () => {
  it('says its text, or that it cannot be read any more', async () => {
    expect(await textIn(new Blob(['name\nJosé']))).toBe('name\nJosé');
    const moved = Object.assign(new Blob([]), { arrayBuffer: () => Promise.reject(new DOMException('moved', 'NotReadableError')) });
    expect(await textIn(moved)).toBeNull();
  });
});
