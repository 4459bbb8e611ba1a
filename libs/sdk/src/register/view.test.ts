import { describe, expect, it } from '@jest/globals';
import type { VersionMark } from './fold.js';
import { gapsOf, type Readable } from './view.js';

const version = (hash: string, after: string | null): VersionMark => ({ hash, after }) as VersionMark;
const entry = (seq: number, versions: VersionMark[], doubt: number | null = null): Readable => ({ made: { seq }, versions, doubt, instead: null }) as Readable;

describe('what of an entry is not here', () => {
  it('is nothing, where all was read since it was made', () => {
    expect(gapsOf(entry(5, [version('a', null), version('b', 'a')]), [3, 4])).toEqual({ partial: false, doubtful: false });
  });

  it('is told of a beginning, of what is in between, and of what was erased', () => {
    expect(gapsOf(entry(5, [version('b', 'a')], 5), [])).toEqual({ partial: true, doubtful: true });
    expect(gapsOf(entry(5, [version('a', null), version('c', 'b')], 7), [6])).toEqual({ partial: true, doubtful: true });
    expect(gapsOf(entry(5, [version('b', 'a')]), [])).toEqual({ partial: true, doubtful: false });
  });

  it('may be custody that waits for its key, though no version is missing', () => {
    expect(gapsOf(entry(5, [version('a', null)]), [6])).toEqual({ partial: true, doubtful: true });
  });
});
