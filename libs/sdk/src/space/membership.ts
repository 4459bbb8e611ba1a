/** Who is brought in and taken out: always persons, with all their devices, in one commit. */
import { leaves, policyOf, samePolicy, widensHistory, type Group, type SpacePolicy } from '@comity/e2ee';
import { devicesAllowed, problem, type DeviceId, type PractitionerId, type Suite } from '@comity/contracts';
import type { PolicyView } from '../api.js';
import { instant } from '../clock.js';
import { offline, refused } from '../failure.js';
import type { Surroundings } from '../surroundings.js';
import type { KeyPackages } from './key-packages.js';
import { Giving } from './giving.js';
import { stateProfile } from './profile.js';
import type { Space } from './space.js';

/** `theirs`: by person. */
interface Newcomers { theirs: readonly (readonly DeviceId[])[]; own: readonly DeviceId[] }

/** How much room is left where so many are inside, once so many came in. Refuses what the space's suite does not allow, before anybody's key package is spent. */
export function expectRoom(suite: number, inside: number, devices: number): number {
  const allowed = devicesAllowed(suite);
  const left = allowed - inside - devices;
  if (devices > 0 && left < 0) throw refused(problem('space-full', { detail: `a post-quantum space takes in at most ${allowed} devices: take out devices no longer used, or open a new channel, which can be larger` }));
  return Math.max(0, left);
}

const without = (policy: SpacePolicy, person: PractitionerId): SpacePolicy => ({ ...policy, owners: policy.owners.filter((owner) => owner !== person) });

export class Membership {
  private readonly giving: Giving;

  constructor(private readonly env: Surroundings, private readonly keyPackages: KeyPackages) { this.giving = new Giving(env); }

  /** Adds persons, states the profile anew, and gives them the past as the policy says; without that they read from here on. */
  async add(space: Space, people: readonly PractitionerId[]): Promise<void> {
    if (space.record.kind !== 'direct') this.mustOwn(space);
    const inside = new Set(space.members());
    const { group } = space;
    if (group === null) throw refused(problem('not-allowed', { detail: 'this device is not in the space' }));
    const newcomers = people.filter((person) => !inside.has(person));
    const devices = await this.devicesOf(newcomers, group);
    const room = expectRoom(policyOf(group).suite, leaves(group).length, devices.theirs.flat().length);
    // Own devices come along as far as there is room; the others come in by themselves.
    await this.bring(space, await this.packagesFor({ ...devices, own: devices.own.slice(0, room) }, policyOf(group).suite));
    if (space.record.kind !== 'direct') await this.giving.give(space, newcomers);
  }

  /** Adds devices by their key packages; the commit is rebased until it is in, without those who came in meanwhile. */
  async bring(space: Space, packages: ReadonlyMap<DeviceId, Uint8Array>): Promise<void> {
    await space.serial.run(() => space.commits.commit((group) => {
      const inside = new Set(leaves(group).map((leaf) => leaf.device));
      const add = [...packages].filter(([device]) => !inside.has(device)).map(([, bytes]) => bytes);
      expectRoom(policyOf(group).suite, inside.size, add.length);
      return add.length === 0 ? undefined : { add };
    }));
    await stateProfile(space, this.env);
  }

  /** The devices these persons have, and this person's devices that are not inside yet. */
  async devicesOf(newcomers: readonly PractitionerId[], group: Group | null): Promise<Newcomers> {
    const { directory, secrets, device } = this.env;
    const now = this.env.now();
    if (newcomers.some((person) => directory.currentDevices(person, now).length === 0)) await directory.refresh();
    const inside = new Set(group === null ? [device] : leaves(group).map((leaf) => leaf.device));
    const own = directory.currentDevices(secrets.practitioner, now).filter((each) => !inside.has(each));
    const theirs = newcomers.map((person) => directory.currentDevices(person, now));
    if (theirs.some((devices) => devices.length === 0)) throw refused(problem('not-acceptable', { detail: 'a person has no device that could be added' }));
    return { theirs, own };
  }

  /** Their key packages of a suite; nobody is brought in under another one for want of them. */
  async packagesFor({ theirs, own }: Newcomers, suite: Suite): Promise<ReadonlyMap<DeviceId, Uint8Array>> {
    const packages = await this.keyPackages.claim(suite, [...theirs.flat(), ...own]);
    if (theirs.some((devices) => !devices.some((each) => packages.has(each)))) throw refused(problem('not-acceptable', { detail: 'a person has no key package in store: their client must come online once' }));
    return packages;
  }

  /**
   * Brings people into a request's space, and makes some of them owners, in one commit. `fresh`: what was said so far, under keys of epochs that began
   * before, is given to nobody who comes in now or later; and what is said next begins an epoch that the newcomers can give to others, as they know
   * the transcript from before it.
   */
  async admit(space: Space, people: readonly PractitionerId[], { owners, fresh }: { owners: readonly PractitionerId[]; fresh: boolean }): Promise<void> {
    this.mustOwn(space);
    const inside = new Set(space.members());
    const newcomers = people.filter((person) => !inside.has(person));
    const devices = await this.devicesOf(newcomers, space.group);
    const packages = await this.packagesFor({ ...devices, own: [] }, space.record.suite);
    await space.serial.run(() => space.commits.commit((group) => {
      this.mustOwn(space);
      const known = new Set(leaves(group).map((leaf) => leaf.device));
      const add = [...packages].filter(([device]) => !known.has(device)).map(([, bytes]) => bytes);
      const before = policyOf(group);
      expectRoom(before.suite, leaves(group).length, add.length);
      const policy: SpacePolicy = { ...(fresh && add.length > 0 ? this.sinceNow(space, before, group.epoch) : before), owners: [...new Set([...before.owners, ...owners])] };
      return add.length === 0 && samePolicy(before, policy) ? undefined : { add, policy };
    }));
    await stateProfile(space, this.env);
    if (!fresh) {
      await this.giving.give(space, newcomers);
      return;
    }
    await space.outbox.ended();
    await space.catchUp();
    // The profile states the transcript to the newcomers: it has to be in the log first.
    if (space.outbox.naming) throw offline();
    let begun = false;
    await space.serial.run(() => space.commits.commit(() => {
      const changes = begun ? undefined : {};
      begun = true;
      return changes;
    }));
  }

  /** The policy by which nothing of the present epoch, or of one before it, is given to newcomers. */
  private sinceNow(space: Space, policy: SpacePolicy, epoch: number): SpacePolicy {
    const began = space.marks.get(epoch)?.at ?? instant(this.env.now());
    const dated: SpacePolicy = { ...policy, history: { since: instant(new Date(Date.parse(began) + 1)) } };
    return widensHistory(policy, dated) ? policy : dated;
  }

  /** Takes somebody out. As for owners: what another owner committed first is asked anew. */
  async remove(space: Space, person: PractitionerId): Promise<void> {
    if (person === this.env.secrets.practitioner) throw refused(problem('not-allowed', { detail: 'a device cannot take its own person out' }));
    await space.serial.run(() => space.commits.commit((group) => {
      this.mustOwn(space);
      const indices = leaves(group).filter((leaf) => leaf.practitioner === person).map((leaf) => leaf.index);
      if (indices.length === 0) return undefined;
      const policy = policyOf(group);
      // Whoever is taken back later comes back as a member like any other.
      return policy.owners.includes(person) ? { remove: indices, policy: without(policy, person) } : { remove: indices };
    }));
  }

  /** Makes a member an owner, or an owner a member like the others. What another owner committed first is asked anew: it may have ended this person's own ownership. What is so already is done, by whomever: who gave up their ownership and did not hear the answer is no owner any more. */
  async setOwner(space: Space, person: PractitionerId, owner: boolean): Promise<void> {
    await space.serial.run(() => space.commits.commit((group) => {
      const policy = policyOf(group);
      if (policy.kind === 'direct') throw refused(problem('not-allowed', { detail: 'the owners of a direct space are for good' }));
      if (policy.owners.includes(person) === owner) return undefined;
      this.mustOwn(space);
      const inside = this.inside(group);
      if (owner && !inside.has(person)) throw refused(problem('not-acceptable', { detail: 'only somebody inside becomes an owner' }));
      const after = owner ? { ...policy, owners: [...policy.owners, person] } : without(policy, person);
      if (!after.owners.some((each) => inside.has(each))) throw refused(problem('last-owner', { detail: 'one owner has to stay who is inside' }));
      return { policy: after };
    }));
  }

  /** Gives the past to people inside. */
  async give(space: Space, people: readonly PractitionerId[]): Promise<PractitionerId[]> {
    this.mustOwn(space);
    return this.giving.give(space, people);
  }

  /** Changes the policy by a commit. */
  async setPolicy(space: Space, change: Partial<PolicyView>): Promise<void> {
    this.mustOwn(space);
    if (change.hold === true && space.record.kind !== 'case-file') throw refused(problem('not-acceptable', { detail: 'only a case file is held' }));
    if (change.retention != null && space.record.kind === 'request') throw refused(problem('not-acceptable', { detail: 'a request is kept for good' }));
    await space.serial.run(() => space.commits.commit((group) => {
      const before = policyOf(group);
      const after: SpacePolicy = { ...before, ...change };
      return samePolicy(before, after) ? undefined : { policy: after };
    }));
  }

  /** Who sits in the space with a device that counts: of others a leaf is left only until somebody takes it out. */
  private inside(group: Group): Set<PractitionerId> {
    const now = this.env.now();
    return new Set(leaves(group).filter(({ practitioner, device }) => this.env.directory.currentDevices(practitioner, now).includes(device)).map(({ practitioner }) => practitioner));
  }

  private mustOwn(space: Space): void {
    if (space.group === null || !policyOf(space.group).owners.includes(this.env.secrets.practitioner)) throw refused(problem('not-allowed', { detail: 'only owners of a space bring in or take out others, and change its policy' }));
  }
}
