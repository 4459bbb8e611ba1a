/** Figures of sessions, against numbers computed by hand: from what parties signed, told to whom, and giving nobody away. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { AuthorityId, Figures, Instant, MeetingRequest, MeetingSessionId, MeetingTerms, OutcomeWord, SessionFacts, SessionFigures, TimetableDraft, WallAt } from '@comity/contracts';
import { outcomeWordHash, signFiguresSetting } from '@comity/e2ee';
import { doorOf } from '../support/delegations.js';
import { startService } from '../support/service.js';
import { Member } from './identity/member.js';
import { succeed, TestNetwork } from './identity/network.js';
import { answered, Plenary, terms } from './plenary.js';

describe('figures of sessions', () => {
  let network: TestNetwork, plenary: Plenary, forum: Plenary;
  let kenya: Member, france: Member, brazil: Member, japan: Member, fiji: Member, stranger: Member, secretary: Member;
  const date = '2026-03-02', starts = ['10:10', '10:15', '10:20', '10:25', '10:30', '10:35', '10:40', '10:45', '10:50'];
  const at = (slot: number): WallAt => ({ date, time: starts[slot]! });
  const day: Partial<SessionFacts> = { notice: 0, slotMinutes: 5, days: [{ date, starts, breaks: [] }] };
  const lay = new Map<string, WallAt>(), said = new Map<string, OutcomeWord>();

  const agreed = async (at_: Plenary, members: Member[], slots: number[], change: (i: number) => Partial<MeetingTerms> = () => ({})): Promise<MeetingRequest[]> => {
    const all: MeetingRequest[] = [];
    for (const [i, slot] of slots.entries()) { const request = await at_.agreed(members, change(i)); lay.set(request.id, at(slot)); all.push(request); }
    return all;
  };
  const publish = async (at_: Plenary, requests: MeetingRequest[]) => {
    const edits = requests.map(({ id }) => ({ request: id, version: 0, place: { at: lay.get(id), room: null, interpreter: null }, pinned: false }));
    const { version } = answered<TimetableDraft>(await at_.as(secretary, 'editDraft', { body: { edits } }));
    succeed(await at_.as(secretary, 'publishTimetable', { body: { draft: version } }), 200);
  };
  const say = async (at_: Plenary, member: Member, { id }: MeetingRequest, change: Partial<OutcomeWord['body']> = {}) => {
    const key = id + member.id, before = said.get(key);
    const word = at_.word(member, id, lay.get(id)!, { after: before === undefined ? null : outcomeWordHash(before.body), ...change });
    succeed(await at_.say(member, word), 200);
    said.set(key, word);
  };
  const of = (cells: readonly { key: string; count: number | null }[]) => Object.fromEntries(cells.filter(({ count }) => count !== 0).map(({ key, count }) => [key, count]));
  const figures = async (member: Member, session = plenary) => (await session.as(member, 'sessionFigures')).body as SessionFigures;
  const year = async (member: Member) => (await network.as(member, 'figures', { query: { year: '2026' } })).body as Figures;
  const everybody = () => [kenya, france, brazil, japan, fiji, stranger, secretary];
  const back = async () => { for (const member of everybody()) { succeed(await network.signIn(member), 200); succeed(await network.attach(member), 200); } };
  let ours: MeetingRequest[], theirs: MeetingRequest[], cases: MeetingRequest[];

  beforeAll(async () => {
    network = await TestNetwork.founded();
    const point = async (name: string, state: string): Promise<Member> => {
      const id = randomUUID() as AuthorityId;
      succeed(await network.rootAction('authority-admitted', { kind: 'authority-admitted', authority: { id, name, state, kind: 'central-authority' } }), 201);
      return network.appointFocalPoint(id, name);
    };
    [kenya, france, brazil, japan, fiji, stranger] = [await point('Nairobi', 'KE'), await point('Paris', 'FR'), await point('Brasilia', 'BR'), await point('Tokyo', 'JP'), await point('Suva', 'FJ'), await point('Lisbon', 'PT')];
    [secretary] = network.officers;
    for (const member of everybody()) { succeed(await network.certify(member), 201); succeed(await network.attach(member), 200); }
    plenary = await Plenary.held(network, [kenya, france, brazil, japan, fiji].map(({ authority }) => authority!), day);
    // Eight meetings with one empty slot between, seven of two others with two, at the last of which a third is.
    ours = await agreed(plenary, [kenya, france], [0, 1, 2, 3, 5, 6, 7, 8]);
    theirs = [...await agreed(plenary, [brazil, japan], [0, 1, 4, 5, 6, 7]), ...await agreed(plenary, [brazil, japan, fiji], [8])];
    const asks = async (member: Member, other: Member) => answered<MeetingRequest>(await plenary.ask(member, terms([member.authority!, other.authority!])));
    for (let i = 0; i < 5; i += 1) {
      await asks(kenya, brazil);
      succeed(await plenary.answer(kenya, await asks(kenya, brazil), { act: 'withdraw' }), 200);
    }
    for (let i = 0; i < 3; i += 1) succeed(await plenary.answer(brazil, await asks(france, brazil), { act: 'decline' }), 200);
    await publish(plenary, [...ours, ...theirs]);

    const listed = Array.from({ length: 12 }, () => randomUUID());
    forum = await Plenary.held(network, [fiji, stranger].map(({ authority }) => authority!), { ...day, kind: 'forum', title: 'Forum', cases: listed.map((id, i) => ({ id, reference: `F-${i + 1}` })) });
    cases = await agreed(forum, [fiji, stranger], [0, 1, 2, 3, 4, 5], (i) => ({ case: listed[i]! }));
    await publish(forum, cases);
    await Plenary.held(network, [kenya.authority!], { ...day, kind: 'operational' });
    // Four talks that are over soon, another one later, and one of which nothing came.
    for (const [i, time] of ['10:20', '10:20', '10:20', '10:20', '12:00', '10:20'].entries()) {
      const id = randomUUID() as MeetingSessionId;
      succeed(await network.as(kenya, 'beginTalks', { body: { id, with: france.authority, facts: { title: 'Talks', zone: 'Europe/Vienna', slotMinutes: 30, days: [{ date, starts: [time], breaks: [] }] } } }), 201);
      if (i < 5) await new Plenary(network, id).agreed([kenya, france], { earliest: { date, time }, latest: { date, time } });
    }
  }, 240_000);
  afterAll(async () => { await network?.stop(); });

  it('are seen by the secretariat, and by others only where an officer opened them', async () => {
    for (const member of [kenya, stranger]) expect((await plenary.as(member, 'sessionFigures')).status).toBe(404);
    expect((await figures(secretary)).total).toBe(28);
  });

  it('count as ahead what has not begun', async () => {
    // Hidden: three declined, and with them the two smallest others. All of what was agreed lies ahead.
    const { requests, accepted, placed, met } = await figures(secretary);
    expect(of(requests)).toEqual({ asked: null, withdrawn: null, declined: null, ahead: 15 });
    expect([accepted, placed, met]).toEqual([15, 15, 0]);
    expect((await year(secretary)).meetings).toEqual({ sessions: ['plenary', 'forum', 'operational', 'series', 'bilateral'].map((kind) => ({ kind, count: 0 })), talks: 0, held: [] });
  });

  it('follow from what parties say, and keep back what could tell of one of them', async () => {
    network.clock.advance(3_600);
    await back();
    for (const request of ours.slice(0, 5)) await say(plenary, kenya, request);
    await say(plenary, france, ours[0]!);
    for (const request of ours.slice(5, 7)) await say(plenary, france, request, { outcome: 'no-show', absent: [kenya.authority!] });
    // One party says that it was held, the other that it was cut short.
    for (const [i, request] of theirs.slice(0, 2).entries()) { await say(plenary, brazil, request, { outcome: i === 0 ? 'held' : 'cut-short' }); await say(plenary, japan, request, { outcome: 'cut-short' }); }
    // 5 asked, 3 declined, 5 withdrawn, 6 untold, 5 held, 1 cut short, 2 no-shows, 1 contested.
    const { total, requests, accepted, placed, met, pairs, idle, cases: none } = await figures(secretary);
    expect(total).toBe(28);
    // Hidden: 3 + 1 + 2 + 1 = 7 of small ones, and 5 more, so that ten are hidden.
    expect(of(requests)).toEqual({ asked: null, declined: null, withdrawn: 5, untold: 6, held: 5, 'cut-short': null, 'no-show': null, contested: null });
    expect([accepted, placed, met]).toEqual([null, null, null]);
    // 8 Africa and Europe; 10 Africa and Americas; 6 Americas and Asia, 3 Americas and Europe, 1 of several: the last two, and 6 with them.
    expect(of(pairs)).toEqual({ 'africa-europe': 8, 'africa-americas': 10, 'americas-asia': null, 'americas-europe': null, several: null });
    // How many of them were agreed and held is kept back where the sums over all of them are.
    expect(new Set(pairs.flatMap((cell) => [cell.accepted, cell.met]))).toEqual(new Set([null]));
    // That there is a median would tell how many were placed at least.
    expect([idle, none]).toEqual([null, null]);
  });

  it('follow what parties correct, with sums where those tell no more than the table', async () => {
    for (const request of ours.slice(5, 7)) await say(plenary, france, request);
    await say(plenary, japan, theirs[0]!);
    await say(plenary, brazil, theirs[1]!);
    await say(plenary, japan, theirs[1]!);
    const { requests, accepted, placed, met, pairs, idle } = await figures(secretary);
    // 5 asked, 3 declined, 5 withdrawn, 6 untold, 9 held: three hidden, none of them agreed.
    expect(of(requests)).toEqual({ asked: null, declined: null, withdrawn: null, untold: 6, held: 9 });
    expect([accepted, placed, met]).toEqual([15, 15, 9]);
    // 0, 1, 1, 2, 2 slots between two meetings.
    expect(idle).toBe(1);
    // Of 8 between Africa and Europe all were agreed and 7 held: the one that was not is few, and keeps its row back; of 10 between Africa and the Americas none was. What the three small rows leave is few: all are kept back.
    expect(pairs.map((cell) => [cell.accepted, cell.met])).toEqual(Array<null[]>(pairs.length).fill([null, null]));
  });

  it('of a year count sessions, what was held at plenaries, and the cases of forums, for those who may know of them', async () => {
    for (const request of cases.slice(0, 5)) await say(forum, fiji, request);
    const { meetings, years, overYears, allYears } = await year(secretary);
    expect(years).toEqual([2026]);
    // Five cases were discussed at the one forum, which keeps that back: so does its year, and so do all.
    const sums = { sessions: meetings.sessions, cases: null };
    expect([overYears, allYears]).toEqual([[expect.objectContaining({ year: 2026, ...sums })], sums]);
    expect(meetings.sessions).toEqual([{ kind: 'plenary', count: 1 }, { kind: 'forum', count: 1 }, { kind: 'operational', count: null }, { kind: 'series', count: 0 }, { kind: 'bilateral', count: 0 }]);
    // Of the forum, six requests are too few to be told apart, and so is in how many cases something was held.
    expect(Object.fromEntries(meetings.held.map(({ kind, met, cases: told }) => [kind, [met, told]]))).toEqual({ forum: [null, { listed: 12, discussed: null }], plenary: [9, null] });
    const now = network.clock.now().toISOString() as Instant;
    await network.stepUp(secretary);
    succeed(await network.as(secretary, 'setFigures', { body: signFiguresSetting({ v: 1, network: network.id, since: null, offences: false, open: true, issuer: secretary.id, issuedAt: now }, secretary.identity.secretKey) }), 200);
    expect((await year(kenya)).meetings.held.map(({ session }) => session)).toEqual([plenary.id]);
    expect((await figures(kenya)).met).toBe(9);
    expect([(await plenary.as(stranger, 'sessionFigures')).status, (await forum.as(stranger, 'sessionFigures')).status]).toEqual([404, 200]);
  });

  it('are new at every process of the service once somebody said or did something at one of them', async () => {
    const other = await startService({ databaseUrl: network.service.databaseUrl, clock: network.clock });
    try {
      const there = doorOf(other.url, { cookie: secretary.cookie! });
      const told = async () => {
        const [here, elsewhere] = [await figures(secretary), await there.call('sessionFigures', { params: { id: plenary.id } })];
        expect(elsewhere).toEqual(here);
        return [here.total, here.met, (await there.call('figures', { query: { year: 2026 } }) as Figures).meetings.held.find(({ session }) => session === plenary.id)!.met];
      };
      expect(await told()).toEqual([28, 9, 9]);
      // Said at the first one.
      await say(plenary, france, ours[7]!);
      expect(await told()).toEqual([28, 10, 10]);
      // Contested, and settled again by the same party.
      await say(plenary, kenya, ours[7]!, { outcome: 'cut-short' });
      expect((await told())[1]).not.toBe(10);
      await say(plenary, kenya, ours[7]!);
      answered(await plenary.ask(kenya, terms([kenya.authority!, brazil.authority!])));
      expect(await told()).toEqual([29, 10, 10]);
    } finally {
      await other.stop();
    }
  });

  it('of a year count talks that offices began apart from sessions of the secretariat, where something came of them and they are not few', async () => {
    const told = async () => { const { sessions, talks } = (await year(secretary)).meetings; return [sessions.find(({ kind }) => kind === 'bilateral')!.count, talks]; };
    expect(await told()).toEqual([0, null]);
    network.clock.advance(7_200);
    await back();
    expect(await told()).toEqual([0, 5]);
  });
});
