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
    const timer = setTimeout(() => {
      void this.ask().catch(() => false).then((went) => {
        if (this.waiting?.over !== promise) return;
        over();
        // What did not go is asked for when the log is next at its end; what one item had no room for, by the next.
        if (went) this.consider();
      });
    }, patience);
    this.waiting = { over: promise, stop: () => { clearTimeout(timer); over(); } };
  }

  get pending(): boolean { return this.waiting !== undefined; }

  /** Resolves when what is lacking was asked for, or has come. */
  async ended(): Promise<void> { await this.waiting?.over; }

  stop(): void { this.waiting?.stop(); }

  /**
   * Judges keys that were given to this device, by the items they are to open. Answers those that are true, and whether any was false. Of
   * epochs whose key is not taken the giver is not asked again. Runs within the space's turn.
   */
  async judge(content: KeysGiven, giver: Pick<Opened, 'device' | 'by'>): Promise<{ keys: EpochKey[]; refused: boolean }> {
    const { group, epochKeys } = this.space;
    const opened = group === null ? undefined : await openKeys(group, { giver: giver.device, to: content.to, ask: content.ask, epochs: content.epochs }, content.sealed);
    const keys: EpochKey[] = [];
    let refused = opened === undefined;
    const locks = await this.locks(new Set(content.epochs));
    if (opened === undefined) this.doubt([...locks.keys()], giver.by);
    for (const [i, key] of (opened ?? []).entries()) {
      const given = { epoch: content.epochs[i]!, ...key };
      const closed = locks.get(given.epoch);
      // What is known already must be the same; what opens nothing here is of no use.
      if (epochKeys.contradicts(given)) refused = true;
      if (closed === undefined || epochKeys.get(given.epoch) !== undefined) continue;
      const verdict = weigh(given, closed, { giver: giver.by, to: this.env.secrets.practitioner });
      if (verdict === 'fits') keys.push(given);
      else this.doubt([given.epoch], giver.by);
      if (verdict === 'false') refused = true;
    }
    return { keys, refused };
  }

  /** Somebody's keys of these epochs were not believed: they are to be asked of others. */
  private doubt(epochs: readonly number[], giver: PractitionerId): void {
    const { record } = this.space;
    for (const epoch of epochs.filter((each) => !this.doubted(each).includes(giver))) {
      const { epochs: asked, doubts } = record.asked ?? { epochs: [], doubts: {} };
      record.asked = { epochs: asked.filter((each) => each !== epoch), doubts: { ...doubts, [epoch]: [...this.doubted(epoch), giver].sort() } };
    }
  }

  /** Whose keys of an epoch were not believed. */
  private doubted(epoch: number): PractitionerId[] { return this.space.record.asked?.doubts[epoch] ?? []; }

  private async ask(): Promise<boolean> {
    const { space, env } = this;
    let [epochs, not]: [number[], PractitionerId[]] = [[], []];
    const posted = await postKeys(space, env, async () => {
      epochs = this.wanted();
      not = this.doubted(epochs.at(-1) ?? 0);
      const content = epochs.length === 0 ? undefined : encodeKeys({ v: 1, type: 'ask', epochs, not, sentAt: instant(env.now()) });
      return content?.ok === true ? content.bytes : undefined;
    });
    if (!posted) return false;
    await space.turn(async () => {
      const { record } = space;
      const { epochs: asked, doubts } = record.asked ?? { epochs: [], doubts: {} };
      // Of some a false gift may have come meanwhile, which was not asked about yet.
      record.asked = { epochs: [...new Set([...asked, ...epochs.filter((epoch) => same(this.doubted(epoch), not))])], doubts };
      await space.save();
    });
    return true;
  }

  /** The newest epochs that lack their keys and were not asked for: those that are asked of the same people go into one item. */
  private wanted(): number[] {
    const { record, epochKeys, marks, retention } = this.space;
    if (record.unopened.length === 0) return [];
    const { firstLeft } = retention;
    const asked = new Set(record.asked?.epochs);
    const lacking = [...new Set(marks.atEach(record.unopened))].filter((epoch) => epoch >= firstLeft && epochKeys.get(epoch) === undefined && !asked.has(epoch));
    const not = this.doubted(lacking.at(-1) ?? 0);
    return lacking.filter((epoch) => same(this.doubted(epoch), not)).slice(-limits.epochsPerItem);
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
 * What the closed items of an epoch say of a key that was given. Each of those who wrote in it may have sealed under any other key, to have
 * the right one refused or a wrong one taken. So what the person it is given to wrote decides; else most people do, and of two halves the
 * one in which somebody other than the giver stands. `false`: nobody but the giver stands for it, and they are outnumbered.
 */
export function weigh({ key, tag }: EpochKey, locks: readonly Lock[], { giver, to }: { giver: PractitionerId; to: PractitionerId }): 'fits' | 'unproven' | 'false' {
  const people = new Map<PractitionerId, boolean>();
  for (const { by, id, tag: stated, commitment } of locks) people.set(by, people.get(by) === true || (equal(fromBase64Url(stated), tag) && isCommittedTo(id, fromBase64Url(commitment), key)));
  const own = people.get(to);
  if (own !== undefined) return own ? 'fits' : 'false';
  const opened = [...people].filter(([, opens]) => opens).map(([by]) => by);
  const closed = people.size - opened.length;
  const vouched = opened.some((by) => by !== giver);
  if (opened.length > closed || (opened.length === closed && vouched)) return 'fits';
  return vouched || opened.length === closed ? 'unproven' : 'false';
}

const same = (a: readonly PractitionerId[], b: readonly PractitionerId[]): boolean => a.join() === b.join();
