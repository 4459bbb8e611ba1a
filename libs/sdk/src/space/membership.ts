/** Who is brought in and taken out: always persons, with all their devices, in one commit. */
import { leaves, policyOf, samePolicy, type Group, type SpacePolicy } from '@comity/e2ee';
import { problem, type DeviceId, type PractitionerId, type Suite } from '@comity/contracts';
import type { PolicyView } from '../api.js';
import { refused } from '../failure.js';
import type { Surroundings } from '../surroundings.js';
import { foundSpace, type NewSpace } from './creation.js';
import type { KeyPackages } from './key-packages.js';
import { Giving } from './giving.js';
import { stateProfile } from './profile.js';
import type { SpaceRecord } from './record.js';
import { expectRoom } from './room.js';
import type { Space } from './space.js';

/** `theirs`: by person, each of whom has to come in. `own`: come along if they can, this person's among them. */
interface Newcomers { theirs: readonly (readonly DeviceId[])[]; own: readonly DeviceId[] }
/** `along`: who comes in as well if they can. `owners`: who becomes an owner, of those inside then. */
export interface Company { along?: readonly PractitionerId[]; owners?: readonly PractitionerId[] }

const without = (policy: SpacePolicy, person: PractitionerId): SpacePolicy => ({ ...policy, owners: policy.owners.filter((owner) => owner !== person) });

export class Membership {
  private readonly giving: Giving;

  constructor(private readonly env: Surroundings, private readonly keyPackages: KeyPackages) { this.giving = new Giving(env); }

  /** Begins a space, with this device alone in it. */
  found(input: NewSpace, suite: Suite): Promise<SpaceRecord> { return foundSpace(this.env, input, suite); }

  /** Adds persons, states the profile anew, and gives them the past as the policy says; without that they read from here on. */
  async add(space: Space, people: readonly PractitionerId[], { along = [], owners = [] }: Company = {}): Promise<void> {
    const { group, devices, room } = await this.expectAddition(space, people, along);
    // Own devices come along as far as there is room; the others come in by themselves.
    await this.bring(space, await this.packagesFor({ ...devices, own: devices.own.slice(0, room) }, policyOf(group).suite), owners);
    const there = new Set(space.members());
    if (space.record.kind !== 'direct') await this.giving.give(space, [...new Set([...people, ...along])].filter((person) => there.has(person)));
  }

  /** Whether these may come in by this device, and their devices have room, as far as it knows; answers for how many others there is room then. */
  async expectAddition(space: Space, people: readonly PractitionerId[], along: readonly PractitionerId[] = []): Promise<{ group: Group; devices: Newcomers; room: number }> {
    if (space.record.kind !== 'direct') this.mustOwn(space);
    const file = space.file()?.members();
    if (file && people.some((person) => !file.includes(person))) throw refused(problem('not-acceptable', { detail: 'only members of the case file come into a compartment of it' }));
    const inside = new Set(space.members());
    const { group } = space;
    if (group === null) throw refused(problem('not-allowed', { detail: 'this device is not in the space' }));
    const devices = await this.devicesOf(people.filter((person) => !inside.has(person)), group, along);
    return { group, devices, room: expectRoom(policyOf(group).suite, leaves(group).length, devices.theirs.flat().length) };
  }

  /** Adds devices by their key packages, and makes owners of some who are inside then; the commit is rebased until it is in, without those who came in meanwhile. */
  async bring(space: Space, packages: ReadonlyMap<DeviceId, Uint8Array>, owners: readonly PractitionerId[] = []): Promise<void> {
    await space.serial.run(() => space.commits.commit((group) => {
      const inside = new Set(leaves(group).map((leaf) => leaf.device));
      const add = [...packages].filter(([device]) => !inside.has(device)).map(([, bytes]) => bytes);
      const before = policyOf(group);
      expectRoom(before.suite, inside.size, add.length);
      const seated = new Set([...inside, ...packages.keys()].map((device) => this.env.directory.chain.devices.get(device)?.practitioner));
      const policy: SpacePolicy = { ...before, owners: [...new Set([...before.owners, ...owners.filter((owner) => seated.has(owner))])] };
      if (samePolicy(before, policy)) return add.length === 0 ? undefined : { add };
      this.mustOwn(space);
      return { add, policy };
    }));
    await stateProfile(space, this.env);
  }

  /** The devices these persons have, and those of this person, and of who comes along, that are not inside yet. */
  async devicesOf(newcomers: readonly PractitionerId[], group: Group | null, along: readonly PractitionerId[] = []): Promise<Newcomers> {
    const { directory, secrets, device } = this.env;
    if (newcomers.some((person) => directory.currentDevices(person).length === 0)) await directory.refresh();
    const inside = new Set(group === null ? [device] : leaves(group).map((leaf) => leaf.device));
    const own = [...new Set([secrets.practitioner, ...along])].flatMap((person) => directory.currentDevices(person)).filter((each) => !inside.has(each));
    const theirs = newcomers.map((person) => directory.currentDevices(person));
    if (theirs.some((devices) => devices.length === 0)) throw refused(problem('not-acceptable', { detail: 'a person has no device that could be added' }));
    return { theirs, own };
  }

  /** Their key packages of a suite; nobody is brought in under another one for want of them. */
  async packagesFor({ theirs, own }: Newcomers, suite: Suite): Promise<ReadonlyMap<DeviceId, Uint8Array>> {
    const packages = await this.keyPackages.claim(suite, [...theirs.flat(), ...own]);
    if (theirs.some((devices) => !devices.some((each) => packages.has(each)))) throw refused(problem('not-acceptable', { detail: 'a person has no key package in store: their client must come online once' }));
    return packages;
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
    if (space.record.kind === 'request' && (change.retention != null || (change.history ?? 'all') !== 'all')) throw refused(problem('not-acceptable', { detail: 'a request is kept for good, and read from its beginning' }));
    const file = space.file()?.policy();
    if (file && ((change.retention !== undefined && JSON.stringify(change.retention) !== JSON.stringify(file.retention)) || (change.hold ?? file.hold) !== file.hold)) throw refused(problem('not-acceptable', { detail: 'retention and hold of a compartment are those of its case file' }));
    await space.serial.run(() => space.commits.commit((group) => {
      const before = policyOf(group);
      const after: SpacePolicy = { ...before, ...change };
      return samePolicy(before, after) ? undefined : { policy: after };
    }));
  }

  /** Closes a case file, or opens it again. `rule`: as its meetings are over, which counts while no owner said anything. */
  async setClosed(space: Space, closed: boolean, rule = false): Promise<void> {
    this.mustOwn(space);
    const { record } = space;
    if (record.kind !== 'case-file' || record.within) throw refused(problem('not-acceptable', { detail: 'only a case file is closed, and its compartments with it' }));
    if (rule ? record.closing !== undefined : space.closed === closed) return;
    await stateProfile(space, this.env, { closing: { closed, at: rule ? 0 : null } });
    this.env.emit({ type: 'spaces' });
  }

  /** Who sits in the space with a device that counts: of others a leaf is left only until somebody takes it out. */
  private inside(group: Group): Set<PractitionerId> {
    return new Set(leaves(group).filter(({ practitioner, device }) => this.env.directory.currentDevices(practitioner).includes(device)).map(({ practitioner }) => practitioner));
  }

  private mustOwn(space: Space): void {
    if (space.group === null || !policyOf(space.group).owners.includes(this.env.secrets.practitioner)) throw refused(problem('not-allowed', { detail: 'only owners of a space bring in or take out others, and change its policy' }));
  }
}
