/**
 * The epochs of a space as this device saw them begin: where in the log, when, who sat there and by which policy. Retention
 * counts from here when an epoch was over, and whoever gives somebody the past says from here where it begins.
 * Trust: `at` is the service's word. `said` is what members' devices signed, which the service cannot date back.
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
  /** The first and the latest of what was said in it, as its senders dated it, none later than this device received it. */
  first: Instant | null;
  said: Instant | null;
}
/** Who sat where in an epoch, and its policy; null where this device cannot know. */
export interface Scene { seats: (Seat | null)[] | null; policy: SpacePolicy | null }

export class EpochMarks {
  private readonly known = new Map<number, EpochMark>();
  private readonly dirty = new Set<number>();
  private readonly scenes = new Map<number, string>();
  /** The scene of the epoch begun last: most epochs change nothing about it, and keep none of their own. */
  private last: { epoch: number; text: string } | undefined;

  constructor(private readonly store: SealedStore, private readonly space: SpaceId) {}

  async load(): Promise<void> {
    for (const [, value] of await this.store.list(keys.marks(this.space))) {
      const mark = decodeJson<EpochMark>(value);
      this.known.set(mark.epoch, mark);
    }
  }

  get(epoch: number): EpochMark | undefined { return this.known.get(epoch); }

  /** The earliest epoch known that is not before `epoch`, which began no later. */
  notBefore(epoch: number): EpochMark | undefined {
    let found: EpochMark | undefined;
    for (const mark of this.known.values()) if (mark.epoch >= epoch && (found === undefined || mark.epoch < found.epoch)) found = mark;
    return found;
  }

  /** When an epoch was over: the later of what the log says and of what was said last in it. Undefined while it lasts. */
  over(epoch: number): Instant | undefined {
    const next = this.known.get(epoch + 1);
    const said = this.known.get(epoch)?.said ?? null;
    return next === undefined ? undefined : said !== null && said > next.at ? said : next.at;
  }

  /** An epoch began. What is known of it already stays. */
  begin(epoch: number, seq: number, at: Instant, scene: Scene): void {
    const mark = this.known.get(epoch);
    if (mark === undefined || mark.seq !== seq) {
      this.known.set(epoch, { epoch, seq, at, first: mark?.first ?? null, said: mark?.said ?? null });
      this.dirty.add(epoch);
    }
    const text = JSON.stringify(scene);
    if (this.last?.epoch !== epoch - 1 || this.last.text !== text) this.scenes.set(epoch, text);
    this.last = { epoch, text };
  }

  /** Something was said in an epoch. */
  say(epoch: number, sentAt: Instant, now: Instant): void {
    const mark = this.known.get(epoch);
    if (mark === undefined) return;
    const at = sentAt < now ? sentAt : now;
    const [first, said] = [mark.first === null || at < mark.first ? at : mark.first, mark.said === null || at > mark.said ? at : mark.said];
    if (first === mark.first && said === mark.said) return;
    this.known.set(epoch, { ...mark, first, said });
    this.dirty.add(epoch);
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
