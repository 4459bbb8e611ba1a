/** What failed in passing is tried again, without anybody's doing: soon at first, then ever less often. */
const pauses = { first: 1_000, longest: 60_000 } as const;

export class Again {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pause: number = pauses.first;

  constructor(private readonly work: () => void) {}

  ask(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.work, this.pause);
    this.pause = Math.min(pauses.longest, this.pause * 2);
  }

  /** It went. */
  done(): void {
    clearTimeout(this.timer);
    this.pause = pauses.first;
  }
}
