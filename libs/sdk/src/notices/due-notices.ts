/** Tells, without content, of each reminder of a clock of a request once, and of each alarm, whenever this device connects; looked for once a minute. `each`: what else is. */
import type { WaitingClock } from '../finding.js';
import { Serial } from '../serial.js';
import type { Surroundings } from '../surroundings.js';

const minute = 60_000;
const key = 'due-told';
/** The newest so many are remembered that are not due: a request that is read anew is not known for a while. */
const most = 1_000;

export class DueNotices {
  private readonly turns = new Serial();
  private told: Set<string> | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly env: Pick<Surroundings, 'emit' | 'store'>, private readonly due: () => Promise<WaitingClock[]>, private readonly each: () => void = () => undefined) {}

  start(): void { this.timer ??= setInterval(() => { this.each(); void this.look().catch(() => undefined); }, minute); }
  stop(): void { clearInterval(this.timer); }

  look(): Promise<void> {
    return this.turns.run(async () => {
      const due = new Map((await this.due()).flatMap((clock) => newsOf(clock).map((each) => [each, clock] as const)));
      const told = (this.told ??= new Set(await this.env.store.getJson<string[]>(key)));
      const fresh = [...due].filter(([each]) => !told.has(each));
      if (fresh.length === 0) return;
      const all = [...[...told].filter((each) => !due.has(each)).slice(-most), ...due.keys()];
      this.told = new Set(all);
      for (const space of new Set(fresh.map(([, clock]) => clock.space))) {
        this.env.emit({ type: 'notice', space, kind: fresh.some(([each, clock]) => clock.space === space && clock.custody && each.startsWith(alarm)) ? 'alarm' : 'due' });
        this.env.emit({ type: 'matters', space });
      }
      await this.env.store.putJson(key, all);
    });
  }
}

const alarm = 'alarm ';
/** What there is to tell of a clock: its last reminder, and that it alarms. */
const newsOf = ({ space, clock, at, before, alarm: since }: WaitingClock): string[] =>
  [...(before === null ? [] : [`${space} ${clock} ${at} ${before}`]), ...(since === null ? [] : [`${alarm}${space} ${clock} ${at} ${since}`])];
