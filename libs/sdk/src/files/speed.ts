/** How fast a transfer is, over its last seconds: steady enough to be read, quick enough to notice a stall. */
const span = 10_000;

export class Speed {
  private samples: { at: number; done: number }[] = [];

  constructor(private readonly clock: () => number = () => performance.now()) {}

  /** `done` bytes are through. */
  note(done: number): void {
    const at = this.clock();
    this.samples.push({ at, done });
    while (this.samples.length > 2 && (this.samples[1]?.at ?? at) < at - span) this.samples.shift();
  }

  /** Starts anew: what was before a pause says nothing. */
  reset(): void { this.samples = []; }

  /** Bytes a second, or null while nobody can tell. */
  get perSecond(): number | null {
    const [first, last] = [this.samples[0], this.samples.at(-1)];
    if (first === undefined || last === undefined) return null;
    const elapsed = this.clock() - first.at;
    return last.done > first.done && elapsed >= 250 ? Math.round(((last.done - first.done) * 1_000) / elapsed) : null;
  }
}
