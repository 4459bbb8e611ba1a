import { describe, expect, it } from '@jest/globals';
import type { PractitionerId, SpaceId } from '@comity/contracts';
import type { SpaceView } from '@comity/sdk';
import { filesAmong, homesOf, isReady, newReaders, placesOf } from './places.js';

const space = (id: string, within: string | null, members: string[], part: Partial<SpaceView> = {}): SpaceView => ({ id, within, members, left: false, strangers: [], ...part } as unknown as SpaceView);
const [file, sources, taps] = [space('file', null, ['ana', 'ben', 'eve']), space('sources', 'file', ['ana', 'ben']), space('taps', 'file', ['ana', 'eve'])];
const spaces = [file, sources, taps, space('left', 'file', ['ana'], { left: true }), space('strange', 'file', ['ana'], { strangers: ['zoe' as PractitionerId] }), space('other', null, ['ana']), space('deep', 'other', ['ana'])];

describe('what is moved', () => {
  it('goes to the case file and its compartments, where somebody can write, and nowhere else', () => {
    for (const from of [file, sources]) expect(placesOf(spaces, from).map(({ id }) => id)).toEqual(['file', 'sources', 'taps']);
  });
  it('is read then by whoever was not in all the places that it comes from', () => {
    expect(newReaders([file], sources)).toEqual([]);
    expect(newReaders([sources], file)).toEqual(['eve']);
    expect(newReaders([sources], taps)).toEqual(['eve']);
    expect(newReaders([file, sources], taps)).toEqual(['eve']);
    expect(newReaders([sources], undefined)).toEqual([]);
  });
  it('comes from where it is kept, also out of a compartment in which somebody is who is not in the case file', () => {
    const from = homesOf(spaces, [{ space: 'strange' as SpaceId }]);
    expect(from.map(({ id }) => id)).toEqual(['strange']);
    expect(newReaders(from, file)).toEqual(['ben', 'eve']);
  });
  it('comes from elsewhere into case files alone, where what is written does not wait', () => {
    expect(filesAmong([space('talk', null, ['ana'], { kind: 'direct' }), ...[file, sources, space('strange', 'file', ['ana'], { strangers: ['zoe' as PractitionerId] })].map((each) => ({ ...each, kind: 'case-file' as const }))]).map(({ id }) => id)).toEqual(['file', 'sources']);
  });
  it('goes once somebody said where to and why', () => {
    expect([{ to: 'file' as SpaceId, reason: 'Here' }, { to: '' as const, reason: 'Here' }, { to: 'file' as SpaceId, reason: '  ' }].map(isReady)).toEqual([true, false, false]);
  });
});
