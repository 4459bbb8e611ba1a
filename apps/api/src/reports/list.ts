/**
 * The requests of one's own authority that one is inside of, as the service was told of them, newest first.
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

/** Up to so many spaces their requests are looked up one by one: of an authority with many, those of somebody inside few would have to be searched for. */
const few = 2_000;
const isInsideFew = `select count(*) <= ${few} as few from (${spacesOf} limit ${few + 1}) inside`;

interface Reader { authority: AuthorityId; practitioner: PractitionerId }
interface Statement { sql: string; values: unknown[] }
type Condition = [sql: string, ...values: unknown[]];
const inOrder = 'order by m.last_at desc, m.space desc limit ?';
const given = (value: unknown, sql: string): Condition[] => (value === undefined ? [] : [[sql, value]]);
/** What a page asks for besides the parties. */
const narrowed = ({ kind, stage, year, only, before, space }: MatterQuery): Condition[] => [
  ...given(only, 'm.space = ?'), ...given(year, 'm.year = ?'), ...given(kind, 'm.kind = ?'), ...given(stage, 'm.stage = ?'), ...(before === undefined ? [] : [['(m.last_at, m.space) < (?, ?)', before, space] as Condition]),
];
const all = (conditions: readonly Condition[]): Statement => ({ sql: conditions.map(([sql]) => sql).join(' and '), values: conditions.flatMap(([, ...values]) => values) });

/** The statement of a page; what is not asked for is no part of it. */
export const pageOf = (reader: Reader, query: MatterQuery, insideFew: boolean): Statement => (insideFew ? pageOfFew(reader, query) : pageOfMany(reader, query));

/** From the spaces that the reader is inside of to their requests. */
function pageOfFew({ authority, practitioner }: Reader, query: MatterQuery): Statement {
  const { side, counterpart, limit } = query;
  const other: Condition[] = counterpart === undefined ? [] : [['case m.requesting when ? then m.requested else m.requesting end = ?', authority, counterpart]];
  const { sql, values } = all([[side === undefined ? '? in (m.requesting, m.requested)' : `m.${side} = ?`, authority], ...other, ...narrowed(query)]);
  return { sql: `select ${columns} from (${spacesOf}) mine cross join lateral (select * from matter where space = mine.space offset 0) m where ${sql} ${inOrder}`, values: [practitioner, ...values, limit] };
}

/** The merge of what the authority asks and is asked for; each half follows its index and stops when it is full. */
function pageOfMany({ authority, practitioner }: Reader, query: MatterQuery): Statement {
  const { side, counterpart, limit } = query;
  const halves = (['requesting', 'requested'] as const).filter((own) => side === undefined || side === own).map((own): Statement => {
    const { sql, values } = all([[`m.${own} = ?`, authority], ...given(counterpart, `m.${own === 'requesting' ? 'requested' : 'requesting'} = ?`), ...narrowed(query), [isInside('m.space', '?'), practitioner]]);
    return { sql: `(select ${columns} from matter m where ${sql} ${inOrder})`, values: [...values, limit] };
  });
  return { sql: `select * from (${halves.map(({ sql }) => sql).join(' union all ')}) page order by "lastAt" desc, space desc limit ?`, values: [...halves.flatMap(({ values }) => values), limit] };
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
