/**
 * Giving a colleague's new device the keys that it asks for: of epochs in which its person sat inside, which this device knows because it
 * was there itself. One device gives at once; the others wait their turn, and give what the log does not show as given by then.
 * Trust: anybody inside may ask for anything. Nothing is given on the word of whoever asks, of the service, or of who gave the past.
 */
import { encodeKeys, leaves, sealKeys, type Group, type KeysAsked, type KeysGiven } from '@comity/e2ee';
import type { PractitionerId } from '@comity/contracts';
import { instant } from '../clock.js';
import type { Surroundings } from '../surroundings.js';
import type { Opened } from './entries.js';
import { postKeys } from './errand.js';
import type { Ground } from './ground.js';
import type { Ask } from './record.js';
import { devices } from './seats.js';

/** Milliseconds that each device leaves to those whose turn comes before. */
const turn = 3_000;

export class Answering {
  /** When it is this device's turn, by the item that asks: counted from when it was first at the end of the log with that. */
  private readonly due = new Map<Ask['id'], number>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | undefined;

  constructor(private readonly space: Ground, private readonly env: Surroundings) {}

  /** A device asks. What it asked for before stands, but for what it names anew. Runs within the space's turn. */
  async asked({ epochs, not }: KeysAsked, { id, device, by }: Pick<Opened, 'id' | 'device' | 'by'>): Promise<void> {
    const { record } = this.space;
    const self = this.env.secrets.practitioner;
    record.asks = record.asks
      .map((ask) => (ask.device !== device ? ask : { ...ask, epochs: ask.epochs.filter((epoch) => !epochs.includes(epoch)) }))
      .filter((ask) => ask.epochs.length > 0);
    // Own devices have the vault.
    const givable = by === self || not.includes(self) ? [] : await this.givable(by, epochs);
    if (givable.length > 0) record.asks.push({ id, device, person: by, epochs: givable, not });
  }

  /** Whether keys may be given to a device, as far as this one was there: to one inside, of epochs in which its person was. */
  async allows({ to, epochs }: KeysGiven): Promise<boolean> {
    const { space, env } = this;
    const person = env.directory.chain.devices.get(to)?.practitioner;
    if (person === undefined || space.isInside(to) === false) return false;
    for (const epoch of epochs) if (this.wasThere(epoch) && !(await this.sat(person, epoch))) return false;
    return true;
  }

  /** Somebody gave: nobody else has to, unless the device takes nothing from them. Runs within the space's turn. */
  given({ to, epochs }: KeysGiven, by: PractitionerId): void {
    const { record } = this.space;
    record.asks = record.asks
      .map((ask) => (ask.device !== to || ask.not.includes(by) ? ask : { ...ask, epochs: ask.epochs.filter((epoch) => !epochs.includes(epoch)) }))
      .filter((ask) => ask.epochs.length > 0);
  }

  /** The log is at its end: what is asked for there is given when it is this device's turn. */
  async consider(): Promise<void> {
    if (this.running !== undefined) return;
    this.stop();
    const { record: { asks, halted }, group } = this.space;
    for (const id of this.due.keys()) if (!asks.some((ask) => ask.id === id)) this.due.delete(id);
    if (asks.length === 0 || group === null || halted !== null) return;
    const now = performance.now();
    for (const ask of asks) if (!this.due.has(ask.id)) this.due.set(ask.id, now + turn * (await this.placeInLine(ask, group)));
    this.stop();
    this.timer = setTimeout(() => { void this.give(false); }, Math.max(0, Math.min(...this.due.values()) - now));
  }

  /** Gives what is asked for without waiting for a turn. */
  async flush(): Promise<void> {
    if (this.running !== undefined) await this.running;
    if (this.timer !== undefined) await this.give(true);
  }

  get pending(): boolean { return this.timer !== undefined || this.running !== undefined; }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private give(all: boolean): Promise<void> {
    this.stop();
    this.running ??= this.giveEach(all).catch(() => false).then((went) => {
      this.running = undefined;
      // What did not go is tried again when the log is next at its end.
      return went ? this.consider() : undefined;
    });
    return this.running;
  }

  private async giveEach(all: boolean): Promise<boolean> {
    for (const ask of this.space.record.asks) {
      if ((all || (this.due.get(ask.id) ?? Infinity) <= performance.now()) && !(await this.answer(ask))) return false;
    }
    return true;
  }

  /** Whether an ask is done with. */
  private async answer({ id, device, person }: Ask): Promise<boolean> {
    const { space, env } = this;
    let nothingLeft = false;
    const posted = await postKeys(space, env, async (group) => {
      // By now somebody else may have given some, a policy may have let others go, and the device may be gone.
      const epochs = await this.givable(person, space.record.asks.find((ask) => ask.id === id)?.epochs ?? []);
      const keys = epochs.flatMap((epoch) => space.epochKeys.get(epoch) ?? []);
      const sealed = epochs.length === 0 ? undefined : await sealKeys(group, { giver: env.device, to: device, ask: id, epochs }, keys);
      const content = sealed === undefined ? undefined : encodeKeys({ v: 1, type: 'give', to: device, ask: id, epochs, sealed, sentAt: instant(env.now()) });
      nothingLeft = content?.ok !== true;
      return content?.ok === true ? content.bytes : undefined;
    });
    if (!posted && !nothingLeft) return false;
    await space.turn(async () => {
      space.record.asks = space.record.asks.filter((ask) => ask.id !== id);
      await space.save();
    });
    return true;
  }

  /** Of these epochs, those whose keys this device holds, may give, and knows for itself that the person was inside in. */
  private async givable(person: PractitionerId, epochs: readonly number[]): Promise<number[]> {
    const { epochKeys, retention } = this.space;
    const givable: number[] = [];
    for (const epoch of epochs) {
      if (epoch >= retention.firstLeft && epochKeys.get(epoch) !== undefined && this.wasThere(epoch) && (await this.sat(person, epoch))) givable.push(epoch);
    }
    return givable;
  }

  private wasThere(epoch: number): boolean { return this.space.marks.get(epoch)?.held === true; }

  private async sat(person: PractitionerId, epoch: number): Promise<boolean> {
    const { seats } = await this.space.marks.scene(epoch);
    return seats?.some((seat) => seat?.practitioner === person) === true;
  }

  /** How many devices' turns come before this one's: of those that were there in the newest epoch asked for, in a circle that begins where the item's id falls. */
  private async placeInLine({ id, person, epochs }: Ask, group: Group): Promise<number> {
    const there = devices((await this.space.marks.scene(epochs.at(-1)!)).seats ?? []);
    const line = leaves(group).filter((leaf) => leaf.practitioner !== person && there.has(leaf.device)).map(({ device }): string => device).sort();
    const first = line.findIndex((device) => device > id);
    return (line.indexOf(this.env.device) - Math.max(0, first) + line.length) % line.length;
  }
}
