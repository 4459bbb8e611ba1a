/**
 * What lists and figures cost beside a million requests and twenty million steps that the service was told of: asked for at its door, one after another, as clients do,
 * with the rows laid straight into its database; and how PostgreSQL goes about the statements.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { Client } from 'pg';
import { AmountBand, AssetStage, MatterKind, MatterStage, Region, type AuthorityId, type MatterQuery, type NetworkId, type PractitionerId } from '@comity/contracts';
import { failureOf } from '@comity/sdk';
import { pageOf } from '../../apps/api/src/reports/list.js';
import { countsOf } from '../../apps/api/src/reports/figures.js';
import { doorOf } from '../support/delegations.js';
import type { Seat } from '../support/community.js';
import { percentile } from './latency.js';
import { cpuSeconds } from './processes.js';
import type { Product } from './product.js';
import { figure, type Table } from './report.js';

export const fullMatters = { requests: 1_000_000, steps: 20 };
const authorities = 132;
const rounds = 200;
/** One of some twenty thousand requests is in it; the others are spread evenly. */
const rare = 'impossible' satisfies MatterStage;
const common = MatterStage.options.filter((stage) => stage !== rare);

/** As `run` writes it for a pool. */
const numbered = (sql: string): string => { let index = 0; return sql.replaceAll('?', () => `$${(index += 1)}`); };
/** `n` numbers an authority: the first is the network's own, the id of each other one begins with it. */
const authority = (n: number): AuthorityId => `${n.toString(16).padStart(8, '0')}-0000-4000-8000-00000000000a` as AuthorityId;
const ofNumber = (n: string, first: AuthorityId): string => `case when ${n} = 0 then '${first}'::uuid else (lpad(to_hex(${n}), 8, '0') || '-0000-4000-8000-00000000000a')::uuid end`;
const pick = (list: readonly string[], by: string): string => `(array[${list.map((each) => `'${each}'`).join(', ')}])[(1 + (${by}) % ${list.length})::int]`;

/** Three people of the network's own authority: of those who are inside all of its requests, of many, and of few. */
export const readers = 3;

export async function measureMatters({ url, pid, service, founded: { network, secretariat }, address }: Product, { requests, steps }: typeof fullMatters, progress: (line: string) => void): Promise<Table[]> {
  const client = new Client({ connectionString: service.databaseUrl });
  await client.connect();
  try {
    const [everywhere, many, few] = address.seats as [Seat, Seat, Seat];
    await fill(client, network, secretariat, { everywhere: everywhere.practitioner, many: many.practitioner, few: few.practitioner }, { requests, steps }, progress);
    const rows: string[][] = [], plans: string[][] = [];
    const measure = async (what: string, ask: (round: number) => Promise<unknown>, statement: { sql: string; values: unknown[] }): Promise<void> => {
      const times: number[] = [], used = cpuSeconds(pid);
      for (let round = 0; round < rounds; round += 1) {
        times.push(await patiently(() => ask(round)));
      }
      const row = [what, figure(percentile(times, 0.5)), figure(percentile(times, 0.95)), '50.0', figure(((cpuSeconds(pid) - used) / rounds) * 1_000)];
      rows.push(row);
      progress(row.join('; '));
      const { sql, values } = statement;
      plans.push([what, planOf((await client.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(`explain (analyze, buffers, format json) ${numbered(sql)}`, values)).rows[0]!['QUERY PLAN'][0].Plan)]);
    };
    const page = (what: string, seat: Seat, query: (round: number) => Partial<MatterQuery>): Promise<void> => {
      const door = doorOf(url, seat);
      return measure(what, (round) => door.call('matters', { query: query(round) as Record<string, string | number> }), pageOf({ authority: secretariat, practitioner: seat.practitioner }, { limit: 50, ...query(0) }, seat !== everywhere));
    };
    const middle = (await client.query<{ at: Date; space: string }>('select last_at as at, space from matter where requesting = $1 order by last_at desc offset 2000 limit 1', [secretariat])).rows[0] ?? { at: new Date(), space: randomUUID() };
    const before = { before: middle.at.toISOString() as NonNullable<MatterQuery['before']>, space: middle.space as NonNullable<MatterQuery['space']> };
    await page('newest 50 of somebody inside all of their authority', everywhere, () => ({}));
    await page('a page from the middle', everywhere, () => before);
    await page('narrowed to kind, stage and year', everywhere, (round) => ({ kind: MatterKind.options[round % 3]!, stage: common[round % common.length]!, year: 2022 + (round % 5) }));
    await page('narrowed to a stage', everywhere, (round) => ({ stage: common[round % common.length]! }));
    await page('narrowed to a stage in which hardly any is', everywhere, () => ({ stage: rare }));
    await page('narrowed to a year', everywhere, (round) => ({ year: 2022 + (round % 5) }));
    await page('narrowed to a kind', everywhere, (round) => ({ kind: MatterKind.options[round % 3]! }));
    await page('narrowed to a side', everywhere, (round) => ({ side: round % 2 === 0 ? 'requesting' : 'requested' }));
    await page('narrowed to one counterpart', everywhere, (round) => ({ counterpart: authority(1 + ((round * 7 + 1) % (authorities - 1))) }));
    await page('newest 50 of somebody inside 2,000 of a hundred thousand', many, () => ({}));
    await page('newest 50 of somebody inside 20 of them', few, () => ({}));
    await page('nothing to be found', everywhere, () => ({ counterpart: authority(authorities + 1), year: 2022 }));
    const door = doorOf(url, everywhere);
    await measure('figures of a year', (round) => door.call('figures', { query: { year: 2022 + (round % 5) } }), { sql: countsOf, values: [network, 2022] });
    const note = `All of them are the service’s, in its database, and asked for at its door as clients do: ${requests.toLocaleString('en-US')} requests between ${authorities} authorities, one of which, whose people ask here, has a tenth of them, and ${(requests * steps).toLocaleString('en-US')} steps; ${rounds} of each, one after another, caches as they come. Somebody inside up to 2,000 spaces is answered from those; whoever is inside more, from their authority’s index. A device holds the requests of its own person alone.`;
    return [{ title: 'Requests as the service was told of them', note, columns: ['what', 'p50, ms', 'p95, ms', 'bar, p95', 'core of the service, ms'], rows }, { title: 'How PostgreSQL reads them', columns: ['what', 'plan, with the rows that came out of each step'], rows: plans }];
  } finally {
    await client.end();
  }
}

/** Milliseconds until the answer. Nobody asks as often as this: where the service says that it is too often, it is asked again when it says, and only that counts. */
async function patiently(ask: () => Promise<unknown>): Promise<number> {
  for (;;) {
    const began = performance.now();
    try {
      await ask();
      return performance.now() - began;
    } catch (thrown) {
      const failure = failureOf(thrown);
      if (failure?.kind !== 'problem' || failure.problem.code !== 'too-many-requests') throw thrown;
      await after((failure.problem.retryAfter ?? 1) * 1_000);
    }
  }
}

/** Rows that the service would have written, in bulk: the counts by one statement in the place of a million small ones. */
async function fill(client: Client, network: NetworkId, first: AuthorityId, { everywhere, many, few }: Record<'everywhere' | 'many' | 'few', PractitionerId>, { requests, steps }: typeof fullMatters, progress: (line: string) => void): Promise<void> {
  const step = async (what: string, sql: string, values: unknown[] = []): Promise<void> => {
    const began = performance.now();
    await client.query(sql, values);
    progress(`${what}: ${figure((performance.now() - began) / 1_000)} s`);
  };
  // Foreign keys hold by how the rows are made.
  await client.query('alter table matter drop constraint matter_space_fkey; alter table matter_event drop constraint matter_event_space_fkey, drop constraint matter_event_pkey; alter table space_member drop constraint space_member_space_fkey');
  await step('requests', `insert into matter
    select gen_random_uuid(), '${network}', ${pick(MatterKind.options, 'n')}, ${ofNumber('a', first)}, ${ofNumber('b', first)}, extract(year from t), n % 7 = 0, n % 11 = 0, null,
      case when n % 20011 = 10 then '${rare}' else ${pick(common, 'hashint4(n::int) & 65535')} end, case when n % 2 = 0 then ${pick(['done', 'refused', 'withdrawn', 'closed'], 'n / 2')} end, t, t + make_interval(days => (n % 60)::int), case when n % 2 = 0 then t + make_interval(days => (n % 700)::int) end, t + make_interval(days => (n % 700)::int, secs => n % 86400)
    from (select n, a, (a + 1 + n % ${authorities - 1}) % ${authorities} as b, timestamptz '2022-01-01' + make_interval(secs => (n * 155)::double precision * (1000000.0 / $1)) as t
      from (select n, case when n % 10 = 0 then 0 else n % ${authorities} end as a from generate_series(1, $1::bigint) n) numbers) sides`, [requests]);
  await step('steps', `insert into matter_event
    select space, seq, transmitted_at + make_interval(hours => seq::int * 30), '[{"id": "00000000-0000-4000-8000-000000000001", "stage": "in-execution"}]', requesting, transmitted_at from matter, generate_series(2, $1::int + 1) seq`, [steps]);
  await step('people inside', `insert into space_member (space, practitioner, since_seq) select space, '${everywhere}'::uuid, 1 from matter union all select space, requesting, 1 from matter union all (select space, '${many}'::uuid, 1 from matter where requesting = '${first}' limit 2000) union all (select space, '${few}'::uuid, 1 from matter where requesting = '${first}' limit 20)`);
  await step('counts', `insert into matter_count
    select '${network}', figure, year, kind, key, count(*) from matter, lateral (select ${pick(AssetStage.options, "('x' || left(space::text, 4))::bit(16)::int")} as step, ${pick([...AmountBand.options, 'untold'], "('x' || right(space::text, 4))::bit(16)::int")} as worth) asset, lateral (values ('outcome', coalesce(outcome, 'open')), ('asked', ${pick(Region.options, "('x' || left(requested::text, 8))::bit(32)::int")}), ('asking', ${pick(Region.options, "('x' || left(requesting::text, 8))::bit(32)::int")}),
      ('facilitated', case when facilitated then 'yes' else 'no' end), ('offence', 'untold'), ('acknowledge', floor(extract(epoch from acknowledged_at - transmitted_at) / 86400)::text), ('execute', case when outcome = 'done' then floor(extract(epoch from ended_at - transmitted_at) / 86400)::text end),
      ('asset', case when kind = 'asset' then step || ' ' || worth end), ('asset-stages', case when kind = 'asset' then step end), ('asset-amounts', case when kind = 'asset' then step || ' ' || worth end)) counted (figure, key)
    where key is not null group by figure, year, kind, key`);
  await step('index of the steps', 'alter table matter_event add primary key (space, seq)');
  await step('statistics', 'vacuum analyze matter, matter_count, space_member, matter_event');
}

interface Node { 'Node Type': string; 'Index Name'?: string; 'Relation Name'?: string; 'Actual Rows': number; 'Actual Loops': number; 'Shared Hit Blocks': number; 'Shared Read Blocks': number; Plans?: Node[] }
/** From what reads to what answers, with the rows out of each; then the blocks that were read. */
function planOf(top: Node): string {
  const told = (node: Node): string => {
    const name = `${node['Node Type']}${node['Index Name'] === undefined ? node['Relation Name'] === undefined ? '' : ` of ${node['Relation Name']}` : ` \`${node['Index Name']}\``} (${Math.round(node['Actual Rows'] * node['Actual Loops']).toLocaleString('en-US')})`;
    const parts = (node.Plans ?? []).map(told);
    return parts.length === 0 ? name : `${name} ← ${parts.length === 1 ? parts[0]! : `[${parts.join('; ')}]`}`;
  };
  return `${told(top)}; ${(top['Shared Hit Blocks'] + top['Shared Read Blocks']).toLocaleString('en-US')} blocks`;
}
