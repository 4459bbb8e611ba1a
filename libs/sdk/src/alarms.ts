/** What this client refused or found suspicious: kept until the person acknowledged it, and named by rule. */
import type { SpaceId } from '@comity/contracts';
import type { Alarm, AlarmRule, ComityEvent } from './api.js';
import { instant } from './clock.js';
import type { SealedStore } from './store/sealed.js';
import { decodeJson } from './store/json.js';

export class Alarms {
  private readonly known = new Map<string, Alarm>();

  constructor(private readonly store: SealedStore, private readonly now: () => Date, private readonly emit: (event: ComityEvent) => void) {}

  async load(): Promise<void> {
    for (const [, value] of await this.store.list('alarm/')) {
      const alarm = decodeJson<Alarm>(value);
      this.known.set(alarm.id, alarm);
    }
  }

  /** Raises an alarm once for each rule and place. */
  async raise(rule: AlarmRule, space: SpaceId | null = null, seq: number | null = null): Promise<void> {
    const id = `${rule}:${space ?? ''}:${seq ?? ''}`;
    if (this.known.get(id)?.acknowledged === false) return;
    const alarm: Alarm = { id, rule, space, seq, at: instant(this.now()), acknowledged: false };
    this.known.set(id, alarm);
    await this.store.putJson(`alarm/${id}`, alarm);
    this.emit({ type: 'alarm', alarm });
  }

  async acknowledge(id: string): Promise<void> {
    const alarm = this.known.get(id);
    if (alarm === undefined) return;
    const seen = { ...alarm, acknowledged: true };
    this.known.set(id, seen);
    await this.store.putJson(`alarm/${id}`, seen);
    this.emit({ type: 'alarm', alarm: seen });
  }

  all(): Alarm[] { return [...this.known.values()].sort((a, b) => (a.at < b.at ? -1 : 1)); }
  of(space: SpaceId): Alarm[] { return this.all().filter((alarm) => alarm.space === space); }
}
