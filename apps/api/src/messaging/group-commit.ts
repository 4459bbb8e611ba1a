/**
 * Group commit: while one batch is in flight, whatever arrives waits and goes together into the next one. Under load the
 * cost of a transaction and its fsync is shared by all that wait for it; alone, nobody waits for company.
 *
 * A batch that fails for a reason of its data is halved until the task that cannot be stored stands alone, so that one
 * bad task holds up nobody. An outage fails the whole batch at once: whether it was committed is then unknown, and the
 * caller's retry finds out.
 */
export interface Bounds {
  /** Tasks in one batch. */
  batch: number;
  /** Weight (bytes) of one batch. */
  batchWeight: number;
  /** Tasks that may wait. */
  waiting: number;
  /** Weight (bytes) that may wait. */
  waitingWeight: number;
}

/** Stores a batch wholly or not at all; answers one outcome for each task, in order. */
export type Store<Task, Outcome> = (batch: readonly Task[]) => Promise<Outcome[]>;

interface Waiting<Task, Outcome> { task: Task; weight: number; settle: (outcome: Outcome) => void; fail: (error: unknown) => void }

export class GroupCommit<Task, Outcome> {
  private waiting: Waiting<Task, Outcome>[] = [];
  private waitingWeight = 0;
  private running = false;
  private idle: (() => void)[] = [];

  /** `hopeless` tells errors that halving a batch cannot cure. */
  constructor(private readonly store: Store<Task, Outcome>, private readonly hopeless: (error: unknown) => boolean, private readonly bounds: Bounds) {}

  /** Queues a task; undefined when too much is waiting already. Rejects with the store's error. */
  submit(task: Task, weight: number): Promise<Outcome> | undefined {
    if (this.waiting.length >= this.bounds.waiting || this.waitingWeight + weight > this.bounds.waitingWeight) return undefined;
    return new Promise((settle, fail) => {
      this.waiting.push({ task, weight, settle, fail });
      this.waitingWeight += weight;
      if (!this.running) {
        this.running = true;
        // What arrives in the same turn of the event loop joins the same batch.
        setImmediate(() => void this.run());
      }
    });
  }

  /** Resolves when nothing waits and nothing is in flight. */
  settled(): Promise<void> {
    return this.running ? new Promise((resolve) => this.idle.push(resolve)) : Promise.resolve();
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) await this.attempt(this.next());
    this.running = false;
    for (const resolve of this.idle.splice(0)) resolve();
  }

  private next(): Waiting<Task, Outcome>[] {
    let count = 0, weight = 0;
    for (const { weight: own } of this.waiting) {
      if (count >= this.bounds.batch || (count > 0 && weight + own > this.bounds.batchWeight)) break;
      count += 1;
      weight += own;
    }
    this.waitingWeight -= weight;
    if (count === this.waiting.length) {
      const all = this.waiting;
      this.waiting = [];
      return all;
    }
    return this.waiting.splice(0, count);
  }

  private async attempt(batch: Waiting<Task, Outcome>[]): Promise<void> {
    try {
      const outcomes = await this.store(batch.map(({ task }) => task));
      batch.forEach(({ settle }, i) => settle(outcomes[i] as Outcome));
    } catch (error) {
      if (batch.length === 1 || this.hopeless(error)) {
        for (const { fail } of batch) fail(error);
        return;
      }
      const middle = Math.ceil(batch.length / 2);
      await this.attempt(batch.slice(0, middle));
      await this.attempt(batch.slice(middle));
    }
  }
}
