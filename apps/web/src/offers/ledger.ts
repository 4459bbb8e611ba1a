/** What of the ledger is shown: pure, so that it can be told apart from how. */
import type { OfferSummary } from '@comity/sdk';

export type Direction = 'all' | 'received' | 'given';
export type Sort = 'all' | 'waiting' | 'open' | 'delivered' | 'consents' | 'notices' | 'declined';
export const sorts = ['all', 'waiting', 'open', 'delivered', 'consents', 'notices', 'declined'] as const satisfies readonly Sort[];
export interface LedgerFilter { text: string; direction: Direction; sort: Sort }
export const noFilter: LedgerFilter = { text: '', direction: 'all', sort: 'all' };

const beforeDelivery: ReadonlySet<string> = new Set(['OFFERED', 'ACCEPTED']);

function is(sort: Sort, { state, waiting, uses, notices }: OfferSummary): boolean {
  switch (sort) {
    case 'all': return true;
    case 'waiting': return waiting;
    case 'open': return beforeDelivery.has(state);
    case 'delivered': return !beforeDelivery.has(state) && state !== 'DECLINED';
    case 'consents': return uses.asked + uses.granted + uses.refused + uses.consented > 0;
    case 'notices': return notices > 0;
    case 'declined': return state === 'DECLINED';
  }
}

/** Every word stands in what is offered, its conditions, or the name of the other side. */
export function narrowed(offers: readonly OfferSummary[], { text, direction, sort }: LedgerFilter, party: (offer: OfferSummary) => string): OfferSummary[] {
  const words = text.toLocaleLowerCase().split(/\s+/).filter((word) => word !== '');
  return offers.filter((offer) => {
    if (direction !== 'all' && (direction === 'received' ? 'receiving' : 'providing') !== offer.side) return false;
    const said = [offer.nature, ...offer.conditions, party(offer)].join('\n').toLocaleLowerCase();
    return is(sort, offer) && words.every((word) => said.includes(word));
  });
}
