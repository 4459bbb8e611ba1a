import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DeviceId, Instant, ItemId, PractitionerId } from '@comity/contracts';
import { deedLimits, isNews, perform, type Deed } from './deeds.js';
import type { StoredMessage } from './entries.js';

const at = '2027-03-01T12:00:00.000Z' as Instant;
const minute = (count: number) => new Date(Date.parse(at) + count * 60_000).toISOString() as Instant;
const [ana, ben, chi] = ['ana', 'ben', 'chi'] as PractitionerId[] as [PractitionerId, PractitionerId, PractitionerId];
const on = { id: 'item' as ItemId, seq: 5 };
const message = (more: Partial<StoredMessage> = {}): StoredMessage => ({ type: 'message', seq: 5, id: on.id, sender: ana, device: 'd' as DeviceId, text: 'words', handling: 'none', sentAt: at, ...more });
const alert = { asked: [ben, chi], acknowledged: [], reminders: [] };
const poll = { options: ['a', 'b', 'c'], multiple: false, votes: [], closed: null };
type Naked<T> = T extends unknown ? Omit<T, 'v' | 'sentAt' | 'on'> : never;
const act = (naked: Naked<Deed>) => ({ v: 1, sentAt: at, on, ...naked }) as Deed;
const tried = (to: StoredMessage, naked: Naked<Deed>, by: PractitionerId, seq = 9) => { const result = perform(to, act(naked), { by, seq, at }); return result.ok ? 'done' : result.rule; };
/** What becomes of a message when acts come in this order; what may not be has no effect. */
const after = (to: StoredMessage, ...deeds: [PractitionerId, number, Naked<Deed>][]) => deeds.reduce((now, [by, seq, naked]) => { const result = perform(now, act(naked), { by, seq, at: naked.type === 'remind' ? minute(seq) : at }); return result.ok ? result.message : now; }, to);

describe('an act on a message', () => {
  it('is the sender’s alone where it speaks for them', () => {
    for (const [to, naked] of [[message(), { type: 'edit', text: 'other', mentions: [] }], [message(), { type: 'withdraw' }], [message({ poll }), { type: 'close-poll' }], [message({ alert }), { type: 'remind' }]] as const) {
      expect([naked.type, tried(to, naked as Naked<Deed>, ben), tried(to, naked as Naked<Deed>, ana)]).toEqual([naked.type, 'not-yours', 'done']);
    }
  });
  it('is anybody’s where it speaks for themselves', () => {
    for (const by of [ana, ben]) for (const naked of [{ type: 'reaction', emoji: '👍', set: true }, { type: 'pin', set: true }] as const) expect(tried(message(), naked, by)).toBe('done');
    expect(tried(message({ poll }), { type: 'vote', choices: [1] }, ben)).toBe('done');
    expect([tried(message({ alert }), { type: 'acknowledge' }, ben), tried(message({ alert }), { type: 'acknowledge' }, ana)]).toEqual(['done', 'not-asked']);
  });
  it('needs what it acts on', () => {
    expect([tried(message(), { type: 'vote', choices: [0] }, ben), tried(message(), { type: 'close-poll' }, ana), tried(message(), { type: 'acknowledge' }, ben), tried(message(), { type: 'remind' }, ana)]).toEqual(['no-poll', 'no-poll', 'no-alert', 'no-alert']);
    expect([tried(message({ poll }), { type: 'vote', choices: [3] }, ben), tried(message({ poll }), { type: 'vote', choices: [0, 1] }, ben), tried(message({ poll: { ...poll, multiple: true } }), { type: 'vote', choices: [0, 1] }, ben)]).toEqual(['no-such-option', 'no-such-option', 'done']);
  });
  it('is no news when it stands so already', () => {
    const news = (to: StoredMessage, naked: Naked<Deed>, by: PractitionerId) => isNews(to, act(naked), by);
    const loved = after(message({ poll, alert }), [ben, 6, { type: 'reaction', emoji: '👍', set: true }], [ben, 7, { type: 'vote', choices: [1] }], [ben, 8, { type: 'acknowledge' }], [ben, 8, { type: 'pin', set: true }], [ana, 9, { type: 'close-poll' }]);
    const same: [Naked<Deed>, PractitionerId][] = [[{ type: 'reaction', emoji: '👍', set: true }, ben], [{ type: 'vote', choices: [1] }, ben], [{ type: 'acknowledge' }, ben], [{ type: 'pin', set: true }, chi], [{ type: 'close-poll' }, ana], [{ type: 'reaction', emoji: '🎉', set: false }, ben], [{ type: 'vote', choices: [] }, chi], [{ type: 'edit', text: 'words', mentions: [] }, ana]];
    expect(same.map(([naked, by]) => news(loved, naked, by))).toEqual(same.map(() => false));
    const other: [Naked<Deed>, PractitionerId][] = [[{ type: 'reaction', emoji: '👍', set: true }, chi], [{ type: 'reaction', emoji: '👍', set: false }, ben], [{ type: 'vote', choices: [2] }, ben], [{ type: 'acknowledge' }, chi], [{ type: 'pin', set: false }, chi], [{ type: 'edit', text: 'words', mentions: [{ type: 'all', at: 0, length: 1 }] }, ana], [{ type: 'remind' }, ana], [{ type: 'withdraw' }, ana]];
    expect(other.map(([naked, by]) => news(loved, naked, by))).toEqual(other.map(() => true));
  });
  it('finds nothing left to act on once it was withdrawn', () => {
    const gone = after(message({ poll, alert, restriction: 'for the case', mentions: [{ type: 'all', at: 0, length: 1 }], reply: on }), [ben, 6, { type: 'reaction', emoji: '👍', set: true }], [ana, 7, { type: 'edit', text: 'more words', mentions: [] }], [ana, 8, { type: 'withdraw' }]);
    expect(gone).toEqual({ type: 'message', seq: 5, id: on.id, sender: ana, device: 'd', text: '', handling: 'none', sentAt: at, withdrawn: { seq: 8, at } });
    for (const naked of [{ type: 'edit', text: 'again', mentions: [] }, { type: 'withdraw' }, { type: 'pin', set: true }, { type: 'reaction', emoji: '👍', set: true }] as Naked<Deed>[]) expect(tried(gone, naked, ana)).toBe('withdrawn');
  });
  it('leaves the words of others and questions put to a vote as they are', () => {
    const forwarded = { sender: ben, authority: 'a' as never, sentAt: at, from: null };
    expect([tried(message({ forwarded }), { type: 'edit', text: 'x', mentions: [] }, ana), tried(message({ poll }), { type: 'edit', text: 'x', mentions: [] }, ana)]).toEqual(['forwarded', 'closed']);
  });
  it('is bounded', () => {
    const edits = Array.from({ length: deedLimits.edits + 5 }, (_, i) => [ana, 10 + i, { type: 'edit', text: `version ${i}`, mentions: [] }] as [PractitionerId, number, Naked<Deed>]);
    expect(after(message(), ...edits).edits).toHaveLength(deedLimits.edits);
    const emoji = Array.from({ length: 10_000 }, (_, i) => [ben, 10 + i, { type: 'reaction', emoji: String.fromCodePoint(0x1f400 + (i % 200)), set: i % 3 !== 0 }] as [PractitionerId, number, Naked<Deed>]);
    expect(after(message(), ...emoji).reactions).toHaveLength(deedLimits.emojiOfOnePerson);
    expect(after(message({ alert }), ...Array.from({ length: 50 }, (_, i) => [ana, 10 + i, { type: 'remind' }] as [PractitionerId, number, Naked<Deed>])).alert?.reminders).toHaveLength(deedLimits.reminders);
  });
  it('counts no vote that came after the close, whichever is opened first', () => {
    const votes: [PractitionerId, number, Naked<Deed>][] = [[ben, 6, { type: 'vote', choices: [0] }], [ana, 7, { type: 'close-poll' }], [chi, 8, { type: 'vote', choices: [1] }]];
    for (const order of [votes, [votes[0]!, votes[2]!, votes[1]!], [votes[1]!, votes[0]!, votes[2]!]]) expect(after(message({ poll }), ...order).poll?.votes).toEqual([{ by: ben, seq: 6, choices: [0] }]);
  });
  it('is done once, however often it is read', () => {
    const done: [PractitionerId, number, Naked<Deed>][] = [[ben, 6, { type: 'reaction', emoji: '👍', set: true }], [ana, 7, { type: 'edit', text: 'other', mentions: [] }], [ana, 8, { type: 'edit', text: 'words', mentions: [] }], [ben, 9, { type: 'acknowledge' }], [ana, 10, { type: 'remind' }], [ana, 11, { type: 'pin', set: true }]];
    expect(after(message({ alert }), ...done, ...done)).toEqual(after(message({ alert }), ...done));
  });
  it('ends the same in whatever order acts are opened: the later one in the log wins', () => {
    const naked = fc.oneof<fc.Arbitrary<Naked<Deed>>[]>(
      fc.record({ type: fc.constant('reaction' as const), emoji: fc.constantFrom('👍', '🎉'), set: fc.boolean() }), fc.record({ type: fc.constant('pin' as const), set: fc.boolean() }),
      fc.record({ type: fc.constant('edit' as const), text: fc.constantFrom('one', 'two', 'three'), mentions: fc.constant([]) }), fc.record({ type: fc.constant('vote' as const), choices: fc.constantFrom<number[]>([], [0], [2]) }), fc.constant({ type: 'acknowledge' as const }), fc.constant({ type: 'remind' as const }),
    );
    const state = (to: StoredMessage) => ({
      reactions: (to.reactions ?? []).filter(({ set }) => set).map(({ emoji, by }) => `${by}${emoji}`).sort(), pinned: to.pin?.set === true, versions: to.edits?.map(({ seq, text }) => [seq, text]),
      acknowledged: to.alert?.acknowledged.map(({ person, seq }) => [person, seq]), reminders: to.alert?.reminders,
      votes: (to.poll?.votes ?? []).map(({ by, choices }) => `${by}${choices.join()}`).sort(),
    });
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom(ana, ben), naked, fc.nat()), { maxLength: 12 }), (list) => {
      for (const to of [message(), message({ poll }), message({ alert: { ...alert, asked: [ana, ben] } })]) {
        const told = list.map(([by, each, order], i) => ({ deed: [by, 10 + i, each] as [PractitionerId, number, Naked<Deed>], order }));
        const shuffled = [...told].sort((a, b) => a.order - b.order);
        expect(state(after(to, ...shuffled.map(({ deed }) => deed)))).toEqual(state(after(to, ...told.map(({ deed }) => deed))));
      }
    }));
  });
});
