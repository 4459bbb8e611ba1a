/** Requests for meetings as an office looks at them: whose turn it is, what it may do, what changed. Where one stands follows from its acts alone. */
import { agreedBefore, requestTable } from '@comity/casework';
import type { AuthorityId, DeclineReason, MeetingRequestId, MeetingTerms, MeetingWishes, PublishedMeeting, RequestAct, RequestState, SessionFacts } from '@comity/contracts';
import type { MeetingActView, MeetingRequestView } from '@comity/sdk';

export interface Talk {
  id: MeetingRequestId; version: number; state: RequestState; asking: AuthorityId; terms: MeetingTerms;
  consents: ReadonlyMap<AuthorityId, MeetingWishes>;
  ended: { by: AuthorityId; reason: DeclineReason | null } | null;
  /** Oldest first. */
  acts: readonly MeetingActView[];
}
/** `answer`: it waits for this office; `wait`: for others. */
export type Turn = 'answer' | 'wait' | 'agreed' | 'ended';
export const turns = ['answer', 'wait', 'agreed', 'ended'] as const satisfies readonly Turn[];

/** Null: devices of the parties did not sign it so, whatever the service says of it. */
export function talkOf({ id, version, sound, state, terms, consents, acts }: Omit<MeetingRequestView, 'mayNow' | 'session'>): Talk | null {
  const last = acts.at(-1);
  if (!sound || state === null || last === undefined) return null;
  const ended = state === 'declined' || state === 'withdrawn' ? { by: last.authority, reason: last.reason } : null;
  return { id, version, state, asking: terms.parties[0]!, terms, consents: new Map(consents.map(({ authority, wishes }) => [authority, wishes])), ended, acts };
}

export function turnOf({ state, consents }: Pick<Talk, 'state' | 'consents'>, own: AuthorityId): Turn {
  if (state === 'declined' || state === 'withdrawn') return 'ended';
  if (state === 'accepted') return 'agreed';
  return consents.has(own) ? 'wait' : 'answer';
}

/** What this office may do now; after the deadline nobody asks for other terms. `begun`: talks whose time has come, of which nothing is agreed any more, and nothing that was agreed changes. */
export function mayDo({ state, asking, consents }: Pick<Talk, 'state' | 'asking' | 'consents'>, own: AuthorityId, { open, late, begun }: { open: boolean; late: boolean; begun: boolean }): Exclude<RequestAct, 'ask'>[] {
  if (!open || (begun && state === 'accepted')) return [];
  const rows = requestTable.filter(({ from, who }) => from === state && (who === 'any' || (who === 'asking') === (own === asking)));
  return rows.map(({ act }) => act).filter((act) => act !== 'ask').filter((act) => !(act === 'counter' && late) && !(act === 'accept' && begun) && !(act === 'accept' && state !== 'accepted' && consents.has(own)));
}

/** A published meeting that is over: what was agreed on changes no more, but what became of it may still be said, and its case file begun. */
export const isOver = (meeting: Pick<PublishedMeeting, 'endsAt'> | undefined, now: Date): boolean => meeting !== undefined && new Date(meeting.endsAt) <= now;

/** What this office last wanted for itself, though it has not consented to the terms as they stand. */
export const lastWishes = ({ acts }: Pick<Talk, 'acts'>, own: AuthorityId): MeetingWishes | undefined => acts.findLast(({ authority, wishes }) => authority === own && wishes !== null)?.wishes ?? undefined;

/** Requests that count against the limit of the office that asked. */
export const openOf = (talks: readonly Talk[], own: AuthorityId): number => talks.filter(({ asking, state }) => asking === own && state !== 'declined' && state !== 'withdrawn').length;

/** What keeps an office from asking for a meeting now, whatever it asks. */
export function shutOf({ state, deadline }: Pick<SessionFacts, 'state' | 'deadline'>, used: number, limit: number | null, now: Date): 'state' | 'deadline' | 'limit' | null {
  if (state !== 'open') return 'state';
  if (deadline !== null && new Date(deadline) < now) return 'deadline';
  return limit !== null && used >= limit ? 'limit' : null;
}

export type TermName = Exclude<keyof MeetingTerms, 'parties'>;
const termNames = ['slots', 'earliest', 'latest', 'languages', 'room', 'after', 'case', 'space'] as const satisfies readonly TermName[];
/** Which terms are not the same, in the order in which they are shown. */
export const changesOf = (before: MeetingTerms, after: MeetingTerms): TermName[] => termNames.filter((name) => canonical(before[name]) !== canonical(after[name]));

const canonical = (value: unknown): string => JSON.stringify(value, (_, each: unknown) => (typeof each === 'object' && each !== null && !Array.isArray(each) ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))) : each));

/** What an act says: an acceptance of what was agreed already changes wishes, or begins the case file. */
export function saidBy(acts: readonly MeetingActView[], at: number): RequestAct | 'file' | 'change' {
  const { act, terms } = acts[at]!;
  if (act !== 'accept' || !agreedBefore(acts.slice(0, at + 1))) return act;
  return acts[at - 1]?.terms.space === null && terms.space !== null ? 'file' : 'change';
}
