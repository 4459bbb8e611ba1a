/** All spaces of this device: found in the store, joined as the service tells of them, kept current while connected. */
import { limits, problem, suiteFor, type ClientEvents, type Instant, type PractitionerId, type SpaceId, type SpaceRetention, type SpaceState } from '@comity/contracts';
import type { VaultClient } from '../account/vault-client.js';
import { Again } from '../again.js';
import { clockSkew, instant } from '../clock.js';
import { ComityFailure, isPassing, refused } from '../failure.js';
import { settledInTurns } from '../in-turns.js';
import { Part } from '../part.js';
import { Serial } from '../serial.js';
import { decodeJson } from '../store/json.js';
import type { Surroundings } from '../surroundings.js';
import type { NewSpace } from './creation.js';
import { Entrance } from './entrance.js';
import { KeyPackages } from './key-packages.js';
import { KeyringSync, readKeyring, recordName } from './keyring-sync.js';
import { LeftBehind } from './left-behind.js';
import type { Company, Membership } from './membership.js';
import { blankTimeline, type SpaceRecord } from './record.js';
import { expectRoom } from './room.js';
import { Space } from './space.js';

type Welcome = ClientEvents['messaging:welcomes'][1]['welcomes'][number];
/** Spaces that read on at the same time. What all are sent at once would pile up before it is taken in: answers would come too late, and the service cuts a connection that does not read. */
const readingAtOnce = 4;
const minute = 60_000;

export class Spaces {
  private readonly known = new Map<SpaceId, Space>();
  private readonly entrance: Entrance;
  private readonly keyPackages: KeyPackages;
  private readonly keyringSync: KeyringSync;
  private readonly leftBehind: LeftBehind;
  /** Loaded when somebody first changes who is in a space. */
  readonly membership: Part<Membership>;
  /** Meetings with the service one at a time; joins among them. */
  private readonly serial = new Serial();
  private met = false;
  /** By how many milliseconds this device's clock was ahead of the service's when that was last asked, at least. */
  private ahead = 0;
  private stopped = false;
  private learning: ReturnType<typeof setTimeout> | undefined;
  private tending: ReturnType<typeof setTimeout> | undefined;
  private patience = 700;
  /** An answer that did not come is no reason to wait for the next connection. */
  private readonly again = new Again(() => { void this.meet(); });
  private next: Promise<void> | undefined;
  /** Spaces whose welcome was refused: not to be entered by the other door either. */
  private readonly shunned = new Set<SpaceId>();

  constructor(private readonly env: Surroundings, private readonly vault: VaultClient) {
    this.keyPackages = new KeyPackages(env);
    this.entrance = new Entrance(env, this.keyPackages);
    this.keyringSync = new KeyringSync(vault, env);
    this.leftBehind = new LeftBehind(vault, env.store);
    this.membership = new Part(async () => new (await import('./membership.js')).Membership(env, this.keyPackages));
  }

  async load(): Promise<void> {
    for (const id of (await this.env.store.getJson<SpaceId[]>('shunned')) ?? []) this.shunned.add(id);
    const records = await this.env.store.list('spaces/');
    await Promise.all(records.map(([, value]) => this.take(decodeJson<SpaceRecord>(value))));
  }

  listen(): void {
    const { link } = this.env;
    this.tending = setTimeout(() => { void this.tend(); }, minute);
    link.on('messaging:posted', ({ space, entries }) => {
      const known = this.known.get(space);
      // Whoever brought this person in did not know of this device: it comes in by itself.
      if (known === undefined && !this.shunned.has(space)) void this.meet();
      known?.pushed(entries);
    });
    link.on('messaging:receipts', ({ space, receipts }) => {
      const known = this.known.get(space);
      if (known !== undefined) void known.serial.run(() => known.receipts.take(receipts)).catch(() => undefined);
    });
    link.on('messaging:signalled', ({ space, signal }) => { this.known.get(space)?.typing.take(signal); });
    link.on('messaging:welcome', () => { void this.meet(); });
    link.on('messaging:space-changed', () => { void this.meet(); });
    link.on('link:offline', () => { this.met = false; });
  }

  all(): Space[] { return [...this.known.values()]; }

  get(id: SpaceId): Space {
    const space = this.known.get(id);
    if (space === undefined) throw refused(problem('not-found'));
    return space;
  }

  /** Files of messages are there, or never will be: whatever waits for them goes on. */
  filesReady(space: SpaceId): void { this.known.get(space)?.outbox.pump(); }

  /** Asks the service for everything that concerns this device, and catches up. Resolves when everything is current. */
  meet(): Promise<void> {
    // One meeting that has not begun yet serves everybody who asks.
    this.next ??= this.serial.run(async () => {
      this.next = undefined;
      const { env } = this;
      if (!env.link.online) return;
      this.met = false;
      this.again.drop();
      const cursors = new Map(this.all().map((space) => [space.id, space.record.cursor]));
      const asked = env.now();
      const told = await env.link.ask('messaging:spaces', {});
      this.ahead = asked.getTime() - Date.parse(told.now);
      await this.keyPackages.replenish(told.keyPackages);
      if (told.welcomes > 0) await this.takeWelcomes(new Map(told.spaces.map(({ space, since }) => [space, since])));
      await this.joinOwn(told.spaces);
      const results = await settledInTurns(this.latestFirst(told.spaces), readingAtOnce, async (state) => { await this.known.get(state.space)?.met(state, cursors.get(state.space) ?? 0); });
      this.met = results.every((result) => result.status === 'fulfilled' || (result.reason instanceof ComityFailure && !isPassing(result.reason)));
      await this.missing(new Set(told.spaces.map((state) => state.space)), cursors);
      await this.letGo(asked, told.now);
      await this.learn();
      env.emit({ type: 'spaces' });
      if (this.met) this.again.done();
      else this.tryAgain();
    }).catch((error: unknown) => {
      if (!(error instanceof ComityFailure)) throw error;
      this.tryAgain();
    });
    return this.next;
  }

  private tryAgain(): void { if (!this.stopped) this.again.ask(); }

  private latestFirst(states: readonly SpaceState[]): SpaceState[] {
    const at = ({ space }: SpaceState): string => this.known.get(space)?.record.lastActivity ?? '';
    return [...states].sort((a, b) => (at(a) < at(b) ? 1 : at(a) > at(b) ? -1 : 0));
  }

  /** What is dated further ahead than the service would have it stands in no log: refused before it is written. The clock may have been set meanwhile. */
  async expectClock(): Promise<void> {
    if (this.ahead > clockSkew) await this.meet();
    if (this.ahead > clockSkew) throw new ComityFailure({ kind: 'clock-ahead' });
  }

  get current(): boolean { return this.met && !this.serial.busy; }

  async create(input: NewSpace, people: readonly PractitionerId[], { along = [], owners = [] }: Company = {}): Promise<SpaceId> {
    if (people.length + 1 > limits.membersPerSpace) throw refused(problem('too-large', { detail: `a space has at most ${limits.membersPerSpace} members` }));
    const membership = await this.membership.get();
    const newcomers = await membership.devicesOf(people, null, along);
    const suite = suiteFor(input.kind, 1 + newcomers.theirs.flat().length + newcomers.own.length);
    const room = expectRoom(suite, 1, newcomers.theirs.flat().length);
    const packages = await membership.packagesFor({ ...newcomers, own: newcomers.own.slice(0, room) }, suite);
    const space = await this.take(await membership.found(input, suite));
    await membership.bring(space, packages, owners);
    this.env.emit({ type: 'spaces' });
    return space.id;
  }

  /** The direct space with a person; two that were made at once are told apart by their id, the same way on both sides. */
  async direct(person: PractitionerId, retention: SpaceRetention): Promise<SpaceId> {
    const self = this.env.secrets.practitioner;
    if (person === self) throw refused(problem('not-acceptable', { detail: 'a direct space has two persons' }));
    const found = this.all().filter((space) => space.record.kind === 'direct' && !space.record.left && space.record.halted === null && space.owners().includes(person)).map((space) => space.id).sort();
    return found[0] ?? this.create({ kind: 'direct', owners: [self, person], title: null, purpose: null, history: 'none', retention }, [person]);
  }

  /** News of the chain: whoever is no longer valid leaves every group this device is in; and requests are judged with whom it names now. */
  async followDirectory(): Promise<void> {
    for (const space of this.known.values()) {
      if (space.hasEnded()) await space.removeEnded();
      await space.judgeAnew().catch(() => undefined);
    }
  }

  /** A record of the vault may have become newer: read marks, and keys another device brought. */
  async followVault(name: string, version: number): Promise<void> {
    const space = this.all().find(({ id }) => recordName(id) === name);
    if (space !== undefined) await this.vault.followNewer(name, version, async (bytes) => {
      const told = readKeyring(bytes);
      if (told === undefined) return;
      await space.followMarks(told.marks);
      // It goes by its own judgement, but does not wait for its next minute.
      if (told.keyring.destroyedBefore > space.record.destroyedBefore) await space.tend();
      if (space.record.unopened.length > 0 || told.keyring.since < space.record.since) await space.learn(told);
    });
  }

  /** Whether nothing is left to send or to read. */
  get settled(): boolean { return this.all().every((space) => space.settled); }

  /** Runs down every delayed task. */
  async flush(): Promise<void> {
    for (const space of this.known.values()) {
      await space.work();
      await space.receipts.sending.flush();
      await space.vaultSync.flush();
      await space.marksSync.flush();
      await space.asking.ended();
      await space.answering.flush();
    }
  }

  stop(): void {
    this.stopped = true;
    this.again.drop();
    for (const timer of [this.learning, this.tending]) clearTimeout(timer);
    for (const space of this.known.values()) space.stop();
  }

  /** Spaces whose log is read no further let go of what is due by the last policy known. */
  private async letGo(asked: Date, answered: Instant): Promise<void> {
    for (const space of this.known.values()) {
      if (!space.record.left && space.record.halted === null) continue;
      space.retention.sure(asked, answered);
      await space.tend();
      // An earlier attempt to tell the vault failed.
      if (space.record.vaultEpoch < 0 && (space.record.left || space.record.destroyedBefore > 0)) space.vaultSync.ask();
    }
    await this.leftBehind.letGo(new Set(this.all().map(({ id }) => recordName(id))), earlier(instant(asked), answered));
  }

  /** Lets go, once a minute, of what is due. */
  private async tend(): Promise<void> {
    for (const space of this.known.values()) await space.tend().catch(() => undefined);
    if (!this.stopped) this.tending = setTimeout(() => { void this.tend(); }, minute);
  }

  private async take(record: SpaceRecord): Promise<Space> {
    this.known.get(record.id)?.stop();
    // What an earlier version stored knows nothing of what came later.
    const space = new Space({ ...blankTimeline(), ...record }, this.env, this.keyringSync, (id) => { void this.reload(id); }, (id) => this.known.get(id));
    await space.load();
    this.known.set(record.id, space);
    return space;
  }

  private async reload(id: SpaceId): Promise<void> {
    const value = await this.env.store.getJson<SpaceRecord>(`spaces/${id}`).catch(() => undefined);
    if (value !== undefined) await this.take(value);
  }

  /** Takes all welcomes, of which one answer holds some: whoever came in by the other door instead could not read what was said since. `begins`: where the service lets this person read each space from. */
  private async takeWelcomes(begins: ReadonlyMap<SpaceId, number>): Promise<void> {
    const tried = new Set<string>();
    for (;;) {
      const { welcomes } = await this.env.link.ask('messaging:welcomes', {}, 60_000);
      const fresh = welcomes.filter(({ space, seq }) => !tried.has(`${space} ${seq}`));
      if (fresh.length === 0) return;
      for (const welcome of fresh) {
        tried.add(`${welcome.space} ${welcome.seq}`);
        if (!this.shunned.has(welcome.space)) await this.takeWelcome(welcome, begins.get(welcome.space) ?? 0);
      }
    }
  }

  private async takeWelcome(welcome: Welcome, begin: number): Promise<void> {
    const { env } = this;
    const known = this.known.get(welcome.space);
    try {
      // A welcome older than what this device holds is a leftover.
      const stale = known !== undefined && known.group !== null && known.record.joinedAt >= welcome.seq;
      // Who comes in anew was taken out before: the log tells, unless it is read no further, or this device slept through
      // both: of an earlier stay the service serves nothing once there is a later one, and what was read of it stays.
      const served = known !== undefined && begin <= known.record.cursor + 1;
      if (known !== undefined && known.group !== null && !stale && served) await known.catchUp().catch((error: unknown) => { if (isPassing(error)) throw error; });
      const record = stale ? undefined : await this.entrance.byWelcome(welcome, known?.record, known?.group ?? null);
      if (record !== undefined) (await this.take(record)).vaultSync.ask();
      await env.link.ask('messaging:welcomed', { space: welcome.space });
    } catch (error) {
      if (!(error instanceof ComityFailure) || isPassing(error)) throw error;
      // A refused welcome was alarmed; it must not keep the others out.
      if (error.kind === 'alarm') await this.shun(welcome.space);
    }
  }

  /** Joins, by external commit, the spaces this person is in and this device is not. */
  private async joinOwn(states: readonly SpaceState[]): Promise<void> {
    const outside = states.filter((state) => {
      if (this.shunned.has(state.space)) return false;
      const known = this.known.get(state.space);
      return known === undefined || (known.group === null && known.record.halted === null);
    });
    if (outside.length === 0) return;
    const vault = await this.vault.read();
    for (const state of outside) {
      const bytes = vault.get(recordName(state.space));
      const keyring = bytes === undefined ? undefined : readKeyring(bytes);
      try {
        const former = this.known.get(state.space);
        const space = await this.take(await this.entrance.byExternalCommit(state, keyring, former?.record, former?.stated()));
        for (const anchor of keyring === undefined ? [] : [keyring.keyring.anchor, keyring.latest]) if (anchor !== null) space.expectAnchor(anchor);
        if (keyring !== undefined) await space.followMarks(keyring.marks);
        space.vaultSync.ask();
        this.env.emit({ type: 'spaces' });
      } catch (error) {
        if (!(error instanceof ComityFailure) || isPassing(error)) throw error;
      }
    }
  }

  private async shun(space: SpaceId): Promise<void> {
    this.shunned.add(space);
    await this.env.store.putJson('shunned', [...this.shunned]);
  }

  /** Keys another device of this person brought to the vault since. */
  private async learn(): Promise<void> {
    if (this.learning !== undefined) clearTimeout(this.learning);
    const wanting = this.all().filter((space) => space.record.unopened.length > 0);
    if (wanting.length === 0) return;
    const vault = await this.vault.read();
    for (const space of wanting) {
      const bytes = vault.get(recordName(space.id));
      const keyring = bytes === undefined ? undefined : readKeyring(bytes);
      if (keyring !== undefined) await space.learn(keyring);
    }
    // Nobody tells when another device brought more: asked again after a while, ever less often.
    this.patience = Math.min(600_000, this.patience * 3);
    this.learning = setTimeout(() => { void this.meet(); }, this.patience);
  }

  /** A space the service no longer lists: this person was taken out, or the service hides it. */
  private async missing(listed: ReadonlySet<SpaceId>, asked: ReadonlyMap<SpaceId, number>): Promise<void> {
    for (const space of this.known.values()) {
      // One that was made while the service answered is not missing.
      if (listed.has(space.id) || !asked.has(space.id) || space.record.left || space.record.halted !== null) continue;
      await space.catchUp().catch(() => undefined);
      if (space.record.left) continue;
      // Without a commit that shows it, the removal is the service's word alone.
      await space.serial.run(async () => {
        Object.assign(space.record, { left: true, vaultEpoch: -1 });
        await space.save();
        space.vaultSync.ask();
      });
      await this.env.alarms.raise('removed', space.id, space.record.cursor);
    }
  }
}

const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);
