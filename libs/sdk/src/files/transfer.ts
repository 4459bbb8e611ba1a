/** One transfer: carried on until it is done, paused, or cannot go on; after what passes it waits, ever longer, and tries again. */
import { problem } from '@comity/contracts';
import type { Failure, TransferView } from '../api.js';
import { failureOf, isPassing, isProblem } from '../failure.js';
import type { TransferRecord, TransferState } from './record.js';
import { Speed } from './speed.js';

/** What a transfer asks of whoever keeps it. */
export interface Keeper<R extends TransferRecord> {
  /** Stores the record. */
  keep(record: R): Promise<void>;
  /** Something is worth showing. */
  moved(): void;
  /** The transfer has a turn to give back, or wants one. */
  ready(): void;
}

const longestWait = 60_000;
/** Whether a later try may succeed without anybody's doing. */
const mayPass = (error: unknown): boolean => isPassing(error) || isProblem(error, 'no-room', 'not-signed-in', 'device-required', 'stale-version');

export abstract class Transfer<R extends TransferRecord = TransferRecord> {
  /** Plain bytes that are through. */
  done = 0;
  private run: { abort: AbortController; ended: Promise<void> } | undefined;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private readonly speed = new Speed();

  constructor(public record: R, protected readonly keeper: Keeper<R>) {}

  /** Carries on from where it stands; resolves when all is through. */
  protected abstract attempt(signal: AbortSignal): Promise<void>;
  abstract readonly size: number;

  get running(): boolean { return this.run !== undefined; }
  /** Whether it wants a turn now. */
  get wants(): boolean { return this.record.state === 'open' && this.run === undefined && this.waiting === undefined; }
  /** Whether it is still on its way by itself. */
  get underway(): boolean { return this.record.state === 'open'; }

  start(): void {
    const abort = new AbortController();
    this.speed.reset();
    this.speed.note(this.done);
    const ended = this.attempt(abort.signal).then(() => this.settle('done', null), (error: unknown) => this.stumbled(error, abort.signal)).catch(() => undefined).finally(() => {
      this.run = undefined;
      this.keeper.moved();
      this.keeper.ready();
    });
    this.run = { abort, ended };
    this.keeper.moved();
  }

  /** There is hope again: waits no longer. */
  wake(): void {
    this.failures = 0;
    this.stopWaiting();
    if (this.wants) this.keeper.ready();
  }

  /** Goes on with a transfer that was paused or failed. */
  async resume(): Promise<void> {
    await this.settle('open', null);
    this.wake();
  }

  async pause(): Promise<void> {
    if (this.record.state !== 'open') return;
    await this.settle('paused', null);
    await this.stop();
  }

  /** Ends the present run, and changes nothing of what is stored. */
  async stop(): Promise<void> {
    this.stopWaiting();
    this.run?.abort.abort();
    await this.run?.ended;
  }

  /** Ends the present run; it goes on with the next occasion. */
  interrupt(): void { this.run?.abort.abort(); }

  protected async settle(state: TransferState, failure: Failure | null): Promise<void> {
    this.record = { ...this.record, state, failure };
    await this.keeper.keep(this.record);
    this.keeper.moved();
  }

  /** `done` bytes are through. */
  protected progress(done: number): void {
    this.done = done;
    this.failures = 0;
    this.speed.note(done);
    this.keeper.moved();
  }

  protected look(): Pick<TransferView, 'state' | 'failure' | 'done' | 'bytesPerSecond' | 'secondsLeft'> {
    const { state, failure } = this.record;
    const bytesPerSecond = this.running ? this.speed.perSecond : null;
    return {
      state: state === 'open' ? (this.running ? 'running' : 'waiting') : state, failure, done: this.done, bytesPerSecond,
      secondsLeft: bytesPerSecond === null ? null : Math.ceil((this.size - this.done) / bytesPerSecond),
    };
  }

  private async stumbled(error: unknown, signal: AbortSignal): Promise<void> {
    // Interrupted, paused or stopped: whoever did it knows.
    if (signal.aborted) return;
    if (mayPass(error)) {
      this.failures += 1;
      this.waiting = setTimeout(() => {
        this.waiting = undefined;
        this.keeper.ready();
      }, Math.min(longestWait, 500 * 2 ** this.failures) * (0.5 + Math.random() / 2));
      return;
    }
    await this.settle('failed', failureOf(error) ?? { kind: 'problem', problem: problem('unexpected') });
  }

  private stopWaiting(): void {
    if (this.waiting !== undefined) clearTimeout(this.waiting);
    this.waiting = undefined;
  }
}
