/** What search on the device costs, in Node on one core: the index of a large past in several languages, and questions to it. */
import { randomBytes, randomUUID } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { DeviceId, Instant, ItemId, PractitionerId, SpaceId } from '@comity/contracts';
import { ready } from '@comity/e2ee';
import { MemoryStore } from '@comity/sdk';
import { Search } from '../../libs/sdk/src/search/search.js';
import { History } from '../../libs/sdk/src/space/history.js';
import { News } from '../../libs/sdk/src/space/news.js';
import { Batch } from '../../libs/sdk/src/store/batch.js';
import { SealedStore } from '../../libs/sdk/src/store/sealed.js';
import { collect } from './collect.js';
import { figure, type Table } from './report.js';
import { Corpus } from './corpus.js';

const spaces = 200;
const questions = 1_000;

export async function measureFinding(messages: number, progress: (line: string) => void): Promise<Table> {
  await ready();
  const corpus = new Corpus(1);
  const stored = await fill(corpus, messages);
  const rows: string[][] = [];
  const add = (...row: string[]): void => { rows.push(row); progress(row.join('; ')); };

  const before = held();
  let indexed = 0;
  const search = new Search({ news: new News(), emit: (event) => { if (event.type === 'index') ({ indexed } = event); } }, () => stored, async () => null);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const began = performance.now();
  while (indexed < messages) {
    await search.find({ text: 'warm', offset: 0, limit: 1 });
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
  const took = performance.now() - began;
  delay.disable();
  add(`index ${messages.toLocaleString('en-US')} messages in ${spaces} spaces from the sealed store, s`, figure(took / 1_000), '10.0');
  add('longest stretch without a turn for anything else meanwhile, p99.9, ms', figure(delay.percentile(99.9) / 1e6), '50.0');
  add('memory of the index, MB', figure((held() - before) / 1e6), '100');

  const times: number[] = [];
  let most = 0;
  for (let i = 0; i < questions; i += 1) {
    const start = performance.now();
    const { total } = await search.find({ text: corpus.question(i), offset: 0, limit: 20 });
    times.push(performance.now() - start);
    most = Math.max(most, total);
  }
  times.sort((a, b) => a - b);
  add('a search with twenty excerpts, p50, ms', figure(times[questions / 2]), '-');
  add('the same, p95, ms', figure(times[questions * 0.95]), '50.0');
  add('most messages found by one', most.toLocaleString('en-US'), '-');
  search.close();
  return { title: 'Search on the device', note: `Of ${questions} searches: words, beginnings of words, pairs of words and typos, in five languages.`, columns: ['what', 'measured', 'bar'], rows };
}

async function fill(corpus: Corpus, messages: number) {
  const store = new SealedStore(new MemoryStore(), 'bench/', randomBytes(32));
  const people = Array.from({ length: 250 }, () => randomUUID() as PractitionerId);
  const made = [];
  for (let s = 0; s < spaces; s += 1) {
    const id = randomUUID() as SpaceId;
    const history = new History(store, id, 0, {});
    await history.open();
    for (let seq = 1; seq <= messages / spaces; seq += 1) {
      history.append({ type: 'message', seq, id: randomUUID() as ItemId, sender: people[seq % people.length] ?? ('' as PractitionerId), device: '' as DeviceId, text: corpus.message(seq), handling: 'none', sentAt: new Date(1.7e12 + seq * 60_000).toISOString() as Instant });
    }
    const batch = new Batch();
    await history.flush(batch);
    history.changes();
    await batch.writeTo(store);
    history.stored();
    made.push({ id, history, register: { standing: () => Promise.resolve(null) }, reading: { mentionsMe: () => false }, offers: { get: () => Promise.reject(new Error('nothing is offered')) }, record: { lastActivity: new Date(1.7e12 + s).toISOString() as Instant, founder: null } });
  }
  return made;
}

/** Bytes in use after collecting garbage. */
function held(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
