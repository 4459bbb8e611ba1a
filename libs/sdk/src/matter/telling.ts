/**
 * Tells the service of this person's own steps, where an officer signed that the network wants figures: of requests that went to the other side since, and of
 * steps that stand in the log and change the stage, each once from each of this person's devices. How far an asset has come is told of requests that went out since that was asked for.
 */
import { assetStageOf, endOf, sendingOf, stageOf, standingOfTold } from '@comity/casework';
import { MatterKind, type Instant, type MatterReport, type PractitionerId } from '@comity/contracts';
import { ComityFailure, isPassing } from '../failure.js';
import type { SignedMatter } from '../figures.js';
import type { Space } from '../space/space.js';
import type { Surroundings } from '../surroundings.js';
import { settingOf } from './figures.js';
import type { Matter } from './law.js';

const key = (space: Space): string => `space/${space.id}/told`;
interface Owed { space: Space; matter: Matter; begunAt: Instant; /** The last step of which the service was told, or need not be, and the newest. */ after: number; newest: number }

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
      const after = this.told.get(space.id) ?? (await this.env.store.getJson<number>(key(space))) ?? 0;
      this.told.set(space.id, after);
      const newest = this.reportsOf(space, matter, true).at(-1)?.seq ?? 0;
      if (newest > after && !space.record.left) owed.push({ space, matter, begunAt: matter.transmittedAt!, after, newest });
    }
    const found = placesOf(owed);
    if (found === this.passed) return;
    const { since = null, assets } = (await settingOf(this.env))?.body ?? {};
    const isAsked = ({ begunAt }: Owed): boolean => since !== null && begunAt >= since;
    for (const each of owed.filter(isAsked)) await this.tellOne(each, assets !== undefined && each.begunAt >= assets);
    this.passed = placesOf(owed.filter((each) => !isAsked(each)));
  }

  private reportsOf({ record: { founder } }: Space, matter: Matter, assets: boolean): MatterReport[] {
    return reportsOf(matter, founder, assets, this.env.secrets.practitioner);
  }

  private async tellOne({ space, matter, after, newest }: Owed, assets: boolean): Promise<void> {
    for (const report of this.reportsOf(space, matter, assets).filter(({ seq }) => seq > after)) {
      try {
        await this.env.rest.call('tellMatter', { params: { id: space.id }, body: report });
      } catch (error) {
        // What the service does not want of this step it will not want later.
        if (!(error instanceof ComityFailure) || isPassing(error)) throw error;
      }
      await this.mark(space, report.seq);
    }
    // What an asset came to, where that is not asked for, will not be asked for later.
    if (this.told.get(space.id) !== newest) await this.mark(space, newest);
  }

  private async mark(space: Space, seq: number): Promise<void> {
    this.told.set(space.id, seq);
    await this.env.store.putJson(key(space), seq);
  }
}

const placesOf = (owed: readonly Owed[]): string => owed.map(({ space, newest }) => `${space.id} ${newest}`).join(',');

/** All that the service is told of a request once everybody has told their steps; null: nothing. */
export function signedOf({ record: { founder } }: Pick<Space, 'record'>, matter: Matter): SignedMatter | null {
  const reports = reportsOf(matter, founder, false);
  if (reports.length === 0) return null;
  const { kind, requesting, requested, urgent } = reports[0]!;
  // When it was is the service's own word.
  return { kind, requesting, requested, urgent, stage: standingOfTold(reports.map((report) => ({ ...report, at: new Date(0) }))).stage };
}

/** What somebody's own steps amount to, or everybody's, in the order of the log. The transmission is the founder's to tell, whoever decided on it. `assets`: also how far an asset has come. */
function reportsOf(matter: Matter, founder: PractitionerId | null, assets: boolean, self?: PractitionerId): MatterReport[] {
  const { rules, dossier: { requesting, requested, urgent } } = matter;
  const kind = MatterKind.safeParse(rules.cycle.id);
  const reports = new Map<number, MatterReport>();
  for (const { id, standing: { events }, taken } of kind.success ? matter.measures : []) {
    for (const [i, event] of events.entries()) {
      const { action, from } = event;
      const to = endOf(event) ?? event.to;
      const { seq, by } = taken[i]!;
      const stage = stageOf(kind.data!, to);
      const asset = assets && kind.data === 'asset' ? assetStageOf(to) : null;
      const moves = stage !== (from === null ? null : stageOf(kind.data!, from)) || (asset !== null && asset !== (from === null ? null : assetStageOf(from)));
      if (seq === null || stage === null || !moves || (self !== undefined && (sendingOf(rules.cycle, action) !== undefined ? founder : by) !== self)) continue;
      const report = reports.get(seq) ?? { seq, kind: kind.data!, requesting, requested, urgent, items: [] };
      report.items.push({ id, stage, ...(asset !== null && { asset }) });
      reports.set(seq, report);
    }
  }
  return [...reports.values()].sort((a, b) => a.seq - b.seq);
}
