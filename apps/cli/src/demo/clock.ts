const day = 86_400_000;

/** Has whoever dates what is stored keep a time so many milliseconds behind the real one. */
export type Follow = (behind: number) => Promise<void>;

/**
 * The story's own time, which lies behind the real one and runs on as that does. Every client of the demo reads it, `follow`
 * has the service's entries dated by it, and the story moves it forward until it is the present.
 */
export class StoryClock {
  readonly #today = Math.floor(Date.now() / day) * day;
  #behind = Infinity;
  private constructor(private readonly follow: Follow) {}

  /** Begins with a day (UTC), counted back from today. */
  static async begin(daysAgo: number, follow: Follow): Promise<StoryClock> {
    const clock = new StoryClock(follow);
    await clock.moveTo(clock.instantOf(daysAgo, '00:00'));
    return clock;
  }

  readonly now = (): Date => new Date(Date.now() - this.#behind);

  /** The instant of a line: `time` is `HH:MM` in UTC. */
  instantOf(daysAgo: number, time: string): number {
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    return this.#today - daysAgo * day + (hours * 60 + minutes) * 60_000;
  }

  /** Never back, and never beyond the present. */
  async moveTo(instant: number): Promise<void> {
    const behind = Math.max(0, Math.min(this.#behind, Date.now() - instant));
    await this.follow(behind);
    this.#behind = behind;
  }
}
