/**
 * Information under conditions, folded from the signed items of a space's log, one after another: the same items, in the same order, with the same chain, make the same
 * for everybody. Pure. Trust: every item is from a verified device of somebody inside, who may be hostile; the service's order and times count, its word does not. An item
 * stands wholly or not at all. Who was inside when is no matter here: not every client knows it.
 */
import { follow, LegalBasis, lifeCycles, nothing, openTo, rulesOf, WordMember, type Actor, type Carried, type Rules, type Standing } from '@comity/casework';
import type { AuthorityId, DeviceId, HandlingCode, Instant, ItemId, PractitionerId, SpaceId } from '@comity/contracts';
import { fromBase64Url, openOffer, wordsHash, type Offer, type OfferSecret, type OfferStep, type StepWords } from '@comity/e2ee';
import { clockSkew } from '../clock.js';
import { against, no } from '../matter/against.js';
import type { StepRefusal } from '../matters.js';
import type { OfferSide } from '../offers.js';

/** `seq` and `at` are the log's; of what waits in the outbox there is no place, and `at` is when it was written. `hash`: what its successors name it by. */
export interface OfferItem { space: SpaceId; id: ItemId; seq: number | null; by: PractitionerId; device: DeviceId; at: Instant; handling: HandlingCode; hash: string; content: Offer | OfferStep }
export interface Network { authorityOf(person: PractitionerId): AuthorityId | undefined }

/** What stands beside an event. `storedAt`: the log's time, null without a place in it. */
export interface Taken { seq: number | null; storedAt: Instant | null; by: PractitionerId; hash: string; words: readonly StepWords[]; request: SpaceId | null; /** Of `deliver`: its item. */ id: ItemId }
/** One history of steps: of the information itself, or of one wider use of it. `taken` is event for event as long as the standing's. */
export interface Line { rules: Rules; standing: Standing; taken: readonly Taken[] }
export interface Offered {
  id: ItemId; seq: number | null; by: PractitionerId; device: DeviceId; handling: HandlingCode; hash: string; offer: Offer; providing: AuthorityId;
  line: Line;
  /** By the hash of the question. */
  uses: ReadonlyMap<string, Line>;
  content: OfferSecret | null;
}
/** By the hash of the offer, in the order of the log. */
export type Offers = ReadonlyMap<string, Offered>;
/** So many offers of one person may wait at once, and so many steps may one person take on one offer: nobody fills what others have to fold. */
export const mostOf = { open: 200, steps: 200 } as const;
export const noOffers: Offers = new Map();
export type Verdict = { ok: true; offers: Offers; offered: Offered } | { ok: false; refusal: StepRefusal };

/** The question for a wider use, which begins a history of its own. */
export const consentRequest = lifeCycles.get('use')!.begin;

/** How an item is called in refusals. */
export const deedOf = (content: Offer | OfferStep): string => (content.type === 'offer' ? 'offer' : content.action);

/** What is offered after one more item, or why the item does not stand. */
export function take(before: Offers, item: OfferItem, network: Network): Verdict {
  const { content } = item;
  if (Date.parse(content.sentAt) > Date.parse(item.at) + clockSkew) return no('ahead-of-its-time', deedOf(content));
  return content.type === 'offer' ? begin(before, { ...item, content }, network) : step(before, { ...item, content }, network);
}

type ItemOf<C> = OfferItem & { content: C };
const kept = (before: Offers, offered: Offered): Verdict => ({ ok: true, offers: new Map([...before, [offered.hash, offered]]), offered });
const takenFrom = ({ id, seq, at, by, hash }: OfferItem, words: readonly StepWords[] = [], request: SpaceId | null = null): Taken => ({ id, seq, storedAt: seq === null ? null : at, by, hash, words, request });

function begin(before: Offers, item: ItemOf<Offer>, network: Network): Verdict {
  const { hash, by, content: offer, handling } = item;
  const providing = network.authorityOf(by);
  if (before.has(hash)) return no('taken', 'offer');
  if ([...before.values()].filter((each) => each.by === by && isOpen(each)).length >= mostOf.open) return no('too-many', 'offer');
  if (providing === undefined) return no('no-party', 'offer');
  if (offer.to === providing) return no('wrong-authority', 'offer');
  // The words of a restriction and the code that announces them belong together.
  if ((offer.restriction !== null) !== (handling === 'H3')) return no('altered', 'offer');
  const basis = LegalBasis.safeParse({ instruments: offer.basis });
  if (!basis.success) return { ok: false, refusal: { ...against('altered', 'offer'), code: 'malformed' } };
  const result = rulesOf(basis.data, 'spontaneous');
  if (!result.ok) return result;
  // What it says stands in the item itself: its hash names nature and conditions.
  const begun = follow(result.rules, nothing, { action: result.rules.cycle.begin.action, carries: { nature: hash, conditions: hash } }, 'providing', offer.sentAt);
  if (!begun.ok) return begun;
  return kept(before, { ...pick(item), offer, providing, line: { rules: result.rules, standing: begun.standing, taken: [takenFrom(item)] }, uses: new Map(), content: null });
}
const pick = ({ id, seq, by, device, handling, hash }: OfferItem) => ({ id, seq, by, device, handling, hash });

function step(before: Offers, item: ItemOf<OfferStep>, network: Network): Verdict {
  const { by, space, hash, content } = item;
  const { on, use, action, words, carries, key, request } = content;
  const offered = before.get(on);
  if (offered === undefined) return no('no-offer', action);
  const side = sideOf(offered, by, network);
  if (side === null) return no('no-party', action);
  if ([offered.line, ...offered.uses.values()].flatMap(({ taken }) => taken).filter((each) => each.by === by && each.id !== offered.id).length >= mostOf.steps) return no('too-many', action);
  const line = lineOf(offered, content);
  if ('code' in line) return { ok: false, refusal: line };
  const unfit = orderRule(offered, line, content) ?? wordsRule(content) ?? (action === 'accept' && carries['conditions'] !== offered.hash ? against('other-conditions', action) : null);
  if (unfit !== null) return { ok: false, refusal: unfit };
  const followed = follow(line.rules, line.standing, { action, carries: carries as Carried }, side, content.sentAt);
  if (!followed.ok) return followed;
  const opened = key === null ? null : openOffer(space, offered.by, offered.offer, fromBase64Url(key));
  if (opened === undefined) return no('other-content', action);
  const next: Line = { ...line, standing: followed.standing, taken: [...line.taken, takenFrom(item, words, request)] };
  const ofUse = use ?? (line.standing.state === null ? hash : null);
  // What is open needs no second copy, closed.
  const offer = opened === null ? offered.offer : { ...offered.offer, sealed: '' };
  return kept(before, { ...offered, offer, content: opened ?? offered.content, ...(ofUse === null ? { line: next } : { uses: new Map([...offered.uses, [ofUse, next]]) }) });
}

/** The history that a step goes on with; of the question for a wider use, one that has not begun. */
function lineOf(offered: Offered, { use, action }: OfferStep): Line | StepRefusal {
  if (use !== null) return offered.uses.get(use) ?? against('wrong-predecessor', action);
  if (action !== consentRequest.action) return offered.line;
  // Before, nobody knows what it would be used for.
  if (offered.content === null) return against('not-delivered', action);
  const result = rulesOf(LegalBasis.parse({ instruments: offered.offer.basis }), 'use');
  return result.ok ? { rules: result.rules, standing: nothing, taken: [] } : result.refusal;
}

/** A step follows what moved its history last, or what was said along the way since: that overtakes nobody. */
function orderRule({ line: main }: Offered, line: Line, { after, action }: OfferStep): StepRefusal | null {
  const { standing: { events }, taken } = line.taken.length === 0 ? main : line;
  const moved = events.findLastIndex(({ from, to }) => from !== to);
  const at = taken.findIndex(({ hash }) => hash === after);
  if (at === -1) return against('wrong-predecessor', action);
  // A question only follows what was delivered, whatever came since.
  return at >= moved || line.taken.length === 0 ? null : against('overtaken', events[moved]!.action);
}

/** Every hash names words that stand there, and no words stand there beside; conditions that are accepted stand in the offer. */
function wordsRule({ action, carries, words }: OfferStep): StepRefusal | null {
  const hashes = new Map(words.map((each): [string, string] => [each.member, wordsHash(each)]));
  const wrong = WordMember.options.find((member) => (action === 'accept' && member === 'conditions' ? hashes.has(member) : carries[member] !== hashes.get(member)));
  if (wrong !== undefined) return against('wrong-words', wrong);
  const stranger = words.find(({ member }) => !WordMember.safeParse(member).success);
  return stranger === undefined ? null : against('wrong-words', stranger.member);
}

/** As what somebody acts: by their authority, never by their word. */
export function sideOf({ providing, offer }: Offered, person: PractitionerId, network: Network): (Actor & OfferSide) | null {
  const authority = network.authorityOf(person);
  return authority === providing ? 'providing' : authority === offer.to ? 'receiving' : null;
}

const isOpen = (offered: Offered): boolean => ['OFFERED', 'ACCEPTED'].includes(stateOf(offered));
/** The rows that are open to a side in a history. */
export const rowsOf = ({ rules, standing }: Line, side: Actor) => openTo(rules, standing, side);
export const stateOf = ({ line: { standing } }: Offered): string => standing.state!;
/** What the next step in a history names. */
export const lastOf = ({ taken }: Line): string => taken.at(-1)!.hash;
