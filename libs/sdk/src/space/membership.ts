/** Who is brought in and taken out: always persons, with all their devices, in one commit. */
import { leaves, policyOf, type Group } from '@comity/e2ee';
import { problem, type DeviceId, type PractitionerId } from '@comity/contracts';
import { refused } from '../failure.js';
import { instant } from '../clock.js';
import type { Surroundings } from '../surroundings.js';
import type { KeyPackages } from './key-packages.js';
import type { Changes } from './commits.js';
import type { Space } from './space.js';

export class Membership {
  constructor(private readonly env: Surroundings, private readonly keyPackages: KeyPackages) {}

  /** Adds persons, and states the profile anew: newcomers read from here on. */
  async add(space: Space, people: readonly PractitionerId[]): Promise<void> {
    await space.serial.run(async () => {
      let added = false;
      await space.commits.commit(async (group) => {
        const wanted: Changes | undefined = added ? undefined : await this.additions(space, group, people);
        added = true;
        return wanted;
      });
    });
    await this.stateProfile(space);
  }

  /** The profile, with which the sender states the transcript's link to those who joined. */
  async stateProfile(space: Space): Promise<void> {
    const { title, purpose } = space.record;
    await space.outbox.add({ kind: 'profile', text: title ?? space.record.kind, purpose, handling: 'none', sentAt: instant(this.env.now()) });
  }

  async remove(space: Space, person: PractitionerId): Promise<void> {
    this.mustOwn(space);
    if (person === this.env.secrets.practitioner) throw refused(problem('not-allowed', { detail: 'a device cannot take its own person out' }));
    await space.serial.run(() => space.commits.commit((group) => {
      const indices = leaves(group).filter((leaf) => leaf.practitioner === person).map((leaf) => leaf.index);
      return indices.length === 0 ? undefined : { remove: indices };
    }));
  }

  /** Key packages of all devices these persons have, and of this person's other devices, that are not inside yet. */
  private async additions(space: Space, group: Group, people: readonly PractitionerId[]): Promise<Changes | undefined> {
    const { directory, secrets } = this.env;
    const now = this.env.now();
    const inside = new Set(leaves(group).map((leaf) => leaf.device));
    const peopleInside = new Set(leaves(group).map((leaf) => leaf.practitioner));
    const newcomers = people.filter((person) => !peopleInside.has(person));
    if (newcomers.length > 0 && space.record.kind === 'channel') this.mustOwn(space);
    const wanted: DeviceId[] = [];
    for (const person of newcomers) {
      const devices = directory.currentDevices(person, now);
      if (devices.length === 0) throw refused(problem('not-acceptable', { detail: 'a person has no device that could be added' }));
      wanted.push(...devices);
    }
    wanted.push(...directory.currentDevices(secrets.practitioner, now).filter((device) => !inside.has(device)));
    const packages = await this.keyPackages.claim(wanted);
    for (const person of newcomers) {
      if (!directory.currentDevices(person, now).some((device) => packages.has(device))) throw refused(problem('not-acceptable', { detail: 'a person has no key package in store; their client must come online once' }));
    }
    return packages.size === 0 ? undefined : { add: [...packages.values()] };
  }

  private mustOwn(space: Space): void {
    if (space.group === null || !policyOf(space.group).owners.includes(this.env.secrets.practitioner)) throw refused(problem('not-allowed', { detail: 'only owners of a space bring in or take out others' }));
  }
}
