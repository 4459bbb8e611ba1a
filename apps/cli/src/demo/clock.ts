/** The story's own time: every client of the demo reads it, and the story moves it forward. */
export class StoryClock {
  #at: number;
  constructor(private readonly start: Date, daysAgo: number) {
    this.#at = this.#midnight(daysAgo);
  }

  #midnight(daysAgo: number): number {
    const day = new Date(this.start);
    day.setUTCHours(0, 0, 0, 0);
    return day.getTime() - daysAgo * 86_400_000;
  }

  readonly now = (): Date => new Date(this.#at);

  /** The instant of a line: `time` is `HH:MM` in UTC; never later than the real present, from which the day counts back. */
  instantOf(daysAgo: number, time: string): number {
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    return Math.min(this.#midnight(daysAgo) + (hours * 60 + minutes) * 60_000, this.start.getTime() - 60_000);
  }

  /** Moves forward, by at least a millisecond, never back. */
  moveTo(instant: number): void {
    this.#at = Math.max(this.#at + 1, instant);
  }
}
