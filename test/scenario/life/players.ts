/**
 * The players: people with their desks (devices), each with a line that can be cut and a diary, and everything that can
 * happen to a desk. What a desk had read when it went away is written down: afterwards it can bring nothing more.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DeviceId, PractitionerId, SpaceId } from '@comity/contracts';
import type { Comity } from '@comity/sdk';
import { RetentionSweep } from '../../../apps/api/src/messaging/retention-sweep.js';
import { clientOf, ready, until, type Between, type Device, type People, type Person } from '../people.js';
import { Switch } from '../switch.js';
import { Diary } from './diary.js';
import { isTurning } from './keeping.js';
import { SpaceLog, type Policy } from './log.js';
import { Thief } from './thief.js';

const codePeriod = 31_000;

/** `off`: without a line. `closed`: its program ended. `lost`: and nobody will start it again. `over`: it, or its person's access, was ended before its eyes. */
type DeskState = 'on' | 'off' | 'closed' | 'lost' | 'over';

export class Desk {
  state: DeskState = 'on';
  readonly line = new Switch();
  readonly diary = new Diary();
  readonly between: Between = (transport) => this.line.between(this.diary.between(transport));
  /** The spaces it was in when it last went away, and how far it had read them. */
  reached: ReadonlyMap<SpaceId, number> = new Map();
  /** When it was away: between which ends of each log. */
  readonly absences: { from: ReadonlyMap<SpaceId, number>; to: ReadonlyMap<SpaceId, number> | null }[] = [];
  device!: Device;
  id!: DeviceId;

  constructor(readonly player: Player) {}

  get client(): Comity { return this.device.client; }

  async take(device: Device, person: PractitionerId): Promise<void> {
    this.device = device;
    this.diary.by = person;
    this.diary.watch(device);
    await ready(device.client);
    this.id = (await device.client.myDevices()).find(({ thisOne }) => thisOne)!.id;
  }

  /** Reads everything there is, and notes how far that was. */
  async settle(): Promise<void> {
    await this.client.settled();
    const reached = new Map<SpaceId, number>();
    for (const { id } of await this.client.spaces()) {
      const { entries } = await this.client.timeline(id, -1, 1);
      reached.set(id, entries[0]?.seq ?? 0);
    }
    this.reached = reached;
  }
}

export class Player {
  readonly desks: Desk[] = [];
  /** Known once they are enrolled. */
  person!: Person;
  constructor(readonly authority: string) {}
}
/** A space as it was founded; its owners are those of today. */
export interface Founded { id: SpaceId; kind: 'channel' | 'case-file' | 'direct'; owners: Player[]; seat: { practitioner: PractitionerId; device: DeviceId }; policy: Policy }

export class Players {
  readonly all: Player[] = [];
  readonly spaces: Founded[] = [];
  /** Who was taken out of which space on purpose, or of all (null). Nobody else leaves. */
  readonly farewells: { person: PractitionerId; space: SpaceId | null }[] = [];
  readonly thief: Thief;
  private files = 0;

  private constructor(readonly people: People, private readonly folder: string) { this.thief = new Thief(people.service.databaseUrl); }

  static async gather(people: People): Promise<Players> {
    const players = new Players(people, await mkdtemp(path.join(tmpdir(), 'comity-life-')));
    for (const person of people.officers) {
      const player = new Player('Secretariat');
      player.person = person;
      const desk = new Desk(player);
      await people.restart(person, desk.between);
      await desk.take(person.device, person.id);
      player.desks.push(desk);
      players.all.push(player);
    }
    return players;
  }

  get desks(): Desk[] { return this.all.flatMap(({ desks }) => desks); }
  on(player: Player): Desk[] { return player.desks.filter(({ state }) => state === 'on'); }
  /** Whoever has a desk that is on. */
  get present(): Player[] { return this.all.filter((player) => this.on(player).length > 0); }

  async enrol(name: string, authority: string, inviter: Player, role: 'practitioner' | 'focal-point' = 'practitioner'): Promise<Player> {
    const player = new Player(authority);
    const desk = new Desk(player);
    player.person = await this.people.enrol(name, authority, this.acting(inviter), role, desk.between);
    await desk.take(player.person.device, player.person.id);
    player.desks.push(desk);
    this.all.push(player);
    return player;
  }

  /** Somebody who lost everything comes back as somebody new. */
  async enrolAnew(former: Player, inviter: Player): Promise<Player> {
    const player = new Player(former.authority);
    const desk = new Desk(player);
    this.farewells.push({ person: former.person.id, space: null });
    player.person = await this.people.enrolAnew(former.person, this.acting(inviter), desk.between);
    await desk.take(player.person.device, player.person.id);
    player.desks.push(desk);
    this.all.push(player);
    return player;
  }

  async create(desk: Desk, founding: Pick<Founded, 'kind'> & Omit<Policy, 'hold'>, make: () => Promise<SpaceId>): Promise<void> {
    const { kind, history, retention } = founding;
    const id = await make();
    this.spaces.push({ id, kind, owners: [desk.player], policy: { history, retention, hold: false }, seat: { practitioner: desk.diary.by, device: desk.id } });
  }

  /** Each space as the service has it now. */
  logs(): Promise<SpaceLog[]> { return SpaceLog.read(this.people.service.databaseUrl, this.spaces.map(({ id, seat, policy }) => ({ id, founder: seat, policy }))); }

  /** Signed out at all their desks, and in again. */
  async signOutEverywhere(player: Player): Promise<void> {
    const desks = this.on(player);
    for (const desk of desks) await desk.settle();
    await desks[0]!.client.signOut({ everywhere: true, forget: false });
    for (const desk of desks) {
      await until(desk.client, () => desk.client.phase().phase === 'signed-out');
      await this.signIn(desk);
    }
  }

  async signIn(desk: Desk): Promise<void> {
    // Each one-time code counts once.
    await this.people.pass(codePeriod);
    await this.people.signInAgain({ ...desk.player.person, client: desk.client });
    desk.state = 'on';
  }

  /** A person as they act now: at a desk that is on. */
  acting(player: Player): Person { return { ...player.person, client: this.on(player)[0]!.client }; }

  async further(player: Player, secret?: { recoveryCode: string }): Promise<Desk> {
    const desk = new Desk(player);
    await this.people.pass(codePeriod);
    await desk.take(await this.people.another(player.person, secret, desk.between), player.person.id);
    player.desks.push(desk);
    return desk;
  }

  /** Another desk, which one that is on lets in. */
  async linked(player: Player, there: Desk, byCode: boolean): Promise<void> {
    const desk = new Desk(player);
    await this.people.pass(codePeriod);
    await desk.take(await this.people.linked(player.person, there.client, byCode, desk.between), player.person.id);
    player.desks.push(desk);
  }

  /** Reads everything for the last time; what it leaves to others is told by the ends of the logs, which acts move as well. */
  async depart(desk: Desk): Promise<void> {
    for (;;) {
      const before = await this.heads();
      await desk.settle();
      const now = await this.heads();
      const spaces = [...desk.reached.keys()];
      if (spaces.some((space) => before.get(space) !== now.get(space))) continue;
      desk.reached = new Map(spaces.map((space) => [space, now.get(space) ?? 0]));
      return;
    }
  }

  /** The service falls over and starts again; whoever had a line to it has one again. */
  async crash(): Promise<void> {
    const back = this.desks.filter(({ state }) => state === 'on').map((desk) => online(desk));
    await this.people.restartService();
    await Promise.all(back);
  }

  async goOff(desk: Desk): Promise<void> {
    await this.depart(desk);
    desk.line.cut();
    desk.state = 'off';
    desk.absences.push({ from: await this.heads(), to: null });
  }

  /** The program ends; what it had not sent yet stays in its store. */
  async close(desk: Desk): Promise<void> {
    if (desk.state === 'on') {
      await this.depart(desk);
      desk.absences.push({ from: await this.heads(), to: null });
    }
    await desk.client.close();
    desk.state = 'closed';
  }

  async comeBack(desk: Desk): Promise<void> {
    const absence = desk.absences.at(-1);
    if (absence !== undefined) absence.to = await this.heads();
    if (desk.state === 'closed') {
      desk.device.client = clientOf(this.people.service.url, this.people.clock, desk.between, desk.device).client;
      desk.line.mend();
      await ready(desk.client);
    } else {
      const back = online(desk);
      desk.line.mend();
      await back;
    }
    desk.state = 'on';
  }

  async lose(desk: Desk): Promise<void> {
    await this.close(desk);
    desk.state = 'lost';
  }

  /** A person ends one of their desks from another; one that nobody has any more never hears of it. */
  async end(desk: Desk, from: Desk): Promise<void> {
    const there = desk.state === 'on';
    if (there) await this.depart(desk);
    await from.client.endDevice(desk.id, 'lost');
    if (!there) return;
    await until(desk.client, () => desk.client.phase().phase === 'signed-out');
    desk.state = 'over';
  }

  /** A person's access is over: their desks lock. */
  async part(player: Player): Promise<void> {
    this.farewells.push({ person: player.person.id, space: null });
    for (const desk of player.desks) {
      if (desk.state === 'on') await until(desk.client, () => desk.client.phase().phase === 'signed-out');
      if (desk.state !== 'lost') desk.state = 'over';
    }
  }

  /** The end of each log. */
  /** The last entry of each space, as the service has it. */
  heads(): Promise<Map<SpaceId, number>> { return SpaceLog.heads(this.people.service.databaseUrl); }

  async file(bytes: Uint8Array): Promise<{ name: string; at: string }> {
    const name = `file-${(this.files += 1)}.bin`;
    await writeFile(path.join(this.folder, name), bytes);
    return { name, at: path.join(this.folder, name) };
  }

  /** The service destroys what is over; somebody copied it before, and all that opens it. */
  async sweep(): Promise<void> {
    await this.thief.copy(this.desks.filter(({ state }) => state === 'on'));
    await this.people.service.app.get(RetentionSweep).sweep();
  }

  /** Time passes until nothing is about to be over: when exactly which device lets go of it is up to the machine. */
  async calm(): Promise<void> {
    while ((await this.logs()).some((log) => isTurning(log, this.people.clock.now()))) await this.people.pass(600_000);
  }

  /** Everybody who is on has read everything, and what that led to as well. */
  async settle(): Promise<void> {
    let before = '';
    for (let round = 0; round < 8; round += 1) {
      for (const desk of this.desks) if (desk.state === 'on') await desk.settle();
      const now = JSON.stringify(this.desks.map(({ reached }) => [...reached]));
      if (now === before) return;
      before = now;
    }
  }

  async strike(): Promise<void> {
    for (const desk of this.desks) await desk.client.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Resolves when the desk has a line again. */
const online = (desk: Desk): Promise<void> => new Promise((resolve) => {
  const stop = desk.client.on((event) => {
    if (event.type !== 'connection' || !event.online) return;
    stop();
    resolve();
  });
});
