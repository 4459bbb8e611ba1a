import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RequestAct, RequestState, type AuthorityId, type MeetingActBody, type MeetingSession, type MeetingTerms, type SpaceId } from '@comity/contracts';
import { agreedBefore, haveTalksBegun, requestTable, standingOfRequest, takeMeetingAct, type MeetingStanding } from './meeting-request.js';

const [a, b, c, d] = ['a', 'b', 'c', 'd'] as unknown as [AuthorityId, AuthorityId, AuthorityId, AuthorityId];
const terms = (slots = 1, parties = [a, b, c]): MeetingTerms => ({ parties, slots, languages: null, room: { class: null, security: 0, equipment: [] }, earliest: null, latest: null, after: null, case: null, space: null });
const act = (name: RequestAct, authority: AuthorityId, on = terms()): MeetingActBody => ({
  act: name, authority, terms: on, wishes: name === 'decline' || name === 'withdraw' ? null : { priority: 1, delegates: [] }, reason: name === 'decline' ? 'no-time' : null,
} as unknown as MeetingActBody);
const stateOf = (acts: MeetingActBody[]) => { const verdict = standingOfRequest(acts); return verdict.ok ? verdict.standing.state : verdict.rule; };

describe('a request for a meeting', () => {
  it('is accepted once every party consents to the same terms', () => {
    expect(stateOf([act('ask', a)])).toBe('asked');
    expect(stateOf([act('ask', a), act('accept', b)])).toBe('asked');
    expect(stateOf([act('ask', a), act('accept', b), act('accept', c)])).toBe('accepted');
    expect(stateOf([act('ask', a), act('accept', b), act('counter', c, terms(2)), act('accept', a, terms(2))])).toBe('countered');
    expect(stateOf([act('ask', a), act('accept', b), act('counter', c, terms(2)), act('accept', a, terms(2)), act('accept', b, terms(2))])).toBe('accepted');
  });

  it('is refused what the table does not have, by name', () => {
    expect(stateOf([act('accept', a)])).toBe('not-now');
    expect(stateOf([act('ask', b)])).toBe('not-now');
    expect(stateOf([act('ask', d)])).toBe('not-a-party');
    expect(stateOf([act('ask', a), act('accept', d)])).toBe('not-a-party');
    expect(stateOf([act('ask', a), act('decline', a)])).toBe('not-now');
    expect(stateOf([act('ask', a), act('withdraw', b)])).toBe('not-now');
    expect(stateOf([act('ask', a), act('accept', b, terms(2))])).toBe('other-terms');
    expect(stateOf([act('ask', a), act('counter', b, terms(1, [a, b]))])).toBe('other-parties');
    expect(stateOf([act('ask', a), act('decline', b), act('accept', c)])).toBe('not-now');
  });

  it('was agreed before an act where all had consented by then, whatever comes after', () => {
    const acts = [act('ask', a), act('accept', b), act('accept', c), act('accept', b), act('withdraw', a)];
    expect(acts.map((_, n) => agreedBefore(acts.slice(0, n + 1)))).toEqual([false, false, false, true, true]);
    expect(agreedBefore([...acts, act('accept', b)])).toBe(false);
  });

  it('has a case file begun once it is accepted, by any party, once, with nothing else of its terms changed', () => {
    const agreed = [act('ask', a), act('accept', b), act('accept', c)];
    const filed = (space: string, on = terms()) => ({ ...on, space: space as SpaceId });
    const verdict = standingOfRequest([...agreed, act('accept', b, filed('one'))]);
    expect(verdict.ok && [verdict.standing.state, verdict.standing.terms.space, [...verdict.standing.consents.keys()]]).toEqual(['accepted', 'one', [a, b, c]]);
    expect(stateOf([...agreed, act('accept', b, filed('one')), act('accept', a, filed('one'))])).toBe('accepted');
    for (const wrong of [[...agreed, act('accept', b, filed('one', terms(2)))], [...agreed, act('accept', b, filed('one')), act('accept', a, filed('two'))], [...agreed, act('accept', b, filed('one')), act('accept', a)], [act('ask', a), act('accept', b, filed('one'))], [...agreed, act('withdraw', b, filed('one'))]]) expect(stateOf(wrong)).toBe('other-terms');
  });

  it('of talks is settled once the slot that it names has come, and of other sessions never', () => {
    const at = { date: '2026-11-30', time: '10:00' }, slots = [{ ...at, startsAt: '2026-11-30T09:00:00.000Z', endsAt: '2026-11-30T09:30:00.000Z' }] as MeetingSession['slots'];
    const begun = (now: string, founder: AuthorityId | null = a, earliest: MeetingTerms['earliest'] = at) => haveTalksBegun({ founder, slots }, { earliest }, new Date(now));
    expect([begun('2026-11-30T08:59:59Z'), begun('2026-11-30T09:00:00Z'), begun('2026-11-30T09:00:00Z', null), begun('2026-11-30T09:00:00Z', a, null)]).toEqual([false, true, false, false]);
  });

  it('reaches every state, and leaves none that is over', () => {
    const reached = new Set(requestTable.map(({ to }) => to).flatMap((to) => (to === 'by-consent' ? ['accepted'] : [to])));
    expect([...reached].sort()).toEqual([...RequestState.options].sort());
    expect(requestTable.filter(({ from }) => from === 'declined' || from === 'withdrawn')).toEqual([]);
  });

  it('never counts a consent that was not given to its terms, whatever is done', () => {
    const step = fc.record({ name: fc.constantFrom(...RequestAct.options), by: fc.constantFrom(a, b, c, d), slots: fc.integer({ min: 1, max: 2 }) });
    fc.assert(fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let standing: MeetingStanding | null = null;
      const given = new Map<AuthorityId, number>();
      for (const { name, by, slots } of steps) {
        const verdict = takeMeetingAct(standing, act(name, by, terms(slots)));
        if (!verdict.ok) continue;
        standing = verdict.standing;
        if (name === 'ask' || name === 'accept' || name === 'counter') given.set(by, slots);
        if (standing.state === 'accepted') expect([a, b, c].map((party) => given.get(party))).toEqual([standing.terms.slots, standing.terms.slots, standing.terms.slots]);
      }
    }), { numRuns: 500 });
  });
});
