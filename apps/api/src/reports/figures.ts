/** The figures of a year, from counts alone, with what could tell of somebody kept back. */
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { MatterKind, MatterOutcome, OffenceCategory, Region, type Figures } from '@comity/contracts';
import { Clock } from '../clock.js';
import { POOL } from '../database/pool.js';
import { run } from '../database/run.js';
import { InvitationService } from '../identity/invitations/invitation.service.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { ChainService } from '../identity/statements/chain.service.js';
import { assetsFigure } from './assets.js';
import { durationsOf, type Count } from './durations.js';
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
  constructor(@Inject(POOL) private readonly pool: Pool, private readonly chains: ChainService, private readonly invitations: InvitationService, private readonly clock: Clock, private readonly sessions: SessionFiguresService) {}

  async of(by: SessionContext, asked: number | undefined): Promise<Figures> {
    const { network } = by;
    const toldOf = (await run<{ year: number }>(this.pool, yearsOf, [network])).map(({ year }) => year), years = [...new Set([...toldOf, ...await this.sessions.years(by)])].sort((a, b) => a - b);
    const year = asked ?? years.at(-1) ?? this.clock.now().getUTCFullYear();
    const counts = await run<Count>(this.pool, countsOf, [network, year]);
    const told = tablesOf(counts);
    return { years, year, threshold, network: await this.network(), ...told, overYears: await this.overYears(by, years), assets: assetsFigure(counts, told.tables), durations: durationsOf(counts, told.tables), meetings: await this.sessions.ofYear(by, year) };
  }

  private async overYears({ network }: SessionContext, years: readonly number[]): Promise<Figures['overYears']> {
    const latest = years.slice(-compared).reverse();
    const counts = Map.groupBy(await run<Count & { year: number }>(this.pool, tableCountsOf, [network, latest]), ({ year }) => year);
    return latest.map((year) => { const { total, tables } = tablesOf(counts.get(year) ?? []); return { year, total, kinds: tables.find(({ of }) => of === 'kind')!.cells }; });
  }

  private async network(): Promise<Figures['network']> {
    const chain = this.chains.current(), now = this.clock.now();
    const authorities = [...chain.authorities.values()].filter(({ id, ended }) => ended === null && id !== chain.network.secretariat);
    const points = [...chain.persons.values()].filter(({ id, role }) => role === 'focal-point' && chain.person(id, now) !== undefined);
    const covered = new Set(points.map(({ authority }) => authority));
    return {
      authorities: authorities.length, states: new Set(authorities.map(({ state }) => state)).size, appointed: points.length, invited: await this.invitations.focalPointsInvited(), uncovered: authorities.filter(({ id }) => !covered.has(id)).length,
    };
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
