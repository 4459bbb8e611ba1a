import { describe, expect, it } from '@jest/globals';
import type { Instant, ItemId, PractitionerId } from '@comity/contracts';
import type { Offered } from '../offer/law.js';
import type { StoredOffer } from '../space/entries.js';
import { isDelivery, searchableOffer } from './searchable.js';

const [offer, delivery] = ['offer' as ItemId, 'delivery' as ItemId];
const at = '2027-03-01T12:00:00.000Z' as Instant;
const entry = (more: Partial<StoredOffer>): StoredOffer => ({ type: 'offer', seq: 9, id: delivery, by: 'ana' as PractitionerId, device: 'd' as StoredOffer['device'], at, storedAt: at, handling: 'none', on: offer, action: 'deliver', refused: null, content: null, ...more });
const offered = (content: Offered['content'], id = offer): Offered => ({ id, offer: { nature: 'A yacht' }, content } as Offered);
const content = { salt: '', text: 'Paid through Valletta', files: [{ name: 'deed.pdf' }] } as unknown as NonNullable<Offered['content']>;

describe('what is found of information under conditions', () => {
  it('is its nature, its words and the names of its files, at the place where it was delivered', () => {
    expect(searchableOffer(entry({}), [offered(null, 'other' as ItemId), offered(content)])).toEqual({ id: delivery, seq: 9, sender: 'ana', topic: 'apart', at: Date.parse(at), hasFile: true, mentionsMe: false, text: 'A yacht\nPaid through Valletta\ndeed.pdf' });
    expect(searchableOffer(entry({}), [offered({ ...content, text: '' })])).toMatchObject({ text: 'A yacht\ndeed.pdf' });
    expect(searchableOffer(entry({}), [offered({ ...content, files: [] })])).toMatchObject({ hasFile: false, text: 'A yacht\nPaid through Valletta' });
  });

  it('is nothing of what was not delivered, or is no longer held', () => {
    for (const action of ['offer', 'accept', 'decline', 'request-consent']) expect([action, isDelivery(entry({ action }))]).toEqual([action, false]);
    expect([isDelivery(entry({})), isDelivery(entry({ refused: { code: 'other-content', entry: 'deliver', article: '—', verified: true } }))]).toEqual([true, false]);
    expect([searchableOffer(entry({}), [offered(null)]), searchableOffer(entry({}), [])]).toEqual([null, null]);
  });
});
