import { describe, expect, it } from '@jest/globals';
import type { VersionState, VersionView } from '../register.js';
import type { Kept, VersionMark } from './fold.js';
import { fileIdsOf, filesOf, gapsOf, type Readable } from './view.js';

const version = (hash: string, after: string | null): VersionMark => ({ hash, after }) as VersionMark;
const entry = (seq: number, versions: VersionMark[], doubt: number | null = null): Readable => ({ made: { seq }, versions, doubt, instead: null }) as Readable;

describe('the files of a document', () => {
  const said = (key: string, state: VersionState, name: string | null): VersionView => ({ key, by: 'ana', at: 'noon', seq: 1, state, fields: name === null ? {} : { file: { on: { id: name, seq: 1 }, file: name, name, size: 1, sha256: name } } }) as unknown as VersionView;
  const told = (...versions: VersionView[]) => filesOf(versions).map(({ key, state, file }) => [key, state, file.name]);

  it('are said each where it came first, in order, by what counts most of it', () => {
    expect(told(said('a', 'former', 'one'), said('b', 'former', 'one'), said('c', 'proposed', 'two'), said('d', 'current', 'three'), said('e', 'proposed', 'one'))).toEqual([['a', 'former', 'one'], ['c', 'proposed', 'two'], ['d', 'current', 'three']]);
    expect(told(said('a', 'former', 'one'), said('b', 'settled', 'two'), said('c', 'former', 'three'), said('d', 'current', 'two'))).toEqual([['a', 'former', 'one'], ['b', 'current', 'two'], ['c', 'former', 'three']]);
    expect(told(said('a', 'current', null))).toEqual([]);
  });
});

describe('the files by which an entry is known', () => {
  it('are those of all its versions, also the first one where that was kept before there were several', () => {
    const head = { content: { fields: { file: { file: 'three' } }, original: { file: 'one' } } };
    expect(fileIdsOf({ head, versions: [{ hash: 'a' }, { hash: 'b', file: 'two' }, { hash: 'c', file: 'three' }] } as unknown as Kept)).toEqual(['three', 'one', 'two']);
    expect(fileIdsOf({ head: { content: { fields: {} } }, versions: [{ hash: 'a' }] } as unknown as Kept)).toEqual([]);
  });
});

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
