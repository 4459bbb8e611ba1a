/** What became of a meeting, as an office looks at it: what the parties say, and what is left for this one to say. */
import { outcomeOf, type MeetingOutcomeState } from '@comity/casework';
import { outcomeLimits, type AuthorityId, type MeetingOutcome, type MeetingSession, type OutcomeReason, type OutcomeWordBody, type PublishedMeeting } from '@comity/contracts';
import type { MeetingWordsView, OutcomeInput } from '@comity/sdk';

export const outcomes = ['held', 'cut-short', 'not-held', 'no-show'] as const satisfies readonly MeetingOutcome[];
export const outcomeReasons = ['no-time', 'postponed', 'no-interpreter', 'no-room', 'settled', 'other'] as const satisfies readonly OutcomeReason[];
export type Said = Pick<OutcomeInput, 'outcome' | 'reason' | 'absent'>;
export interface Became {
  state: MeetingOutcomeState; own: OutcomeWordBody | null; others: OutcomeWordBody[];
  /** Words of this office, of whichever slot: another one comes after them. */
  before: number;
  /** What all others that said something say alike, while this office has said nothing: it may say the same. */
  same: Said | null;
}

export function becameOf(parties: readonly AuthorityId[], view: Pick<MeetingWordsView, 'words'> | undefined, { at }: Pick<PublishedMeeting, 'at'>, self: AuthorityId): Became {
  const all = view?.words ?? [], { state, words } = outcomeOf(parties, all, at);
  const own = words.get(self) ?? null, others = [...words.values()].filter(({ authority }) => authority !== self), [first] = others;
  const { outcome, reason, absent } = first ?? {};
  return { state, own, others, before: all.filter(({ authority }) => authority === self).length, same: own !== null || state === 'contested' || outcome === undefined ? null : { outcome, reason: reason ?? null, absent: absent ?? [] } };
}

const day = 86_400_000;
/** From its beginning on, until so long after the session. */
export const maySay = ({ slots }: Pick<MeetingSession, 'slots'>, { startsAt }: Pick<PublishedMeeting, 'startsAt'>, now: Date): boolean =>
  new Date(startsAt) <= now && now.getTime() <= Date.parse(slots.at(-1)?.endsAt ?? startsAt) + outcomeLimits.days * day;

/** What keeps it from being said: no reason; nobody who did not come, or nobody who did. */
export const isWhole = (parties: readonly AuthorityId[], { outcome, reason, absent }: Said): boolean => (outcome === 'not-held' ? reason !== null : outcome !== 'no-show' || (absent.length > 0 && absent.length < parties.length));
