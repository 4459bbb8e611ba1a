/**
 * Tells the service of this person's own steps, where an officer signed that the network wants figures: of requests that went to the other side since, and of
 * steps that stand in the log and change the stage, each once from each of this person's devices.
 */
import { sendingOf, stageOf } from '@comity/casework';
import { MatterKind, type Instant, type MatterReport, type PractitionerId } from '@comity/contracts';
import { ComityFailure, isPassing } from '../failure.js';
import type { Space } from '../space/space.js';
import type { Surroundings } from '../surroundings.js';
import { settingOf } from './figures.js';
import type { Matter } from './law.js';

const key = (space: Space): string => `space/${space.id}/told`;
interface Owed { space: Space; begunAt: Instant; reports: MatterReport[] }

export class Telling {
  /** Of which steps the service was told, or need not be, by this device: the last place of each space's log. */
  private readonly told = new Map<string, number>();
  /** For what the setting was looked up last, and found not to ask for it. */
  private passed = '';

  constructor(private readonly env: Surroundings) {}

  /** `matters`: as the logs have them, of spaces that both sides share. Throws what passes. */
  async tell(matters: readonly { space: Space; matter: Matter }[]): Promise<void> {
    const owed: Owed[] = [];
    for (const { space, matter } of matters) {
      const last = this.told.get(space.id) ?? (await this.env.store.getJson<number>(key(space))) ?? 0;
      this.told.set(space.id, last);
      const reports = reportsOf(matter, this.env.secrets.practitioner, space.record.founder).filter(({ seq }) => seq > last);
      if (reports.length > 0 && !space.record.left) owed.push({ space, begunAt: matter.transmittedAt!, reports });
    }
    const found = owed.map(({ space, reports }) => `${space.id} ${reports.at(-1)!.seq}`).join(',');
    if (found === this.passed) return;
    const since = (await settingOf(this.env))?.body.since ?? null;
    for (const each of owed) if (since !== null && each.begunAt >= since) await this.tellOne(each);
    this.passed = owed.filter(({ begunAt }) => since === null || begunAt < since).map(({ space, reports }) => `${space.id} ${reports.at(-1)!.seq}`).join(',');
  }

  private async tellOne({ space, reports }: Owed): Promise<void> {
    for (const report of reports) {
      try {
        await this.env.rest.call('tellMatter', { params: { id: space.id }, body: report });
      } catch (error) {
        // What the service does not want of this step it will not want later.
        if (!(error instanceof ComityFailure) || isPassing(error)) throw error;
      }
      this.told.set(space.id, report.seq);
      await this.env.store.putJson(key(space), report.seq);
    }
  }
}

/** What a person's own steps amount to, in the order of the log. The transmission is the founder's to tell, whoever decided on it. */
function reportsOf(matter: Matter, self: PractitionerId, founder: PractitionerId | null): MatterReport[] {
  const { rules, dossier: { requesting, requested, urgent } } = matter;
  const kind = MatterKind.safeParse(rules.cycle.id);
  const reports = new Map<number, MatterReport>();
  for (const { id, standing: { events }, taken } of kind.success ? matter.measures : []) {
    for (const [i, { action, from, to }] of events.entries()) {
      const { seq, by } = taken[i]!;
      const stage = stageOf(kind.data!, to);
      if (seq === null || stage === null || stage === (from === null ? null : stageOf(kind.data!, from)) || (sendingOf(rules.cycle, action) !== undefined ? founder : by) !== self) continue;
      const report = reports.get(seq) ?? { seq, kind: kind.data!, requesting, requested, urgent, items: [] };
      report.items.push({ id, stage });
      reports.set(seq, report);
    }
  }
  return [...reports.values()].sort((a, b) => a.seq - b.seq);
}
