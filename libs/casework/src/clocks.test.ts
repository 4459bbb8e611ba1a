import { describe, expect, it } from '@jest/globals';
import type { AuthorityId, Instant } from '@comity/contracts';
import { Matter, day, rulesFor, sealed, type Step } from '../test/matter.js';
import { asStated, daysOf, type DaysOf } from './holidays/calendar.js';
import { clocksOf, dutiesOf, lawEdition, lifeCycles, loadPack, ownPacks, rulePacks, rulesOf, LegalBasis, type PackSource, type Rules } from './index.js';
import { sound } from './defect.js';

const clock = (matter: Matter, rules: Rules, id: string, today: number) => {
  const found = clocksOf(matter.history, rules, day(today)).find((candidate) => candidate.id === id);
  return found && [found.status, found.dueAt, found.latestAt, found.stoppedAt];
};
const duties = (matter: Matter, today = 400) => dutiesOf(matter.history, matter.rules, day(today)).map(({ id, article }) => `${id} ${article}`);
const accepted: Step[] = [['requesting', 'draft', {}, 0], ['requesting', 'submit', {}, 0], ['requesting', 'transmit', {}, 0], ['requested', 'acknowledge', {}, 1], ['requested', 'assess', {}, 2], ['requested', 'accept', {}, 11]];

describe('a clock', () => {
  it('of the investigation order runs thirty days to the decision, sixty at most, then ninety to execution', () => {
    const rules = rulesFor('mla', { instruments: ['eio'] });
    const undecided = new Matter(rules, ...accepted.slice(0, 5));
    expect([30, 31, 61, 61.1].map((today) => clock(undecided, rules, 'DECISION', today)![0])).toEqual(['running', 'due', 'due', 'over']);
    const matter = new Matter(rules, ...accepted);
    expect(clock(matter, rules, 'DECISION', 80)).toEqual(['stopped', day(31), day(61), day(11)]);
    expect(clock(matter, rules, 'EXECUTION', 80)).toEqual(['running', day(101), day(101), null]);
    expect(clock(undecided, rules, 'EXECUTION', 80)).toBeUndefined();
  });
  it('that the requesting State suggested runs to its date, and only if it suggested one', () => {
    const rules = rulesFor('mla', { instruments: ['uncac'] });
    const suggested = new Matter(rules, ...accepted.slice(0, 2), ['requesting', 'transmit', { deadline: day(20) }, 0]);
    expect(clock(suggested, rules, 'SUGGESTED_DEADLINE', 5)).toEqual(['running', day(20), day(20), null]);
    expect(clock(new Matter(rules, ...accepted), rules, 'SUGGESTED_DEADLINE', 5)).toBeUndefined();
  });
  it('of provisional arrest ends with the person’s consent, after which no request has to follow', () => {
    const rules = rulesFor('extradition', { instruments: ['ece'] });
    const matter = new Matter(rules, ['requesting', 'draft', {}, 0], ['requesting', 'request-provisional-arrest', {}, 1], ['executing', 'arrest', { date: day(2) }, 2]);
    expect(clock(matter, rules, 'PROVISIONAL_ARREST', 10)).toEqual(['running', day(20), day(42), null]);
    expect(matter.tries('executing', 'consent', { date: day(6) }, 5)).toMatchObject({ code: 'not-yet', entry: 'date', article: '3AP 4' });
    matter.does('executing', 'consent', { date: day(5) }, 5);
    expect(clock(matter, rules, 'PROVISIONAL_ARREST', 10)).toEqual(['stopped', day(20), day(42), day(5)]);
  });
  it('of custody starts at the minute of the arrest, and ends and alarms to the minute', () => {
    const rules = rulesFor('extradition', { instruments: ['ece'] });
    const [arrest, end] = ['2027-03-04T22:47:00.000Z' as Instant, '2027-03-22T22:47:00.000Z'];
    const matter = new Matter(rules, ['requesting', 'draft', {}, 0], ['requesting', 'request-provisional-arrest', {}, 1], ['executing', 'arrest', { date: arrest }, 4]);
    const at = (moment: string) => clocksOf(matter.history, rules, moment as Instant).find(({ id }) => id === 'PROVISIONAL_ARREST')!;
    expect(at('2027-03-22T22:46:59.000Z')).toMatchObject({ startedAt: arrest, dueAt: end, latestAt: '2027-04-13T22:47:00.000Z', status: 'running', alarm: 'start' });
    expect([at(end).status, at('2027-04-13T22:47:00.000Z').status, at('2027-04-13T22:47:00.001Z').status]).toEqual(['due', 'due', 'over']);
    // Three days before the end, to the minute; and the end itself.
    expect(at(end).reminders.filter(({ at: when }) => when <= end).map(({ at: when, before }) => [when, before]).slice(-3)).toEqual([['2027-03-19T22:47:00.000Z', 3], ['2027-03-21T22:47:00.000Z', 1], [end, 0]]);
  });
  it('of provisional arrest ends with consent and receipt by every instrument that sets one', () => {
    const set = [...ownPacks.values()].flatMap(({ clocks }) => clocks).filter(({ id }) => id === 'PROVISIONAL_ARREST');
    expect(set.length).toBeGreaterThan(1);
    for (const { stops } of set) expect(stops).toEqual(expect.arrayContaining(['receive-request', 'consent', 'release', 'withdraw']));
  });
  it('of simplified extradition runs ten days from arrest to notify the consent, twenty from consent to decide, and ten from that notification to surrender', () => {
    const rules = rulesFor('extradition', { instruments: ['ece'] });
    const arrested: Step[] = [['requesting', 'draft', {}, 0], ['requesting', 'request-provisional-arrest', {}, 1], ['executing', 'arrest', { date: day(2) }, 3]];
    const consented: Step[] = [...arrested, ['executing', 'consent', { date: day(4) }, 5]];
    const decided: Step[] = [...consented, ['executing', 'grant', {}, 8], ['requested', 'notify-decision', {}, 9]];
    const of = (id: string, steps: Step[], ...more: Step[]) => clock(new Matter(rules, ...steps, ...more), rules, id, 40);
    const open = (due: number) => ['over', day(due), day(due), null], stopped = (due: number, at: number) => ['stopped', day(due), day(due), day(at)];
    expect(['NOTIFY_CONSENT', 'SIMPLIFIED_DECISION', 'SIMPLIFIED_SURRENDER'].map((id) => [arrested, consented, decided].map((steps) => of(id, steps) !== undefined).indexOf(true))).toEqual([0, 1, 2]);
    // From the arrest, also once the person consents; until the consent is notified, or no simplified extradition comes of it.
    expect([of('NOTIFY_CONSENT', arrested), of('NOTIFY_CONSENT', consented)]).toEqual([open(12), open(12)]);
    const full: Step[] = [['requesting', 'send-request', {}, 6], ['requested', 'receive-request', {}, 7]];
    expect([
      of('NOTIFY_CONSENT', consented, ['requested', 'notify-consent', {}, 6]), of('NOTIFY_CONSENT', arrested, ...full, ['executing', 'begin-proceedings', {}, 8]), of('NOTIFY_CONSENT', consented, ['executing', 'grant', {}, 8]), of('NOTIFY_CONSENT', consented, ['executing', 'grant-on-condition', {}, 8]),
      of('NOTIFY_CONSENT', consented, ['executing', 'refuse', {}, 8]), of('NOTIFY_CONSENT', arrested, ['executing', 'release', {}, 20]), of('NOTIFY_CONSENT', arrested, ['requesting', 'withdraw', {}, 8]),
    ]).toEqual([stopped(12, 6), ...[8, 8, 8, 8, 20, 8].map((at) => stopped(12, at))]);
    // From the day of the consent, until the decision.
    expect(of('SIMPLIFIED_DECISION', consented, ['requested', 'notify-consent', {}, 6])).toEqual(open(24));
    expect(['grant', 'grant-on-condition', 'refuse'].map((action) => of('SIMPLIFIED_DECISION', consented, ['executing', action, {}, 8]))).toEqual([8, 8, 8].map((at) => stopped(24, at)));
    expect(of('SIMPLIFIED_DECISION', consented, ['requesting', 'withdraw', {}, 8])).toEqual(stopped(24, 8));
    // From the notification of the decision, until the surrender, or until nobody took the person over.
    const fixed: Step = ['executing', 'schedule-surrender', { date: day(12) }, 10];
    expect([of('SIMPLIFIED_SURRENDER', decided), of('SIMPLIFIED_SURRENDER', decided, fixed), of('SIMPLIFIED_SURRENDER', decided, fixed, ['executing', 'surrender', { date: day(12) }, 12]), of('SIMPLIFIED_SURRENDER', decided, fixed, ['executing', 'lapse', {}, 28]), of('SIMPLIFIED_SURRENDER', decided, ['requesting', 'withdraw', {}, 11])])
      .toEqual([open(19), open(19), stopped(19, 12), stopped(19, 28), stopped(19, 11)]);
  });
  it('of provisional arrest and of surrender runs under the Convention or reciprocity once the parties entered the days of their law, and holds nobody without', () => {
    const steps: Step[] = [['requesting', 'draft', {}, 0], ['requesting', 'request-provisional-arrest', {}, 1], ['executing', 'arrest', { date: day(2) }, 2]];
    const received: Step[] = [['requesting', 'send-request', {}, 3], ['requested', 'receive-request', {}, 4], ['executing', 'begin-proceedings', {}, 5], ['executing', 'grant', {}, 6], ['executing', 'schedule-surrender', { date: day(10) }, 7]];
    for (const [instrument, arrest, surrender] of [['uncac', 'UNCAC 44(8),(10)', 'UNCAC 44(8)'], ['reciprocity', 'domestic', 'domestic']] as const) {
      const rules = rulesFor('extradition', { instruments: [instrument], periods: { PROVISIONAL_ARREST: 30, SURRENDER: 12 }, edition: lawEdition });
      const matter = new Matter(rules, ...steps);
      expect(clocksOf(matter.history, rules, day(10))).toMatchObject([{ id: 'PROVISIONAL_ARREST', article: arrest, meaning: 'lapse', dueAt: day(32), status: 'running', alarm: 'start', bound: ['requesting', 'requested', 'executing'] }]);
      expect(matter.tries('executing', 'release', {}, 31)).toMatchObject({ code: 'too-early', entry: 'PROVISIONAL_ARREST' });
      const taken = new Matter(rules, ...steps, ...received);
      expect(clocksOf(taken.history, rules, day(11))).toMatchObject([{ id: 'PROVISIONAL_ARREST', status: 'stopped', stoppedAt: day(4) }, { id: 'SURRENDER', article: surrender, dueAt: day(22), status: 'running', alarm: 'start' }]);
      expect(taken.tries('executing', 'lapse', {}, 21)).toMatchObject({ code: 'too-early', entry: 'SURRENDER' });
      const free = rulesFor('extradition', { instruments: [instrument], edition: lawEdition });
      expect(clocksOf(new Matter(free, ...steps, ...received).history, free, day(400))).toEqual([]);
    }
  });
  it('of surrender runs anew from a new date, after which it may lapse as before', () => {
    const rules = rulesFor('extradition', { instruments: ['ece'] });
    const matter = new Matter(rules, ['requesting', 'draft', {}, 0], ['requesting', 'submit', {}, 0], ['requesting', 'transmit', {}, 1], ['requested', 'acknowledge', {}, 2], ['executing', 'begin-proceedings', {}, 3], ['executing', 'grant', {}, 4], ['executing', 'schedule-surrender', { date: day(10) }, 5], ['executing', 'reschedule', { date: day(20) }, 11]);
    expect(clock(matter, rules, 'SURRENDER', 21)).toEqual(['running', day(35), day(50), null]);
    expect(matter.tries('executing', 'lapse', {}, 30)).toMatchObject({ code: 'too-early', entry: 'SURRENDER' });
    expect(matter.does('executing', 'reschedule', { date: day(22) }, 30).to).toBe('RESCHEDULED');
    expect(matter.does('executing', 'lapse', {}, 38)).toMatchObject({ to: 'LAPSED', article: 'ECE 18(4)–(5)' });
  });
  it('of preservation runs for that type of assistance alone', () => {
    const rules = rulesFor('mla', { instruments: ['budapest'] });
    const preserved = (assistance: string) => new Matter(rules, ['requesting', 'draft', { assistance }, 0], ...accepted.slice(1), ['executing', 'execute', {}, 12]);
    expect(clock(preserved('PRESERVE_COMPUTER_DATA'), rules, 'PRESERVATION', 71)).toEqual(['running', day(72), day(72), null]);
    expect(clock(preserved('SEARCH_SEIZE_FREEZE'), rules, 'PRESERVATION', 71)).toBeUndefined();
  });
  it('counts from the date that its event carries, where it says so, and anew when it is started again', () => {
    const rules = rulesFor('mla', { instruments: ['uncac'] });
    const matter = new Matter(rules, ...accepted, ['executing', 'execute', {}, 12], ['requesting', 'release-witness', { date: day(20) }, 22]);
    expect(clock(matter, rules, 'SAFE_CONDUCT', 23)).toEqual(['running', day(35), day(35), null]);
    matter.does('requesting', 'release-witness', { date: day(25) }, 26);
    expect(clock(matter, rules, 'SAFE_CONDUCT', 41)).toEqual(['over', day(40), day(40), null]);
  });
});

describe('the days on which nobody works', () => {
  const eio = (state: string): Rules => ({ ...rulesFor('mla', { instruments: ['eio'] }), states: { requesting: 'ES', requested: state, executing: state } });
  it.each([
    // The sixtieth day is Saturday, the first of May 2027, the eve of the Eastern Easter.
    ['FR', '2027-04-30', 'verified'], ['JO', '2027-04-29', 'unverified'], ['GR', '2027-04-29', 'unverified'], ['XX', '2027-04-30', 'unverified'],
  ])('move no end, and in %s the last working day before it is said', (state, date, known) => {
    const rules = eio(state);
    const [decision] = clocksOf(new Matter(rules, ...accepted.slice(0, 5)).history, rules, day(5));
    expect(decision).toMatchObject({ dueAt: day(31), latestAt: '2027-05-01T09:00:00.000Z', endsAt: '2027-05-01T09:00:00.000Z', actBy: { date, days: [{ state, known, authority: null, at: null }] } });
  });
  it('are those of the State that has to act, in the day of its capital', () => {
    const rules: Rules = { ...rulesFor('mla', { instruments: ['uncac'] }), states: { requesting: 'JO', requested: 'US', executing: 'US' } };
    const until = (deadline: string) => clocksOf(new Matter(rules, ...accepted.slice(0, 2), ['requesting', 'transmit', { deadline: deadline as never }, 0]).history, rules, day(1))[0]!.actBy;
    // Friday; Saturday in Greenwich, but Friday evening there; Saturday; Memorial Day.
    expect(['2027-05-28T12:00:00.000Z', '2027-05-29T02:00:00.000Z', '2027-05-29T12:00:00.000Z', '2027-05-31T12:00:00.000Z'].map((at) => until(at)?.date)).toEqual([undefined, undefined, '2027-05-28', '2027-05-28']);
    expect(until('2027-05-28T12:00:00.000Z')).toBeNull();
  });
  it('say nothing where no working day is left since it started, nor of a State that nobody knows', () => {
    const of = (states: Rules['states']) => {
      const rules = { ...rulesFor('mla', { instruments: ['uncac'] }), states };
      return clocksOf(new Matter(rules, ...accepted.slice(0, 2), ['requesting', 'transmit', { deadline: day(13) }, 12.5]).history, rules, day(13))[0];
    };
    // From Saturday evening to Sunday.
    expect([of({ requested: 'FR', executing: 'FR' })!.actBy, of({})!.actBy]).toEqual([null, null]);
  });
});

describe('a clock that counts working days', () => {
  const clock: PackSource['clocks'] = [{ id: 'DECISION', article: 'Treaty 1', verified: true, cycle: 'mla', meaning: 'deadline', starts: ['acknowledge'], from: 'event', stops: ['accept'], pauses: ['INFO_REQUESTED'], days: 3, maximum: 5, bound: ['requested'], count: 'working-days' }];
  const law = { cycles: lifeCycles, packs: new Map([...rulePacks, ['treaty', sound(loadPack({ id: 'treaty', instruments: ['Treaty'], governs: ['mla'], mlaTreaty: true, clocks: clock }, lifeCycles))]]) };
  const rulesIn = (state: string): Rules => {
    const result = rulesOf(LegalBasis.parse({ instruments: ['treaty', 'uncac'], agreed: ['uncac'] }), 'mla', law, { requested: state });
    if (!result.ok) throw new Error(result.refusal.code);
    return result.rules;
  };
  /** Acknowledged on the given day; day 24 is Thursday, 25 March 2027, before Easter. */
  const ended = (state: string, acknowledged: number, ...more: Step[]) => {
    const rules = rulesIn(state);
    const { history } = new Matter(rules, ...accepted.slice(0, 3), ['requested', 'acknowledge', {}, acknowledged], ['requested', 'assess', {}, acknowledged], ...more);
    const { dueAt, latestAt, actBy } = clocksOf(history, rules, day(60)).find(({ id }) => id === 'DECISION')!;
    expect(actBy).toBeNull();
    return [dueAt, latestAt];
  };
  it.each([
    // Easter Monday is none in France, Good Friday neither in Germany; clocks change on Easter Sunday.
    ['FR', 24, ['2027-03-31T08:00:00.000Z', '2027-04-02T08:00:00.000Z']], ['DE', 24, ['2027-04-01T08:00:00.000Z', '2027-04-05T08:00:00.000Z']],
    // Neither is the eastern one; Jordan rests on Friday and Saturday.
    ['US', 24, ['2027-03-30T09:00:00.000Z', '2027-04-01T09:00:00.000Z']], ['JO', 24, ['2027-03-30T09:00:00.000Z', '2027-04-01T09:00:00.000Z']],
    // Begun on a Saturday, it counts from Monday on, or Tuesday: to the end of a day.
    ['US', 26, ['2027-04-01T04:00:00.000Z', '2027-04-03T04:00:00.000Z']], ['FR', 26, ['2027-04-01T22:00:00.000Z', '2027-04-05T22:00:00.000Z']],
    // From a Monday to a Thursday nothing lies between.
    ['FR', 7, ['2027-03-11T09:00:00.000Z', '2027-03-15T09:00:00.000Z']],
  ])('in %s passes over weekends and holidays, from day %s on', (state, acknowledged, ends) => {
    expect(ended(state, acknowledged)).toEqual(ends);
  });
  it('stands still while information is awaited, and does not count twice what is no working day anyway', () => {
    // From Monday on; asked on Tuesday, supplied on Wednesday: a day later.
    expect(ended('FR', 7, ['requested', 'ask', {}, 8], ['requesting', 'supply', {}, 9])).toEqual(['2027-03-12T09:00:00.000Z', '2027-03-16T09:00:00.000Z']);
    // Asked on Friday, supplied on Monday at the same hour: one working day of three days.
    expect(ended('FR', 7, ['requested', 'ask', {}, 11.5], ['requesting', 'supply', {}, 14.5])).toEqual(['2027-03-11T09:00:00.000Z', '2027-03-16T09:00:00.000Z']);
    expect(ended('FR', 11, ['requested', 'ask', {}, 11], ['requesting', 'supply', {}, 14])).toEqual(['2027-03-18T09:00:00.000Z', '2027-03-22T09:00:00.000Z']);
    const rules = rulesIn('FR');
    const asked = new Matter(rules, ...accepted.slice(0, 3), ['requested', 'acknowledge', {}, 7], ['requested', 'assess', {}, 7], ['requested', 'ask', {}, 8]);
    const decision = () => clocksOf(asked.history, rules, day(9)).find(({ id }) => id === 'DECISION');
    expect(decision()).toMatchObject({ status: 'paused', pausedIn: 'INFO_REQUESTED', dueAt: '2027-03-12T09:00:00.000Z' });
    asked.does('requesting', 'supply', {}, 9);
    expect(decision()).toMatchObject({ status: 'running', pausedIn: null, dueAt: '2027-03-12T09:00:00.000Z' });
    // All of a weekend: nothing.
    expect(ended('FR', 11, ['requested', 'ask', {}, 12], ['requesting', 'supply', {}, 13])).toEqual(ended('FR', 11));
  });
  it('is what the parties made of a period of theirs: both read the same of what is signed', () => {
    const rules = rulesOf(LegalBasis.parse({ instruments: ['bilateral'], periods: { DECISION: 10 }, counting: { DECISION: { count: 'working-days', pauses: 'information' }, SUGGESTED_DEADLINE: { pauses: 'information' } }, edition: lawEdition }), 'mla', undefined, { requesting: 'FR', requested: 'KE', executing: 'KE' });
    if (!rules.ok) throw new Error(rules.refusal.code);
    const matter = new Matter(rules.rules, ['requesting', 'draft'], ['requesting', 'submit'], ['requesting', 'transmit', { deadline: day(40) }], ['requested', 'acknowledge', {}, 7], ['requested', 'assess', {}, 8], ['requested', 'ask', {}, 9], ['requested', 'see-alarm', {}, 10]);
    const at = (today: number) => clocksOf(matter.history, rules.rules, day(today)).map(({ id, status, pausedIn, pausedSince, workingDaysOf, dueAt }) => [id, status, pausedIn, pausedSince, workingDaysOf?.map(({ state }) => state) ?? null, dueAt]);
    expect(at(11)).toEqual([['DECISION', 'paused', 'INFO_REQUESTED', day(9), ['KE'], day(23)], ['SUGGESTED_DEADLINE', 'paused', 'INFO_REQUESTED', day(9), null, day(42)]]);
    matter.does('requesting', 'supply', {}, 16);
    // Five working days of Kenya later, over Good Friday and Easter Monday, which are none there; the suggested day moves by the seven that it stood still.
    expect(at(17)).toEqual([['DECISION', 'running', null, null, ['KE'], day(30)], ['SUGGESTED_DEADLINE', 'running', null, null, null, day(47)]]);
  });
  it('counts by what a State stated of its days, and says who did; what may be done stays as it was', () => {
    const rules = rulesIn('JO');
    const { history } = new Matter(rules, ...accepted.slice(0, 3), ['requested', 'acknowledge', {}, 24], ['requested', 'assess', {}, 24]);
    const stated = { restDays: [5, 6], years: [2027], days: [{ date: '2027-03-28', name: 'Announced' }], authority: '00000000-0000-4000-8000-00000000000a' as AuthorityId, at: day(2) };
    const decision = (daysFor?: DaysOf) => clocksOf(history, rules, day(25), daysFor).find(({ id }) => id === 'DECISION')!;
    // From Thursday on over Friday and Saturday, and now over Sunday as well.
    expect([decision().dueAt, decision((state) => asStated(daysOf(state), stated)).dueAt]).toEqual(['2027-03-30T09:00:00.000Z', '2027-03-31T09:00:00.000Z']);
    expect(decision((state) => asStated(daysOf(state), stated)).workingDaysOf).toEqual([{ state: 'JO', known: 'stated', authority: stated.authority, at: stated.at }]);
    expect(decision((state) => asStated(daysOf(state), { ...stated, years: [2026], days: [] })).workingDaysOf).toEqual([{ state: 'JO', known: 'unverified', authority: stated.authority, at: stated.at }]);
    expect(decision().workingDaysOf).toEqual([{ state: 'JO', known: 'unverified', authority: null, at: null }]);
  });
  it('says whose days it counts', () => {
    const wrong = loadPack({ id: 'treaty', instruments: ['Treaty'], governs: ['mla'], mlaTreaty: true, clocks: [{ ...clock[0]!, bound: undefined }] }, lifeCycles);
    expect(wrong).toMatchObject({ ok: false, defect: { entry: 'treaty/clocks/DECISION', rule: 'no-period' } });
  });
});

describe('reminders', () => {
  const remindersOf = (rules: Rules, matter: Matter, id: string) => clocksOf(matter.history, rules, day(20)).find((each) => each.id === id)!.reminders.map(({ at, before }) => [at, before]);
  it('come before each end, the earlier the longer the clock is', () => {
    const rules = rulesFor('mla', { instruments: ['eio'] });
    expect(remindersOf(rules, new Matter(rules, ...accepted.slice(0, 5)), 'DECISION')).toEqual([[day(24), 7], [day(28), 3], [day(30), 1], [day(31), 0], [day(47), 14], [day(54), 7], [day(58), 3], [day(60), 1], [day(61), 0]]);
    const suggested = (deadline: number) => remindersOf(rulesFor('mla', { instruments: ['uncac'] }), new Matter(rulesFor('mla', { instruments: ['uncac'] }), ...accepted.slice(0, 2), ['requesting', 'transmit', { deadline: day(deadline) }, 0]), 'SUGGESTED_DEADLINE');
    expect([suggested(10), suggested(2)]).toEqual([[[day(7), 3], [day(9), 1], [day(10), 0]], [[day(0), 3], [day(1), 1], [day(2), 0]]]);
  });
  it('count back from the last working day', () => {
    const rules: Rules = { ...rulesFor('mla', { instruments: ['uncac'] }), states: { requested: 'JO' } };
    // Saturday, 13 March 2027; Eid al-Fitr is from Tuesday to Thursday, and Monday ends at midnight in Amman.
    expect(remindersOf(rules, new Matter(rules, ...accepted.slice(0, 2), ['requesting', 'transmit', { deadline: day(12) }, 0]), 'SUGGESTED_DEADLINE').map(([at]) => at)).toEqual(['2027-03-01T21:00:00.000Z', '2027-03-05T21:00:00.000Z', '2027-03-07T21:00:00.000Z', day(12)]);
  });
  it('alarm whoever has to act: of an arrest from its start, and until its first end first', () => {
    const rules = rulesFor('extradition', { instruments: ['ece'] });
    const arrested = new Matter(rules, ['requesting', 'draft'], ['requesting', 'request-provisional-arrest'], ['executing', 'arrest', { date: day(3) }, 3]);
    const arrest = (today: number) => clocksOf(arrested.history, rules, day(today))[0]!;
    expect(arrest(4)).toMatchObject({ id: 'PROVISIONAL_ARREST', alarm: 'start', bound: ['requesting', 'requested', 'executing'], status: 'running', endsAt: day(21), latestAt: day(43) });
    expect(arrest(22)).toMatchObject({ status: 'due', endsAt: day(43) });
    expect(arrested.does('requesting', 'see-alarm', {}, 23)).toMatchObject({ from: 'PROVISIONALLY_ARRESTED', to: 'PROVISIONALLY_ARRESTED', article: 'practice' });
    expect(arrest(23)).toMatchObject({ status: 'due', startedAt: day(3) });
  });
});

describe('duties', () => {
  it('outlive the closing of a matter, but the duty to answer', () => {
    const rules = rulesFor('mla', { instruments: ['uncac', 'ecma'], agreed: ['uncac'] });
    const matter = new Matter(rules, ...accepted.slice(0, 5), ['requested', 'intend', { conditions: sealed }], ['requesting', 'accept-conditions'], ['executing', 'execute'], ['requesting', 'status-query']);
    const lasting = ['USE_LIMITATION UNCAC 46(19)', 'EXCULPATORY_DISCLOSURE UNCAC 46(19)', 'CONFIDENTIALITY UNCAC 46(20)'];
    expect(duties(matter)).toEqual([...lasting, 'STATUS_REPLY UNCAC 46(24)', 'RETURN_OF_EVIDENCE ECMA 6(2)', 'CONDITIONS UNCAC 46(26)']);
    matter.does('requesting', 'close');
    expect(duties(matter)).toEqual([...lasting, 'RETURN_OF_EVIDENCE ECMA 6(2)', 'CONDITIONS UNCAC 46(26)']);
    matter.does('requesting', 'return-evidence');
    expect(duties(matter)).toEqual([...lasting, 'CONDITIONS UNCAC 46(26)']);
  });
  it('end when they are done, and arise again', () => {
    const matter = new Matter(rulesFor('mla', { instruments: ['uncac'] }), ...accepted, ['requesting', 'status-query']);
    expect(duties(matter)).toContain('STATUS_REPLY UNCAC 46(24)');
    matter.does('requested', 'status-reply');
    expect(duties(matter)).toEqual(['CONFIDENTIALITY UNCAC 46(20)']);
    matter.does('requested', 'cannot-keep-confidential');
    expect(duties(matter)).toEqual([]);
    matter.does('requesting', 'status-query');
    expect(duties(matter)).toEqual(['STATUS_REPLY UNCAC 46(24)']);
  });
  it('of speciality end forty-five days after discharge, thirty under the Fourth Protocol, or when the person comes back', () => {
    const surrendered: Step[] = [['requesting', 'draft'], ['requesting', 'submit'], ['requesting', 'transmit'], ['requested', 'acknowledge'], ['executing', 'begin-proceedings'], ['executing', 'grant'], ['executing', 'schedule-surrender'], ['executing', 'surrender'], ['requesting', 'close']];
    const both = ['SPECIALITY ECE 14(1)', 'NO_RE_EXTRADITION ECE 15'];
    const discharged = (periods = {}) => new Matter(rulesFor('extradition', { instruments: ['ece'], periods }), ...surrendered, ['requesting', 'discharge-finally', { date: day(100) }, 101]);
    expect([duties(discharged(), 145), duties(discharged(), 145.1)]).toEqual([both, []]);
    expect([duties(discharged({ SPECIALITY: 'ECE_4AP' }), 130), duties(discharged({ SPECIALITY: 'ECE_4AP' }), 131)]).toEqual([both, []]);
    expect(duties(new Matter(rulesFor('extradition', { instruments: ['ece'] }), ...surrendered, ['requesting', 'return-of-person']))).toEqual([]);
  });
});
