import { describe, expect, it } from '@jest/globals';
import type { ItemId, SpaceId } from '@comity/contracts';
import { newOfferPath, offerPath, readOfferPlace } from './place.js';

const [space, id] = ['00000000-0000-4000-8000-000000000001' as SpaceId, '00000000-0000-4000-8000-000000000002' as ItemId];

describe('an address in the ledger', () => {
  it('is read as it was written', () => {
    expect(readOfferPlace(offerPath(space, id).slice('/offers/'.length))).toEqual({ at: 'one', space, id });
    expect(readOfferPlace(newOfferPath(space).slice('/offers/'.length))).toEqual({ at: 'new', space });
  });
  it('is the ledger where it means nothing', () => {
    for (const rest of ['', 'x', `${space}`, `${space}/x`, `x/${id}`]) expect(readOfferPlace(rest)).toEqual({ at: 'ledger' });
  });
});
