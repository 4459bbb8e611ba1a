/** What the service is told of requests: by whom, of which, once; what it lets whom see; and figures that give nobody away. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { MatterQuery, type AssetStage, type AuthorityId, type Figures, type FiguresSettingBody, type Instant, type MatterReport, type MatterStage, type SpaceId, type ToldMatter } from '@comity/contracts';
import { signFiguresSetting } from '@comity/e2ee';
import { pageOf } from '../../apps/api/src/reports/list.js';
import { Member } from './identity/member.js';
import { succeed, TestNetwork } from './identity/network.js';


describe('reports of requests', () => {
  let network: TestNetwork, database: Client;
  let nairobi: AuthorityId, paris: AuthorityId, lyon: AuthorityId, madrid: AuthorityId;
  /** Who asks; who is asked; who executes; a colleague of who asks, and somebody of a third State, neither of them inside. */
  let asking: Member, asked: Member, executing: Member, colleague: Member, stranger: Member;

  beforeAll(async () => {
    network = await TestNetwork.founded();
    database = new Client({ connectionString: network.service.databaseUrl });
    await database.connect();
    const admit = async (name: string, state: string): Promise<AuthorityId> => {
      const id = randomUUID() as AuthorityId;
      succeed(await network.rootAction('authority-admitted', { kind: 'authority-admitted', authority: { id, name, state, kind: 'central-authority' } }), 201);
      return id;
    };
    [nairobi, paris, lyon, madrid] = [await admit('Nairobi', 'KE'), await admit('Paris', 'FR'), await admit('Lyon', 'FR'), await admit('Madrid', 'ES')];
    asking = await network.appointFocalPoint(nairobi, 'Asking');
    asked = await network.appointFocalPoint(paris, 'Asked');
    executing = await network.appointFocalPoint(lyon, 'Executing');
    stranger = await network.appointFocalPoint(madrid, 'Stranger');
    colleague = await network.vouch(asking, 'Colleague');
    for (const member of [asking, asked, executing, stranger, colleague, ...network.officers]) succeed(await network.certify(member), 201);
  }, 120_000);
  afterAll(async () => {
    await database?.end();
    await network?.stop();
  });

  const now = (): Instant => network.clock.now().toISOString() as Instant;
  /** By the database's clock, which is that of the log. */
  const inDays = (days: number): Instant => new Date(Date.now() + days * 86_400_000).toISOString() as Instant;
  const year = String(new Date().getUTCFullYear());
  /** A request with these people inside, and so many items of each in its log from place 2 on, by turns. */
  async function request(people: Member[], { kind = 'request', rounds = 3 } = {}): Promise<SpaceId> {
    const id = randomUUID() as SpaceId;
    await database.query('insert into space (id, network, kind, suite, created_by, created_at) values ($1, $2, $3, 3, $4, $5)', [id, network.id, kind, people[0]!.device.id, inDays(0)]);
    for (const member of people) await database.query('insert into space_member (space, practitioner, since_seq) values ($1, $2, 1)', [id, member.id]);
    await items(id, Array.from({ length: rounds }, () => people).flat(), 2);
    return id;
  }
  async function items(id: SpaceId, by: Member[], from: number, at = inDays(0)): Promise<void> {
    for (const [i, member] of by.entries()) await database.query("insert into entry (space, seq, epoch, received_at, id, sender, type, bytes) values ($1, $2, 0, $3, $4, $5, 'item', 'sealed')", [id, from + i, at, randomUUID(), member.device.id]);
  }
  const report = (seq: number, stage: MatterStage, change: Partial<MatterReport> = {}): MatterReport => ({ seq, kind: 'mla', requesting: nairobi, requested: paris, urgent: false, items: [{ id: '00000000-0000-4000-8000-000000000001', stage }], ...change });
  const tell = (member: Member, id: SpaceId, body: MatterReport) => network.as(member, 'tellMatter', { params: { id }, body });
  const code = async (answering: ReturnType<typeof tell>) => { const { status, body } = await answering; return status < 300 ? status : (body as { code: string }).code; };
  const listed = async (member: Member, query: Record<string, string> = {}) => (await network.as(member, 'matters', { query })).body as ToldMatter[];
  const figures = async (member: Member, query: Record<string, string> = {}) => (await network.as(member, 'figures', { query })).body as Figures;
  const tableOf = (of: Figures['tables'][number]['of'], { tables }: Figures) => Object.fromEntries(tables.find((table) => table.of === of)!.cells.filter(({ count }) => count !== 0).map(({ key, count }) => [key, count]));
  let since: Instant;
  async function set(changes: Partial<FiguresSettingBody> | ((at: Instant) => Partial<FiguresSettingBody>) = {}, by = network.officers[0], signer = by) {
    network.clock.advance(1);
    const change = typeof changes === 'function' ? changes(now()) : changes;
    const body: FiguresSettingBody = { v: 1, network: network.id, since: now(), offences: false, open: false, issuer: by.id, issuedAt: now(), ...change };
    await network.stepUp(by);
    return network.as(by, 'setFigures', { body: signFiguresSetting({ ...body, issuedAt: change.issuedAt ?? body.issuedAt }, signer.identity.secretKey) });
  }

  it('are not taken as long as no officer asked for them', async () => {
    const id = await request([asking, asked]);
    expect((await network.as(asking, 'figuresSetting')).body).toEqual({ setting: null });
    expect(await code(tell(asking, id, report(2, 'transmitted')))).toBe('not-acceptable');
    expect((await database.query('select 1 from matter union all select 1 from matter_event union all select 1 from matter_count')).rows).toEqual([]);
  });

  it('are asked for by an officer, over their own signature, from now on', async () => {
    expect(await code(set({}, asking))).toBe('not-allowed');
    expect(await code(set({}, network.officers[0], network.officers[1]))).toBe('statement-refused');
    expect(await code(set({ since: '2025-01-01T00:00:00.000Z' as Instant }))).toBe('invalid-input');
    expect(await code(set({ issuedAt: '2025-01-01T00:00:00.000Z' as Instant, since: null }))).toBe('statement-refused');
    const set1 = await set();
    expect(set1.status).toBe(200);
    ({ since } = (set1.body as { body: { since: Instant } }).body);
    expect((await network.as(stranger, 'figuresSetting')).body).toEqual({ setting: set1.body });
    // What was set is not set back by sending it once more.
    expect(await code(network.as(network.officers[0], 'setFigures', { body: set1.body }))).toBe('stale-version');
  });

  it('are not taken of what went out before', async () => {
    const id = await request([asking, asked]);
    await database.query("update space set created_at = created_at - interval '1 hour' where id = $1", [id]);
    expect(await code(tell(asking, id, report(2, 'transmitted')))).toBe('not-acceptable');
  });

  it('are taken from who took the step, of a request that they are inside, and from nobody else: in one word', async () => {
    const id = await request([asking, asked, executing]), channel = await request([asking, asked], { kind: 'channel' });
    const refused = [
      tell(stranger, id, report(2, 'transmitted')), tell(colleague, id, report(2, 'transmitted')), tell(asked, id, report(2, 'transmitted')), tell(asking, id, report(99, 'transmitted')),
      tell(asking, randomUUID() as SpaceId, report(2, 'transmitted')), tell(asking, channel, report(2, 'transmitted')),
    ];
    const bodies = (await Promise.all(refused)).map(({ status, body }) => JSON.stringify([status, { ...(body as object), reference: '' }]));
    expect(new Set(bodies).size).toBe(1);
    expect(bodies[0]).toContain('not-found');
    expect(await listed(asking)).toEqual([]);
    await database.query('update space_member set until_seq = 4 where space = $1 and practitioner = $2', [id, asking.id]);
    expect(await code(tell(asking, id, report(2, 'transmitted')))).toBe('not-found');
  });

  it('name two authorities whose people are inside, the teller\'s or the State\'s of the one that is asked, and the same ones each time', async () => {
    const id = await request([asking, asked, executing, stranger]);
    expect(await code(tell(stranger, id, report(5, 'acknowledged')))).toBe('not-acceptable');
    expect(await code(tell(asking, id, report(2, 'transmitted', { requested: network.secretariat })))).toBe('not-acceptable');
    expect(await code(tell(asking, id, report(2, 'transmitted', { requested: nairobi })))).toBe('not-acceptable');
    expect(await code(tell(executing, id, report(4, 'in-execution')))).toBe(204);
    expect(await code(tell(asking, id, report(2, 'transmitted', { kind: 'asset' })))).toBe('not-acceptable');
    expect(await code(tell(asking, id, report(2, 'transmitted')))).toBe(204);
    await database.query('delete from matter_count');
  });

  it('count once for each step, and in the order of the log', async () => {
    const id = await request([asking, asked], { rounds: 1 });
    const later = inDays(3);
    await items(id, [asked, asked, asking], 4, later);
    expect(await code(tell(asked, id, report(5, 'in-execution')))).toBe(204);
    expect(await code(tell(asked, id, report(4, 'acknowledged')))).toBe(204);
    expect(await Promise.all([0, 1, 2].map(() => code(tell(asking, id, report(2, 'transmitted')))))).toEqual([204, 204, 204]);
    expect(await code(tell(asking, id, report(2, 'withdrawn')))).toBe(204);
    expect((await database.query('select seq::int, items from matter_event where space = $1 order by seq', [id])).rows.map(({ seq, items: [item] }: { seq: number; items: { stage: string }[] }) => [seq, item?.stage])).toEqual([[2, 'transmitted'], [4, 'acknowledged'], [5, 'in-execution']]);
    const [told] = await listed(asking, { stage: 'in-execution', limit: '1' });
    expect(await listed(asking, { only: id })).toEqual([told]);
    expect(await listed(stranger, { only: id })).toEqual([]);
    expect(told).toEqual({ space: id, kind: 'mla', requesting: nairobi, requested: paris, urgent: false, facilitated: false, offence: null, stage: 'in-execution', transmittedAt: told!.transmittedAt, acknowledgedAt: later, endedAt: null, lastAt: later });
    await expect(database.query("update matter_event set items = '[]' where space = $1", [id])).rejects.toThrow('append-only');
  });

  it('follow their contract', async () => {
    const id = await request([asking, asked]);
    for (const body of [report(0, 'done'), report(2, 'done', { items: [] }), { ...report(2, 'done'), title: 'Vessel payments' }, report(2, 'done', { items: [{ id: 'a', stage: 'done' }] }), report(2, 'done', { items: [...report(2, 'done').items, ...report(2, 'done').items] })]) {
      expect(await code(tell(asking, id, body))).toBe('invalid-input');
    }
    expect(await code(network.as(asking, 'matters', { query: { before: now() } }))).toBe('invalid-input');
    expect(await code(network.as(asking, 'matters', { query: { stage: 'EXECUTED' } }))).toBe('invalid-input');
  });

  it('are listed for who is inside, of their own authority, by what they ask for, a page at a time', async () => {
    expect(await listed(colleague)).toEqual([]);
    expect(await listed(stranger)).toEqual([]);
    expect(await listed(executing)).toEqual([]);
    for (let i = 0; i < 5; i += 1) {
      const id = await request([asked, asking], { rounds: 1 });
      expect(await code(tell(asked, id, report(2, 'transmitted', { requesting: paris, requested: nairobi, kind: 'extradition', urgent: true })))).toBe(204);
    }
    const all = await listed(asking);
    expect(all).toHaveLength(7);
    expect([...all].sort((a, b) => (a.lastAt < b.lastAt ? 1 : -1)).map(({ space }) => space).sort()).toEqual(all.map(({ space }) => space).sort());
    const pages: ToldMatter[] = [];
    for (let page = await listed(asking, { limit: '3' }); page.length > 0; page = await listed(asking, { limit: '3', before: page.at(-1)!.lastAt, space: page.at(-1)!.space })) pages.push(...page);
    expect(pages).toEqual(all);
    // Whoever is inside of one sees that one, and of the rest as little as before.
    await database.query('insert into space_member (space, practitioner, since_seq) values ($1, $2, 1)', [all[3]!.space, colleague.id]);
    expect(await listed(colleague)).toEqual([all[3]]);
    await database.query('update space_member set until_seq = 3 where space = $1 and practitioner = $2', [all[3]!.space, colleague.id]);
    expect(await listed(colleague)).toEqual([]);
    expect(await listed(asking, { side: 'requested' })).toHaveLength(5);
    expect(await listed(asking, { kind: 'mla', counterpart: paris })).toHaveLength(2);
    expect(await listed(asking, { counterpart: madrid })).toEqual([]);
    expect(await listed(asking, { year, stage: 'transmitted', side: 'requesting' })).toEqual([]);
    // Whoever is inside very many is answered by another statement, and the same.
    for (const query of [{}, { limit: '3' }, { limit: '3', before: all[2]!.lastAt, space: all[2]!.space }, { side: 'requested' }, { kind: 'mla', counterpart: paris }, { counterpart: madrid }, { year, stage: 'transmitted' }]) {
      for (const member of [asking, asked, colleague, stranger]) {
        const { sql, values } = pageOf({ authority: member.authority!, practitioner: member.id }, MatterQuery.parse(query), false);
        let index = 0;
        const { rows } = await database.query<{ space: SpaceId }>(sql.replaceAll('?', () => `$${(index += 1)}`), values);
        expect(rows.map(({ space }) => space)).toEqual((await listed(member, query)).map(({ space }) => space));
      }
    }
  });

  it('add up to figures that the secretariat sees, and everybody where an officer opens them', async () => {
    await database.query('alter table matter_event disable trigger all');
    await database.query('delete from matter_event');
    await database.query('delete from matter');
    await database.query('delete from matter_count');
    await database.query('alter table matter_event enable trigger all');
    for (let i = 0; i < 24; i += 1) {
      const id = await request(i < 6 ? [asking, asked, network.officers[0]] : [asking, asked], { rounds: 1 });
      expect(await code(tell(asking, id, report(2, 'transmitted')))).toBe(204);
      if (i < 20) {
        await items(id, [asked], 10, inDays(i));
        expect(await code(tell(asked, id, report(10, i < 18 ? 'done' : 'refused')))).toBe(204);
      }
    }
    expect(await code(network.as(asking, 'figures'))).toBe('not-found');
    const told = await figures(network.officers[1], { year });
    expect(told).toMatchObject({ year: Number(year), threshold: 5, total: 24, network: { authorities: 4, states: 3, appointed: 4, invited: 4, uncovered: 0 } });
    // Four are open and two were refused: neither is told, and with them not how many were done.
    expect(tableOf('outcome', told)).toEqual({ open: null, done: null, refused: null });
    expect([tableOf('kind', told), tableOf('asked', told), tableOf('asking', told), tableOf('facilitated', told)]).toEqual([{ mla: 24 }, { europe: 24 }, { africa: 24 }, { yes: 6, no: 18 }]);
    // Nor how long what was done took: it would say how many there are at least.
    expect(told.durations[0]).toEqual({ kind: 'mla', acknowledge: { median: 9, p90: 17 }, execute: { median: null, p90: null } });
    expect((await database.query('select sum(count)::int as n from matter_count where figure = $1', ['outcome'])).rows).toEqual([{ n: 24 }]);
    const opened = await set({ since, open: true, offences: true });
    expect(opened.status).toBe(200);
    expect(await figures(asking, { year })).toEqual(told);
  });

  it('say what it is about for statistics where that was asked for, by who asked', async () => {
    const [first] = await listed(asking, { stage: 'done' });
    const offence = (member: Member, id: SpaceId, body: object = { offence: 'bribery' }) => code(network.as(member, 'tellOffence', { params: { id }, body }));
    expect(await offence(colleague, first!.space)).toBe('not-found');
    expect(await offence(asking, randomUUID() as SpaceId)).toBe('not-found');
    expect(await offence(asked, first!.space)).toBe('not-allowed');
    expect(await offence(asking, first!.space, { offence: 'Vessel payments' })).toBe('invalid-input');
    for (const { space } of (await listed(asking, { stage: 'done' })).slice(0, 6)) expect(await offence(asking, space)).toBe(204);
    expect(tableOf('offence', await figures(asking))).toEqual({ bribery: 6, untold: 18 });
    expect((await listed(asked)).filter((matter) => matter.offence === 'bribery')).toHaveLength(6);
  });

  it('tell of assets where that was asked for before they went out, what they are worth by who asked, and of few of them nothing', async () => {
    const asset = '00000000-0000-4000-8000-00000000000a';
    const traced = async (rounds = 1) => { const id = await request([asking, asked], { rounds }); return { id, tell: (member: Member, seq: number, stage: MatterStage, at?: AssetStage) => code(tell(member, id, report(seq, stage, { kind: 'asset', items: [{ id: asset, stage, ...(at && { asset: at }) }] }))) }; };
    const amount = (member: Member, id: SpaceId, body: object = { id: asset, amount: '1m' }) => code(network.as(member, 'tellAmount', { params: { id }, body }));
    const early = await traced();
    expect(await early.tell(asking, 2, 'transmitted', 'sought')).toBe(204);
    expect(await amount(asking, early.id)).toBe('not-acceptable');
    expect(await code(set({ since, offences: true, assets: since, open: true }))).toBe('invalid-input');
    expect(await code(set((assets) => ({ since: null, assets })))).toBe('invalid-input');
    const asksFor = await set((assets) => ({ since, offences: true, open: true, assets }));
    expect(asksFor.status).toBe(200);
    // What went out before keeps what it was told under.
    expect(await early.tell(asked, 3, 'in-execution', 'frozen')).toBe(204);
    expect(await amount(asking, early.id)).toBe('not-found');
    expect((await database.query("select 1 from matter_event where items->0 ? 'asset' union all select 1 from matter_count where figure like 'asset%'")).rows).toEqual([]);
    for (let i = 0; i < 14; i += 1) {
      const { id, tell: told } = await traced();
      expect(await told(asking, 2, 'transmitted', 'sought')).toBe(204);
      if (i < 12) expect(await told(asked, 3, 'in-execution', i < 6 ? 'frozen' : 'confiscated')).toBe(204);
      for (const word of ['10k', '1m']) expect(await amount(asking, id, { id: asset, amount: word })).toBe(204);
      if (i > 0) continue;
      const statistics = (member: Member) => network.as(member, 'matterStatistics', { params: { id } });
      expect((await statistics(asking)).body).toEqual({ offence: null, assets: [{ id: asset, amount: '1m' }] });
      expect([await code(statistics(colleague)), await code(statistics(asked)), await code(statistics(stranger))]).toEqual(['not-found', 'not-allowed', 'not-found']);
      expect([await amount(colleague, id), await amount(asked, id), await amount(asking, id, { id: randomUUID(), amount: '1m' }), await amount(asking, id, { id: asset, amount: '1250000' })]).toEqual(['not-found', 'not-allowed', 'not-found', 'invalid-input']);
    }
    const { assets } = await figures(asking, { year });
    const stages = assets.stages.map(({ stage, count, amounts }) => [stage, count, amounts.find(({ key }) => key === '1m')!.count]);
    // Two are still sought: not told, and with them the next larger stages until ten are.
    expect([assets.total, ...stages]).toEqual([14, ['sought', null, null], ['frozen', null, null], ['in-confiscation', 0, 0], ['confiscated', null, null], ['returned', 0, 0], ['ended', 0, 0]]);
    expect((await database.query("select key, count from matter_count where figure = 'asset' and count > 0 order by key")).rows).toEqual([{ key: 'confiscated 1m', count: 6 }, { key: 'frozen 1m', count: 6 }, { key: 'sought 1m', count: 2 }]);
  });

  it('of the latest years stand beside each other, with as much kept back as in the figures of each', async () => {
    const last = Number(year) - 1, few = Number(year) - 2;
    const tables = "figure = any ('{outcome,asked,asking,facilitated,offence}') and year = $2";
    await database.query(`insert into matter_count (network, figure, year, kind, key, count) select network, figure, $1, kind, key, count from matter_count where ${tables}`, [last, Number(year)]);
    await database.query(`insert into matter_count (network, figure, year, kind, key, count) select distinct network, figure, $1::int, 'mla', min(key), 3 from matter_count where ${tables} group by network, figure`, [few, Number(year)]);
    const { overYears } = await figures(asking, { year });
    expect(overYears.map((each) => [each.year, each.total])).toEqual([[Number(year), 39], [last, 39], [few, null]]);
    expect(overYears[2]!.kinds.every(({ count }) => count === null)).toBe(true);
    for (const each of overYears) {
      const { total, tables: [kinds], network: then, meetings: { sessions } } = await figures(asking, { year: String(each.year) });
      expect(each).toEqual({ year: each.year, total, kinds: kinds!.cells, sessions, cases: 0, network: then });
    }
    await database.query('delete from matter_count where year < $1', [Number(year)]);
  });

  it('end when an officer says so', async () => {
    expect((await set({ since: null })).status).toBe(200);
    const id = await request([asking, asked]);
    expect(await code(tell(asking, id, report(2, 'transmitted')))).toBe('not-acceptable');
    expect(await code(network.as(asking, 'figures'))).toBe('not-found');
    expect((await figures(network.officers[0], { year })).total).toBe(39);
  });
});
