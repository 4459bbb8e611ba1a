import { beforeAll, describe, expect, it } from '@jest/globals';
import { lawEdition } from '@comity/casework';
import type { AuthorityId, DeviceId, Instant, ItemId, PractitionerId, SpaceId } from '@comity/contracts';
import { encodeMessage, caseHash, randomBytes, ready, wordsHash, type CaseContent, type Dossier, type StepContent } from '@comity/e2ee';
import type { Alarms } from '../alarms.js';
import type { Directory } from '../directory/directory.js';
import { History } from '../space/history.js';
import type { QueuedCase } from '../space/outbox.js';
import { freshRecord, keys } from '../space/record.js';
import { Batch } from '../store/batch.js';
import { MemoryStore } from '../store/memory.js';
import { SealedStore } from '../store/sealed.js';
import type { Surroundings } from '../surroundings.js';
import { Casebook } from './casebook.js';

beforeAll(ready);

const uuid = <T extends string>(n: number): T => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as T;
const space = uuid<SpaceId>(1);
const [ana, ben, cem] = [uuid<PractitionerId>(20), uuid<PractitionerId>(21), uuid<PractitionerId>(22)];
const [nairobi, paris] = [uuid<AuthorityId>(10), uuid<AuthorityId>(11)];
const measure = uuid(30);
const at = '2027-03-01T12:00:00.000Z' as Instant;
const dossier: Dossier = { requesting: nairobi, requested: paris, basis: { instruments: ['uncac'], agreed: [], lawPermits: [], periods: {}, edition: lawEdition }, title: 'Payments', urgent: false, sections: [], measures: [{ id: measure, assistance: 'TAKE_EVIDENCE_OR_STATEMENTS', sought: 'A statement' }] };
const first: CaseContent = { v: 1, type: 'dossier', after: null, dossier, sentAt: at };
const forwarded = (executing: AuthorityId, by = ben): StepContent => ({ v: 1, type: 'case-step', action: 'forward', measures: [{ id: measure, after: hashOf(by, first), carries: {} }], words: [], executing, shared: null, sentAt: at });

function hashOf(by: PractitionerId, content: CaseContent): string {
  const encoded = encodeMessage(content);
  if (!encoded.ok) throw new Error(encoded.rule);
  return caseHash(space, by, encoded.bytes);
}

/** The requests of a space over a store, which a program opens anew each time. */
class Desk {
  readonly store = new SealedStore(new MemoryStore(), 'person/', randomBytes(32));
  readonly record = { ...freshRecord({ id: space, kind: 'request', suite: 1 as never, since: 1, joinedAt: 1, lastActivity: at }), founder: ana };
  readonly queued: QueuedCase[] = [];
  readonly authorities = new Map([[nairobi, { state: 'KE' }], [paris, { state: 'FR' }]]);
  asked = 0;
  history = new History(this.store, space, 0, {});
  casebook: Casebook;

  constructor(readonly self = ana) { this.casebook = this.opened(); }

  private opened(): Casebook {
    const persons = new Map([[ana, { authority: nairobi }], [ben, { authority: nairobi }], [cem, { authority: nairobi }]]);
    const directory = { chain: { persons, authorities: this.authorities }, askAround: () => { this.asked += 1; return Promise.resolve(); } } as unknown as Directory;
    const env = { store: this.store, device: uuid<DeviceId>(3), secrets: { practitioner: this.self }, directory, alarms: { raise: () => Promise.resolve() } as unknown as Alarms };
    return new Casebook({ id: space, record: this.record, history: this.history, outbox: { cases: () => this.queued } }, env as Surroundings);
  }

  async take(content: CaseContent, by = ana): Promise<void> {
    await this.history.open();
    const seq = this.history.total + 1;
    this.history.append(await this.casebook.take({ id: uuid<ItemId>(1_000 + seq), device: uuid<DeviceId>(3), by, handling: 'none', epoch: 0, seq, at, content }, this.history.total));
  }

  async restart(): Promise<void> {
    const batch = new Batch();
    await this.history.flush(batch);
    this.casebook.flush(batch);
    await batch.writeTo(this.store);
    this.history = new History(this.store, space, this.history.total, {});
    this.casebook = this.opened();
  }
}

describe('somebody whom nobody knows, named in a request', () => {
  it('is remembered until they are known, whatever a flood of others names, and after a start', async () => {
    const desk = new Desk();
    await desk.take(first);
    await desk.take(forwarded(uuid(99)), ben);
    for (let n = 0; n < 300; n += 1) await desk.take(forwarded(uuid(5_000 + n)), cem);
    expect(await desk.casebook.knowsMore()).toBe(false);
    desk.authorities.set(uuid(99), { state: 'FR' });
    expect(await desk.casebook.knowsMore()).toBe(true);
    await desk.restart();
    expect(await desk.casebook.knowsMore()).toBe(true);
  });
});

describe('what a client of before read', () => {
  it('is read anew once, as it did not keep the codes', async () => {
    const desk = new Desk();
    await desk.take(first);
    await desk.restart();
    expect(await desk.casebook.knowsMore()).toBe(false);
    const { coded: _, ...stored } = (await desk.store.getJson<{ coded?: boolean; taken: number[] }>(keys.matter(space)))!;
    const batch = new Batch();
    batch.putJson(keys.matter(space), stored);
    await batch.writeTo(desk.store);
    await desk.restart();
    expect(await desk.casebook.knowsMore()).toBe(true);
    await desk.casebook.rewind(0);
    await desk.restart();
    expect([await desk.casebook.knowsMore(), await desk.casebook.items('taken')]).toEqual([false, []]);
  });
});

describe('what one wrote oneself', () => {
  const written: Dossier = { ...dossier, title: 'By Ana', sections: [{ part: 'FACTS_SUMMARY', text: 'Long thought about' }] };
  const { requesting: _, ...input } = written;

  it('is handed back where it does not stand, whatever else does not, and after a start; the words of others are not kept', async () => {
    const desk = new Desk();
    await desk.take(first);
    const after = hashOf(ana, first);
    await desk.take({ ...first, after, dossier: { ...dossier, title: 'By Ben' } }, ben);
    await desk.take({ ...first, after, dossier: written });
    await desk.take({ ...first, after, dossier: { ...dossier, title: 'By Cem' } }, cem);
    const word = { member: 'reasons', salt: 'A'.repeat(22), text: 'Well considered' };
    const withdrawn: StepContent = { ...forwarded(paris), action: 'return', executing: null, measures: [{ id: measure, after, carries: { reasons: wordsHash(word), grounds: ['A'], limit: at } }], words: [word] };
    await desk.take(withdrawn);
    for (let n = 0; n < 200; n += 1) await desk.take(forwarded(uuid(5_000 + n)), cem);
    for (const start of [false, true]) {
      if (start) await desk.restart();
      const refused = await desk.casebook.refused();
      expect(refused.filter(({ by }) => by === ana)).toMatchObject([
        { action: null, refusal: { code: 'overtaken' }, wrote: { dossier: input } },
        { action: 'return', wrote: { step: { action: 'return', grounds: ['A'], words: { reasons: 'Well considered' }, limit: at } } },
      ]);
      expect(refused.filter(({ by }) => by === cem).map(({ wrote }) => wrote)).toEqual(Array.from({ length: 100 }, () => null));
    }
  });
});
