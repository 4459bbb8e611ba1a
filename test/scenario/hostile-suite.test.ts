/** A service, and members in league with it, that want a space under the weaker suite. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { suites, type DeviceId, type Entry, type SpaceId, type SpaceKind, type Suite } from '@comity/contracts';
import { commitChanges, createGroup, epochOf, groupInfoOf, joinByExternalCommit, newKeyPackage, policyOf, ready as sodiumReady, type DeviceKeys } from '@comity/e2ee';
import { failureOf, type AlarmRule } from '@comity/sdk';
import { askAs, claimAs, deviceKeysOf } from './accomplice.js';
import { Hostile, renumbered } from './hostile.js';
import { People, until, type Person } from './people.js';

describe('a service that wants a weaker suite', () => {
  let people: People;
  let lena: Person;
  let tariq: Person;
  let turned: Person;
  let turnedKeys: DeviceKeys;
  let device: DeviceId;

  beforeAll(async () => {
    await sodiumReady();
    people = await People.gather();
    await people.admit('Central Authority', 'DE');
    lena = await people.enrol('Lena Vogt', 'Central Authority', people.officers[0], 'focal-point');
    tariq = await people.enrol('Tariq Aziz', 'Central Authority', lena);
    turned = await people.enrol('Turned Member', 'Central Authority', lena);
    turnedKeys = await deviceKeysOf(turned);
    const devices = async () => (await lena.client.people()).find(({ id }) => id === tariq.id)?.devices ?? [];
    await until(lena.client, async () => (await devices()).length > 0);
    device = (await devices())[0]!.id;
  });
  afterAll(async () => { await people.end(); });
  beforeEach(async () => {
    for (const alarm of await tariq.client.alarms()) await tariq.client.acknowledgeAlarm(alarm.id);
  });

  const rulesOf = async ({ client }: Pick<Person, 'client'>, space: SpaceId | null): Promise<AlarmRule[]> =>
    (await client.alarms()).filter((alarm) => alarm.space === space && !alarm.acknowledged).map(({ rule }) => rule);

  /** What the turned member founds, with Tariq's device added. */
  async function lure(space: SpaceId, kind: SpaceKind, suite: Suite) {
    const owners = kind === 'direct' ? [turned.id, tariq.id] : [turned.id];
    const alone = await createGroup({ space, policy: { v: 1, kind, owners, history: 'none', retention: null, hold: false, suite }, self: turnedKeys });
    return commitChanges(alone, { add: [await claimAs(turned, suite, device)] });
  }
  const welcoming = (space: SpaceId, kind: SpaceKind, epoch: number, bytes: Uint8Array, seq = 1): Hostile =>
    new Hostile().ack('messaging:spaces', (value) => ({ ...value, welcomes: 1 })).ack('messaging:welcomes', () => ({ welcomes: [{ space, kind, epoch, seq, bytes }] }));
  async function through(hostile: Hostile, person = tariq): Promise<void> {
    await people.restart(person, hostile.between);
    await person.client.settled();
  }

  it('answers a claim for hybrid key packages with classical ones', async () => {
    const classical = await newKeyPackage({ ...turnedKeys, practitioner: tariq.id, device }, suites.classical, false, new Date());
    await through(new Hostile().ack('messaging:claim-key-packages', ({ packages }) => ({ packages: packages.map((each) => ({ ...each, bytes: classical.bytes })) })), lena);
    const failure = await lena.client.openDirect(tariq.id).then(() => undefined, failureOf);
    expect(failure).toEqual({ kind: 'alarm', rule: 'suite-downgrade' });
    expect((await lena.client.spaces()).filter(({ kind }) => kind === 'direct')).toEqual([]);
    await people.restart(lena);
    await lena.client.settled();
  });

  it('hands on a welcome to a direct space under the classical suite', async () => {
    const space = randomUUID() as SpaceId;
    const { welcome, next } = await lure(space, 'direct', suites.classical);
    await through(welcoming(space, 'direct', epochOf(next), welcome!));
    expect(await rulesOf(tariq, space)).toEqual(['suite-downgrade']);
    expect((await tariq.client.spaces()).map(({ id }) => id)).not.toContain(space);
  });

  it('relabels a welcome', async () => {
    const space = randomUUID() as SpaceId;
    const { welcome, next } = await lure(space, 'channel', suites.hybrid);
    const relabelled = welcome!.slice();
    // MLSMessage begins with two 16-bit numbers; the welcome's suite is the next.
    relabelled.set([suites.classical >> 8, suites.classical & 255], 4);
    await through(welcoming(space, 'channel', epochOf(next), relabelled));
    expect(await rulesOf(tariq, space)).toEqual(['suite-downgrade']);
  });

  it('welcomes somebody who was taken out of a hybrid channel into a classical one of its name', async () => {
    await people.restart(tariq);
    const space = await lena.client.createChannel({ title: 'Extradition', purpose: null, members: [tariq.id] });
    await people.settled(lena, tariq);
    expect(await tariq.client.space(space)).toMatchObject({ suite: suites.hybrid, postQuantum: true, room: 64 });
    await lena.client.removeMember(space, tariq.id);
    await people.settled(lena, tariq);
    await until(tariq.client, async () => (await tariq.client.space(space)).left);
    expect((await tariq.client.space(space)).left).toBe(true);
    const { welcome, next } = await lure(space, 'channel', suites.classical);
    await through(welcoming(space, 'channel', epochOf(next), welcome!, 99));
    expect(await rulesOf(tariq, space)).toContain('suite-downgrade');
    expect(await tariq.client.space(space)).toMatchObject({ suite: suites.hybrid, left: true });
  });

  it('shows a new device a group info that was relabelled, and one of a classical group its person never was in', async () => {
    await people.restart(tariq);
    const space = await lena.client.createChannel({ title: 'Asset recovery', purpose: null, members: [tariq.id] });
    await people.settled(lena, tariq);
    const forged = await groupInfoOf((await lure(space, 'channel', suites.classical)).next);
    let relabel = true;
    const hostile = new Hostile().ack('messaging:group-info', (value, asked) => {
      if (asked.space !== space) return value;
      if (!relabel) return { ...value, epoch: 1, groupInfo: forged };
      const relabelled = value.groupInfo.slice();
      relabelled.set([suites.classical >> 8, suites.classical & 255], 6);
      return { ...value, groupInfo: relabelled };
    });
    for (const first of [true, false]) {
      relabel = first;
      const second = await people.another(tariq, undefined, hostile.between);
      await second.client.settled();
      expect(await rulesOf(second, space)).toContain('suite-downgrade');
      expect((await second.client.spaces()).map(({ id }) => id)).not.toContain(space);
      await second.client.close();
    }
  });

  it('lets an owner in league with it change the policy to the classical suite', async () => {
    await people.restart(tariq);
    await tariq.client.settled();
    const space = await turned.client.createChannel({ title: 'Wiretap', purpose: null, members: [tariq.id] });
    await people.settled(turned, tariq);
    const { timelineHead, entries } = await forgedChange(space);
    await tariq.client.close();
    await through(new Hostile().ack('messaging:sync', (page, asked) => {
      if (asked.space !== space || asked.after < timelineHead) return page;
      const fresh = renumbered(timelineHead + 1, entries).filter(({ seq }) => seq > asked.after);
      return { ...page, entries: fresh, head: timelineHead + entries.length };
    }));
    expect(await rulesOf(tariq, space)).toContain('suite-downgrade');
    expect(await tariq.client.space(space)).toMatchObject({ suite: suites.hybrid, sync: 'alarm' });
  });

  /** Two commits nobody stored: the owner comes in anew in their own place, and names another suite. */
  async function forgedChange(space: SpaceId): Promise<{ timelineHead: number; entries: Entry[] }> {
    const { groupInfo, head } = await askAs(turned, (link) => link.ask('messaging:group-info', { space }));
    const { next, commit } = await joinByExternalCommit(groupInfo, turnedKeys, 0);
    const changed = await commitChanges(next, { policy: { ...policyOf(next), suite: suites.classical } });
    const at = new Date().toISOString() as Entry['at'];
    return { timelineHead: head, entries: [commit, changed.commit].map((bytes) => ({ seq: 0, type: 'commit' as const, bytes, sender: turnedKeys.device, at })) };
  }
});
