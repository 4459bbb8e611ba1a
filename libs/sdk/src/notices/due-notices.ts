/** Tells, without content, of each deadline of a request once as it comes near and once as it passes, whenever this device starts; looked for once a minute. */
import type { WaitingClock } from '../finding.js';
import type { Surroundings } from '../surroundings.js';

const minute = 60_000;
const key = 'due-told';
/** The newest so many are remembered that are not due: a request that is read anew is not known for a while. */
const most = 1_000;

export class DueNotices {
  private told: Set<string> | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly env: Pick<Surroundings, 'emit' | 'now' | 'store'>, private readonly due: () => Promise<WaitingClock[]>) {}

  start(): void { this.timer ??= setInterval(() => { void this.look().catch(() => undefined); }, minute); }
  stop(): void { clearInterval(this.timer); }

  async look(): Promise<void> {
    const now = this.env.now().toISOString();
    const due = new Map((await this.due()).map((clock) => [`${clock.space} ${clock.clock} ${clock.at} ${clock.at <= now}`, clock.space]));
    const told = (this.told ??= new Set(await this.env.store.getJson<string[]>(key)));
    const fresh = [...due].filter(([clock]) => !told.has(clock));
    if (fresh.length === 0) return;
    const all = [...[...told].filter((clock) => !due.has(clock)).slice(-most), ...due.keys()];
    this.told = new Set(all);
    for (const space of new Set(fresh.map(([, each]) => each))) {
      this.env.emit({ type: 'notice', space, kind: 'due' });
      this.env.emit({ type: 'matters', space });
    }
    await this.env.store.putJson(key, all);
  }
}
