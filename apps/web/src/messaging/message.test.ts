import { describe, expect, it } from '@jest/globals';
import type { AuthorityId, DeviceId, Instant, ItemId, PractitionerId, SpaceId, SpaceKind } from '@comity/contracts';
import { inShort, isComplete, markedLike, plain } from './marking.js';
import { actionOfKey, actionsOn, messageActions, type Message } from './message.js';
import { messagePath, readPlace, spacePath } from './place.js';
import { oneEmoji, reactions } from './reactions.js';

const message = (part: Partial<Message> = {}): Message => ({
  type: 'message', key: 'k', id: '00000000-0000-4000-8000-000000000001' as ItemId, seq: 4, sender: 'a' as PractitionerId, device: 'd' as DeviceId, own: false, text: 'words', sentAt: '2026-03-03T10:00:00.000Z' as Instant, storedAt: null,
  delivery: null, refusal: null, readBy: [], deliveredTo: [], mentions: [], mentionsMe: false, topic: null, reply: null, edited: [], withdrawn: null, reactions: [], pinned: null, forwarded: null, files: [], alert: null, poll: null, ...plain, ...part,
});
const self = 'me' as PractitionerId;
const ids = (part: Partial<Message>, left = false, kind: SpaceKind = 'channel') => actionsOn(message(part), { left, self, kind }).map(({ id }) => id);
const key = (name: string, code = '') => ({ key: name, code, ctrlKey: false, metaKey: false, altKey: false });

describe('what may be done with a message', () => {
  it('is edited and withdrawn by its sender alone', () => {
    expect(ids({ own: true })).toEqual(expect.arrayContaining(['edit', 'withdraw']));
    expect(ids({}).filter((id) => id === 'edit' || id === 'withdraw')).toEqual([]);
  });
  it('leaves the words of others, and a question that was put to the vote, as they are', () => {
    expect(ids({ own: true, forwarded: { sender: self, authority: 'x' as AuthorityId, sentAt: '2026-03-03T10:00:00.000Z' as Instant, from: null } })).not.toContain('edit');
    expect(ids({ own: true, poll: { options: [], multiple: false, closed: false, mine: [] } })).not.toContain('edit');
  });
  it('leaves a withdrawn message its details and its link', () => { expect(ids({ own: true, withdrawn: '2026-03-03T10:00:00.000Z' as Instant })).toEqual(['link', 'details']); });
  it('waits for the place in the record, without which nothing can name it', () => { expect(ids({ own: true, seq: null, delivery: 'queued' })).toEqual(['copy', 'details']); });
  it('writes nothing where one is no member any more', () => { expect(ids({}, true)).toEqual(['forward', 'draft', 'promote', 'copy', 'link', 'details']); });
  it('asks whoever has not acknowledged, and only them', () => {
    const alert = { acknowledged: [], outstanding: [self], mine: false, reminded: null };
    expect(ids({ alert })).toContain('acknowledge');
    expect(ids({ alert: { ...alert, outstanding: [], mine: true } })).not.toContain('acknowledge');
    expect(ids({ alert: { ...alert, outstanding: ['b' as PractitionerId] } })).not.toContain('acknowledge');
    expect(ids({ own: true, alert })).toEqual(expect.arrayContaining(['remind']));
    expect(ids({ own: true, alert: { ...alert, outstanding: [] } })).not.toContain('remind');
  });
  it('goes on the register of the case file that it stands in while one may write there, and from elsewhere on that of another', () => {
    expect(ids({}, false, 'case-file')).toContain('promote');
    for (const kind of ['direct', 'channel', 'request'] as const) for (const left of [false, true]) expect(ids({}, left, kind)).toContain('promote');
    for (const part of [{ withdrawn: '2026-03-03T10:00:00.000Z' as Instant }, { seq: null }]) for (const kind of ['case-file', 'direct'] as const) expect(ids(part, false, kind)).not.toContain('promote');
    expect(ids({}, true, 'case-file')).not.toContain('promote');
  });
  it('has one key for each action that can be offered at a time', () => {
    const all = messageActions.filter(({ id }) => id !== 'unpin').flatMap(({ keys }) => [...keys]);
    expect(new Set(all).size).toBe(all.length);
  });
  it('goes by what a key writes, and by its place where it writes no Latin letter', () => {
    const actions = actionsOn(message({ own: true }), { left: false, self, kind: 'channel' });
    expect(actionOfKey(key('r', 'KeyR'), actions)?.id).toBe('reply');
    expect(actionOfKey(key('ق', 'KeyR'), actions)?.id).toBe('reply');
    expect(actionOfKey(key('+', 'Digit1'), actions)?.id).toBe('react');
    expect(actionOfKey(key('Backspace', 'Backspace'), actions)?.id).toBe('withdraw');
    expect(actionOfKey({ ...key('r', 'KeyR'), ctrlKey: true }, actions)).toBeUndefined();
  });
});

describe('marking', () => {
  it('wants the words of H3', () => {
    expect(isComplete({ ...plain, handling: 'H3', restriction: '  ' })).toBe(false);
    expect(isComplete({ ...plain, handling: 'H3', restriction: 'only for the hearing' })).toBe(true);
  });
  it('starts an answer with the stricter of the two, never with less', () => {
    const answered = { ...plain, handling: 'H2' as const, tlp: 'amber' as const };
    expect(markedLike(plain, answered)).toMatchObject({ handling: 'H2', tlp: 'amber', evaluation: null });
    expect(markedLike({ ...plain, handling: 'H3', restriction: 'words', tlp: 'red' }, answered)).toMatchObject({ handling: 'H3', restriction: 'words', tlp: 'red' });
  });
  it('fits a button', () => { expect(inShort({ handling: 'H1', restriction: null, evaluation: { source: 'B', information: 2 }, tlp: 'amber-strict' })).toBe('H1 · B2 · TLP:AMBER+STRICT'); });
});

describe('addresses within a conversation', () => {
  const space = 's' as SpaceId;
  const on = { id: '00000000-0000-4000-8000-000000000001' as ItemId, seq: 12 };
  const inside = (path: string) => readPlace(path.slice('/spaces/s/'.length));
  it('are read as they are written', () => {
    expect(inside(messagePath(space, on))).toEqual({ view: undefined, details: false, target: on });
    expect(inside(spacePath(space, on.id, true))).toEqual({ view: on.id, details: true, target: null });
    expect(inside(spacePath(space, 'main'))).toEqual({ view: 'main', details: false, target: null });
    expect(readPlace('')).toEqual({ view: undefined, details: false, target: null });
  });
  it('say so when a link to a message is broken', () => {
    for (const broken of ['m/', 'm/12', 'm/x-y', `m/-1-${on.id}`, `m/99999999999999999999-${on.id}`]) expect(readPlace(broken).target).toBe('unknown');
  });
});

describe('reactions', () => {
  it('are one emoji, never words', () => {
    expect(['👍', ' 🏳️‍🌈 ', '🇰🇪', '1', 'ok', '👍👍', ''].map(oneEmoji)).toEqual(['👍', '🏳️‍🌈', '🇰🇪', null, null, null, null]);
    for (const { emoji } of reactions) expect(oneEmoji(emoji)).toBe(emoji);
  });
});
