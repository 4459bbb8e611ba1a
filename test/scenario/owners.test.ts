/** Who owns a channel: named and ended by owners, seen and checked by everybody inside. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instant, SpaceId } from '@comity/contracts';
import { commitChanges, policyOf } from '@comity/e2ee';
import { plain } from '@comity/sdk';
import { randomUUID } from 'node:crypto';
import { askAs, deviceKeysOf } from './accomplice.js';
import { Hostile } from './hostile.js';
import { groupOf } from './insider.js';
import { People, texts, until, type Person } from './people.js';
import { Switch } from './switch.js';

describe('who owns a channel', () => {
  let people: People;
  let ada: Person;
  let bo: Person;
  let cai: Person;
  let dee: Person;
  let space: SpaceId;

  beforeAll(async () => {
    people = await People.gather();
    await people.admit('Public Ministry', 'BR');
    ada = await people.enrol('Ada Lima', 'Public Ministry', people.officers[0], 'focal-point');
    bo = await people.enrol('Bo Reis', 'Public Ministry', ada);
    cai = await people.enrol('Cai Melo', 'Public Ministry', ada);
    dee = await people.enrol('Dee Alves', 'Public Ministry', ada);
    space = await ada.client.createChannel({ title: 'Assets', purpose: null, members: [bo.id, cai.id] });
    await people.settled(ada, bo, cai);
  });
  afterAll(async () => { await people.end(); });

  const ownersSeenBy = async ({ client }: Person): Promise<string[]> => (await client.space(space)).owners.toSorted();
  const agreed = async (...owners: Person[]): Promise<void> => {
    await people.settled(ada, bo, cai);
    for (const person of [ada, bo, cai]) {
      expect(await ownersSeenBy(person)).toEqual(owners.map(({ id }) => id).sort());
      expect(await person.client.alarms()).toEqual([]);
    }
  };
  const changes = async ({ client }: Person) => (await client.timeline(space, 0, 500)).entries.flatMap((entry) => (entry.type === 'policy' && entry.owners !== null ? [{ by: entry.by, made: entry.owners.made, ended: entry.owners.ended }] : []));

  it('is for its owners to say: others are refused by their client and by the service', async () => {
    await expect(bo.client.setOwner(space, bo.id, true)).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
    await expect(bo.client.setOwner(space, ada.id, false)).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
    const { epoch } = await groupOf(bo, space);
    const { commit, groupInfo } = await usurping(bo);
    const posted = askAs(bo, (link) => link.ask('messaging:commit', { space, id: randomUUID() as never, epoch, commit, welcome: null, groupInfo }));
    await expect(posted).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
    await agreed(ada);
  });

  it('is a member whom an owner named, in everybody’s sight, and who then does what owners do', async () => {
    await ada.client.setOwner(space, bo.id, true);
    await agreed(ada, bo);
    expect(await changes(cai)).toEqual([{ by: ada.id, made: [bo.id], ended: [] }]);
    expect((await bo.client.space(space)).canManage).toBe(true);
    await bo.client.addMembers(space, [dee.id]);
    await bo.client.setPolicy(space, { history: 'all' });
    await people.settled(ada, bo, cai, dee);
    expect((await cai.client.space(space)).policy.history).toBe('all');
    expect(await ownersSeenBy(dee)).toEqual([ada.id, bo.id].sort());
    // Once more changes nothing.
    const { epoch } = await ada.client.space(space);
    await ada.client.setOwner(space, bo.id, true);
    expect((await ada.client.space(space)).epoch).toBe(epoch);
  });

  it('is nobody from outside, and nobody in a direct space but its two', async () => {
    await expect(ada.client.setOwner(space, people.officers[0].id, true)).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
    const direct = await ada.client.openDirect(bo.id);
    await expect(ada.client.setOwner(direct, bo.id, false)).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
  });

  it('changes for both of two owners who name somebody at once', async () => {
    await Promise.all([ada.client.setOwner(space, cai.id, true), bo.client.setOwner(space, dee.id, true)]);
    await agreed(ada, bo, cai, dee);
    await Promise.all([ada.client.setOwner(space, cai.id, false), bo.client.setOwner(space, dee.id, false)]);
    await agreed(ada, bo);
  });

  it('is decided by the first of two owners who end each other’s ownership; the second is told that it is none any more', async () => {
    const [byAda, byBo] = await Promise.allSettled([ada.client.setOwner(space, bo.id, false), bo.client.setOwner(space, ada.id, false)]);
    const [winner, loser, lost] = byAda.status === 'fulfilled' ? [ada, bo, byBo] : [bo, ada, byAda];
    expect(lost).toMatchObject({ status: 'rejected', reason: { problem: { code: 'not-allowed' } } });
    await agreed(winner);
    expect((await changes(loser)).at(-1)).toEqual({ by: winner.id, made: [], ended: [loser.id] });
    expect((await loser.client.space(space)).canManage).toBe(false);
    await winner.client.setOwner(space, loser.id, true);
    await agreed(ada, bo);
  });

  it('stays somebody inside: of two owners who give it up at once one is kept', async () => {
    const outcomes = await Promise.allSettled([ada.client.setOwner(space, ada.id, false), bo.client.setOwner(space, bo.id, false)]);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: { problem: { code: 'last-owner' } } }]);
    const kept = outcomes[0]!.status === 'rejected' ? ada : bo;
    await agreed(kept);
    await expect(kept.client.setOwner(space, kept.id, false)).rejects.toMatchObject({ problem: { code: 'last-owner' } });
    await kept.client.setOwner(space, ada.id, true);
    await ada.client.setOwner(space, bo.id, true);
    await agreed(ada, bo);
  });

  it('is given up once, though the answer to it was lost: asked for again, it is found done', async () => {
    const line = new Switch();
    await people.restart(bo, line.between);
    await bo.client.settled();
    line.dropAcknowledgements(1, 'messaging:commit');
    await expect(bo.client.setOwner(space, bo.id, false)).rejects.toMatchObject({ kind: 'offline' });
    await bo.client.setOwner(space, bo.id, false);
    await agreed(ada);
    await ada.client.setOwner(space, bo.id, true);
    await agreed(ada, bo);
  });

  it('is not whoever was taken out, and comes back as a member like any other', async () => {
    await ada.client.setOwner(space, dee.id, true);
    await ada.client.removeMember(space, dee.id);
    await agreed(ada, bo);
    await until(dee.client, async () => (await dee.client.space(space)).left);
    await ada.client.addMembers(space, [dee.id]);
    await ada.client.send(space, plain('back again'));
    await people.settled(ada, bo, cai, dee);
    expect(await ownersSeenBy(dee)).toEqual([ada.id, bo.id].sort());
    expect(await texts(dee.client, space)).toContain('back again');
    expect(await dee.client.alarms()).toEqual([]);
  });

  it('is not whoever says so in a log that the service forged with a member: it is refused by name', async () => {
    await agreed(ada, bo);
    const { commit } = await usurping(cai);
    const { device: sender } = await deviceKeysOf(cai);
    const { head } = await askAs(ada, (link) => link.ask('messaging:sync', { space, after: 0, limit: 1 }));
    const hostile = new Hostile().ack('messaging:sync', (page, { space: of, after }) => (of !== space || after < head ? page : { ...page, head: head + 1, entries: [{ seq: head + 1, type: 'commit', at: new Date().toISOString() as Instant, sender, bytes: new Uint8Array(commit) }] }));
    await people.restart(dee, hostile.between);
    await until(dee.client, async () => (await dee.client.alarms()).length > 0);
    await until(dee.client, async () => (await dee.client.timeline(space, -1, 1)).entries[0]?.type === 'quarantined');
    expect(await dee.client.alarms()).toMatchObject([{ rule: 'policy-violation', space }]);
    expect(await ownersSeenBy(dee)).toEqual([ada.id, bo.id].sort());
    expect((await dee.client.timeline(space, -1, 1)).entries).toMatchObject([{ type: 'quarantined', rule: 'policy-violation' }]);
  });

  /** What a member's altered client would commit: they alone own the space. */
  async function usurping(member: Person) {
    const group = await groupOf(member, space);
    return commitChanges(group, { policy: { ...policyOf(group), owners: [member.id] } });
  }
});
