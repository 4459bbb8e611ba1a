import { useCallback } from 'react';
import type { ItemId, SpaceId } from '@comity/contracts';
import type { ComityEvent, OfferSummary, OfferView } from '@comity/sdk';
import { useClient, useWatch } from '../client/hooks.js';
import type { Watched } from '../client/watch.js';
import { useParty } from '../casework/hooks.js';

const changed = ({ type }: ComityEvent): boolean => type === 'offers' || type === 'spaces';

export const useOffers = (): Watched<OfferSummary[]> => useWatch(useClient().offers());
export const useOffer = (space: SpaceId, id: ItemId): Watched<OfferView> => useWatch(useClient().watch(`offer ${space} ${id}`, (remote) => remote.offer(space, id), changed));

/** The authority on the other side, as one says it in a line. */
export function useOther(): (offer: OfferSummary) => string {
  const party = useParty();
  return useCallback(({ side, from, to }) => party(side === 'providing' ? to : from), [party]);
}
