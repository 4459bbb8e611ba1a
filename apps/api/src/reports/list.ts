/**
 * The requests of one's own authority that one is inside of, as the service was told of them, newest first. The page is the merge of two: asked by the
 * authority, and asked of it; each follows its index and stops when it is full.
 */
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { AuthorityId, Instant, MatterQuery, PractitionerId, ToldMatter } from '@comity/contracts';
import { POOL } from '../database/pool.js';
import { run } from '../database/run.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { isInside } from '../messaging/access.js';

type Row = Omit<ToldMatter, 'transmittedAt' | 'acknowledgedAt' | 'endedAt' | 'lastAt'> & { transmittedAt: Date; acknowledgedAt: Date | null; endedAt: Date | null; lastAt: Date };
const columns = 'm.space, m.kind, m.requesting, m.requested, m.urgent, m.facilitated, m.offence, m.stage, m.transmitted_at as "transmittedAt", m.acknowledged_at as "acknowledgedAt", m.ended_at as "endedAt", m.last_at as "lastAt"';

/** The statement of a page and its values; what is not asked for is no part of it. */
export function pageOf({ authority, practitioner }: { authority: AuthorityId; practitioner: PractitionerId }, { kind, stage, year, counterpart, side, before, space, limit }: MatterQuery): { sql: string; values: unknown[] } {
  const half = (own: 'requesting' | 'requested', other: 'requesting' | 'requested') => {
    const conditions: [string, ...unknown[]][] = [
      [`m.${own} = ?`, authority], ...(kind === undefined ? [] : [['m.kind = ?', kind] as [string, unknown]]), ...(stage === undefined ? [] : [['m.stage = ?', stage] as [string, unknown]]), ...(year === undefined ? [] : [['m.year = ?', year] as [string, unknown]]),
      ...(counterpart === undefined ? [] : [[`m.${other} = ?`, counterpart] as [string, unknown]]), ...(before === undefined ? [] : [['(m.last_at, m.space) < (?, ?)', before, space] as [string, unknown, unknown]]), [isInside('m.space', '?'), practitioner],
    ];
    return { sql: `(select ${columns} from matter m where ${conditions.map(([sql]) => sql).join(' and ')} order by m.last_at desc, m.space desc limit ?)`, values: [...conditions.flatMap(([, ...values]) => values), limit] };
  };
  const halves = [...(side === 'requested' ? [] : [half('requesting', 'requested')]), ...(side === 'requesting' ? [] : [half('requested', 'requesting')])];
  return { sql: `select * from (${halves.map(({ sql }) => sql).join(' union all ')}) page order by "lastAt" desc, space desc limit ?`, values: [...halves.flatMap(({ values }) => values), limit] };
}

const instant = (at: Date): Instant => at.toISOString() as Instant;

@Injectable()
export class MatterList {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async page(by: SessionContext, query: MatterQuery): Promise<ToldMatter[]> {
    const { sql, values } = pageOf(by, query);
    return (await run<Row>(this.pool, sql, values)).map((row) => ({
      ...row, transmittedAt: instant(row.transmittedAt), acknowledgedAt: row.acknowledgedAt && instant(row.acknowledgedAt), endedAt: row.endedAt && instant(row.endedAt), lastAt: instant(row.lastAt),
    }));
  }
}
