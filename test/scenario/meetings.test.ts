/** A meeting from the request to the agenda, with the product's own client; and a service that says somebody consented. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { outcomeOf } from '@comity/casework';
import type { AuthorityId, MeetingOutcome, MeetingRequest, MeetingSessionId, OutcomeWord, SpaceId } from '@comity/contracts';
import { meetingsOf, type Meetings } from '@comity/sdk';
import { addSession, importSession, sessionFacts } from '../../apps/cli/src/commands/meetings.js';
import type { Desk } from '../../apps/cli/src/desk.js';
import { Hostile } from './hostile.js';
import { People, texts, type Person } from './people.js';

describe('meetings', () => {
  /** A day ahead, on a clock that is never changed. */
  const date = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  let people: People, wanjiru: Person, claire: Person;
  let nairobi: AuthorityId, paris: AuthorityId, session: MeetingSessionId;
  let secretariat: Meetings, kenya: Meetings, france: Meetings;
  const service = new Hostile();
  beforeAll(async () => {
    people = await People.gather();
    [nairobi, paris] = [await people.admit('Asset Recovery Office', 'KE'), await people.admit('Parquet financier', 'FR')];
    wanjiru = await people.enrol('Wanjiru Kamau', 'Asset Recovery Office', people.officers[0], 'focal-point');
    claire = await people.enrol('Claire Aubry', 'Parquet financier', people.officers[0], 'focal-point', service.between);
    await people.settled(wanjiru, claire);
    [secretariat, kenya, france] = [people.officers[0], wanjiru, claire].map(({ client }) => meetingsOf(client)) as [Meetings, Meetings, Meetings];
    const made = await secretariat.addSession({ kind: 'plenary', title: 'Plenary', place: 'Vienna', zone: 'Africa/Abidjan', state: 'open', deadline: null, requestsPerOffice: null, slotMinutes: 20, days: [{ date, starts: ['09:00', '09:20'], breaks: [] }], cases: [] });
    session = made.id;
  });
  afterAll(async () => { await people.end(); });

  it('are asked for with a topic that neither service nor secretariat reads, agreed, and published', async () => {
    const preview = await secretariat.preview(session, 'offices', 'authority\nAsset Recovery Office\nParquet financier');
    await secretariat.writeOffices(session, preview.rows);
    const rooms = await secretariat.writeRooms(session, (await secretariat.preview(session, 'rooms', 'name,class,seats\nTable 1,table,4')).rows);
    const asked = await kenya.ask(session, { parties: [paris], terms: { slots: 2 }, wishes: { priority: 3, delegates: [] }, topic: { text: 'Vessel payments', people: [claire.id] } });
    await people.settled(wanjiru, claire);
    expect([asked.state, asked.mayNow]).toEqual(['asked', ['accept', 'counter', 'withdraw']]);
    const space = (await claire.client.spaces()).find(({ id }) => id === asked.terms.space)!;
    expect([space.title, space.members.sort()]).toEqual(['Vessel payments', [wanjiru.id, claire.id].sort()]);
    expect((await people.officers[0].client.spaces()).some(({ id }) => id === asked.terms.space)).toBe(false);
    await expect(kenya.ask(session, { parties: [paris], terms: {}, wishes: { priority: 1, delegates: [] }, topic: { text: 'Vessel payments', people: [people.officers[0].id] } })).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
    const [seen] = await france.requests(session);
    expect([seen!.id, seen!.sound, seen!.mayNow]).toEqual([asked.id, true, ['accept', 'counter', 'decline']]);
    const accepted = await france.accept(session, asked.id, seen!.version, { priority: 1, delegates: [] });
    expect([accepted.state, accepted.acts.map(({ by }) => by)]).toEqual(['accepted', [wanjiru.id, claire.id]]);
    await expect(kenya.counter(session, asked.id, 1, { slots: 1 }, { priority: 1, delegates: [] }, null)).rejects.toMatchObject({ problem: { code: 'stale-version', version: 2 } });
    const draft = await secretariat.edit(session, [{ request: asked.id, version: 0, place: { at: { date, time: '09:00' }, room: rooms[0]!.id, interpreter: null }, pinned: false }]);
    await secretariat.publish(session, draft.version);
    expect((await france.agenda(session)).meetings.map(({ startsAt, endsAt, room, parties }) => [startsAt, endsAt, room?.name, parties])).toEqual([[`${date}T09:00:00.000Z`, `${date}T09:40:00.000Z`, 'Table 1', [nairobi, paris]]]);
  });

  it('have a case file of the parties, made before they are asked for, which all of them read from its beginning; a device marks what it showed', async () => {
    const space = await kenya.seal([paris], { text: 'Harbour accounts\n\nThree payments in May', people: [claire.id] });
    await people.settled(wanjiru, claire);
    const { kind, title, owners, policy } = await claire.client.space(space);
    expect([kind, title, owners.toSorted(), policy.history]).toEqual(['case-file', 'Harbour accounts', [wanjiru.id, claire.id].toSorted(), 'all']);
    expect(await texts(claire.client, space)).toEqual(['Harbour accounts\n\nThree payments in May']);
    const { id, terms } = await kenya.ask(session, { parties: [paris], terms: {}, wishes: { priority: 2, delegates: [] }, topic: { space } });
    expect(terms.space).toBe(space);
    expect((await france.seen(session))[id]).toBeUndefined();
    await france.markSeen(session, id, 1);
    await france.markSeen(session, id, 0);
    expect((await france.seen(session))[id]).toBe(1);
  });

  it('are prepared from what a file says, which is what another session is', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'comity-session-')), file = path.join(folder, 'session.json');
    let shown: { value: Record<string, unknown>; lines: readonly string[] } = { value: {}, lines: [] };
    const desk = (rest: string[], write = false) => ({ client: people.officers[0].client, output: { show: (value: Record<string, unknown>, lines: readonly string[]) => { shown = { value, lines }; } }, settings: { rest, options: { write } } } as unknown as Desk);
    await sessionFacts(desk([session]));
    const { facts } = await secretariat.session(session);
    expect([shown.value, JSON.parse(shown.lines.join('\n'))]).toEqual([facts, facts]);
    // It is prepared, also where the one that the file comes from is open. Clocks change between the two days: wall times stay, and instants are the service's.
    const autumn = { title: 'Autumn series', kind: 'series', state: 'open', zone: 'Europe/Vienna', slotMinutes: 30, days: [{ date: '2027-10-27', starts: ['09:00'], breaks: [] }, { date: '2027-11-03', starts: ['09:00', '09:30'], breaks: [] }] };
    const before = (await secretariat.sessions()).length;
    await writeFile(file, JSON.stringify({ ...autumn, days: [...autumn.days, { date: '2027-11-03', starts: ['09:10', '09:20'], breaks: [] }] }));
    await addSession(desk([file], true));
    expect([process.exitCode, shown.value]).toMatchObject([1, { written: false, faults: [{ pointer: '/days/2/starts' }, { pointer: '/days/2/date' }] }]);
    process.exitCode = 0;
    await writeFile(file, JSON.stringify(autumn));
    await addSession(desk([file]));
    expect([shown.value, (await secretariat.sessions()).length]).toEqual([{ session: null, written: false, days: 2, slots: 3, faults: [] }, before]);
    await addSession(desk([file], true));
    const made = await secretariat.session(shown.value['session'] as MeetingSessionId);
    expect([made.facts, made.slots.map(({ startsAt }) => startsAt)]).toMatchObject([{ ...autumn, state: 'preparing', requestsPerOffice: 20 }, ['2027-10-27T07:00:00.000Z', '2027-11-03T08:00:00.000Z', '2027-11-03T08:30:00.000Z']]);
    await rm(folder, { recursive: true });
  });

  it('come from a folder of tables, all of them previewed before any is written', async () => {
    const { id } = await secretariat.addSession({ kind: 'forum', title: 'Forum', place: null, zone: 'Europe/Vienna', state: 'open', deadline: null, requestsPerOffice: null, slotMinutes: 20, days: [{ date, starts: ['09:00'], breaks: [] }], cases: [{ id: randomUUID(), reference: '1' }] });
    const folder = await mkdtemp(path.join(tmpdir(), 'comity-import-'));
    const table = (name: string, text: string) => writeFile(path.join(folder, `${name}.csv`), text);
    let shown: { value: Record<string, unknown>; lines: readonly string[] } = { value: {}, lines: [] };
    const run = (write: boolean) => importSession({ client: people.officers[0].client, output: { show: (value: Record<string, unknown>, lines: readonly string[]) => { shown = { value, lines }; } }, settings: { rest: [id], options: { folder, write } } } as unknown as Desk);
    await table('offices', 'state,authority\nKE,\nFR,');
    await table('rooms', 'name,class,seats\nTable 1,table,4');
    await table('delegates', `authority,name,practitioner\nAsset Recovery Office,Wanjiru Kamau,${wanjiru.id}\nParquet financier,Claire Aubry,\nParquet financier,,`);
    await run(true);
    expect([process.exitCode, shown.value, await secretariat.offices(id)]).toMatchObject([1, { written: false, offices: { rows: 2, faults: [] }, delegates: { faults: [{ line: 4, field: 'name', rule: 'empty' }] } }, []]);
    process.exitCode = 0;
    await writeFile(path.join(folder, 'delegates.csv'), Buffer.from('authority,name\nParquet financier,Zoé', 'latin1'));
    await run(true);
    expect([process.exitCode, shown.value]).toMatchObject([1, { written: false, delegates: { faults: [{ line: 2, field: null, rule: 'encoding' }] } }]);
    process.exitCode = 0;
    await table('delegates', `authority,name,practitioner\nAsset Recovery Office,Wanjiru Kamau,${wanjiru.id}\nParquet financier,Claire Aubry,`);
    await run(false);
    expect([shown.value, shown.lines.at(-1), await secretariat.delegates(id)]).toMatchObject([{ written: false, delegates: { rows: 2, faults: [] } }, 'Nothing was written; say --write.', []]);
    await run(true);
    expect([shown.value, (await secretariat.offices(id)).length, (await secretariat.rooms(id)).length, (await secretariat.delegates(id)).map(({ name }) => name).sort()]).toMatchObject([{ written: true }, 2, 1, ['Claire Aubry', 'Wanjiru Kamau']]);
    await rm(folder, { recursive: true });
  });

  it('are agreed for no word of the service that nobody signed', async () => {
    const asked = await kenya.ask(session, { parties: [paris], terms: {}, wishes: { priority: 1, delegates: [] }, topic: null });
    const lying = (edit: (request: MeetingRequest) => MeetingRequest) => service.answer('meetingRequests', (all) => all.map((request) => (request.id === asked.id ? edit(request) : request)));
    const seen = async () => (await france.requests(session)).find(({ id }) => id === asked.id);
    // Whatever it says of the state, the acts count.
    lying((request) => ({ ...request, state: 'accepted' }));
    expect([(await seen())?.state, (await seen())?.sound]).toEqual(['asked', true]);
    // A consent in another's name, and other terms under a signature.
    lying((request) => ({ ...request, acts: [...request.acts, { ...request.acts[0]!, body: { ...request.acts[0]!.body, act: 'accept', authority: paris, practitioner: claire.id } }] }));
    expect([(await seen())?.state, (await seen())?.sound, (await seen())?.mayNow]).toEqual(['asked', false, []]);
    const other = (request: MeetingRequest): MeetingRequest => ({ ...request, acts: request.acts.map((act) => ({ ...act, body: { ...act.body, terms: { ...act.body.terms, slots: 9 } } })) });
    lying(other);
    expect(await seen()).toBeUndefined();
    // Nor does it help to say that all was verified.
    lying((request) => Object.assign(other(request), { sound: true }));
    expect(await seen()).toBeUndefined();
    service.answer('meetingRequests', (all) => all);
    expect((await seen())?.sound).toBe(true);
  });

  it('have their case file begun once they are agreed on, by a party that is inside, for good', async () => {
    const asked = await kenya.ask(session, { parties: [paris], terms: {}, wishes: { priority: 1, delegates: [] }, topic: null });
    const topic = { people: [claire.id], text: 'What we met about' }, before = (await wanjiru.client.spaces()).length;
    await expect(kenya.seal([paris], topic, { session, request: asked.id, version: asked.version })).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
    expect((await wanjiru.client.spaces()).length).toBe(before);
    const space = await kenya.seal([paris], topic);
    await expect(kenya.beginFile(session, asked.id, asked.version, space)).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
    const agreed = await france.accept(session, asked.id, asked.version, { priority: 3, delegates: [] });
    await expect(kenya.beginFile(session, asked.id, agreed.version, randomUUID() as SpaceId)).rejects.toMatchObject({ problem: { code: 'invalid-input', errors: [{ pointer: '/body/terms/space' }] } });
    await expect(kenya.seal([paris], topic, { session, request: asked.id, version: asked.version })).rejects.toMatchObject({ problem: { code: 'stale-version' } });
    const begun = await kenya.beginFile(session, asked.id, agreed.version, space);
    expect(begun).toMatchObject({ state: 'accepted', sound: true, terms: { ...agreed.terms, space }, consents: expect.arrayContaining([{ authority: paris, wishes: { priority: 3, delegates: [] } }]) });
    await people.settled(wanjiru, claire);
    expect([(await france.request(session, asked.id)).terms.space, await texts(claire.client, space)]).toEqual([space, ['What we met about']]);
    const other = await france.seal([begun.terms.parties[0]!], { people: [wanjiru.id], text: 'Another' });
    await expect(france.beginFile(session, asked.id, begun.version, other)).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
    await kenya.withdraw(session, asked.id, begun.version, null);
  });

  it('became what their parties said of them, which no word of the service changes', async () => {
    // Yesterday’s, so that it is over whenever this runs.
    const date = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10), at = { date, time: '09:00' };
    const past = (await secretariat.addSession({ kind: 'plenary', title: 'Yesterday', place: null, zone: 'Europe/Vienna', state: 'open', deadline: null, requestsPerOffice: null, slotMinutes: 20, days: [{ date, starts: ['09:00'], breaks: [] }], cases: [] })).id;
    await secretariat.writeOffices(past, [nairobi, paris].map((authority) => ({ version: 0, authority, requests: null, away: [], remote: null })));
    const { id, version, terms } = await kenya.ask(past, { parties: [paris], terms: {}, wishes: { priority: 2, delegates: [] }, topic: null });
    await france.accept(past, id, version, { priority: 2, delegates: [] });
    const draft = await secretariat.edit(past, [{ request: id, version: 0, place: { at, room: null, interpreter: null }, pinned: false }]);
    await secretariat.publish(past, draft.version);
    const said = (outcome: MeetingOutcome, before: number, absent: AuthorityId[] = []) => ({ published: 1, at, outcome, reason: null, absent, before });
    const stateOf = async (meetings: Meetings) => { const [view] = await meetings.outcomes(past); return [view?.sound, outcomeOf(terms.parties, view?.words ?? [], at).state]; };
    await kenya.sayOutcome(past, id, said('held', 0));
    await france.sayOutcome(past, id, said('no-show', 0, [nairobi]));
    expect([await stateOf(kenya), await stateOf(france)]).toEqual([[true, 'contested'], [true, 'contested']]);
    await expect(france.sayOutcome(past, id, said('held', 0))).rejects.toMatchObject({ problem: { code: 'stale-version', version: 1 } });
    await france.sayOutcome(past, id, said('held', 1));
    expect([await stateOf(kenya), await stateOf(france)]).toEqual([[true, 'held'], [true, 'held']]);

    const lying = (edit: (words: OutcomeWord[]) => OutcomeWord[]) => service.answer('meetingOutcomes', (all) => all.map(({ request, words }) => ({ request, words: edit(words) })));
    const ours = ({ body }: OutcomeWord) => body.authority === nairobi;
    // Another word under a signature; one in another’s name; a correction without what it corrects; one of another meeting.
    lying((words) => words.map((word) => (ours(word) ? { ...word, body: { ...word.body, outcome: 'cut-short' } } : word)));
    expect(await stateOf(france)).toEqual([false, 'held']);
    lying((words) => words.map((word) => (ours(word) ? { ...word, body: { ...word.body, authority: paris, outcome: 'cut-short', practitioner: claire.id } } : word)));
    expect((await france.outcomes(past))[0]!.words.map(({ outcome }) => outcome)).not.toContain('cut-short');
    lying((words) => words.filter((word) => ours(word) || word.body.outcome === 'held'));
    expect((await france.outcomes(past))[0]!.words.map(({ authority }) => authority)).toEqual([nairobi]);
    service.answer('meetingOutcomes', (all) => all.map((each) => ({ ...each, request: randomUUID() as typeof each.request })));
    expect((await france.outcomes(past))[0]!).toMatchObject({ sound: false, words: [] });
    service.answer('meetingOutcomes', (all) => all);
    expect(await stateOf(france)).toEqual([true, 'held']);
  });

  it('of three authorities are asked for at once, in a case file of all three, and agreed when both others said yes to the same', async () => {
    const brasilia = await people.admit('Departamento de Ativos', 'BR'), ana = await people.enrol('Ana Souza', 'Departamento de Ativos', people.officers[0], 'focal-point');
    await people.settled(wanjiru, claire, ana);
    const brazil = meetingsOf(ana.client), wishes = { priority: 2 as const, delegates: [] }, topic = { text: 'Joint restraint', people: [claire.id, ana.id] };
    const { id: three } = await secretariat.addSession({ kind: 'plenary', title: 'Of three', place: null, zone: 'Africa/Abidjan', state: 'open', deadline: null, requestsPerOffice: null, slotMinutes: 20, days: [{ date, starts: ['10:00', '10:20'], breaks: [] }], cases: [] });
    await secretariat.writeOffices(three, [nairobi, paris, brasilia].map((authority) => ({ version: 0, authority, requests: null, away: [], remote: null })));
    const asked = await kenya.ask(three, { parties: [paris, brasilia], terms: {}, wishes, topic });
    await people.settled(wanjiru, claire, ana);
    for (const { client } of [claire, ana]) {
      const { title, members, owners } = await client.space(asked.terms.space!);
      expect([title, members.toSorted(), owners.toSorted()]).toEqual(['Joint restraint', ...Array.from({ length: 2 }, () => [wanjiru.id, claire.id, ana.id].toSorted())]);
      expect(await texts(client, asked.terms.space!)).toEqual(['Joint restraint']);
    }
    const accepted = await france.accept(three, asked.id, asked.version, wishes);
    expect(accepted.state).toBe('asked');
    // Other terms are for all of them to say yes to anew.
    const countered = await brazil.counter(three, asked.id, accepted.version, { slots: 2 }, wishes, null);
    expect([countered.state, countered.terms.space, countered.consents.map(({ authority }) => authority)]).toEqual(['countered', asked.terms.space, [brasilia]]);
    const again = await france.accept(three, asked.id, countered.version, wishes);
    expect(again.state).toBe('countered');
    expect((await kenya.accept(three, asked.id, again.version, wishes)).state).toBe('accepted');
    const draft = await secretariat.edit(three, [{ request: asked.id, version: 0, place: { at: { date, time: '10:00' }, room: null, interpreter: null }, pinned: false }]);
    await secretariat.publish(three, draft.version);
    for (const each of [kenya, france, brazil]) expect((await each.agenda(three)).meetings.map(({ parties, endsAt }) => [parties, endsAt])).toEqual([[[nairobi, paris, brasilia], `${date}T10:40:00.000Z`]]);
  });
});
