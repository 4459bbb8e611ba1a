/**
 * Two weeks of a network of thirty, played by dice: devices, members, faults and offline spells come and go, and at the end
 * every client holds exactly what the policy allows, byte for byte. `LIFE_SEED` plays a life again; what arrives first is
 * up to the machine, who does what and when is not. It takes place in the two weeks before now: the MLS library asks the
 * machine's clock whether a key package may be used, and would refuse those of a day to come.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { freshDatabase } from '../support/database.js';
import { Dice } from './life/dice.js';
import { Players } from './life/players.js';
import { days, Plot } from './life/plot.js';
import { Verdict } from './life/verdict.js';
import { People } from './people.js';

const seed = process.env['LIFE_SEED'] ?? 'f';
const day = 86_400_000;
/** Sessions outlast it, but for those that the plot ends. */
const session = String(20 * 86_400);

describe(`a life of two weeks (LIFE_SEED=${seed})`, () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let folder: string;
  let people: People;
  let players: Players;
  let plot: Plot;

  beforeAll(async () => {
    database = await freshDatabase();
    folder = await mkdtemp(path.join(tmpdir(), 'comity-life-service-'));
    people = await People.gather({ ago: (days + 1) * day, databaseUrl: database.url, settings: { DATA_DIR: folder, SESSION_IDLE_SECONDS: session, SESSION_ABSOLUTE_SECONDS: session, SESSION_FRESH_SECONDS: session } });
    players = await Players.gather(people);
    plot = new Plot(people, players, new Dice(seed));
    await plot.begin();
  }, 300_000);
  afterAll(async () => {
    await players.strike();
    await people.end();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Whatever comes after a fault would be its consequence. */
  let over = false;
  async function live(part: () => Promise<void>): Promise<void> {
    if (over) throw new Error('the life ended before');
    over = true;
    await part();
    over = false;
  }

  async function compare(): Promise<void> {
    await players.calm();
    await players.settle();
    await players.sweep();
    for (;;) {
      const before = await players.heads();
      const faults = await Verdict.of(players);
      if (faults.length === 0) return;
      // Clients act by themselves, too: what came while they were judged stood in no log that was read.
      if (isDeepStrictEqual(before, await players.heads())) throw new Error([...faults, 'What happened:', ...plot.told].join('\n'));
      await players.settle();
    }
  }

  for (let date = 0; date < days; date += 1) {
    it(`day ${date + 1}`, () => live(async () => {
      await plot.day(date);
      if (date % 5 === 4) await compare();
    }), 300_000);
  }

  it('leaves every client with exactly what the policy allows, byte for byte', () => live(async () => {
    await plot.end();
    await compare();
  }), 300_000);
});
