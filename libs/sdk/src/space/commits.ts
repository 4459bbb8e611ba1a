/**
 * This device's own commits: made on the current epoch, kept before they are posted, rebased when somebody else's came
 * first, and applied only when the log brings them.
 */
import { commitChanges, decodeGroup, encodeGroup, epochOf, equal, fromBase64Url, judgeCommit, MlsRefusal, toBase64Url, wipeGroup, type Group, type SpacePolicy } from '@comity/e2ee';
import { problem, type Entry, type ItemId } from '@comity/contracts';
import { alarmed, isPassing, isProblem, refused } from '../failure.js';
import { newId } from '../id.js';
import { Batch } from '../store/batch.js';
import type { Surroundings } from '../surroundings.js';
import { keys } from './record.js';
import type { Ground } from './ground.js';

export interface Changes { add?: Uint8Array[]; remove?: number[]; policy?: SpacePolicy }

interface Pending { id: ItemId; epoch: number; commit: string; welcome: string | null; groupInfo: string; next: string }

const attempts = 40;

export class Commits {
  private pending: Pending | undefined;

  constructor(private readonly space: Ground, private readonly env: Surroundings) {}

  async load(): Promise<void> { this.pending = await this.env.store.getJson<Pending>(keys.pending(this.space.id)); }

  /**
   * Makes and posts the commit that `plan` wants, until it is in the log or no longer wanted (`plan` answers undefined).
   * Runs within the space's turn. Throws the service's problem when it refuses the commit for good.
   */
  async commit(plan: (group: Group) => Promise<Changes | undefined> | Changes | undefined): Promise<void> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      await this.space.readOn();
      if (this.pending !== undefined) {
        // One that may have reached the service is posted again rather than replaced.
        await this.post(this.pending);
        continue;
      }
      const { group } = this.space;
      if (this.space.record.halted !== null) throw alarmed(this.space.record.halted);
      if (group === null) throw refused(problem('not-allowed', { detail: 'this device is not in the space' }));
      const wanted = await plan(group);
      if (wanted === undefined) return;
      if (await this.make(group, wanted)) return;
    }
    throw refused(problem('stale-epoch', { detail: 'the space moved on at every attempt' }));
  }

  /** The next group if the log's commit at this epoch is the own pending one; the pending one is over either way. */
  resolve(entry: Entry, batch: Batch): Group | undefined {
    const pending = this.pending;
    if (pending === undefined) return undefined;
    const mine = equal(fromBase64Url(pending.commit), entry.bytes);
    this.pending = undefined;
    batch.delete(keys.pending(this.space.id));
    return mine ? decodeGroup(fromBase64Url(pending.next), this.env.secrets.device) : undefined;
  }

  private async make(group: Group, wanted: Changes): Promise<boolean> {
    const made = await commitChanges(group, wanted).catch(async (error: unknown) => {
      if (!(error instanceof MlsRefusal) || wanted.add === undefined) throw error;
      // A key package that is not what it seemed: its signature or its lifetime does not hold.
      await this.env.alarms.raise('key-package-refused', this.space.id);
      throw alarmed('key-package-refused');
    });
    const verdict = judgeCommit(made.staged, this.env.directory.chain, this.env.directory.present);
    if (!verdict.ok) {
      // The others would refuse it and read no further: it must not get into the log.
      wipeGroup(made.next);
      throw refused(problem('not-allowed', { detail: verdict.rule }));
    }
    const next = encodeGroup(made.next);
    wipeGroup(made.next);
    const pending: Pending = {
      id: newId<ItemId>(), epoch: epochOf(group), commit: toBase64Url(made.commit), welcome: made.welcome === null ? null : toBase64Url(made.welcome),
      groupInfo: toBase64Url(made.groupInfo), next: toBase64Url(next),
    };
    await new Batch().putJson(keys.pending(this.space.id), pending).writeTo(this.env.store);
    this.pending = pending;
    return this.post(pending);
  }

  /** Whether the commit was taken; false when another one was first. */
  private async post(pending: Pending): Promise<boolean> {
    try {
      await this.env.link.ask('messaging:commit', {
        space: this.space.id, id: pending.id, epoch: pending.epoch, commit: fromBase64Url(pending.commit),
        welcome: pending.welcome === null ? null : fromBase64Url(pending.welcome), groupInfo: fromBase64Url(pending.groupInfo),
      }, 30_000);
      await this.space.readOn();
      return true;
    } catch (error) {
      if (isPassing(error)) throw error;
      const stale = isProblem(error, 'stale-epoch');
      if (stale) await this.space.readOn();
      // A commit that the log does not hold after a definite refusal never will be there.
      if (this.pending?.id === pending.id) {
        this.pending = undefined;
        await new Batch().delete(keys.pending(this.space.id)).writeTo(this.env.store);
      }
      if (stale) return false;
      throw error;
    }
  }
}
