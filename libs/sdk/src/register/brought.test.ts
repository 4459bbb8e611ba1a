import { beforeEach, describe, expect, it } from '@jest/globals';
import { problem, type AuthorityId, type DeviceId, type Instant, type ItemId, type PractitionerId, type SpaceId } from '@comity/contracts';
import type { TextContent } from '@comity/e2ee';
import type { StoredMessage } from '../space/entries.js';
import type { QueuedText } from '../space/outbox.js';
import type { Space } from '../space/space.js';
import type { Surroundings } from '../surroundings.js';
import { bring } from './brought.js';

const [ana, eve] = ['ana', 'eve'] as PractitionerId[];
const minute = 60_000;
/** Minutes after it was said. */
const at = (minutes: number) => new Date(Date.parse('2027-03-01T09:00:00.000Z') + minutes * minute).toISOString() as Instant;
const message = (seq: number, more: Partial<StoredMessage> = {}): StoredMessage => ({ type: 'message', seq, id: `item-${seq}` as ItemId, sender: eve!, device: 'd' as DeviceId, text: `text ${seq}`, handling: 'none', sentAt: at(0), storedAt: at(0), ...more });
const env = { link: { online: true }, secrets: { practitioner: ana }, device: 'd', now: () => new Date(at(1_000)), directory: { chain: { persons: { get: () => ({ authority: 'paris' as AuthorityId }) } } } } as unknown as Surroundings;
const said = message(7, { text: 'Ask the bank' });
const source = { id: 'talk', record: { kind: 'direct' }, history: { find: () => Promise.resolve({ entry: said }) }, outbox: { acts: () => [], texts: () => [] } } as unknown as Space;
const brought = (seq: number, more: Partial<StoredMessage> = {}): StoredMessage => message(seq, { sender: ana!, text: 'Ask the bank', forwarded: { sender: eve!, authority: 'paris' as AuthorityId, sentAt: at(0), from: null }, storedAt: at(100), ...more });

/** A case file with a log and an outbox; `refuses`: its service. */
class Case {
  readonly id = 'file' as SpaceId;
  readonly record = { kind: 'case-file' };
  readonly closed = false;
  readonly read: number[] = [];
  refuses = false;
  queued: QueuedText[] = [];
  constructor(readonly log: StoredMessage[]) {}
  readonly history = {
    scope: () => ({ total: this.log.length, read: (from: number, count: number) => Promise.resolve(Array.from({ length: count }, (_, i) => from + i)) }),
    at: (places: readonly number[]) => { this.read.push(...places); return Promise.resolve(places.map((place) => this.log[place]!)); },
  };
  readonly outbox = {
    texts: () => this.queued,
    add: ({ handling, content }: { handling: 'none'; content: TextContent }) => {
      const id = `new-${this.queued.length}` as ItemId;
      this.queue({ id, handling, content });
      return Promise.resolve(id);
    },
    ended: () => {
      for (const item of this.queued.filter(({ state }) => state === 'queued')) {
        if (this.refuses) Object.assign(item, { state: 'refused', refusal: problem('not-allowed') });
        else {
          this.queued = this.queued.filter((each) => each !== item);
          this.log.push(message(this.log.length + 1, { id: item.id, sender: ana!, handling: item.handling, text: item.content.text, forwarded: item.content.forwarded!, storedAt: at(1_000) }));
        }
      }
      return Promise.resolve();
    },
    drop: (id: ItemId) => { this.queued = this.queued.filter((each) => each.id !== id); return Promise.resolve(); },
  };
  queue(item: Partial<QueuedText>): void { this.queued.push({ kind: 'message', position: 0, state: 'queued', seq: null, refusal: null, ...item } as QueuedText); }
  strangers(): PractitionerId[] { return []; }
  members(): PractitionerId[] { return [ana!]; }
  catchUp(): Promise<void> { return Promise.resolve(); }
}

const bringInto = (file: Case) => bring({ space: 'talk' as SpaceId, on: { id: said.id, seq: 7 } }, source, file as unknown as Space, env);
/** So many messages of which the last was stored just before something was said. */
const before = (count: number, minutes: number, more: Partial<StoredMessage> = {}) => Array.from({ length: count }, (_, i) => message(i + 1, { storedAt: at(minutes - count + i + 1), ...more }));

describe('what is brought into a case file', () => {
  let file: Case;
  const waits = { handling: 'none' as const, content: { text: 'Ask the bank', forwarded: brought(0).forwarded!, files: [] as TextContent['files'] } as TextContent };
  beforeEach(() => { file = new Case([]); });

  it('is not looked for in what was stored before it was said', async () => {
    file.log.push(...before(1_000, -6));
    expect(await bringInto(file)).toEqual({ id: 'new-0', seq: 1_001 });
    expect(Math.min(...file.read)).toBe(800);
  });
  it('is found by a clock that is behind, and where nobody says when things were stored', async () => {
    file.log.push(...before(1, -6), brought(2, { storedAt: at(-4) }), ...before(300, 301).map((each) => message(each.seq + 2, { storedAt: each.storedAt! })));
    expect(await bringInto(file)).toEqual({ id: 'item-2', seq: 2 });
    const { storedAt: _, ...unsaid } = message(1);
    const anew = new Case([brought(1), ...Array.from({ length: 500 }, (_each, i) => ({ ...unsaid, seq: i + 2, id: `item-${i + 2}` as ItemId }))]);
    expect(await bringInto(anew)).toEqual({ id: 'item-1', seq: 1 });
  });
  it('is found where the clock of whoever said it was ahead', async () => {
    const ahead = message(7, { text: 'Ask the bank', sentAt: at(5_000), storedAt: at(0) });
    const from = { ...source, history: { find: () => Promise.resolve({ entry: ahead }) } } as unknown as Space;
    file.log.push(brought(1, { forwarded: { ...brought(1).forwarded!, sentAt: at(5_000) } }), ...before(300, 500));
    expect(await bring({ space: 'talk' as SpaceId, on: { id: said.id, seq: 7 } }, from, file as unknown as Space, env)).toEqual({ id: 'item-1', seq: 1 });
  });
  it('goes on with what waits to be sent', async () => {
    file.queue({ ...waits, id: 'own' as ItemId });
    expect(await bringInto(file)).toEqual({ id: 'own', seq: 1 });
  });
  it('is taken away where the service refuses it, and nothing that was refused or waited before', async () => {
    file.refuses = true;
    await expect(bringInto(file)).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
    expect(file.queued).toEqual([]);
    file.queue({ ...waits, id: 'waiting' as ItemId });
    await expect(bringInto(file)).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
    expect(file.queued).toMatchObject([{ id: 'waiting', state: 'refused' }]);
    await expect(bringInto(file)).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
    expect(file.queued).toMatchObject([{ id: 'waiting', state: 'refused' }]);
    file.refuses = false;
    expect(await bringInto(file)).toEqual({ id: 'new-1', seq: 1 });
    expect(file.queued).toMatchObject([{ id: 'waiting', state: 'refused' }]);
  });
});
