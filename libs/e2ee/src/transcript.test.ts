import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { firstLink, nextLink, ready, utf8 } from '@comity/e2ee';

beforeAll(ready);

describe('a transcript', () => {
  const entries = [1, 2, 3].map((seq) => ({ seq, type: 'item' as const, bytes: utf8(`entry ${seq}`) }));
  const end = (list: typeof entries) => list.reduce(nextLink, firstLink());
  it('ends in the same link for whoever saw the same entries', () => {
    expect(end(entries)).toEqual(end(entries));
  });
  it('ends in another link when an entry is dropped, changed, renumbered or reordered', () => {
    const [a, b, c] = entries as [(typeof entries)[0], (typeof entries)[0], (typeof entries)[0]];
    const others = [[a, c], [a, b, { ...c, bytes: utf8('other') }], [a, b, { ...c, seq: 4 }], [b, a, c], [a, b]];
    for (const other of others) expect(end(other)).not.toEqual(end(entries));
  });
  it('tells a commit from an item of the same bytes', () => {
    expect(nextLink(firstLink(), { seq: 1, type: 'commit', bytes: utf8('x') })).not.toEqual(nextLink(firstLink(), { seq: 1, type: 'item', bytes: utf8('x') }));
  });
  it('is the same for an item and for what is left of it once it is destroyed, and for no other', () => {
    const item = { seq: 1, type: 'item' as const, bytes: utf8('x') };
    const hash = createHash('sha256').update('x').digest();
    expect(nextLink(firstLink(), { seq: 1, type: 'destroyed', bytes: hash })).toEqual(nextLink(firstLink(), item));
    expect(nextLink(firstLink(), { seq: 1, type: 'destroyed', bytes: hash.map((byte) => byte ^ 1) })).not.toEqual(nextLink(firstLink(), item));
  });
  it('refuses to start from anything but a link', () => {
    expect(() => nextLink(new Uint8Array(31), entries[0]!)).toThrow(RangeError);
  });
});
