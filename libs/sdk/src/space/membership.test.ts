import { beforeAll, describe, expect, it } from '@jest/globals';
import { suites, type DeviceId, type PractitionerId, type SpaceId } from '@comity/contracts';
import { commitChanges, createGroup, leaves, newDevice, newKeyPackage, policyOf, ready, type DeviceKeys, type Group } from '@comity/e2ee';
import { newId } from '../id.js';
import type { Surroundings } from '../surroundings.js';
import type { Changes } from './commits.js';
import { Membership } from './membership.js';
import type { Space } from './space.js';

const deviceOf = (practitioner: PractitionerId = newId()): DeviceKeys => ({ practitioner, device: newId<DeviceId>(), ...newDevice() });

describe('the owners of a channel', () => {
  let ana: DeviceKeys;
  let ben: DeviceKeys;
  let cleo: DeviceKeys;
  let group: Group;
  let membership: Membership;
  const ended = new Set<DeviceId>();
  beforeAll(async () => {
    await ready();
    [ana, ben, cleo] = [deviceOf(), deviceOf(), deviceOf()];
    const founded = await createGroup({ space: newId<SpaceId>(), policy: { v: 1, kind: 'channel', owners: [ana.practitioner, ben.practitioner], history: 'none', retention: null, hold: false, suite: suites.classical }, self: ana });
    const packages = await Promise.all([ben, cleo].map((each) => newKeyPackage(each, suites.classical, false, new Date())));
    group = (await commitChanges(founded, { add: packages.map(({ bytes }) => bytes) })).next;
    membership = new Membership({
      secrets: { practitioner: ana.practitioner },
      directory: { currentDevices: (person: PractitionerId) => [ana, ben, cleo].filter(({ practitioner, device }) => practitioner === person && !ended.has(device)).map(({ device }) => device) },
    } as unknown as Surroundings, {} as never);
  });

  /** The space as Ana's device holds it; what it asks for is planned on `held`, one after the other, as after losing the race for an epoch. */
  const planning = (made: (Changes | undefined)[], ...held: Group[]) => {
    const space = {
      group: held[0], serial: { run: (work: () => Promise<void>) => work() },
      commits: { commit: (plan: (group: Group) => Changes | undefined) => new Promise<void>((resolve) => {
        for (const each of held) {
          space.group = each;
          made.push(plan(each));
        }
        resolve();
      }) },
    };
    return space as unknown as Space;
  };
  const owners = ([change]: (Changes | undefined)[]) => change?.policy?.owners.toSorted();

  it('are nobody whose devices have ended, though a leaf is still theirs: such a one is not made one, and not the one who stays', async () => {
    const [made, again]: (Changes | undefined)[][] = [[], []];
    await membership.setOwner(planning(made!, group), ana.practitioner, false);
    expect(owners(made!)).toEqual([ben.practitioner]);
    for (const each of [ben, cleo]) ended.add(each.device);
    try {
      await expect(membership.setOwner(planning([], group), ana.practitioner, false)).rejects.toMatchObject({ problem: { code: 'last-owner' } });
      await expect(membership.setOwner(planning([], group), cleo.practitioner, true)).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
      await membership.setOwner(planning(again!, group), ben.practitioner, false);
      expect(owners(again!)).toEqual([ana.practitioner]);
    } finally {
      ended.clear();
    }
  });

  it('are asked for anew where another came first: whose ownership that ended takes nobody out', async () => {
    const taken: (Changes | undefined)[] = [];
    const { next } = await commitChanges(group, { policy: { ...policyOf(group), owners: [ben.practitioner] } });
    await expect(membership.remove(planning(taken, group, next), ben.practitioner)).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
    expect(taken).toMatchObject([{ remove: [leaves(group).find(({ device }) => device === ben.device)!.index], policy: { owners: [ana.practitioner] } }]);
  });
});
