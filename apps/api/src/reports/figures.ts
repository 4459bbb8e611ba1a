/** The figures of a year, from counts alone, with what could tell of somebody kept back. */
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { MatterKind, MatterOutcome, OffenceCategory, Region, type Figures, type NetworkId } from '@comity/contracts';
import { Clock } from '../clock.js';
import { POOL } from '../database/pool.js';
import { run } from '../database/run.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { assetsFigure } from './assets.js';
import { durationsOf, type Count } from './durations.js';
import { NetworkFigures } from './network-figures.js';
import { SessionFiguresService } from './session-figures.js';
import { suppressed, threshold, type Cell } from './suppression.js';

/** Cells in the order in which they are shown. */
const keys = {
  kind: MatterKind.options, outcome: ['open', ...MatterOutcome.options], asked: Region.options, asking: Region.options, facilitated: ['yes', 'no'], offence: [...OffenceCategory.options, 'untold'],
} as const satisfies Record<Figures['tables'][number]['of'], readonly string[]>;

const yearsOf = 'select distinct year from matter_count where network = ? and figure = \'outcome\' and count > 0 order by year';
export const countsOf = `select figure, kind, key, count from matter_count where network = ? and figure = any ('{outcome,asked,asking,facilitated,offence,acknowledge,execute,asset,asset-stages,asset-amounts}') and year = ? and count > 0`;
/** Of the years that are compared only what their tables are made of. */
const tableCountsOf = 'select year, figure, kind, key, count from matter_count where network = ? and figure = any (\'{outcome,asked,asking,facilitated,offence}\') and year = any (?::int[]) and count > 0';
const compared = 10;

@Injectable()
export class FiguresService {
  constructor(@Inject(POOL) private readonly pool: Pool, private readonly clock: Clock, private readonly sessions: SessionFiguresService, private readonly networks: NetworkFigures) {}

  async of(by: SessionContext, asked: number | undefined): Promise<Figures> {
    const { network } = by, sessions = await this.sessions.overYears(by);
    const toldOf = [...(await run<{ year: number }>(this.pool, yearsOf, [network])).map(({ year }) => year), ...sessions.years], years = [...new Set([...this.networks.years(), ...toldOf])].sort((a, b) => a - b);
    const year = asked ?? (toldOf.length > 0 ? Math.max(...toldOf) : this.clock.now().getUTCFullYear());
    const counts = await run<Count>(this.pool, countsOf, [network, year]);
    const told = tablesOf(counts), latest = years.slice(-compared).reverse();
    const [ofYear, ...ofLatest] = await this.networks.of([year, ...latest]), requests = await this.requestsOf(network, latest);
    return {
      years, year, threshold, network: ofYear!, ...told, overYears: latest.map((each, i) => ({ year: each, ...requests(each), ...sessions.of(each), network: ofLatest[i]! })), allYears: sessions.all,
      assets: assetsFigure(counts, told.tables), durations: durationsOf(counts, told.tables), meetings: { sessions: sessions.of(year).sessions, ...await this.sessions.ofYear(by, year, sessions.forums) },
    };
  }

  private async requestsOf(network: NetworkId, years: readonly number[]): Promise<(year: number) => Pick<Figures['overYears'][number], 'total' | 'kinds'>> {
    const counts = Map.groupBy(await run<Count & { year: number }>(this.pool, tableCountsOf, [network, years]), ({ year }) => year);
    return (year) => { const { total, tables } = tablesOf(counts.get(year) ?? []); return { total, kinds: tables.find(({ of }) => of === 'kind')!.cells }; };
  }
}

/** Every table sums to the same total, and it is told only where all of them can stand beside it. */
function tablesOf(counts: readonly Count[]): Pick<Figures, 'total' | 'tables'> {
  const tables = Object.entries(keys).map(([of, cells]) => {
    const rows = of === 'kind' ? counts.filter(({ figure }) => figure === 'outcome').map((row) => ({ ...row, key: row.kind })) : counts.filter(({ figure }) => figure === of);
    const told = suppressed(cells.map((key): Cell => ({ key, count: rows.filter((row) => row.key === key).reduce((sum, { count }) => sum + count, 0) })));
    return { of: of as keyof typeof keys, ...told };
  });
  return { total: tables.some(({ total }) => total === null) ? null : tables[0]!.total, tables: tables.map(({ of, cells }) => ({ of, cells })) };
}
