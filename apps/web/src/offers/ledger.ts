/** What of the ledger is shown: pure, so that it can be told apart from how. */
import type { MatterSummary, MatterUse, OfferSummary } from '@comity/sdk';

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

/** Evidence of a request whose use is limited. */
export interface Limited { matter: MatterSummary; use: MatterUse }

function isUse(sort: Sort, { matter, use: { asked, unasked, notices } }: Limited): boolean {
  switch (sort) {
    case 'waiting': return matter.side === 'requested' && asked.at(-1)?.answer === null;
    case 'consents': return asked.length + unasked.length > 0;
    case 'notices': return notices.length > 0;
    case 'open': case 'declined': return false;
    default: return true;
  }
}

/** The same of what came under requests; what moved last comes first. */
export function usesNarrowed(matters: readonly MatterSummary[], { text, direction, sort }: LedgerFilter, party: (matter: MatterSummary) => string): Limited[] {
  const words = text.toLocaleLowerCase().split(/\s+/).filter((word) => word !== '');
  return matters.flatMap((matter) => matter.uses.map((use): Limited => ({ matter, use }))).filter((limited) => {
    const { matter, use } = limited;
    if (matter.side === null || (direction !== 'all' && (direction === 'received') !== (matter.side === 'requesting'))) return false;
    const said = [matter.title, use.sought, ...use.conditions, ...use.asked.flatMap(({ purpose, answer }) => [purpose, answer?.words ?? '']), ...use.unasked.map(({ words: conditions }) => conditions ?? ''), party(matter)].join('\n').toLocaleLowerCase();
    return isUse(sort, limited) && words.every((word) => said.includes(word));
  }).sort((a, b) => b.matter.lastStepAt.localeCompare(a.matter.lastStepAt));
}
