import { describe, expect, it } from '@jest/globals';
import type { AuthorityId, Instant, PractitionerId, SpaceId } from '@comity/contracts';
import type { DossierSource } from '@comity/sdk';
import type { Client } from '../client/client.js';
import { view } from '../letter/sample.js';
import { plain } from '../messaging/marking.js';
import { forbidden, handlingsFor, markingOf, newAdvance, shareAt, type Advance } from './advance.js';

const [self, other, theirs] = ['self', 'other', 'theirs'] as PractitionerId[];
const sides = { requesting: 'ours' as AuthorityId, requested: 'asked' as AuthorityId };
const source = (change: Partial<DossierSource> = {}): DossierSource => ({ place: { kind: 'message', space: 'talk' as SpaceId, on: { id: 'item' as never, seq: 1 } }, use: 'intelligence', by: other!, at: '2027-03-01T12:00:00.000Z' as Instant, words: 'The account', handling: 'none', restriction: null, evaluation: null, tlp: null, ...change });

describe('where a draft is read in advance', () => {
  const tried = async (change: Partial<Advance>) => {
    const done: unknown[] = [];
    const noted = (name: string) => (...given: unknown[]) => { done.push([name, ...given]); return Promise.resolve('made'); };
    const remote = { openDirect: noted('openDirect'), createChannel: noted('createChannel'), upload: noted('upload'), cancelTransfer: noted('cancelTransfer') };
    const client = { remote, act: (action: (with_: typeof remote) => unknown) => action(remote) } as unknown as Client;
    const share = (shares: unknown) => { done.push(['asked', shares]); return Promise.reject(new Error('H2')); };
    const names = { authority: () => undefined, person: () => undefined };
    await expect(shareAt(client, view(), { ...newAdvance(view(), 'en', false), ...change }, names, noted('began'), share)).rejects.toThrow('H2');
    return done;
  };

  it('is asked about before a conversation is begun or a file goes there, and nothing is there of what may not be', async () => {
    expect(await tried({ where: 'new', people: [theirs!, other!] })).toEqual([['asked', { people: [theirs, other] }]]);
    expect(await tried({ where: 'new', people: [theirs!] })).toEqual([['asked', { people: [theirs] }]]);
    expect(await tried({ where: 'here', space: 'talk' as SpaceId })).toEqual([['asked', { space: 'talk' }]]);
  });

  it('is told at once what keeps it, unless it comes from one’s own message', () => {
    const why = (change: Partial<DossierSource>) => forbidden({ ...sides, source: source(change) }, self!);
    for (const [marking, code] of [[{ handling: 'H2' }, 'H2'], [{ handling: 'H3', restriction: 'Ask' }, 'H3'], [{ tlp: 'red' }, 'TLP:RED'], [{ tlp: 'amber-strict' }, 'TLP:AMBER+STRICT'], [{ handling: 'H1', tlp: 'amber' }, null]] as const) {
      expect([why(marking), why({ ...marking, by: self! }), why({ ...marking, by: self!, place: { kind: 'entry', space: 'file' as SpaceId, entry: 'entry' as never } })]).toEqual([code, null, code]);
    }
    expect(forbidden({ ...sides, source: null }, self!)).toBeNull();
  });

  it('is offered no code weaker than what others say, begins with that of the draft, and bears its marks', () => {
    expect(handlingsFor({ floor: { ...plain, handling: 'H1' } })).toEqual(['H1', 'H2', 'H3']);
    expect(handlingsFor({ floor: plain })).toEqual(['none', 'H0', 'H1', 'H2', 'H3']);
    expect(newAdvance({ marking: { ...plain, handling: 'H3', restriction: 'Ask me' } }, 'en', true)).toMatchObject({ handling: 'H3', restriction: 'Ask me' });
    expect(markingOf({ marking: { ...plain, tlp: 'amber' } }, { handling: 'H3', restriction: ' For the judge ' })).toEqual({ handling: 'H3', restriction: 'For the judge', evaluation: null, tlp: 'amber' });
  });
});
