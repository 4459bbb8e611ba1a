import { describe, expect, it } from '@jest/globals';
import type { PractitionerId, SpaceId } from '@comity/contracts';
import type { Client } from '../client/client.js';
import { view } from '../letter/sample.js';
import { plain } from '../messaging/marking.js';
import { handlingsFor, markingOf, newAdvance, shareAt, type Advance } from './advance.js';

const [other, theirs] = ['other', 'theirs'] as PractitionerId[];

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

  it('is offered no code weaker than what others say, begins with that of the draft, and bears its marks', () => {
    expect(handlingsFor({ floor: { ...plain, handling: 'H1' } })).toEqual(['H1', 'H2', 'H3']);
    expect(handlingsFor({ floor: plain })).toEqual(['none', 'H0', 'H1', 'H2', 'H3']);
    expect(newAdvance({ marking: { ...plain, handling: 'H3', restriction: 'Ask me' } }, 'en', true)).toMatchObject({ handling: 'H3', restriction: 'Ask me' });
    expect(markingOf({ marking: { ...plain, tlp: 'amber' } }, { handling: 'H3', restriction: ' For the judge ' })).toEqual({ handling: 'H3', restriction: 'For the judge', evaluation: null, tlp: 'amber' });
  });
});
