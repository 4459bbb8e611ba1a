/**
 * Two weeks in the network, by dice: who talks where, who comes and goes, which desks break, are lost, go without a line for
 * days, and when the service falls over. Everything that must happen in every life stands in the calendar; its days are thrown.
 */
import type { Instant } from '@comity/contracts';
import type { People } from '../people.js';
import type { Dice } from './dice.js';
import { Owners, spans } from './owners.js';
import type { Player, Players } from './players.js';
import { Talk } from './talk.js';

const hour = 3_600_000;
export const days = 14;
const authorities = [['Prosecutor General', 'MD'], ['Ministry of Justice', 'CL'], ['Financial Police', 'IT'], ['Central Authority', 'KE'], ['Federal Office', 'CH'], ['Supreme Prosecution', 'KR']] as const;
const names = ['Ana', 'Ben', 'Carla', 'Dan', 'Elif', 'Farid', 'Gina', 'Hana', 'Ivan', 'Joon', 'Kwame', 'Leila', 'Milan', 'Nadia', 'Omar', 'Pavel', 'Quinn', 'Rosa', 'Sami', 'Tariq', 'Uma', 'Vera', 'Wei', 'Xenia', 'Yusuf', 'Zoe', 'Amir', 'Bea'];
/** How many of the thirty come later. */
const late = 3;
/** The spaces there are from the beginning, and what is kept in them: all, what was said in these days, or in one alone. The case file is held. */
const channels = [['channel', 'none', null], ['channel', 'all', { days: 3 }], ['channel', 'since', { days: 1 }], ['channel', 'all', null], ['case-file', 'since', { days: 2 }], ['channel', 'none', { days: 4 }]] as const;
const directs = [null, { hours: 8 }, null, { days: 3 }] as const;

export class Plot {
  private readonly talk: Talk;
  private readonly owners: Owners;
  private readonly focal = new Map<string, Player>();
  private readonly waiting: string[] = [];
  private calendar: { name: keyof Plot['events']; day: number }[] = [];
  /** What happened besides talk. */
  readonly told: string[] = [];

  constructor(private readonly people: People, private readonly players: Players, private readonly dice: Dice) {
    this.talk = new Talk(players);
    this.owners = new Owners(players);
  }

  async begin(): Promise<void> {
    const { people, players, dice } = this;
    for (const [place, [name, state]] of authorities.entries()) {
      await people.admit(name, state);
      this.focal.set(name, await players.enrol(`${names[place]} Focal`, name, players.all[0]!, 'focal-point'));
    }
    const rest = names.slice(authorities.length).map((name, place) => ({ name: `${name} Reader`, authority: authorities[place % authorities.length]![0] }));
    this.waiting.push(...rest.slice(-late).map(({ name }) => name));
    await Promise.all(authorities.map(async ([authority]) => {
      for (const { name } of rest.slice(0, -late).filter((each) => each.authority === authority)) await players.enrol(name, authority, this.focal.get(authority)!);
    }));
    await players.settle();
    for (const [place, [kind, past, retention]] of channels.entries()) {
      const by = this.focal.get(authorities[place % authorities.length]![0])!;
      const history = past === 'since' ? { since: people.clock.now().toISOString() as Instant } : past;
      await this.owners.found(by, dice.some(players.all.filter((each) => each !== by), place === 0 ? 11 : 5 + dice.below(3)), { history, retention }, kind);
    }
    for (const [n, retention] of directs.entries()) await this.owners.meet(dice.for(`direct ${n}`), retention);
    for (const name of Object.keys(this.events) as (keyof Plot['events'])[]) {
      for (let n = 0; n < this.often[name]; n += 1) this.calendar.push({ name, day: 1 + dice.below(days - 1) });
    }
    // Before anything is due.
    this.calendar.push({ name: 'hold', day: 1 }, { name: 'lift', day: 8 + dice.below(4) });
  }

  async day(day: number): Promise<void> {
    const dice = this.dice.for(`day ${day}`);
    for (let part = 0; part < 3; part += 1) {
      await this.people.pass(8 * hour);
      await this.chatter(dice.for(`talk ${part}`), 4);
      for (const [place, { name }] of this.calendar.filter((each) => each.day === day).entries()) {
        if (place % 3 !== part) continue;
        this.told.push(`day ${day + 1}: ${name}`);
        await this.events[name](dice.for(`${name} ${place}`));
      }
    }
    await this.players.sweep();
    // Whoever has been away for a while comes back, some later than others.
    for (const desk of this.players.desks) if ((desk.state === 'off' || desk.state === 'closed') && dice.chance(0.3)) await this.players.comeBack(desk);
  }

  async end(): Promise<void> {
    for (const desk of this.players.desks) if (desk.state === 'off' || desk.state === 'closed') await this.players.comeBack(desk);
  }

  /** Some talk at once, each at a desk of theirs, with a line or without. */
  private async chatter(dice: Dice, groups: number): Promise<void> {
    const spaces = dice.some(this.players.spaces, groups);
    const busy = new Set<Player>();
    const turns: Promise<void>[] = [];
    for (const [place, space] of spaces.entries()) {
      const inside = this.players.desks.filter((desk) => (desk.state === 'on' || desk.state === 'off') && desk.reached.has(space.id));
      for (const desk of dice.some(inside, 2)) {
        if (busy.has(desk.player)) continue;
        busy.add(desk.player);
        // An answer that is lost on its way back.
        if (dice.chance(0.15)) desk.line.dropAcknowledgements(1);
        turns.push(this.talk.turn(desk, space.id, dice.for(`${place} ${desk.id}`), 2 + dice.below(4)));
      }
    }
    await Promise.all(turns);
  }

  private readonly often = {
    add: 9, remove: 5, back: 4, further: 5, link: 4, recover: 1, keeping: 3, owner: 5, hold: 0, lift: 0, loseDesk: 2, endDesk: 3, forget: 1, offline: 10, kill: 7, crash: 2, newcomer: late, channel: 1, direct: 3, policy: 3, give: 3, renew: 1, leave: 1, anew: 1, everywhere: 1,
  } satisfies Record<keyof Plot['events'], number>;

  private readonly events = {
    add: (dice: Dice) => this.owners.bringNew(dice),
    back: (dice: Dice) => this.owners.bringBack(dice),
    remove: (dice: Dice) => this.owners.takeOut(dice),
    policy: (dice: Dice) => this.owners.changePast(dice),
    give: (dice: Dice) => this.owners.give(dice),
    keeping: (dice: Dice) => this.owners.changeKeeping(dice),
    owner: (dice: Dice) => this.owners.changeOwners(dice),
    hold: (dice: Dice) => this.owners.hold(dice, true),
    lift: (dice: Dice) => this.owners.hold(dice, false),
    further: async (dice: Dice) => {
      const player = dice.pick(this.movable.filter(({ desks }) => desks.filter(({ state }) => state !== 'over').length < 3));
      if (player !== undefined) await this.players.further(player);
    },
    /** One of their desks lets the new one in. */
    link: async (dice: Dice) => {
      const player = dice.pick(this.movable.filter(({ desks }) => desks.filter(({ state }) => state !== 'over').length < 3));
      const there = player === undefined ? undefined : dice.pick(this.players.on(player));
      if (player !== undefined && there !== undefined) await this.players.linked(player, there, dice.chance(0.5));
    },
    recover: async (dice: Dice) => {
      const player = dice.pick(this.movable);
      if (player !== undefined) await this.players.further(player, { recoveryCode: player.person.recoveryCode });
    },
    /** A device is gone, and its person signs in on another one and ends it. */
    loseDesk: async (dice: Dice) => {
      const player = dice.pick(this.movable.filter(({ desks }) => desks.every(({ state }) => state === 'on' || state === 'over')));
      const desk = player === undefined ? undefined : this.players.on(player).at(-1);
      if (player === undefined || desk === undefined) return;
      await this.players.lose(desk);
      const next = await this.players.further(player);
      await this.players.end(desk, next);
    },
    endDesk: async (dice: Dice) => {
      const player = dice.pick(this.movable.filter((each) => this.players.on(each).length > 1));
      if (player === undefined) return;
      const [one, other] = dice.some(this.players.on(player), 2);
      await this.players.end(other!, one!);
    },
    forget: async (dice: Dice) => {
      const player = dice.pick(this.movable.filter((each) => this.players.on(each).length > 1));
      const desk = player === undefined ? undefined : dice.pick(this.players.on(player));
      if (desk === undefined) return;
      await this.players.depart(desk);
      await desk.client.signOut({ everywhere: false, forget: true });
      desk.state = 'over';
    },
    offline: async (dice: Dice) => {
      const desk = dice.pick(this.movable.flatMap((player) => this.players.on(player)));
      if (desk !== undefined) await this.players.goOff(desk);
    },
    /** Its program ends in the middle of something, and is started again at once or days later. */
    kill: async (dice: Dice) => {
      const desk = dice.pick(this.movable.flatMap((player) => this.players.on(player)));
      const space = desk === undefined ? undefined : dice.pick([...desk.reached.keys()]);
      if (desk === undefined || space === undefined) return;
      await this.talk.turn(desk, space, dice, 3);
      await this.players.close(desk);
      if (dice.chance(0.5)) await this.players.comeBack(desk);
    },
    crash: async () => { await this.players.crash(); },
    newcomer: async () => {
      const name = this.waiting.pop();
      const authority = authorities[this.waiting.length % authorities.length]![0];
      if (name !== undefined) await this.players.enrol(name, authority, this.focal.get(authority)!);
    },
    channel: async (dice: Dice) => {
      const by = this.focal.get(dice.pick(authorities)![0])!;
      await this.owners.found(by, dice.some(this.players.present.filter((each) => each !== by), 4), { history: dice.pick(['none', 'all'] as const)!, retention: dice.pick(spans)! });
    },
    direct: (dice: Dice) => this.owners.meet(dice, dice.pick(spans)!),
    renew: async (dice: Dice) => {
      const player = dice.pick(this.common);
      if (player === undefined) return;
      const focal = this.players.on(this.focal.get(player.authority)!)[0]!;
      await focal.client.endAccess(player.person.id, { at: new Date(this.people.clock.now().getTime() + 2 * hour).toISOString() as Instant, reason: 'other' });
      for (const desk of this.players.on(player)) await desk.settle();
      await this.people.pass(2 * hour + 60_000);
      const on = this.players.on(player);
      await this.players.part(player);
      await focal.client.renewAccess(player.person.id, null);
      for (const desk of on) await this.players.signIn(desk);
    },
    leave: async (dice: Dice) => {
      const player = dice.pick(this.common);
      if (player === undefined) return;
      await this.players.on(this.focal.get(player.authority)!)[0]!.client.endAccess(player.person.id, { at: null, reason: 'left' });
      await this.players.part(player);
    },
    /** Somebody loses everything, and comes back as somebody new to all the spaces. */
    anew: async (dice: Dice) => {
      const player = dice.pick(this.common);
      if (player === undefined) return;
      for (const desk of player.desks) if (desk.state === 'on' || desk.state === 'off') await this.players.lose(desk);
      const next = await this.players.enrolAnew(player, this.focal.get(player.authority)!);
      await this.owners.bringAnew(dice, next);
    },
    /** Signed out everywhere, and in again. */
    everywhere: async (dice: Dice) => {
      const player = dice.pick(this.common.filter((each) => this.players.on(each).length > 1));
      if (player !== undefined) await this.players.signOutEverywhere(player);
    },
  };

  /** Officers and focal points keep their first desks: they are needed. */
  private get movable(): Player[] { return this.players.present.filter((player) => !this.needed.has(player)); }
  private get needed(): ReadonlySet<Player> { return new Set([...this.players.all.slice(0, 2), ...this.focal.values()]); }
  /** Whom the network can spare: none of the needed ones, and at their desks. */
  private get common(): Player[] { return this.movable.filter(({ desks }) => desks.every(({ state }) => state === 'on' || state === 'over')); }
}
