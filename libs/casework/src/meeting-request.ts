/**
 * The life of a request for a meeting, as a table. Trust: none; signatures and who stands for which authority were judged before, and each act follows the
 * one before it by its hash.
 */
import type { AuthorityId, DeclineReason, MeetingActBody, MeetingSession, MeetingTerms, MeetingWishes, RequestAct, RequestState } from '@comity/contracts';

export interface MeetingStanding {
  state: RequestState;
  terms: MeetingTerms;
  /** Who consents to these terms, and what they want for themselves. */
  consents: ReadonlyMap<AuthorityId, MeetingWishes>;
  /** How it ended, if somebody ended it. */
  ended: { by: AuthorityId; reason: DeclineReason | null } | null;
}
export type MeetingRule = 'not-a-party' | 'not-now' | 'other-terms' | 'other-parties';
export type MeetingVerdict = { ok: true; standing: MeetingStanding } | { ok: false; rule: MeetingRule };

/** Who may: the party that asked, any other, or any. `to`: where it leads, `by-consent` to `accepted` once all consent and nowhere before. */
interface Row { from: RequestState | null; act: RequestAct; who: 'asking' | 'asked' | 'any'; to: RequestState | 'by-consent' }
export const requestTable: readonly Row[] = [
  { from: null, act: 'ask', who: 'asking', to: 'asked' },
  { from: 'asked', act: 'accept', who: 'any', to: 'by-consent' },
  { from: 'countered', act: 'accept', who: 'any', to: 'by-consent' },
  // With other wishes: another delegate comes. Or with a case file, where the terms have none.
  { from: 'accepted', act: 'accept', who: 'any', to: 'accepted' },
  { from: 'asked', act: 'counter', who: 'any', to: 'countered' },
  { from: 'countered', act: 'counter', who: 'any', to: 'countered' },
  { from: 'asked', act: 'decline', who: 'asked', to: 'declined' },
  { from: 'countered', act: 'decline', who: 'asked', to: 'declined' },
  { from: 'asked', act: 'withdraw', who: 'asking', to: 'withdrawn' },
  { from: 'countered', act: 'withdraw', who: 'asking', to: 'withdrawn' },
  { from: 'accepted', act: 'withdraw', who: 'any', to: 'withdrawn' },
];

type Act = Pick<MeetingActBody, 'act' | 'authority' | 'terms' | 'wishes' | 'reason'>;
/** What the act makes of the request; null: there is none yet. */
export function takeMeetingAct(standing: MeetingStanding | null, { act, authority, terms, wishes, reason }: Act): MeetingVerdict {
  const [asking] = (standing?.terms ?? terms).parties;
  if (!(standing?.terms ?? terms).parties.includes(authority)) return { ok: false, rule: 'not-a-party' };
  const row = requestTable.find((each) => each.from === (standing?.state ?? null) && each.act === act);
  if (row === undefined || (row.who !== 'any' && (row.who === 'asking') !== (authority === asking))) return { ok: false, rule: 'not-now' };
  const proposes = act === 'ask' || act === 'counter';
  if (standing !== null && proposes && !same(terms.parties, standing.terms.parties)) return { ok: false, rule: 'other-parties' };
  if (standing !== null && !proposes && !same(terms, standing.terms) && !(act === 'accept' && beginsFile(standing, terms))) return { ok: false, rule: 'other-terms' };
  // Whoever proposes consents to it; what others consented to before was something else.
  const consents = new Map(proposes ? [] : standing?.consents);
  if (wishes !== null) consents.set(authority, wishes);
  const state = row.to !== 'by-consent' ? row.to : terms.parties.every((party) => consents.has(party)) ? 'accepted' : standing!.state;
  return { ok: true, standing: { state, terms, consents, ended: state === 'declined' || state === 'withdrawn' ? { by: authority, reason } : null } };
}

/** Whether they are the terms that all agreed on, and the case file that these lack: it changes nothing of what anybody consented to. */
const beginsFile = (standing: MeetingStanding, terms: MeetingTerms): boolean => standing.state === 'accepted' && standing.terms.space === null && terms.space !== null && same({ ...terms, space: null }, standing.terms);

/** Of talks that an office began: whether the slot that their terms name has come. From then on what was agreed stays as it is, and nothing is agreed for it any more. */
export function haveTalksBegun({ founder, slots }: Pick<MeetingSession, 'founder' | 'slots'>, { earliest }: Pick<MeetingTerms, 'earliest'>, now: Date): boolean {
  const slot = founder === null ? undefined : slots.find(({ date, time }) => date === earliest?.date && time === earliest.time);
  return slot !== undefined && Date.parse(slot.startsAt) <= now.getTime();
}

/** Where a request stands after its acts, in their order; the first that does not follow, with the rule. */
export function standingOfRequest(acts: readonly Act[]): MeetingVerdict {
  let standing: MeetingStanding | null = null;
  for (const act of acts) {
    const verdict = takeMeetingAct(standing, act);
    if (!verdict.ok) return verdict;
    standing = verdict.standing;
  }
  return standing === null ? { ok: false, rule: 'not-now' } : { ok: true, standing };
}

/** Whether all had agreed before the last of these acts: what is accepted then is another delegate, or a case file. */
export function agreedBefore(acts: readonly Act[]): boolean {
  const before = standingOfRequest(acts.slice(0, -1));
  return before.ok && before.standing.state === 'accepted';
}

/** Of values that a contract parsed: plain, and without members that are undefined. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [left, right] = [Object.entries(a), b as Record<string, unknown>];
  return left.length === Object.keys(b).length && left.every(([key, value]) => Object.hasOwn(b, key) && same(value, right[key]));
}
