/** The database cannot be reached: every answer says so by its type, nothing is acknowledged, and the service comes back by itself. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Problem } from '@comity/contracts';
import { sealMessage } from '../support/sealing.js';
import { Stage } from './stage.js';

describe('while the database is out of reach', () => {
  let stage: Stage;
  beforeAll(async () => { stage = await Stage.set(3); });
  afterAll(async () => { await stage.strike(); });

  it('refuses with `unavailable`, stores nothing, and stores the same item once it can', async () => {
    const writer = stage.member(0);
    await writer.until(() => writer.connected);
    const [author] = stage.seats;
    if (author === undefined) throw new Error('nobody is seated');
    // a first delivery: from here on nothing of the connection itself is still being set up
    writer.write(1);
    await writer.until(() => stage.ledger.delivered.size > 0);
    await writer.settled();
    const { head } = await writer.read(0);
    const item = Buffer.from(sealMessage(stage.space, author, 0xffff, new Uint8Array(100)));

    stage.wire.refusing = true;
    stage.wire.reset();
    const refused = await writer.ask('messaging:post', { item });
    expect(refused.ok ? undefined : refused.problem.code).toBe('unavailable');
    const synced = await writer.ask('messaging:sync', { space: stage.space.id, after: 0, limit: 10 });
    expect(synced.ok ? undefined : synced.problem.code).toBe('unavailable');
    const health = await fetch(`${stage.service.url}/health`);
    expect(health.status).toBe(503);
    expect(Problem.parse(await health.json()).code).toBe('unavailable');

    stage.wire.refusing = false;
    const stored = await writer.ask('messaging:post', { item });
    const again = await writer.ask('messaging:post', { item });
    expect(stored.ok && stored.value.seq).toBe(head + 1);
    expect(again).toEqual(stored);
    expect(writer.connected).toBe(true);
    expect(await stage.verdict()).toEqual([]);
  });
});
