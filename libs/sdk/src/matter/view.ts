/** A request as callers see it: where its measures, persons or assets stand, what may be done next by whom, what runs and what binds. */
import { answersOwed, clocksOf, dutiesOf, endOf, escalation, follow, happenedBefore, offerFor, openTo, owedNow, requestStateOf, requiredContent, sendingOf, WordMember, type Actor, type Carried, type DaysOf, type RunningClock } from '@comity/casework';
import type { Instant, PractitionerId, SpaceId } from '@comity/contracts';
import { factsIn, type DossierSource, type SourcePlace, type StepCarries } from '@comity/e2ee';
import type { ChoiceMember, ClockView, EnclosureView, MatterAlarm, MatterClock, MatterSummary, MatterView, MeasureView, OpenStep, Passage, Side, StepRefusal, StepView } from '../matters.js';
import { strictest } from '../codes.js';
import { against } from './against.js';
import { dossierMarking, floorFor, keptBack, keptFrom, marksWithin } from './codes.js';
import { actorOf, contentOf, guestsFor, isAlone, kindOf, mayComplete, mayReopen, type Matter, type Measure, type Network, type Taken } from './law.js';
import { usesOf } from './uses.js';

/** `daysFor`: what this client knows of the days of the States of the request; by the table where it is not said. */
export interface Viewer { person: PractitionerId; network: Network; now: Instant; daysFor?: DaysOf }

/** `draft`: where this person's side deliberates; `strangers`: who is there and not of that side; `source`: where that comes from. `unread`: of the conversation; `isBeyond`: whether this person has not read as far as that place of the log. */
export interface Surrounding { space: SpaceId; draft: SpaceId | null; source: DossierSource | null; strangers: PractitionerId[]; passage: Passage | null; unread: number; isBeyond: (seq: number) => boolean }

/** The files of what was taken, as callers see them. */
export type Enclosed = (taken: Taken) => EnclosureView[];
const none: Enclosed = () => [];

/** What a place is named by: its message, or its entry. */
export const keyOf = (place: SourcePlace): NonNullable<MatterSummary['origin']> => ('on' in place ? place.on.id : place.entry);

export function summaryOf(matter: Matter, { space, draft, source, unread, isBeyond }: Surrounding, viewer: Viewer): MatterSummary {
  const { dossier, measures, transmittedAt, rules } = matter;
  const side = actorOf(matter, viewer.person, viewer.network);
  const events = measures.flatMap(({ standing }) => standing.events);
  const fresh = new Set(measures.flatMap(({ taken }) => taken.flatMap(({ seq, by }) => (seq !== null && by !== viewer.person && isBeyond(seq) ? [seq] : []))));
  return {
    space, draft, kind: kindOf(dossier), title: dossier.title, requesting: dossier.requesting, requested: dossier.requested, side,
    state: requestStateOf(measures.map(({ standing }) => standing.events)) ?? rules.cycle.begin.to, urgent: dossier.urgent, measures: measures.length,
    waitingFor: waitingFor(matter, side), transmittedAt, lastStepAt: events.map(({ at }) => at).sort().at(-1) ?? viewer.now, officer: officerOf(matter, side, viewer.network), clocks: clocksLeft(matter, viewer), alarms: alarmsFor(matter, viewer), uses: usesOf(matter, viewer.now), unread: unread + fresh.size,
    references: referencesFor(matter, viewer), origin: source && keyOf(source.place),
  };
}

/** Whoever is asked, or executes, has the requesting authority on the other side; that has whoever is asked. */
function referencesFor({ dossier: { requesting, requested }, references }: Matter, { person, network }: Viewer): MatterSummary['references'] {
  const own = network.authorityOf(person);
  return { ours: (own === undefined ? undefined : references[own]) ?? null, theirs: references[own === requesting ? requested : requesting] ?? null };
}

/** Whoever acted last as this side; seeing an alarm is no work on it. */
function officerOf(matter: Matter, side: Side | null, network: Network): PractitionerId | null {
  const done = matter.measures.flatMap(({ standing: { events }, taken }) => events.map(({ action, at, actor }, i) => ({ action, at, actor, by: taken[i]!.by }))).filter(({ action, actor }) => actor === side && action !== 'see-alarm');
  const last = done.reduce<(typeof done)[number] | undefined>((newest, each) => (newest === undefined || each.at >= newest.at ? each : newest), undefined);
  return last === undefined ? null : network.humanOf(last.by);
}

/** Clocks that nothing stopped, each moment of one once; deadlines as long as somebody can bring their measure forward. */
function clocksLeft(matter: Matter, viewer: Viewer): MatterClock[] {
  const left = new Map<string, MatterClock>();
  for (const measure of matter.measures) {
    const movers = moversOf(matter, measure);
    for (const clock of clocks(matter, measure, viewer)) {
      const { id, article, verified, meaning, status, startedAt, endsAt: at, actBy, pausedIn, pausedSince } = clock;
      if (status === 'stopped' || isMoot(clock, movers)) continue;
      const key = `${id} ${article} ${at} ${pausedIn}`;
      left.set(key, { id, article, verified, meaning, startedAt, at, actBy, paused: pausedIn !== null, pausedIn, pausedSince, custody: left.get(key)?.custody === true || (clock.alarm === 'start' && movers.length > 0), measures: (left.get(key)?.measures ?? 0) + 1 });
    }
  }
  return [...left.values()].sort((a, b) => a.at.localeCompare(b.at));
}

export function viewOf(matter: Matter, surrounding: Surrounding, { enclosed = none, ...read }: Pick<MatterView, 'refused' | 'enclosures' | 'translations'> & { enclosed?: Enclosed }, viewer: Viewer): MatterView {
  const { dossier, measures, rules } = matter;
  const side = actorOf(matter, viewer.person, viewer.network);
  const had = contentOf(matter);
  return {
    ...summaryOf(matter, surrounding, viewer), source: surrounding.source, basis: dossier.basis, sections: dossier.sections, measureViews: measures.map((measure) => measureView(matter, measure, viewer, enclosed)), ...read, executing: [...new Set(measures.flatMap(({ executing }) => executing))], guestsFrom: guestsFor(matter, viewer.person, viewer.network), strangers: surrounding.strangers, passage: surrounding.passage, transmission: transmissionOf(matter),
    missing: measures.flatMap((measure) => carriersOf(matter, measure).flatMap((action) => requiredContent(rules, action, measure.assistance ?? undefined).filter(({ id }) => !had.includes(id))
      .map(({ id, article, verified, wherePossible }) => ({ part: id, article, verified, wherePossible: wherePossible === true, measure: measure.id, action })))),
    canEdit: side === 'requesting' && (mayComplete(matter) || mayReopen(matter) || measures.every(({ standing: { state, ended } }) => ended === null && (state === null || state === rules.cycle.begin.to))),
    reopens: mayReopen(matter),
    marking: dossierMarking(matter), floor: floorFor(matter, viewer.person), within: marksWithin(matter), keptBack: keptBack(matter, viewer.person, viewer.network.authorityOf(viewer.person)), keptFromAsked: keptFrom(matter, viewer.person, dossier.requesting, [dossier.requesting, dossier.requested]),
  };
}

/** By which steps the dossier is carried next: out of its draft after review, and then those of the requesting side that are open. */
function carriersOf(matter: Matter, measure: Measure): string[] {
  const { cycle } = matter.rules;
  if (matter.told === null && matter.sent === null) return cycle.transitions.filter(({ sends }) => sends === 'reviewed').map(({ action }) => action);
  return openTo(matter.rules, measure.standing, 'requesting').filter(({ carries }) => carries.includes('content')).map(({ action }) => action);
}

function transmissionOf(matter: Matter): StepView | null {
  const [measure] = matter.measures;
  const at = measure?.standing.events.findLastIndex(({ action }) => sendingOf(matter.rules.cycle, action) !== undefined) ?? -1;
  return measure === undefined || at === -1 ? null : stepsOf(matter, measure, at, at + 1)[0]!;
}

/** `inside`: who else could be told. `remind`: so many days before an end at the earliest. */
export interface Reminded extends Viewer { inside: readonly PractitionerId[]; remind: 'all' | number }
/** `before`: the days before an end that this person was last to be reminded at; null: it only alarms. `alarm`: since when it does; `custody`: from its start. */
export interface Due { clock: string; at: Instant; measures: number; before: number | null; alarm: Instant | null; custody: boolean }

/** Clocks that this person is to be reminded of, or that alarm, over measures that wait for their side: each moment of a clock once. */
export function dueFor(matter: Matter, viewer: Reminded): Due[] {
  const [own, others] = viewer.remind === 'all' ? [Infinity, escalation] : [viewer.remind, Math.min(viewer.remind, escalation)];
  const due = new Map<string, Due>();
  for (const measure of matter.measures) {
    const side = actorOf(matter, viewer.person, viewer.network, [measure]);
    if (side === null) continue;
    const [movers, earliest] = [moversOf(matter, measure), isLast(measure, side, viewer) ? own : others];
    for (const clock of clocks(matter, measure, viewer)) {
      const { id: name, status, endsAt: at } = clock;
      const deadline = isDeadline(clock);
      if (status === 'stopped' || status === 'paused' || !(deadline ? movers.includes(side) : lapsesFor(clock, side) || mayAlarm(matter, measure, clock, side))) continue;
      const alarm = ringsFor(matter, measure, clock, side, viewer.now);
      const before = deadline || status !== 'over' ? clock.reminders.findLast((each) => each.at <= viewer.now && each.before <= earliest)?.before ?? null : null;
      if (before === null && alarm === null) continue;
      const key = `${name} ${at}`;
      const known = due.get(key);
      due.set(key, { clock: name, at, measures: (known?.measures ?? 0) + 1, before: known?.before ?? before, alarm: known?.alarm ?? alarm, custody: clock.alarm === 'start' });
    }
  }
  return [...due.values()];
}

/** Whether this person is who acted last for their side, or nobody who did is there: they are told first. */
function isLast({ standing: { events }, taken }: Measure, side: Side, { person, inside, network }: Reminded): boolean {
  const last = taken[events.findLastIndex(({ actor }) => isOfSide(actor, side))]?.by;
  return last === undefined || !inside.includes(last) || network.humanOf(last) === network.humanOf(person);
}

/** What alarms this person's side. */
function alarmsFor(matter: Matter, viewer: Viewer): MatterAlarm[] {
  const { person, network, now } = viewer;
  const alarms = new Map<string, MatterAlarm>();
  if (matter.rules.clocks.every(({ alarm }) => alarm === undefined)) return [];
  for (const measure of matter.measures) {
    const side = actorOf(matter, person, network, [measure]);
    if (side === null) continue;
    for (const clock of clocks(matter, measure, viewer)) {
      const since = ringsFor(matter, measure, clock, side, now);
      if (since === null) continue;
      const { id, article, verified, meaning, endsAt: at, actBy } = clock;
      const key = `${id} ${article} ${at}`;
      alarms.set(key, { id, article, verified, meaning, at, actBy, since, measures: [...(alarms.get(key)?.measures ?? []), measure.id] });
    }
  }
  return [...alarms.values()].sort((a, b) => a.at.localeCompare(b.at));
}

/** Whether a clock concerns a side by its alarm: it is bound, and its measure is not closed. */
const mayAlarm = ({ rules }: Matter, { standing }: Measure, { alarm, bound }: RunningClock, side: Side): boolean =>
  alarm !== null && bound?.includes(side) === true && openTo(rules, standing, side).some(({ action }) => action === seeAlarm);

/** Whether what a side is bound by, or may count on, ends with it by itself, wherever the measure stands. */
const lapsesFor = ({ meaning, alarm, bound }: RunningClock, side: Side): boolean => meaning === 'lapse' && alarm === null && bound?.includes(side) === true;

/** Since when a clock alarms a side that has not acknowledged it; null: it does not. */
function ringsFor(matter: Matter, measure: Measure, clock: RunningClock, side: Side, now: Instant): Instant | null {
  const since = ringsSince(clock, now);
  const { events } = measure.standing;
  if (since === null || !mayAlarm(matter, measure, clock, side)) return null;
  return seenSince(events, since).some((index) => isOfSide(events[index]!.actor, side)) ? null : since;
}

/** Since its start or its last reminder. */
function ringsSince({ alarm, status, reminders, startedAt }: RunningClock, now: Instant): Instant | null {
  if (alarm === null || status === 'stopped' || status === 'paused') return null;
  const since = reminders.findLast(({ at }) => at <= now)?.at ?? (alarm === 'start' ? startedAt : null);
  return since !== null && since <= now ? since : null;
}

const seeAlarm = 'see-alarm';
const seenSince = (events: Measure['standing']['events'], since: Instant): number[] => events.flatMap(({ action, at }, index) => (action === seeAlarm && at >= since ? [index] : []));
/** Whoever is asked and whoever executes are one side. */
const isOfSide = (actor: Actor, side: Side): boolean => (actor === 'requesting') === (side === 'requesting');

function clockViews(matter: Matter, measure: Measure, viewer: Viewer): ClockView[] {
  const { standing: { events }, taken } = measure;
  const movers = moversOf(matter, measure);
  return clocks(matter, measure, viewer).filter((clock) => !isMoot(clock, movers)).map((clock) => {
    const since = ringsSince(clock, viewer.now);
    const seen = since === null ? [] : seenSince(events, since).map((index) => ({ actor: events[index]!.actor, by: taken[index]!.by, at: events[index]!.at }));
    return { ...clock, seen: (['requesting', 'requested'] as const).flatMap((side) => seen.findLast(({ actor }) => isOfSide(actor, side)) ?? []) };
  });
}

function measureView(matter: Matter, measure: Measure, viewer: Viewer, enclosed: Enclosed): MeasureView {
  const side = actorOf(matter, viewer.person, viewer.network, [measure]);
  const { id, assistance, sought, standing } = measure;
  const earlier = Math.max(0, standing.events.length - mostSteps);
  return {
    id, assistance, sought, facts: factsIn(matter.annex, id), state: standing.ended ?? standing.state, steps: stepsOf(matter, measure, earlier, undefined, enclosed), earlier,
    open: rowsOf(matter, measure).filter(({ action }) => action !== seeAlarm).map((row) => openStep(matter, measure, row, side, viewer)), clocks: clockViews(matter, measure, viewer), duties: dutiesOf(standing.events, matter.rules, later(viewer.now, standing.events.at(-1)?.at)),
  };
}

/** The newest so many of a measure are shown; there may be thousands of what is said along the way. */
const mostSteps = 50;

/** From one place of a measure's history up to another. What stands in the rows; articles that the packs have not read are the packs' to mark. */
export function stepsOf({ rules }: Matter, { standing, taken }: Measure, first: number, end?: number, enclosed = none): StepView[] {
  return standing.events.slice(first, end).map((event, index): StepView => {
    const item = taken[first + index]!;
    const { seq, storedAt, by, attested, words, marking } = item;
    const { action, actor, at, from, to, article, passed, carries: { grounds = [], date = null, limit = null, deadline = null, route = null, classification = null, record = null } } = event;
    const row = rules.cycle.transitions.find((each) => each.action === action && each.article === article);
    const { takes } = row ?? {};
    const offer = takes === undefined ? -1 : standing.events.slice(0, first + index).findLastIndex((each) => takes.from.includes(each.action) && each.carries[takes.member] === event.carries[takes.member]);
    const said = [...words, ...(offer === -1 ? [] : taken[offer]!.words.filter(({ member }) => member === takes?.member))];
    return { seq, attested, action, actor, by, at, storedAt, from, to: endOf(event) ?? to, article, verified: row?.verified ?? (action === rules.cycle.begin.action && rules.cycle.begin.verified), grounds, words: Object.fromEntries(said.map(({ member, text }) => [member, text])), accepts: takes === undefined ? null : { member: takes.member, step: offer === -1 ? null : offer + 1 }, date, limit, deadline, route, classification, record, enclosures: enclosed(item), marking: offer === -1 ? marking : strictest(marking, [{ by: null, marking: taken[offer]!.marking }]), passed };
  });
}

type Row = ReturnType<typeof openTo>[number];
const choiceMembers: readonly ChoiceMember[] = ['route', 'classification', 'record'];
const actors: readonly Actor[] = ['requesting', 'requested', 'executing'];

/** The rows that are open to anybody, each once, in the table's order. */
function rowsOf({ rules }: Matter, { standing }: Measure): Row[] {
  const open = new Set(actors.flatMap((actor) => openTo(rules, standing, actor)));
  return rules.cycle.transitions.filter((row) => open.has(row));
}

function openStep(matter: Matter, measure: Measure, row: Row, side: Side | null, viewer: Viewer): OpenStep {
  const { action, article, verified, carries, may } = row;
  const mine = side !== null && row.actors.includes(side);
  const sort = row.grounds;
  const takesGrounds = carries.includes('grounds') || may.includes('grounds');
  const tried = (given: Carried = {}) => (mine ? trial(matter, measure, row, side, given, viewer) : null);
  const fitting = matter.rules.grounds.filter(({ bars }) => takesGrounds && (sort === undefined || bars === sort.bars));
  const grounds = fitting.filter(({ id }, index) => fitting.findIndex((each) => each.id === id) === index).map(({ id, article: provision, verified: read, accompanies }) => ({ id, article: provision, verified: read, refusal: tried({ grounds: accompanies === undefined ? [id] : [accompanies, id] }) }));
  const list = choiceMembers.find((member) => carries.includes(member));
  const choices = matter.rules.cycle.choices.flatMap(({ list: of, id, article: provision, verified: read }) => (list !== undefined && of === list ? [{ list, id, article: provision, verified: read, refusal: tried({ [list]: id }) }] : []));
  const groundless: StepRefusal = { code: 'unknown-ground', article, verified, entry: action };
  const chosen = carries.includes('grounds') ? grounds : list === undefined ? null : choices;
  const refusal = !mine ? null : chosen === null ? tried() : chosen.some((each) => each.refusal === null) ? null : chosen[0]?.refusal ?? groundless;
  return { action, article, verified, actors: [...row.actors], sends: row.sends !== undefined, happened: row.happened === true, besides: !isForward(matter, row, measure), mine, carries: [...carries, ...row.wants], may: [...may], earliest: happenedBefore(matter.rules, measure.standing, row), offered: offeredWords(measure, row), grounds, choices, refusal };
}

/** What the other side offered, where a step takes that and nothing else. */
function offeredWords({ standing, taken }: Measure, row: Row): OpenStep['offered'] {
  const offer = offerFor(standing, row);
  if (offer === undefined) return null;
  return { member: offer.member, text: taken[offer.seq - 1]!.words.find(({ member }) => member === offer.member)?.text ?? '', hash: offer.carries[offer.member]! };
}

/** What speaks against a step whatever its words: tried with everything that the row wants. */
function trial(matter: Matter, measure: Measure, row: Row, side: Side, given: Carried, { person, network, now }: Viewer): StepRefusal | null {
  if (matter.sent !== null) return against('frozen', 'transmit');
  const at = later(now, measure.standing.events.at(-1)?.at);
  const required = [...row.carries, ...row.wants, ...matter.rules.requirements.filter(({ action }) => action === row.action).map(({ carries }) => carries)];
  const carries: Carried = { ...given, ...(required.includes('content') && { content: contentOf(matter) }) };
  for (const member of required) {
    if (WordMember.safeParse(member).success) Object.assign(carries, { [member]: anyHash });
    if (member === 'date' || member === 'limit' || member === 'deadline') carries[member] = at;
  }
  const offer = offerFor(measure.standing, row);
  if (offer !== undefined) Object.assign(carries, { [offer.member]: offer.carries[offer.member] });
  const followed = follow(matter.rules, measure.standing, { action: row.action, carries }, side, at);
  if (!followed.ok) return followed.refusal;
  const owed = owedNow(matter.rules, measure.standing, { action: row.action, carries }, side, at);
  if (owed !== null) return owed;
  return isAlone(matter, row.action, person, [{ id: measure.id, carries: carries as StepCarries }], network) ? against('second-officer', row.action) : null;
}
const anyHash = 'A'.repeat(43);

/** Whether it says by when something is to be done. */
const isDeadline = ({ meaning }: RunningClock): boolean => meaning === 'deadline' || meaning === 'suggested';
/** Whether it says so of what nobody can bring forward any more: that is late for nobody. */
const isMoot = (clock: RunningClock, movers: readonly Actor[]): boolean => movers.length === 0 && isDeadline(clock) && clock.status !== 'stopped';

const clocks = ({ rules }: Matter, { standing: { events } }: Measure, { now, daysFor }: Pick<Viewer, 'now' | 'daysFor'>): RunningClock[] => clocksOf(events, rules, later(now, events.at(-1)?.at), daysFor);

/** Not before the last event, whatever this device's clock says. */
export const later = (now: Instant, last: Instant | null | undefined): Instant => (last != null && last > now ? last : now);

/** Whether a row leads on: out of the state, or, once, and again after whatever was added, with what another one waits for; not a withdrawal, nor what may follow an end. */
const isForward = ({ completed }: Matter, { action, to, carries, sequel, ends }: Row, { standing: { events } }: Measure): boolean => action !== 'withdraw' && ends === undefined && sequel !== true && (to !== 'stay' || (carries.includes('content') && (completed !== null || !events.some((event) => event.action === action))));

/** Who can bring a measure forward, by the rows that do; closing it does not count. */
const moversOf = (matter: Matter, measure: Measure): Actor[] =>
  rowsOf(matter, measure).filter((row) => row.action !== 'close' && isForward(matter, row, measure)).flatMap((row) => row.actors);

function waitingFor(matter: Matter, side: Side | null): MatterSummary['waitingFor'] {
  // What was asked along the way waits for its answer, wherever the measure stands.
  const movers = matter.measures.flatMap((measure) => [...moversOf(matter, measure), ...answersOwed(matter.rules, measure.standing).flatMap(({ actors: own }) => own)]);
  if (movers.length === 0) return 'nobody';
  return side !== null && movers.includes(side) ? 'us' : 'them';
}
