/** What the register of a full case file costs on the device, in Node on one core: taking it in, opening it from the sealed store, and finding in it. */
import { randomBytes, randomUUID } from 'node:crypto';
import { entryKinds, registerLimits, suites, type DeviceId, type EntryKind, type Instant, type ItemId, type PractitionerId, type SpaceId } from '@comity/contracts';
import { ready, type EntryContent, type EntryId } from '@comity/e2ee';
import { MemoryStore } from '@comity/sdk';
import { Register } from '../../libs/sdk/src/register/register.js';
import { Registers } from '../../libs/sdk/src/register/registers.js';
import { History } from '../../libs/sdk/src/space/history.js';
import { freshRecord } from '../../libs/sdk/src/space/record.js';
import { Batch } from '../../libs/sdk/src/store/batch.js';
import { SealedStore } from '../../libs/sdk/src/store/sealed.js';
import { Corpus } from './corpus.js';
import { entryOf } from './entries.js';
import { figure, type Table } from './report.js';

const versions = 100;
const between = 4;

export async function measureRegister(entries: number, progress: (line: string) => void): Promise<Table> {
  await ready();
  const corpus = new Corpus(1);
  const store = new SealedStore(new MemoryStore(), 'bench/', randomBytes(32));
  const [id, by, device] = [randomUUID() as SpaceId, randomUUID() as PractitionerId, randomUUID() as DeviceId];
  const at = (seq: number) => new Date(1.7e12 + seq * 60_000).toISOString() as Instant;
  const record = freshRecord({ id, kind: 'case-file', suite: suites.classical, since: 1, joinedAt: 1, lastActivity: at(0) });
  const opened = (total: number) => {
    const history = new History(store, id, total, {});
    const register = new Register({ id, record, history, outbox: { registers: () => [] } }, { store, device, secrets: { practitioner: by } as never });
    const space = { id, record, history, register, members: () => [by], file: () => undefined };
    return { history, register, registers: new Registers({ get: () => space as never, all: () => [] }, { read: () => Promise.resolve(new Uint8Array()) }, {} as never, {} as never) };
  };
  const rows: string[][] = [];
  const add = (...row: string[]): void => { rows.push(row); progress(row.join('; ')); };
  const timed = async <T>(what: string, bar: string, work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const answer = await work();
    add(what, figure(performance.now() - began), bar);
    return answer;
  };

  const ids: EntryId[] = [];
  const contentOf = (n: number, kind: EntryKind, more: Partial<EntryContent> = {}): EntryContent => entryOf(corpus, by, n, kind, { links: n === 0 ? [] : [{ to: ids[n >> 1]!, label: 'seen with' }], sentAt: at(n), ...more });
  const { history, register } = opened(0);
  let seq = 0;
  const take = async (content: EntryContent): Promise<EntryId> => {
    await history.open();
    for (let i = 0; i < between; i += 1) history.append({ type: 'message', seq: (seq += 1), id: randomUUID() as ItemId, sender: by, device, text: corpus.message(seq), handling: 'none', sentAt: at(seq) });
    seq += 1;
    const stored = await register.take({ id: randomUUID() as ItemId, device, by, handling: 'none', epoch: 0, seq, at: at(seq), content }, history.total);
    if (stored?.type !== 'entry') throw new Error('an entry has no place');
    history.append(stored);
    return stored.entry;
  };
  const save = async (): Promise<void> => {
    const batch = new Batch();
    await history.flush(batch);
    register.flush(batch);
    history.changes();
    await batch.writeTo(store);
    history.stored();
  };

  await timed(`fold ${entries.toLocaleString('en-US')} entries among ${(entries * between).toLocaleString('en-US')} messages, and store them 500 at a time, ms`, '-', async () => {
    for (let n = 0; n < entries; n += 1) {
      ids.push(await take(contentOf(n, entryKinds[n % entryKinds.length]!)));
      if (n % 500 === 499) await save();
    }
    await save();
  });
  const first = (await register.present()).get(ids[0]!)!.versions[0]!.hash;
  for (let n = 1; n < versions; n += 1) {
    const [last] = (await register.present()).get(ids[0]!)!.versions.slice(-1);
    await take(contentOf(0, 'note', { first, after: last!.hash, title: `Version ${n}` }));
  }
  await save();

  const { registers } = opened(history.total);
  await timed('open it from the sealed store and list all of it, ms', '2,000', () => registers.all(id));
  await timed('list it again, ms', '-', () => registers.all(id));
  await timed('find words in it for the first time, ms', '-', () => registers.all(id, { text: corpus.question(1) }));
  await timed('find other words, ms', '-', () => registers.all(id, { text: corpus.question(2) }));
  await timed(`show an entry with its ${versions} versions, ms`, '-', () => registers.one(id, ids[0]!));
  return { title: 'The register of a case file on the device', note: 'Entries of all kinds with all their fields filled, each linked with another.', columns: ['what', 'measured', 'bar'], rows };
}

/** As many as a case file takes. */
export const fullRegister = registerLimits.entries;
