/** Where in the ledger an address points. */
import type { ItemId, SpaceId } from '@comity/contracts';

export type OfferPlace = { at: 'ledger' } | { at: 'new'; space: SpaceId } | { at: 'one'; space: SpaceId; id: ItemId };

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads what stands behind `/offers/`; what it does not know is the ledger. */
export function readOfferPlace(rest: string): OfferPlace {
  const [space = '', id = ''] = rest.split('/');
  if (!uuid.test(space)) return { at: 'ledger' };
  if (id === 'new') return { at: 'new', space: space as SpaceId };
  return uuid.test(id) ? { at: 'one', space: space as SpaceId, id: id as ItemId } : { at: 'ledger' };
}

export const offerPath = (space: SpaceId, id: ItemId): string => `/offers/${space}/${id}`;
export const newOfferPath = (space: SpaceId): string => `/offers/${space}/new`;
