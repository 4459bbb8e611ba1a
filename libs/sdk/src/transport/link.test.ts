import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { problem } from '@comity/contracts';
import { readAck } from './link.js';

describe('an acknowledgement', () => {
  const entry = { seq: 1, type: 'item', bytes: Buffer.from([1, 2]), sender: randomUUID(), at: '2027-03-01T12:00:00.000Z' };
  const page = { entries: [entry], head: 1, epoch: 0, now: '2027-03-01T12:00:01.000Z' };
  const malformed = expect.objectContaining({ problem: expect.objectContaining({ code: 'malformed' }) });

  it('is read as its contract says, with bytes as plain arrays', () => {
    const { entries } = readAck('messaging:sync', { ok: true, value: page });
    expect(entries).toEqual([{ ...entry, bytes: Uint8Array.of(1, 2) }]);
    expect(entries[0]?.bytes.constructor).toBe(Uint8Array);
  });

  it('throws the problem it names', () => {
    expect(() => readAck('messaging:sync', { ok: false, problem: problem('stale-epoch', { epoch: 3 }) })).toThrow(expect.objectContaining({ problem: expect.objectContaining({ code: 'stale-epoch', epoch: 3 }) }));
  });

  it('of a hostile service is refused by name, whatever it holds', () => {
    const wrong: unknown[] = [
      undefined, null, 7, {}, { ok: true }, { ok: false }, { ok: false, problem: { code: 'made-up' } }, { ok: 'yes', value: page },
      ...[{ seq: -1 }, { seq: '1' }, { at: 'yesterday' }, { bytes: 'text' }, { type: 'gossip' }, { sender: '__proto__' }].map((over) => ({ ok: true, value: { ...page, entries: [{ ...entry, ...over }] } })),
    ];
    for (const ack of wrong) expect(() => readAck('messaging:sync', ack)).toThrow(malformed);
  });
});
