/** The clocks of a request as weeks pass: who is reminded when, what alarms whom until somebody acknowledges it, and what both sides see of it. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { daysOf, holidaysOf, lawEdition } from '@comity/casework';
import type { AuthorityId, Instant, SpaceId } from '@comity/contracts';
import { meetingsOf, type Comity, type ComityEvent, type DossierInput, type MatterSummary, type StepInput, type WaitingClock } from '@comity/sdk';
import { clientOf, People, until, type Person } from './people.js';
import { nairobiAndParis, twoSides } from './two-sides.js';

const parts = ['REQUESTING_AUTHORITY', 'SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY', 'FACTS_SUMMARY', 'ASSISTANCE_AND_PROCEDURE_SOUGHT', 'PURPOSE'];
/** What the Convention on Cybercrime asks for beside, where data are to be preserved. */
const preserving = ['OFFENCE', 'COMPUTER_DATA', 'REQUEST_FOLLOWS'];
const [hour, day] = [3_600_000, 86_400_000];

describe('the clocks of requests', () => {
  let people: People;
  let wanjiru: Person, otieno: Person, claire: Person, marc: Person;
  /** Another device of Wanjiru's. */
  let phone: Person;
  let paris: AuthorityId;
  let begun: number;
  const notices = new Map<Comity, string[]>();
  const everybody = () => [wanjiru, otieno, claire, marc, phone];
  const settled = async () => { await people.settled(...everybody()); await people.settled(...everybody()); };

  const listen = ({ client }: Person) => {
    const told: string[] = [];
    notices.set(client, told);
    client.on((event: ComityEvent) => { if (event.type === 'notice' && (event.kind === 'due' || event.kind === 'alarm')) told.push(event.kind); });
  };
  /** So many days and an hour after it all began; everybody signs in again. */
  const onDay = async (days: number) => {
    for (const told of notices.values()) told.length = 0;
    await people.pass(begun + days * day + hour - people.clock.now().getTime());
    for (const person of everybody()) await people.signInAgain(person);
    await settled();
  };
  /** Waits until this person was told. Whether others were not is then certain only of those who were told something later. */
  const told = async ({ client }: Person, ...kinds: string[]) => {
    await until(client, () => notices.get(client)!.length >= kinds.length);
    expect(notices.get(client)).toEqual(kinds);
  };
  const dueOf = async ({ client }: Person, space: SpaceId) => (await client.inbox()).filter((entry): entry is WaitingClock => entry.kind === 'due' && entry.space === space).map(({ clock, before, alarm }) => [clock, before, alarm !== null]);
  const matterOf = async ({ client }: Person, space: SpaceId): Promise<MatterSummary> => (await client.matters()).find((each) => each.space === space)!;
  const alarmsOf = async (person: Person, space: SpaceId) => (await matterOf(person, space)).alarms.map(({ id, measures }) => [id, ...measures]);

  async function sent(instruments: string[], assistance: string, transmit: Partial<StepInput> = {}, change: Partial<DossierInput> = {}): Promise<{ space: SpaceId; measure: string }> {
    const measure = randomUUID();
    const draft = await wanjiru.client.draftMatter({
      requested: paris, basis: { instruments, agreed: [], lawPermits: [], periods: {}, edition: lawEdition }, title: assistance, urgent: true, sections: [...parts, ...preserving].map((part) => ({ part, text: part })), measures: [{ id: measure, assistance, sought: 'Logs of the account' }], ...change,
    });
    await wanjiru.client.takeStep(draft, [measure], { action: 'submit', addressees: [otieno.id] });
    await people.settled(wanjiru, otieno);
    await people.settled(otieno);
    await otieno.client.takeStep(draft, [measure], { action: 'transmit', addressees: [claire.id, marc.id], ...transmit });
    await settled();
    const { space } = await otieno.client.matter(draft);
    await otieno.client.addMembers(space, [wanjiru.id]);
    await settled();
    return { space, measure };
  }

  beforeAll(async () => {
    people = await People.gather({ ago: 60 * day });
    ({ first: wanjiru, second: otieno, other: claire, asked: paris } = await twoSides(people, nairobiAndParis));
    marc = await people.enrol('Marc Petit', 'Parquet financier', claire);
    const device = await people.another(wanjiru);
    phone = { ...wanjiru, device, client: device.client };
    await settled();
    everybody().forEach(listen);
    begun = people.clock.now().getTime();
  }, 120_000);
  afterAll(async () => { await people.end(); });

  it('remind whoever acted last for the side that has to act first, then all of it, each once, as they want it', async () => {
    const { space, measure } = await sent(['uncac'], 'ORIGINAL_OR_CERTIFIED_RECORDS', { deadline: new Date(begun + 20 * day).toISOString() as Instant });
    await claire.client.takeStep(space, [measure], { action: 'acknowledge' });
    await settled();
    const { reminders } = (await claire.client.matter(space)).measureViews[0]!.clocks[0]!;
    expect(reminders.map(({ before }) => before)).toEqual([7, 3, 1, 0]);
    /** The days before it, whatever day of the week the test runs on. */
    const dayOf = (before: number) => (Date.parse(reminders.find((each) => each.before === before)!.at) - begun) / day;

    await onDay(dayOf(7));
    await told(claire, 'due');
    expect([await dueOf(claire, space), await dueOf(marc, space), await dueOf(otieno, space)]).toEqual([[['SUGGESTED_DEADLINE', 7, false]], [], []]);
    await marc.client.setNoticeSettings({ ...(await marc.client.noticeSettings()), remind: 1 });
    await onDay(dayOf(3));
    await told(claire, 'due');
    expect([await dueOf(claire, space), await dueOf(marc, space)]).toEqual([[['SUGGESTED_DEADLINE', 3, false]], []]);
    await marc.client.setNoticeSettings({ ...(await marc.client.noticeSettings()), remind: 'all' });
    expect(await dueOf(marc, space)).toEqual([['SUGGESTED_DEADLINE', 3, false]]);
    await onDay(dayOf(0));
    await told(claire, 'due');
    // What was not told at three days is not told after the end as well.
    await told(marc, 'due');
    expect([await dueOf(claire, space), await dueOf(marc, space), await dueOf(otieno, space), await dueOf(wanjiru, space)]).toEqual([[['SUGGESTED_DEADLINE', 0, false]], [['SUGGESTED_DEADLINE', 0, false]], [], []]);
    expect(notices.get(otieno.client)).toEqual([]);
    // Told once, also to a program that starts anew.
    await people.restart(claire);
    listen(claire);
    await settled();
    await claire.client.takeStep(space, [measure], { action: 'assess' });
    await claire.client.takeStep(space, [measure], { action: 'declare-impossible', words: { reasons: 'There is no such account' } });
    await settled();
    expect([notices.get(claire.client), await dueOf(claire, space), await dueOf(marc, space)]).toEqual([[], [], []]);
  });

  it('alarm the side that has to act until somebody of it acknowledges it, on every device, and anew with the next reminder', async () => {
    begun = people.clock.now().getTime();
    const { space, measure } = await sent(['budapest', 'uncac'], 'PRESERVE_COMPUTER_DATA');
    for (const action of ['acknowledge', 'assess', 'accept', 'execute']) await claire.client.takeStep(space, [measure], { action });
    await settled();
    const clockOf = async (person: Person) => (await person.client.matter(space)).measureViews[0]!.clocks.find(({ id }) => id === 'PRESERVATION')!;
    const { reminders, startedAt } = await clockOf(claire);
    begun = Date.parse(startedAt);
    const dayOf = (before: number) => (Date.parse(reminders.find((each) => each.before === before)!.at) - begun) / day;
    expect([await alarmsOf(wanjiru, space), (await clockOf(wanjiru)).seen]).toEqual([[], []]);

    await onDay(dayOf(14));
    const ringing = [['PRESERVATION', measure]];
    for (const person of [wanjiru, otieno, phone]) {
      await told(person, 'due');
      expect([await alarmsOf(person, space), (await dueOf(person, space)).map(([, , alarm]) => alarm)]).toEqual([ringing, [true]]);
    }
    expect([await alarmsOf(claire, space), await dueOf(marc, space)]).toEqual([[], []]);
    expect((await wanjiru.client.matter(space)).measureViews[0]!.open.map(({ action }) => action)).not.toContain('see-alarm');

    // Nobody of the other side silences it.
    await claire.client.takeStep(space, [measure], { action: 'see-alarm' });
    await settled();
    expect(await alarmsOf(otieno, space)).toEqual(ringing);
    await wanjiru.client.takeStep(space, [measure], { action: 'see-alarm' });
    await settled();
    for (const person of [wanjiru, otieno, phone]) expect([await alarmsOf(person, space), (await dueOf(person, space)).some(([, , alarm]) => alarm)]).toEqual([[], false]);
    const clock = await clockOf(otieno);
    expect(clock.seen).toMatchObject([{ actor: 'requesting', by: wanjiru.id }, { actor: 'requested', by: claire.id }]);
    expect(await clockOf(marc)).toEqual(clock);

    await onDay(dayOf(7));
    for (const person of [otieno, phone]) {
      await told(person, 'due');
      expect([await alarmsOf(person, space), (await clockOf(person)).seen]).toEqual([ringing, []]);
    }
    await otieno.client.takeStep(space, [measure], { action: 'see-alarm' });
    await settled();
    expect([await alarmsOf(wanjiru, space), await alarmsOf(phone, space), (await clockOf(marc)).seen.map(({ by }) => by)]).toEqual([[], [], [otieno.id]]);
    // Whoever is not inside any more can acknowledge nothing.
    await otieno.client.removeMember(space, wanjiru.id);
    await settled();
    await onDay(dayOf(3));
    await told(otieno, 'due');
    expect([await alarmsOf(otieno, space), await matterOf(wanjiru, space)]).toMatchObject([ringing, { alarms: [], clocks: [], waitingFor: 'nobody' }]);
    await otieno.client.takeStep(space, [measure], { action: 'close' });
    await settled();
    await onDay(dayOf(1));
    // Nothing rings over what was closed.
    expect([await alarmsOf(wanjiru, space), await dueOf(otieno, space)]).toEqual([[], []]);
  });

  it.each([['ecma', 'ORIGINAL_OR_CERTIFIED_RECORDS', 'OFFENCE'], ['bilateral', 'CONFISCATION', 'LEGAL_TEXTS']])('run for both sides also on the basis of %s alone, whose requests are asked for what theirs have to contain', async (instrument, assistance, more) => {
    const due = (days: number) => new Date(people.clock.now().getTime() + days * day).toISOString() as Instant;
    // A period of the parties counts as they chose, for both.
    const counted = instrument === 'bilateral' ? { periods: { DECISION: 20 }, counting: { DECISION: { count: 'working-days', pauses: 'information' }, SUGGESTED_DEADLINE: { pauses: 'information' } } as const } : { periods: {} };
    const basis = { instruments: [instrument], agreed: [], lawPermits: [], ...counted, edition: lawEdition };
    const said = (...all: string[]) => ({ basis, sections: all.map((part) => ({ part, text: `What there is to say of ${part}` })) });
    await expect(sent([], assistance, {}, said(...parts))).rejects.toMatchObject({ kind: 'law', refusal: { code: 'content-missing', entry: more, verified: false } });
    const [deadline, limit] = [due(40), due(10)];
    const { space, measure } = await sent([], assistance, { deadline }, said(...parts, more));
    for (const step of [{ action: 'acknowledge' }, { action: 'assess' }, { action: 'ask', limit, words: { question: 'Which branch?' } }]) {
      await claire.client.takeStep(space, [measure], step);
      await settled();
    }
    const at: unknown[] = [];
    for (const { client } of [wanjiru, claire]) {
      const { state, basis: read, measureViews, missing } = await client.matter(space);
      expect([state, read, missing]).toEqual(['INFO_REQUESTED', basis, []]);
      expect(measureViews[0]!.clocks.map(({ id, article, dueAt, status }) => [id, article, dueAt, status])).toEqual(expect.arrayContaining([...(instrument === 'bilateral' ? [] : [['SUGGESTED_DEADLINE', '—', deadline, 'running']]), ['INFORMATION', '—', limit, 'running']]));
      const asked = measureViews[0]!.steps.at(-1)!.at;
      if (instrument === 'bilateral') expect(measureViews[0]!.clocks.filter(({ id }) => id !== 'INFORMATION').map(({ id, status, pausedSince, workingDaysOf }) => [id, status, pausedSince, workingDaysOf?.map(({ state }) => state) ?? null])).toEqual([['DECISION', 'paused', asked, ['FR']], ['SUGGESTED_DEADLINE', 'paused', asked, null]]);
      at.push(asked);
    }
    expect(at[0]).toBe(at[1]);
    if (instrument !== 'bilateral') return;
    // What stood still goes on, to the same instant on both sides.
    await people.pass(7 * day);
    for (const person of everybody()) await people.signInAgain(person);
    await settled();
    await wanjiru.client.takeStep(space, [measure], { action: 'supply', words: { answer: 'The one at the harbour' } });
    await settled();
    const read = await Promise.all([wanjiru, claire].map(async ({ client }) => (await client.matter(space)).measureViews[0]!.clocks.filter(({ status }) => status === 'running').map(({ id, pausedSince, dueAt }) => [id, pausedSince, dueAt])));
    expect(read[0]).toEqual(read[1]);
    const moved = Object.fromEntries(read[0]!.map(([id, , dueAt]) => [id, dueAt]));
    expect(Object.keys(moved)).toEqual(['DECISION', 'SUGGESTED_DEADLINE']);
    expect((Date.parse(moved['SUGGESTED_DEADLINE']!) - Date.parse(deadline)) / day).toBeGreaterThanOrEqual(7);
    // The State that is bound states its days, and one more among them, on which the period would end: it ends later, for both, and both see who said so.
    const decisionOf = async ({ client }: Person) => (await client.matter(space)).measureViews[0]!.clocks.find(({ id }) => id === 'DECISION')!;
    expect((await decisionOf(wanjiru)).workingDaysOf).toEqual([{ state: 'FR', known: 'verified', authority: null, at: null }]);
    const last = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' }).format(Date.parse(moved['DECISION']!) - 1), years = [-1, 0, 1].map((after) => Number(last.slice(0, 4)) + after);
    const table = daysOf('FR'), all = [...new Set(years.flatMap((year) => [...holidaysOf(table, year)]).concat(last))];
    await people.signInAgain(claire);
    await expect(meetingsOf(marc.client).stateDays({ restDays: table.weekend, years, days: [], after: null })).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
    expect(await meetingsOf(claire.client).stateDays({ restDays: table.weekend, years, days: all.map((date) => ({ date, name: date === last ? 'Announced' : null })), after: null })).toBe(true);
    for (const person of [claire, wanjiru, otieno]) await until(person.client, async () => (await decisionOf(person)).workingDaysOf![0]!.known === 'stated');
    const [ours, theirs] = [await decisionOf(wanjiru), await decisionOf(claire)];
    expect([ours.dueAt, ours.endsAt, ours.workingDaysOf]).toEqual([theirs.dueAt, theirs.endsAt, theirs.workingDaysOf]);
    expect(ours.dueAt > moved['DECISION']!).toBe(true);
    expect(ours.workingDaysOf).toEqual([{ state: 'FR', known: 'stated', authority: paris, at: expect.any(String) }]);
    expect((await meetingsOf(otieno.client).days(['FR', 'KE'])).map(({ state, stated, own }) => [state, stated?.authority ?? null, stated?.days.find(({ date }) => date === last)?.name ?? null, own])).toEqual([['FR', paris, 'Announced', null], ['KE', null, null, null]]);
    const [view] = await meetingsOf(claire.client).days(['FR']);
    expect(view!.own).toEqual({ stated: view!.stated, first: true });
    // Made from what was there before, it would undo that unseen.
    await expect(meetingsOf(claire.client).stateDays({ restDays: [], years: [], days: [], after: null })).rejects.toMatchObject({ problem: { code: 'stale-version' } });
  });

  it('are judged by the clock of whoever takes a step, beside which stands for both sides when the service had it', async () => {
    const { space, measure } = await sent(['uncac'], 'ORIGINAL_OR_CERTIFIED_RECORDS', { deadline: new Date(people.clock.now().getTime() + 2 * hour).toISOString() as Instant });
    for (const action of ['acknowledge', 'assess']) await claire.client.takeStep(space, [measure], { action });
    await settled();
    await people.pass(3 * hour);
    // Her device again, whose clock is two hours behind.
    await claire.client.close();
    const { client } = clientOf(people.service.url, { now: () => new Date(people.clock.now().getTime() - 2 * hour) }, undefined, claire.device);
    try {
      for (const person of [wanjiru, { ...claire, client }]) await people.signInAgain(person);
      await client.takeStep(space, [measure], { action: 'declare-impossible', words: { reasons: 'There is no such account' } });
      await people.settled({ ...claire, client }, wanjiru);
      for (const reader of [wanjiru.client, client]) {
        await until(reader, async () => (await reader.matter(space)).measureViews[0]!.steps.at(-1)!.action === 'declare-impossible');
        const { steps, clocks } = (await reader.matter(space)).measureViews[0]!;
        const { dueAt, status } = clocks.find(({ id }) => id === 'SUGGESTED_DEADLINE')!;
        const { at, storedAt } = steps.at(-1)!;
        expect([status, at < dueAt, dueAt < storedAt!]).toEqual(['stopped', true, true]);
        expect(steps.slice(-3).map((step) => Date.parse(step.storedAt!) - Date.parse(step.at) > hour)).toEqual([false, false, true]);
      }
    } finally { await client.close(); }
  });
});
