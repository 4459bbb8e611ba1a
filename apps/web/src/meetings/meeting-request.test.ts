import { describe, expect, it } from '@jest/globals';
import { standingOfRequest } from '@comity/casework';
import type { AuthorityId, MeetingActBody, MeetingRequestId, MeetingTerms, PractitionerId, PublishedMeeting, RequestAct } from '@comity/contracts';
import type { MeetingActView } from '@comity/sdk';
import { changesOf, isOver, lastWishes, mayDo, openOf, saidBy, shutOf, talkOf, turnOf } from './meeting-request.js';

const [lima, oslo, rome] = ['lima', 'oslo', 'rome'] as [AuthorityId, AuthorityId, AuthorityId];
const terms: MeetingTerms = { parties: [lima, oslo], slots: 1, languages: null, room: { class: null, security: 0, equipment: [] }, earliest: null, latest: null, after: null, case: null, space: null };
const wishes = { priority: 2, delegates: [] };
const act = (kind: RequestAct, authority: AuthorityId, said: Partial<MeetingActView> = {}): MeetingActView => ({
  act: kind, authority, by: 'p' as PractitionerId, at: '2026-11-26T12:00:00.000Z' as MeetingActView['at'], terms, wishes: kind === 'decline' || kind === 'withdraw' ? null : wishes, reason: kind === 'decline' ? 'no-time' : null, ...said,
});
/** As the SDK folds acts. */
const view = (...acts: MeetingActView[]): Parameters<typeof talkOf>[0] => {
  const folded = standingOfRequest(acts.map((said) => said as unknown as MeetingActBody));
  if (!folded.ok) throw new Error(folded.rule);
  const { state, terms: agreed, consents } = folded.standing;
  return { id: 'r' as MeetingRequestId, version: acts.length, sound: true, state, terms: agreed, consents: [...consents].map(([authority, wanted]) => ({ authority, wishes: wanted })), acts };
};
const talk = (...acts: MeetingActView[]) => talkOf(view(...acts))!;
const now = { open: true, late: false, begun: false };

describe('a request for a meeting, as an office looks at it', () => {
  it('is agreed to once: what is accepted afterwards changes wishes, or begins the case file', () => {
    const file = { ...terms, space: 's' as NonNullable<MeetingTerms['space']> };
    const acts = [act('ask', lima), act('accept', oslo), act('accept', oslo, { wishes: { priority: 3, delegates: [] } }), act('accept', lima, { terms: file }), act('accept', oslo, { terms: file }), act('withdraw', oslo, { terms: file })];
    expect(acts.map((_, at) => saidBy(acts, at))).toEqual(['ask', 'accept', 'change', 'file', 'change', 'withdraw']);
  });
  it('waits for who was asked, and after other terms for who asked', () => {
    const asked = talk(act('ask', lima));
    expect([turnOf(asked, lima), turnOf(asked, oslo)]).toEqual(['wait', 'answer']);
    const countered = talk(act('ask', lima), act('counter', oslo, { terms: { ...terms, slots: 2 } }));
    expect([countered.terms.slots, turnOf(countered, lima), turnOf(countered, oslo)]).toEqual([2, 'answer', 'wait']);
    expect(turnOf(talk(act('ask', lima), act('accept', oslo)), lima)).toBe('agreed');
    const three = { terms: { ...terms, parties: [lima, oslo, rome] as AuthorityId[] } };
    expect(['wait', 'answer']).toEqual([oslo, rome].map((own) => turnOf(talk(act('ask', lima, three), act('accept', oslo, three)), own)));
  });
  it('is not shown where devices of the parties did not sign it so', () => {
    expect([talkOf({ ...view(act('ask', lima)), sound: false }), talkOf({ ...view(act('ask', lima)), state: null })]).toEqual([null, null]);
    expect(talk(act('ask', lima), act('decline', oslo)).ended).toEqual({ by: oslo, reason: 'no-time' });
  });
  it('lets each side do what the table says, and nobody counter after the deadline', () => {
    const asked = talk(act('ask', lima));
    expect(mayDo(asked, oslo, now)).toEqual(['accept', 'counter', 'decline']);
    expect(mayDo(asked, lima, now)).toEqual(['counter', 'withdraw']);
    expect(mayDo(asked, oslo, { ...now, late: true })).toEqual(['accept', 'decline']);
    expect(mayDo(asked, oslo, { ...now, open: false })).toEqual([]);
    expect(mayDo(talk(act('ask', lima), act('accept', oslo)), oslo, now)).toEqual(['accept', 'withdraw']);
    expect(mayDo(talk(act('ask', lima), act('decline', oslo)), lima, now)).toEqual([]);
    const begun = { ...now, begun: true };
    expect([mayDo(asked, oslo, begun), mayDo(talk(act('ask', lima), act('accept', oslo)), oslo, begun)]).toEqual([['counter', 'decline'], []]);
  });
  it('is over once its meeting is, at plenaries as well: whoever was there changes no wishes, and withdraws nothing', () => {
    const meeting = { endsAt: '2026-11-30T09:20:00.000Z' as PublishedMeeting['endsAt'] };
    expect(['2026-11-30T09:19:59Z', '2026-11-30T09:20:00Z'].map((at) => isOver(meeting, new Date(at)))).toEqual([false, true]);
    expect(isOver(undefined, new Date('2026-11-30T09:20:00Z'))).toBe(false);
  });
  it('remembers what an office wanted for itself when it is asked once more', () => {
    const countered = talk(act('ask', lima, { wishes: { priority: 3, delegates: [] } }), act('counter', oslo));
    expect([lastWishes(countered, lima), lastWishes(countered, rome)]).toEqual([{ priority: 3, delegates: [] }, undefined]);
  });
  it('counts against the limit of who asked, for as long as it is open', () => {
    const all = [talk(act('ask', lima)), talk(act('ask', lima), act('accept', oslo)), talk(act('ask', lima), act('decline', oslo)), talk(act('ask', lima), act('withdraw', lima))];
    expect([openOf(all, lima), openOf(all, oslo)]).toEqual([2, 0]);
  });
  it('is not asked for where the session is not open, after the deadline, or beyond the limit, and says which', () => {
    const at = new Date('2026-11-26T12:00:00Z'), facts = { state: 'open', deadline: '2026-11-26T12:00:00.000Z' };
    const shut = (change: Partial<Record<'state' | 'deadline', string | null>>, used: number, limit: number | null) => shutOf({ ...facts, ...change } as Parameters<typeof shutOf>[0], used, limit, at);
    expect([shut({}, 1, 2), shut({}, 9, null), shut({}, 2, 2), shut({ deadline: '2026-11-26T11:59:59.999Z' }, 2, 2), shut({ state: 'closed', deadline: null }, 0, 2)]).toEqual([null, null, 'limit', 'deadline', 'state']);
  });
  it('says which terms changed, whatever the order of their members', () => {
    expect(changesOf(terms, { ...terms, room: { equipment: [], security: 0, class: null } })).toEqual([]);
    expect(changesOf(terms, { ...terms, slots: 3, languages: ['en', 'es'], earliest: { date: '2026-11-30', time: '10:00' } })).toEqual(['slots', 'earliest', 'languages']);
  });
});
