import { describe, expect, it } from '@jest/globals';
import type { DeviceId, Instant, ItemId, PractitionerId, SpaceId } from '@comity/contracts';
import type { OfferBook } from '../offer/book.js';
import type { StoredEntry, StoredOffer } from '../space/entries.js';
import { News } from '../space/news.js';
import type { Space } from '../space/space.js';
import { Search } from './search.js';

const [space, offer] = ['space' as SpaceId, 'offer' as ItemId];
const at = '2027-03-01T12:00:00.000Z' as Instant;
const by = 'ana' as PractitionerId;
const device = 'd' as DeviceId;
const step = (seq: number, action: string, more: Partial<StoredOffer> = {}): StoredOffer => ({ type: 'offer', seq, id: `item-${seq}` as ItemId, by, device, at, storedAt: at, handling: 'none', on: offer, action, refused: null, content: null, ...more });
const message: StoredEntry = { type: 'message', seq: 9, id: 'message' as ItemId, sender: by, device, text: 'A yacht in words', handling: 'none', sentAt: at };
const refusal = { code: 'other-content', entry: 'deliver', article: '—', verified: true } as const;

/** A space with these entries, of which what reads offers can be loaded or not. */
function searched(entries: StoredEntry[]) {
  const news = new News(), line = { up: true, asked: 0 };
  const book = { log: () => Promise.resolve({ offers: new Map([['yacht', { id: offer, offer: { nature: 'A yacht' }, content: { text: 'Paid through Valletta', files: [] } }]]) }) } as unknown as OfferBook;
  const history = { total: entries.length, read: (from: number, count: number) => Promise.resolve(entries.slice(from, from + count)), indexOf: (seq: number) => Promise.resolve(entries.findIndex((each) => each.seq === seq)) };
  const stored = {
    id: space, history, register: { standing: () => Promise.resolve(null) }, reading: { mentionsMe: () => false }, record: { lastActivity: at, founder: null },
    offers: { get: () => { line.asked += 1; return line.up ? Promise.resolve(book) : Promise.reject(new Error('offline')); } },
  };
  const search = new Search({ news, emit: () => undefined }, () => [stored as unknown as Space], () => Promise.resolve(null));
  const found = async (text: string) => (await search.find({ text, offset: 0, limit: 10 })).hits.map(({ on }) => on.seq);
  const comes = (entry: StoredEntry): void => { entries.push(entry); history.total = entries.length; news.tell(space, [{ index: entries.length - 1, entry, before: null }]); };
  return { line, found, comes };
}

describe('search', () => {
  it('asks for what reads offers where something was delivered alone', async () => {
    const { line, found, comes } = searched([step(1, 'offer'), step(2, 'accept'), step(3, 'deliver', { refused: refusal }), message]);
    expect(await found('yacht')).toEqual([9]);
    expect(line.asked).toBe(0);
    comes(step(10, 'deliver'));
    expect(await found('Valletta')).toEqual([10]);
    expect(line.asked).toBeGreaterThan(0);
  });

  it('finds what was delivered at the next search, where what reads it could not be loaded at first', async () => {
    const { line, found, comes } = searched([step(1, 'offer'), step(2, 'deliver'), message]);
    line.up = false;
    expect(await found('yacht')).toEqual([9]);
    comes(step(10, 'deliver'));
    expect([await found('yacht'), await found('yacht')]).toEqual([[9], [9]]);
    line.up = true;
    expect((await found('yacht')).sort((a, b) => a - b)).toEqual([2, 9, 10]);
    const { asked } = line;
    expect(await found('nothing of the kind')).toEqual([]);
    expect(line.asked).toBe(asked);
  });
});
