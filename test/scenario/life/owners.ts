/**
 * What owners do in their spaces: found them, bring in and take out, give the past, make others owners, and change the
 * rules about what newcomers read and how long what is said is kept.
 */
import type { SpaceHistory } from '@comity/contracts';
import type { Dice } from './dice.js';
import type { Desk, Founded, Player, Players } from './players.js';
import type { Policy } from './log.js';

interface Owned { desk: Desk; space: Founded; members: Player[] }
const pasts = ['none', 'since', 'all'] as const;
const pastOf = (history: SpaceHistory): (typeof pasts)[number] => (typeof history === 'string' ? history : 'since');
export const spans = [null, { days: 1 }, { days: 2 }, { days: 4 }] as const;

export class Owners {
  private readonly everIn = new Set<string>();
  private readonly returned = new Set<string>();
  private added = 0;

  constructor(private readonly players: Players) {}

  async found(by: Player, members: readonly Player[], rules: Omit<Policy, 'hold'>, kind: 'channel' | 'case-file' = 'channel'): Promise<void> {
    const desk = this.players.on(by)[0]!;
    const people = members.map(({ person }) => person.id);
    await this.players.create(desk, { kind, ...rules }, () => desk.client.createChannel({ kind, title: `Channel ${this.players.spaces.length + 1}`, purpose: null, members: people, ...rules }));
    const { id } = this.players.spaces.at(-1)!;
    for (const player of [by, ...members]) this.everIn.add(`${player.person.id} ${id}`);
  }

  async meet(dice: Dice, retention: Policy['retention']): Promise<void> {
    const [one, other] = dice.some(this.players.present, 2);
    const desk = this.players.on(one!)[0]!;
    if ((await desk.client.spaces()).some((space) => space.kind === 'direct' && space.other === other!.person.id)) return;
    await this.players.create(desk, { kind: 'direct', history: 'none', retention }, () => desk.client.openDirect(other!.person.id, retention));
  }

  /** Somebody new to a space, under each policy about the past in turn. */
  async bringNew(dice: Dice): Promise<void> {
    const past = pasts[(this.added += 1) % pasts.length]!;
    const owned = await this.some(dice, async (space, desk) => past === (await this.pastIn(space, desk)) && this.gives(space, desk));
    if (owned !== undefined) await this.bring(dice, owned, (player, space) => !this.everIn.has(`${player.person.id} ${space.id}`));
  }

  async bringBack(dice: Dice): Promise<void> {
    const owned = await this.some(dice, (space, desk) => this.gives(space, desk));
    if (owned !== undefined) await this.bring(dice, owned, (player, space) => this.everIn.has(`${player.person.id} ${space.id}`));
  }

  /** Somebody who lost everything comes back as somebody new, to all the spaces. */
  async bringAnew(dice: Dice, next: Player): Promise<void> {
    for (const space of this.players.spaces) {
      const desk = await this.ownerOf(space, dice);
      if (desk === undefined || !(await this.gives(space, desk))) continue;
      if ((await desk.client.space(space.id)).successors.includes(next.person.id)) await this.add(desk, space, next);
    }
  }

  async takeOut(dice: Dice): Promise<void> {
    const owned = await this.some(dice);
    if (owned === undefined) return;
    const { desk, space, members } = owned;
    // A desk that is away has to know of the space, and of no more than one stay that it missed the end of.
    const away = ({ desks }: Player) => desks.filter(({ state }) => state === 'off' || state === 'closed');
    const all = members.filter((player) => player !== desk.player && player.person.id !== space.seat.practitioner && away(player).every(({ reached }) => reached.has(space.id) && !this.returned.has(`${player.person.id} ${space.id}`)));
    const player = dice.pick(all);
    if (player === undefined || members.length < 4) return;
    this.players.farewells.push({ person: player.person.id, space: space.id });
    space.owners = space.owners.filter((owner) => owner !== player);
    await desk.client.removeMember(space.id, player.person.id);
  }

  async give(dice: Dice): Promise<void> {
    const owned = await this.some(dice, (space, desk) => this.gives(space, desk));
    const player = owned === undefined ? undefined : dice.pick(owned.members.filter((each) => each !== owned.desk.player));
    if (owned === undefined || player === undefined) return;
    const { desk, space } = owned;
    const people = [player.person.id];
    await desk.diary.write(space.id, { type: 'bringing', people }, () => desk.client.giveHistory(space.id, people));
  }

  async changePast(dice: Dice): Promise<void> {
    const owned = await this.some(dice);
    if (owned === undefined) return;
    const { desk, space } = owned;
    const since = desk.device.platform.now().toISOString() as Extract<SpaceHistory, object>['since'];
    await desk.client.setPolicy(space.id, { history: dice.pick(['none', 'all', { since }] as const)! });
  }

  /** Shorter, longer, or for ever. Case files have their hold. */
  async changeKeeping(dice: Dice): Promise<void> {
    const owned = await this.some(dice, ({ kind }) => kind === 'channel');
    if (owned !== undefined) await owned.desk.client.setPolicy(owned.space.id, { retention: dice.pick(spans)! });
  }

  async hold(dice: Dice, hold: boolean): Promise<void> {
    const owned = await this.some(dice, ({ kind }) => kind === 'case-file');
    await owned?.desk.client.setPolicy(owned.space.id, { hold });
  }

  /** Somebody becomes an owner, or an owner a member like the others: also one by their own will. */
  async changeOwners(dice: Dice): Promise<void> {
    const owned = await this.some(dice);
    if (owned === undefined) return;
    const { desk, space, members } = owned;
    const ends = space.owners.length > 1 && dice.chance(0.4);
    const player = dice.pick(ends ? space.owners : members.filter((each) => !space.owners.includes(each) && this.players.on(each).length > 0));
    if (player === undefined) return;
    await desk.client.setOwner(space.id, player.person.id, !ends);
    space.owners = ends ? space.owners.filter((each) => each !== player) : [...space.owners, player];
  }

  /** An owner at their first desk, if there is one. */
  private async ownerOf(space: Founded, dice: Dice): Promise<Desk | undefined> {
    const owner = space.kind === 'direct' ? undefined : dice.pick(space.owners.filter((each) => this.players.on(each).length > 0));
    const desk = owner === undefined ? undefined : this.players.on(owner)[0];
    await desk?.settle();
    // Whoever lost their access, and had it renewed, is an owner who is outside.
    return (await desk?.client.spaces())?.some(({ id, left, canManage }) => id === space.id && !left && canManage) === true ? desk : undefined;
  }

  private async pastIn({ id }: Founded, { client }: Desk): Promise<(typeof pasts)[number]> { return pastOf((await client.space(id)).policy.history); }

  /** Whether somebody has all that the policy gives newcomers: who came later gives as far as they know, which is up to the machine. */
  private async gives(space: Founded, desk: Desk): Promise<boolean> { return desk.diary.by === space.seat.practitioner || (await this.pastIn(space, desk)) === 'none'; }

  /** A channel or case file, and one of its owners at a desk. */
  private async some(dice: Dice, wanted: (space: Founded, desk: Desk) => boolean | Promise<boolean> = () => true): Promise<Owned | undefined> {
    for (const space of dice.some(this.players.spaces, this.players.spaces.length)) {
      const desk = await this.ownerOf(space, dice);
      if (desk === undefined || !(await wanted(space, desk))) continue;
      const { members } = await desk.client.space(space.id);
      return { desk, space, members: this.players.all.filter(({ person }) => members.includes(person.id)) };
    }
    return undefined;
  }

  private async bring(dice: Dice, { desk, space, members }: Owned, wanted: (player: Player, space: Founded) => boolean): Promise<void> {
    const player = dice.pick(this.players.present.filter((each) => !members.includes(each) && wanted(each, space)));
    if (player !== undefined) await this.add(desk, space, player);
  }

  private async add(desk: Desk, space: Founded, player: Player): Promise<void> {
    const people = [player.person.id];
    await desk.diary.write(space.id, { type: 'bringing', people }, () => desk.client.addMembers(space.id, people));
    const key = `${player.person.id} ${space.id}`;
    if (this.everIn.has(key)) this.returned.add(key);
    this.everIn.add(key);
  }
}
