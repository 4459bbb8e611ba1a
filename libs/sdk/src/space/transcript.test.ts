import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { firstLink, nextLink, randomBytes, ready, utf8 } from '@comity/e2ee';
import type { SpaceId } from '@comity/contracts';
import { Batch } from '../store/batch.js';
import { MemoryStore } from '../store/memory.js';
import { SealedStore } from '../store/sealed.js';
import { Transcript } from './transcript.js';

const space = '11111111-2222-4333-8444-555555555555' as SpaceId;
const entry = (seq: number) => ({ seq, type: 'item' as const, bytes: utf8(`entry ${seq}`) });

/** The true links of a log, by sequence number. */
function links(count: number): Uint8Array[] {
  const all = [firstLink()];
  for (let seq = 1; seq <= count; seq += 1) all.push(nextLink(all[seq - 1]!, entry(seq)));
  return all;
}

describe('a transcript', () => {
  let store: SealedStore;
  beforeAll(() => ready());
  beforeEach(() => { store = new SealedStore(new MemoryStore(), '', randomBytes(32)); });

  const save = async (transcript: Transcript) => {
    const batch = new Batch();
    transcript.flush(batch);
    await batch.writeTo(store);
  };

  it('compares what others state with its own, over many pages and restarts', async () => {
    const truth = links(700);
    let transcript = new Transcript(store, space, null, 0);
    transcript.anchor(0, firstLink());
    for (let seq = 1; seq <= 700; seq += 1) {
      transcript.append(entry(seq));
      if (seq % 97 !== 0) continue;
      await save(transcript);
      transcript = new Transcript(store, space, transcript.from, transcript.head);
      await transcript.open();
    }
    for (const seq of [0, 1, 255, 256, 300, 512, 700]) {
      await transcript.prepare(seq);
      expect(transcript.compare(seq, truth[seq]!)).toBe('same');
      expect(transcript.compare(seq, truth[(seq + 1) % 700]!)).toBe('differs');
    }
    expect(transcript.compare(701, truth[700]!)).toBe('unknown');
  });

  it('starts, for a joiner, at the first link another member states', async () => {
    const truth = links(20);
    let transcript = new Transcript(store, space, null, 9);
    for (let seq = 10; seq <= 15; seq += 1) transcript.append(entry(seq));
    expect(transcript.link).toBeUndefined();
    await save(transcript);
    transcript = new Transcript(store, space, null, 15);
    await transcript.open();
    expect(transcript.canAdopt(8)).toBe(false);
    expect(transcript.canAdopt(16)).toBe(false);
    expect(transcript.canAdopt(12)).toBe(true);
    transcript.adopt(12, truth[12]!);
    expect(transcript.link).toEqual(truth[15]);
    expect(transcript.canAdopt(12)).toBe(false);
    transcript.append(entry(16));
    expect(transcript.compare(16, truth[16]!)).toBe('same');
    expect(transcript.compare(11, truth[11]!)).toBe('unknown');
  });

  it('differs from then on, whatever entry a service dropped, changed or swapped', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 20 }), fc.constantFrom('changed', 'retyped', 'renumbered'), (at, how) => {
      const truth = links(20);
      const transcript = new Transcript(store, space, null, 0);
      transcript.anchor(0, firstLink());
      for (let seq = 1; seq <= 20; seq += 1) {
        const own = seq !== at ? entry(seq) : how === 'changed' ? { ...entry(seq), bytes: utf8('another') } : how === 'retyped' ? { ...entry(seq), type: 'commit' as const } : { ...entry(seq + 1), seq };
        transcript.append(own);
        expect(transcript.compare(seq, truth[seq]!)).toBe(seq < at ? 'same' : 'differs');
      }
    }), { numRuns: 40 });
  });
});
