/** Crashes at full load: of the service, of the database, of both. What was acknowledged is stored, once, in one order. */
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Member } from './member.js';
import { Stage } from './stage.js';

const people = 12;
const writers = 8;
const window = 16;
const kills = 10;

describe('what clients were told survives', () => {
  let stage: Stage;
  afterEach(async () => { await stage.strike(); });

  it('the service being killed again and again at full load', async () => {
    stage = await Stage.set(people);
    for (let i = 0; i < people; i += 1) stage.member(i);
    for (const member of stage.members.slice(0, writers)) member.write(window);
    for (let round = 0; round < kills; round += 1) {
      await stage.everybodyConnected();
      await stage.acknowledged(300);
      await stage.service.kill('SIGKILL');
      await stage.service.start();
    }
    await stage.everybodyConnected();
    await stage.acknowledged(300);
    expect(await stage.verdict()).toEqual([]);
    expect(stage.members.every((member) => member.connections > kills)).toBe(true);
  });

  it('PostgreSQL being killed at full load, which the service survives without acknowledging anything meanwhile', async () => {
    stage = await Stage.set(people);
    for (let i = 0; i < people; i += 1) stage.member(i);
    for (const member of stage.members.slice(0, writers)) member.write(window);
    const { pid } = stage.service.process();
    for (let round = 0; round < 3; round += 1) {
      await stage.acknowledged(300);
      stage.wire.refusing = true;
      const healed = stage.crashDatabase();
      stage.wire.reset();
      // a first refusal behind which no earlier acknowledgement can still be on its way, then several more
      await refusals(stage.members.slice(0, writers), 1);
      const before = stage.ledger.acknowledged.size;
      await refusals(stage.members.slice(0, writers), window);
      expect(stage.ledger.acknowledged.size).toBe(before);
      await healed;
      stage.wire.refusing = false;
      await stage.acknowledged(1);
    }
    expect(await stage.verdict()).toEqual([]);
    expect(stage.service.process().pid).toBe(pid);
  });

  it('both being killed at once', async () => {
    stage = await Stage.set(people);
    for (let i = 0; i < people; i += 1) stage.member(i);
    for (const member of stage.members.slice(0, writers)) member.write(window);
    for (let round = 0; round < 3; round += 1) {
      await stage.acknowledged(300);
      await Promise.all([stage.crashDatabase(), stage.service.kill('SIGKILL')]);
      await stage.service.start();
    }
    expect(await stage.verdict()).toEqual([]);
  });
});

/** Resolves when each of them was refused `more` times from now on; every refusal must say `unavailable`. */
async function refusals(members: Member[], more: number): Promise<void> {
  await Promise.all(members.map(async (member) => {
    const target = member.refusals.length + more;
    await member.until(() => member.refusals.length >= target);
    expect(new Set(member.refusals.map(({ code }) => code))).toEqual(new Set(['unavailable']));
  }));
}
