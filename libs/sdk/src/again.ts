/** What failed in passing is tried again, without anybody's doing: soon at first, then ever less often. */
const pauses = { first: 1_000, longest: 60_000 } as const;

export class Again {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pause: number = pauses.first;

  constructor(private readonly work: () => void) {}

  /** What fails together is tried again together. */
  ask(): void {
    if (this.timer !== undefined) return;
    this.timer = setTimeout(() => { this.drop(); this.work(); }, this.pause);
    this.pause = Math.min(pauses.longest, this.pause * 2);
  }

  /** It is on its way, or not wanted any more. */
  drop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** It went. What failed meanwhile is asked for still. */
  done(): void { this.pause = pauses.first; }
}
