/**
 * The requests of one's own authority that one is inside of, as the service was told of them, newest first. The page is the merge of two: asked by the
 * authority, and asked of it. Of somebody inside many spaces each half follows its index and stops when it is full.
 */
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { AuthorityId, Instant, MatterQuery, PractitionerId, ToldMatter } from '@comity/contracts';
import { POOL } from '../database/pool.js';
import { run } from '../database/run.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { isInside, spacesOf } from '../messaging/access.js';

type Row = Omit<ToldMatter, 'transmittedAt' | 'acknowledgedAt' | 'endedAt' | 'lastAt'> & { transmittedAt: Date; acknowledgedAt: Date | null; endedAt: Date | null; lastAt: Date };
const columns = 'm.space, m.kind, m.requesting, m.requested, m.urgent, m.facilitated, m.offence, m.stage, m.transmitted_at as "transmittedAt", m.acknowledged_at as "acknowledgedAt", m.ended_at as "endedAt", m.last_at as "lastAt"';

/** Up to so many spaces their requests are looked up one by one: of an authority with many, somebody inside few would have to be searched for. */
const few = 3_000;
export const isInsideFew = `select count(*) <= ${few} as few from (${spacesOf} limit ${few + 1}) inside`;

type Condition = [sql: string, ...values: unknown[]];
/** The statement of a page and its values; what is not asked for is no part of it. */
export function pageOf({ authority, practitioner }: { authority: AuthorityId; practitioner: PractitionerId }, { kind, stage, year, counterpart, side, before, space, limit }: MatterQuery, insideFew: boolean): { sql: string; values: unknown[] } {
  const half = (own: 'requesting' | 'requested', other: 'requesting' | 'requested') => {
    const given = (value: unknown, sql: string): Condition[] => (value === undefined ? [] : [[sql, value]]);
    const conditions: Condition[] = [
      [`m.${own} = ?`, authority], ...given(year, 'm.year = ?'), ...given(kind, 'm.kind = ?'), ...given(stage, 'm.stage = ?'), ...given(counterpart, `m.${other} = ?`),
      ...(before === undefined ? [] : [['(m.last_at, m.space) < (?, ?)', before, space] as Condition]), ...(insideFew ? [] : [[isInside('m.space', '?'), practitioner] as Condition]),
    ];
    return {
      sql: `(select ${columns} from ${insideFew ? 'mine join matter m on m.space = mine.space' : 'matter m'} where ${conditions.map(([sql]) => sql).join(' and ')} order by m.last_at desc, m.space desc limit ?)`,
      values: [...conditions.flatMap(([, ...values]) => values), limit],
    };
  };
  const halves = [...(side === 'requested' ? [] : [half('requesting', 'requested')]), ...(side === 'requesting' ? [] : [half('requested', 'requesting')])];
  return {
    sql: `${insideFew ? `with mine as materialized (${spacesOf}) ` : ''}select * from (${halves.map(({ sql }) => sql).join(' union all ')}) page order by "lastAt" desc, space desc limit ?`,
    values: [...(insideFew ? [practitioner] : []), ...halves.flatMap(({ values }) => values), limit],
  };
}

const instant = (at: Date): Instant => at.toISOString() as Instant;

@Injectable()
export class MatterList {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async page(by: SessionContext, query: MatterQuery): Promise<ToldMatter[]> {
    const [{ few: insideFew } = { few: true }] = await run<{ few: boolean }>(this.pool, isInsideFew, [by.practitioner]);
    const { sql, values } = pageOf(by, query, insideFew);
    return (await run<Row>(this.pool, sql, values)).map((row) => ({
      ...row, transmittedAt: instant(row.transmittedAt), acknowledgedAt: row.acknowledgedAt && instant(row.acknowledgedAt), endedAt: row.endedAt && instant(row.endedAt), lastAt: instant(row.lastAt),
    }));
  }
}
