import { describe, expect, it } from '@jest/globals';
import type { Instant, ItemId, DeviceId, PractitionerId } from '@comity/contracts';
import type { MessageEntry } from '@comity/sdk';
import { actsBetween } from './acts.js';

const at = '2027-03-01T12:00:00.000Z' as Instant;
const [ana, ben] = ['a', 'b'] as PractitionerId[] as [PractitionerId, PractitionerId];
const names = new Map([[ana, 'Ana'], [ben, 'Ben']]);
const entry = (more: Partial<MessageEntry> = {}): MessageEntry => ({
  type: 'message', key: 'k', id: 'i' as ItemId, seq: 3, sender: ana, device: 'd' as DeviceId, own: false, sentAt: at, delivery: null, refusal: null, readBy: [], deliveredTo: [], text: 'The order', handling: 'none', restriction: null, evaluation: null, tlp: null,
  mentions: [], mentionsMe: false, topic: null, reply: null, edited: [], withdrawn: null, reactions: [], pinned: null, forwarded: null, files: [], alert: null, poll: null, ...more,
});
const alert = { acknowledged: [], outstanding: [ben], mine: false, reminded: null };
const poll = { options: [{ text: 'yes', by: [] as PractitionerId[] }, { text: 'no', by: [] as PractitionerId[] }], multiple: false, closed: false, mine: [] };

describe('what happened to a message', () => {
  it('is said in words, act by act', () => {
    const told = (before: Partial<MessageEntry>, after: Partial<MessageEntry>) => actsBetween(entry(before), entry(after), names);
    expect(told({}, {})).toEqual([]);
    expect(told({}, { reactions: [{ emoji: '👍', by: [ana, ben] }] })).toEqual(['Ana reacted 👍 to “The order”', 'Ben reacted 👍 to “The order”']);
    expect(told({ reactions: [{ emoji: '👍', by: [ben] }] }, {})).toEqual(['Ben took back 👍 from “The order”']);
    expect(told({}, { text: 'The new order', edited: [{ at, text: 'The order' }] })).toEqual(['Ana edited “The order”: The new order']);
    expect(told({}, { text: '', withdrawn: at })).toEqual([`${at}  Ana withdrew “The order”`]);
    expect(told({}, { pinned: { by: ben, at } })).toEqual(['Ben pinned “The order”']);
    expect(told({ pinned: { by: ben, at } }, {})).toEqual(['no longer pinned: “The order”']);
    expect(told({ alert }, { alert: { ...alert, acknowledged: [{ person: ben, at }], outstanding: [] } })).toEqual(['Ben acknowledged “The order”; 0 outstanding']);
    expect(told({ alert }, { alert: { ...alert, reminded: at } })).toEqual(['Ana reminds of “The order”: Ben']);
    expect(told({ poll }, { poll: { ...poll, closed: true, options: [{ text: 'yes', by: [ben] }, { text: 'no', by: [] }] } })).toEqual(['Ben votes “yes” on “The order”', 'Ana closed “The order”: yes 1, no 0']);
  });
  it('is no news about a message that is new itself', () => {
    expect(actsBetween(undefined, entry({ reactions: [{ emoji: '👍', by: [ben] }] }), names)).toEqual([]);
  });
});
