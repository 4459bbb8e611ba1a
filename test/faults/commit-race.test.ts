/** Many members commit in the same epoch at once: exactly one wins, everybody else hears `stale-epoch` and the epoch it is now (G5). */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ItemId } from '@comity/contracts';
import { commitChanges, joinByWelcome, readCommit, type Group } from '@comity/e2ee';
import { Stage } from './stage.js';

const people = 20;
const rounds = 15;

describe('a race for an epoch', () => {
  let stage: Stage;
  beforeAll(async () => { stage = await Stage.set(people); });
  afterAll(async () => { await stage.strike(); });

  it('has one winner every time', async () => {
    const { space, seats } = stage;
    const { welcome } = space.changes;
    let groups: Group[] = [space.changes.next, ...await Promise.all(space.packages.map((own, i) => {
      const self = seats[i + 1];
      if (self === undefined || welcome === null) throw new Error('nobody was welcomed');
      return joinByWelcome(welcome, own, self);
    }))];
    for (let i = 0; i < people; i += 1) stage.member(i);
    await Promise.all(stage.members.map((member) => member.until(() => member.connected)));

    for (let round = 1; round <= rounds; round += 1) {
      const commits = await Promise.all(groups.map((group) => commitChanges(group, {})));
      const answers = await Promise.all(stage.members.map((member, i) => {
        const made = commits[i];
        if (made === undefined) throw new Error('a member has no commit');
        return member.ask('messaging:commit', { space: space.id, id: randomUUID() as ItemId, epoch: round, commit: Buffer.from(made.commit), welcome: null, groupInfo: Buffer.from(made.groupInfo) });
      }));
      const winners = answers.flatMap((answer, i) => (answer.ok ? [i] : []));
      expect(winners).toHaveLength(1);
      expect(answers.flatMap((answer) => (answer.ok ? [] : [`${answer.problem.code} ${answer.problem.epoch}`]))).toEqual(Array.from({ length: people - 1 }, () => `stale-epoch ${round + 1}`));
      const [winner = 0] = winners;
      const won = commits[winner];
      if (won === undefined) throw new Error('nobody won');
      groups = await Promise.all(groups.map(async (group, i) => {
        const next = i === winner ? won.next : (await readCommit(group, won.commit)).next;
        if (next === null) throw new Error('the winning commit cannot be applied');
        return next;
      }));
    }
    expect(await stage.verdict()).toEqual([]);
  });
});
