/**
 * The epochs of a space as this device saw them begin: where in the log, when, who sat there and by which policy. Retention
 * counts from their newest item, and whoever gives somebody the past says from here where it begins.
 * Trust: `at` is the service's word. `newest` is the middle one of three dates, the service's, the sender's and this device's: none of
 * the three alone, nor a clock of this device that is wrong, brings it forward or puts it off. Where the sender's cannot be read it is the
 * service's, which can then put off alone, as it can by a clock that is behind.
 */
import type { Instant, SpaceId } from '@comity/contracts';
import type { SpacePolicy } from '@comity/e2ee';
import type { Batch } from '../store/batch.js';
import { decodeJson, encodeJson } from '../store/json.js';
import { fromUtf8 } from '@comity/e2ee';
import type { SealedStore } from '../store/sealed.js';
import { keys, type Seat } from './record.js';

export interface EpochMark {
  epoch: number;
  /** The entry that began it; 0 for the first epoch of a space. */
  seq: number;
  at: Instant;
  /** Of the newest item in it: the middle one of what the service says, what its sender says, and when this device received it; the first where the second cannot be read. Null: there is none. */
  newest: Instant | null;
  /** This device held the state of the group in it, and so knows for itself who sat there. */
  held?: true;
}
/** Who sat where in an epoch, and its policy; null where this device cannot know. */
export interface Scene { seats: (Seat | null)[] | null; policy: SpacePolicy | null }

export class EpochMarks {
  private readonly known = new Map<number, EpochMark>();
  private readonly dirty = new Set<number>();
  private readonly scenes = new Map<number, string>();
  /** The scene of the epoch begun last: most epochs change nothing about it, and keep none of their own. */
  private last: { epoch: number; text: string; held: boolean } | undefined;

  constructor(private readonly store: SealedStore, private readonly space: SpaceId) {}

  async load(): Promise<void> {
    for (const [, value] of await this.store.list(keys.marks(this.space))) {
      const mark = decodeJson<EpochMark>(value);
      this.known.set(mark.epoch, mark);
    }
  }

  get(epoch: number): EpochMark | undefined { return this.known.get(epoch); }

  /** The epochs at entries, which are in order. */
  atEach(seqs: readonly number[]): number[] {
    const begun = this.from(0);
    let next = 0;
    return seqs.map((seq) => {
      while (next < begun.length && begun[next]!.seq <= seq) next += 1;
      return begun[next - 1]?.epoch ?? 0;
    });
  }

  /** The earliest epoch known that is not before `epoch`, which began no later. */
  notBefore(epoch: number): EpochMark | undefined {
    let found: EpochMark | undefined;
    for (const mark of this.known.values()) if (mark.epoch >= epoch && (found === undefined || mark.epoch < found.epoch)) found = mark;
    return found;
  }

  /** The epochs known from one on, in order. */
  from(first: number): EpochMark[] { return [...this.known.values()].filter(({ epoch }) => epoch >= first).sort((a, b) => a.epoch - b.epoch); }

  /** The date of the newest item of all epochs before one. */
  newestBefore(epoch: number): Instant | null {
    let latest: Instant | null = null;
    for (const mark of this.known.values()) if (mark.epoch < epoch && mark.newest !== null && (latest === null || mark.newest > latest)) latest = mark.newest;
    return latest;
  }

  /** An epoch began; `held`: by the state of the group. What is known of it already stays. */
  begin(epoch: number, seq: number, at: Instant, scene: Scene, held: boolean): void {
    const known = this.known.get(epoch);
    if (known?.held === true && !held) {
      // The log's public part, read again, is the service's word: whatever it says, and wherever, what this device saw stays.
      this.last = undefined;
      return;
    }
    const same = known?.seq === seq ? known : undefined;
    if (same === undefined || (held && same.held !== true)) {
      this.known.set(epoch, { ...(same ?? { epoch, seq, at, newest: known?.newest ?? null }), ...(held && { held }) });
      this.dirty.add(epoch);
    }
    const { last } = this;
    const text = JSON.stringify(scene);
    this.last = { epoch, text, held };
    if (last?.epoch !== epoch - 1 || last.text !== text || last.held !== held) this.scenes.set(epoch, text);
  }

  /** An item of an epoch was taken in; `sentAt` is its sender's date. Where that cannot be read, of two dates neither outweighs the other: the earlier could destroy what is not due. */
  say(epoch: number, at: Instant, sentAt: Instant | undefined, now: Instant): void {
    const mark = this.known.get(epoch);
    const newest = sentAt === undefined ? at : middle(at, sentAt, now);
    if (mark === undefined || (mark.newest !== null && mark.newest >= newest)) return;
    this.known.set(epoch, { ...mark, newest });
    this.dirty.add(epoch);
  }

  /** Nothing that was taken in is younger than an instant: a date beyond it is one of a clock that was wrong. */
  cap(latest: Instant): void {
    for (const mark of this.known.values()) {
      if (mark.newest === null || mark.newest <= latest) continue;
      this.known.set(mark.epoch, { ...mark, newest: latest });
      this.dirty.add(mark.epoch);
    }
  }

  /** Who sat where in an epoch, and its policy. */
  async scene(epoch: number): Promise<Scene> {
    const unwritten = [...this.scenes.keys()].filter((each) => each <= epoch).sort((a, b) => b - a)[0];
    const [stored] = await this.store.list(keys.scenes(this.space), { after: keys.scene(this.space, epoch + 1), reverse: true, limit: 1 });
    const at = stored === undefined ? undefined : Number(stored[0].slice(keys.scenes(this.space).length));
    const text = unwritten !== undefined && (at === undefined || unwritten >= at) ? this.scenes.get(unwritten) : stored === undefined ? undefined : fromUtf8(stored[1]);
    return text === undefined ? { seats: null, policy: null } : JSON.parse(text) as Scene;
  }

  flush(batch: Batch): void {
    for (const epoch of this.dirty) batch.put(keys.mark(this.space, epoch), encodeJson(this.known.get(epoch)));
    for (const [epoch, text] of this.scenes) batch.putJson(keys.scene(this.space, epoch), JSON.parse(text));
    this.dirty.clear();
    this.scenes.clear();
  }
}

const middle = (...dates: [Instant, Instant, Instant]): Instant => dates.sort()[1] as Instant;
