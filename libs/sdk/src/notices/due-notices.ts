/** Tells, without content, of each deadline of a request once as it comes near and once as it passes; looked for once a minute. */
import type { WaitingClock } from '../finding.js';
import type { Surroundings } from '../surroundings.js';

const minute = 60_000;

export class DueNotices {
  private told = new Set<string>();
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly env: Pick<Surroundings, 'emit' | 'now'>, private readonly due: () => Promise<WaitingClock[]>) {}

  start(): void { this.timer ??= setInterval(() => { void this.look().catch(() => undefined); }, minute); }
  stop(): void { clearInterval(this.timer); }

  async look(): Promise<void> {
    const now = this.env.now().toISOString();
    const due = new Map((await this.due()).map((clock) => [`${clock.space} ${clock.clock} ${clock.at} ${clock.at <= now}`, clock.space]));
    const fresh = new Set([...due].filter(([key]) => !this.told.has(key)).map(([, space]) => space));
    this.told = new Set(due.keys());
    for (const space of fresh) {
      this.env.emit({ type: 'notice', space, kind: 'due' });
      this.env.emit({ type: 'matters', space });
    }
  }
}
