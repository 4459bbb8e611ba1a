/**
 * Runs a task a little after it was last asked for, and at the latest after `longest` milliseconds.
 * A task that throws is asked for again by whoever needs it; errors end in `failed`.
 */
export class Debounce {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private firstAsked = 0;
  private running: Promise<void> | undefined;
  private asked = false;

  constructor(private readonly task: () => Promise<void>, private readonly wait: number, private readonly longest: number, private readonly failed: (error: unknown) => void) {}

  ask(): void {
    const now = performance.now();
    if (!this.asked) { this.asked = true; this.firstAsked = now; }
    if (this.timer !== undefined) clearTimeout(this.timer);
    this.timer = setTimeout(() => { void this.flush(); }, Math.max(0, Math.min(this.wait, this.firstAsked + this.longest - now)));
  }

  /** Runs what was asked for now; resolves when nothing is left to run. */
  async flush(): Promise<void> {
    if (this.running !== undefined) await this.running;
    if (!this.asked) return;
    this.cancel();
    this.running = this.task().catch(this.failed).finally(() => { this.running = undefined; });
    await this.running;
  }

  get pending(): boolean { return this.asked || this.running !== undefined; }

  cancel(): void {
    if (this.timer !== undefined) clearTimeout(this.timer);
    this.timer = undefined;
    this.asked = false;
  }
}
