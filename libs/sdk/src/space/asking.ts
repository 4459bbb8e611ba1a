/**
 * Keys of epochs in which this person was inside and no device of theirs is left to bring them: asked of the others inside, by an item
 * that lists the epochs, after the vault had its time.
 * Trust: whoever gives may lie. A key is taken only if it is the one that the closed items of its epoch were sealed under, as they say
 * themselves: each was signed by its sender and stands in the transcript. What it opens is then read anew like anything else.
 */
import { encodeKeys, equal, fromBase64Url, isCommittedTo, openKeys, type KeysGiven } from '@comity/e2ee';
import { limits, type PractitionerId } from '@comity/contracts';
import { instant } from '../clock.js';
import type { Surroundings } from '../surroundings.js';
import type { Lock, Opened } from './entries.js';
import type { EpochKey } from './epoch-keys.js';
import { postKeys } from './errand.js';
import type { Ground } from './ground.js';

/** Milliseconds that this person's other devices have to bring what is lacking: longer than they wait before they write to the vault. */
const patience = 5_000;

export class Asking {
  private waiting: { over: Promise<void>; stop: () => void } | undefined;

  constructor(private readonly space: Ground, private readonly env: Surroundings) {}

  /** The log is at its end: what is lacking there is asked for after a while, once. */
  consider(): void {
    const { record: { left, halted } } = this.space;
    if (this.waiting !== undefined || left || halted !== null || this.wanted().length === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const over = (): void => {
      this.waiting = undefined;
      resolve();
    };
    // What did not go is asked for when the log is next at its end.
    const timer = setTimeout(() => { void this.ask().catch(() => undefined).then(over); }, patience);
    this.waiting = { over: promise, stop: () => { clearTimeout(timer); over(); } };
  }

  get pending(): boolean { return this.waiting !== undefined; }

  /** Resolves when what is lacking was asked for, or has come. */
  async ended(): Promise<void> { await this.waiting?.over; }

  stop(): void { this.waiting?.stop(); }

  /**
   * Judges keys that were given to this device, by the items they are to open. Answers those that are true, and whether any was false: then
   * the giver is not asked again. Runs within the space's turn.
   */
  async judge(content: KeysGiven, giver: Pick<Opened, 'device' | 'by'>): Promise<{ keys: EpochKey[]; refused: boolean }> {
    const { record, group, epochKeys } = this.space;
    const opened = group === null ? undefined : await openKeys(group, { giver: giver.device, to: content.to, ask: content.ask, epochs: content.epochs }, content.sealed);
    const keys: EpochKey[] = [];
    let refused = opened === undefined;
    const locks = await this.locks(new Set(content.epochs));
    for (const [i, key] of (opened ?? []).entries()) {
      const given = { epoch: content.epochs[i]!, ...key };
      const closed = locks.get(given.epoch);
      // What is known already must be the same; what opens nothing here is of no use.
      if (epochKeys.contradicts(given) || (closed !== undefined && !fits(given, closed))) refused = true;
      else if (closed !== undefined && epochKeys.get(given.epoch) === undefined) keys.push(given);
    }
    const { epochs = [], not = [] } = record.asked ?? {};
    if (refused && !not.includes(giver.by)) record.asked = { epochs, not: [...not, giver.by], again: true };
    return { keys, refused };
  }

  private async ask(): Promise<void> {
    const { space, env } = this;
    const not = space.record.asked?.not ?? [];
    let epochs: number[] = [];
    const posted = await postKeys(space, env, async () => {
      epochs = this.wanted();
      const content = epochs.length === 0 ? undefined : encodeKeys({ v: 1, type: 'ask', epochs, not, sentAt: instant(env.now()) });
      return content?.ok === true ? content.bytes : undefined;
    });
    if (!posted) return;
    await space.turn(async () => {
      const { record } = space;
      // A false gift may have come meanwhile, which was not asked about yet.
      const again = record.asked !== null && record.asked.not.length > not.length;
      record.asked = { epochs: [...new Set([...(record.asked?.epochs ?? []), ...epochs])], not: record.asked?.not ?? not, again };
      await space.save();
    });
  }

  /** The newest epochs that lack their keys and were not asked for. */
  private wanted(): number[] {
    const { record, epochKeys, marks, retention } = this.space;
    if (record.unopened.length === 0) return [];
    const { firstLeft } = retention;
    const lacking = [...new Set(marks.atEach(record.unopened))].filter((epoch) => epoch >= firstLeft && epochKeys.get(epoch) === undefined);
    const asked = new Set(record.asked?.again === true ? [] : record.asked?.epochs);
    return lacking.filter((epoch) => !asked.has(epoch)).slice(-limits.epochsPerItem);
  }

  /** What the closed items of some epochs say of their keys. */
  private async locks(epochs: ReadonlySet<number>): Promise<Map<number, Lock[]>> {
    const { record: { unopened }, history, marks } = this.space;
    const locks = new Map<number, Lock[]>();
    for (const [i, epoch] of marks.atEach(unopened).entries()) {
      if (!epochs.has(epoch)) continue;
      const [entry] = await history.read(await history.indexOf(unopened[i]!), 1);
      if (entry?.type === 'unopened' && entry.lock !== undefined) locks.set(epoch, [...(locks.get(epoch) ?? []), entry.lock]);
    }
    return locks;
  }
}

/**
 * Whether a key opens what most people who wrote in its epoch wrote: one of them may have sealed under any other key, to have the right
 * one refused or a wrong one taken.
 */
export function fits({ key, tag }: EpochKey, locks: readonly Lock[]): boolean {
  const people = new Map<PractitionerId, boolean>();
  for (const { by, id, tag: stated, commitment } of locks) people.set(by, people.get(by) === true || (equal(fromBase64Url(stated), tag) && isCommittedTo(id, fromBase64Url(commitment), key)));
  const opened = [...people.values()].filter((each) => each).length;
  return opened > people.size - opened;
}
