/** A session as the contracts have it, as an instance to plan, and back: the same in the service, which decides, and in a client, which shows. */
import { minutesOf, timeOf, type AuthorityId, type AwaySpan, type Clash, type Delegate, type Elsewhere, type Interpreter, type InterpreterId, type MeetingRequestId, type MeetingRoom, type MeetingSlot, type MeetingTerms, type MeetingWishes, type Office, type Place as PlaceInSession, type Placement, type PublishedMeeting, type Remote, type WallAt } from '@comity/contracts';
import { clockAt, hasClock, roomWithin } from './hours.js';
import type { Instance, Meeting, Place, Resource } from './instance.js';
import type { Held, Timetable } from './timetable.js';
import { idleByOffice } from './value.js';
import type { Violation } from './violation.js';

export interface AgreedRequest { id: MeetingRequestId; terms: MeetingTerms; wishes: Readonly<Partial<Record<AuthorityId, MeetingWishes>>> }
/** What is planned from. `requests`: those that all parties accepted. `slots`: as the service computed their instants. */
export interface SessionData {
  slots: readonly MeetingSlot[];
  offices: readonly Pick<Office, 'authority' | 'away' | 'remote'>[];
  rooms: readonly Pick<MeetingRoom, 'id' | 'class' | 'seats' | 'security' | 'equipment' | 'away'>[];
  interpreters: readonly Pick<Interpreter, 'id' | 'pair' | 'away'>[];
  delegates: readonly Pick<Delegate, 'id' | 'authority' | 'away' | 'remote'>[];
  requests: readonly AgreedRequest[];
  placements: readonly Placement[];
  locked: readonly string[];
  /** In which slots a delegate, or somebody whom a request needs, is in a published meeting of another session. */
  elsewhere?: readonly Pick<Elsewhere, 'of' | 'at'>[];
}

/** `YYYY-MM-DD HH:MM`: in the order of time. */
const keyOf = ({ date, time }: WallAt): string => `${date} ${time}`;
const pairOf = (pair: readonly [string, string]): string => `interpreters:${pair.join('-')}`;
/** What is uncomfortable: within an hour of the end of working hours elsewhere. */
const edge = 60;

/** Slots of a session, by number and by wall time. */
export class SlotTable {
  readonly days: number[] = [];
  readonly seams: number[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly ends: string[];
  private readonly clocks = new Map<string, Int16Array | null>();

  constructor(readonly slots: readonly MeetingSlot[]) {
    for (const [i, slot] of slots.entries()) {
      const before = slots[i - 1];
      if (before?.date !== slot.date) this.days.push(0);
      else if (before.endsAt !== slot.startsAt) this.seams.push(i);
      this.days[this.days.length - 1]! += 1;
      this.numbers.set(keyOf(slot), i);
    }
    this.ends = slots.map(({ time, startsAt, endsAt }) => timeOf(minutesOf(time) + (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000));
  }

  numberOf(at: WallAt): number | undefined { return this.numbers.get(keyOf(at)); }
  at(number: number): WallAt { return { date: this.slots[number]!.date, time: this.slots[number]!.time }; }
  /** The wall time at which it is over. */
  endOf(number: number): string { return this.ends[number]!; }
  /** 1 where none of the spans lies, and it is within working hours elsewhere. */
  openTo(away: readonly AwaySpan[], remote: Remote | null): number[] {
    const room = remote === null ? undefined : this.roomOf(remote);
    return this.slots.map(({ date, time }, i) => {
      if (away.some((span) => span.date === date && span.from < this.ends[i]! && time < span.to)) return 0;
      return room === undefined || room[i] !== null ? 1 : 0;
    });
  }
  discomfort(remote: Remote): number[] {
    return this.roomOf(remote).map((room) => (room === null || room < edge ? 1 : 0));
  }
  /** How far each slot is from the ends of working hours elsewhere; null: outside of them. Hours by a clock that nobody knows here are none. */
  private roomOf({ zone, from, to }: Remote): (number | null)[] {
    const clock = this.clockOf(zone);
    return this.slots.map(({ startsAt, endsAt }, i) => (clock === null ? Infinity : roomWithin({ from, to }, clock[i]!, lengthOf(startsAt, endsAt))));
  }
  /** Minutes since midnight in a zone as each slot begins; of each zone they are made once. */
  private clockOf(zone: string): Int16Array | null {
    let clock = this.clocks.get(zone);
    if (clock === undefined) this.clocks.set(zone, clock = hasClock(zone) ? Int16Array.from(this.slots, ({ startsAt }) => clockAt(zone, Date.parse(startsAt)).minute) : null);
    return clock;
  }
}

const lengthOf = (startsAt: string, endsAt: string): number => (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000;

/** What `plan`, `check` and the others take. Requests keep to days that are not locked, unless they lie there. */
export function instanceOf(data: SessionData): Instance {
  const table = new SlotTable(data.slots);
  const known = new Set<string>(data.delegates.map(({ id }) => id));
  const agreed = new Set<string>(data.requests.map(({ id }) => id));
  const away = elsewhereIn(table, data);
  const seats = [...new Set(data.requests.map((request) => peopleOf(request).length).filter((count) => count > 0))];
  const places = data.rooms.map((room): Place & { open: number[] } => {
    const open = table.openTo(room.away, null);
    const offers = [`class:${room.class}`, ...room.equipment.map((each) => `equipment:${each}`), ...[0, 1, 2, 3].filter((level) => level <= room.security).map((level) => `security:${level}`), ...seats.filter((count) => count <= room.seats).map((count) => `seats:${count}`)];
    return { id: room.id, offers, closed: numbersOf(open, 0), open };
  });
  const placements = new Map(data.placements.map((each) => [each.request, each]));
  const free = table.slots.map(({ date }) => !data.locked.includes(date));
  const rooms = new Set(data.rooms.map(({ id }) => id));
  const meetings = data.requests.map((request): Meeting => {
    const { terms } = request, people = peopleOf(request).filter((id) => known.has(id));
    const needs = [
      ...people, ...[request.id, ...people].map(elsewhere).filter((id) => away.has(id)), ...(terms.languages === null ? [] : [pairOf(terms.languages)]),
      ...(places.length === 0 ? [] : [`security:${terms.room.security}`, ...(terms.room.class === null ? [] : [`class:${terms.room.class}`]), ...terms.room.equipment.map((each) => `equipment:${each}`), ...(people.length === 0 ? [] : [`seats:${peopleOf(request).length}`])]),
    ];
    const placement = placements.get(request.id);
    const lies = placement?.place == null ? undefined : table.numberOf(placement.place.at);
    const held = lies !== undefined && (placement!.pinned || !free[lies]!);
    return {
      id: request.id, parties: terms.parties, needs, weight: terms.parties.reduce((sum, party) => sum + (request.wishes[party]?.priority ?? 1), 0), duration: terms.slots,
      ...(terms.after !== null && agreed.has(terms.after) && { after: [terms.after] }), ...(held ? { pin: { slot: lies, ...(placement!.place!.room !== null && rooms.has(placement!.place!.room) && { place: placement!.place!.room }) } } : {}),
      ...((terms.earliest !== null || terms.latest !== null || (!held && free.includes(false))) && !(held && placement!.waiver) && { allowed: beginningsOf(table, terms).filter((slot) => held || free[slot]) }),
    };
  });
  const wanted = new Set(meetings.flatMap(({ needs }) => needs));
  const needed = [...wanted].filter((id) => !known.has(id) && !away.has(id));
  const resources: Resource[] = [
    ...data.offices.map(({ authority, away, remote }): Resource => ({ id: authority, kind: 'office', capacity: table.openTo(away, remote), ...(remote !== null && { discomfort: table.discomfort(remote) }) })),
    ...data.delegates.filter(({ id }) => wanted.has(id)).map(({ id, away, remote }): Resource => ({ id, kind: 'delegate', capacity: table.openTo(away, remote), ...(remote !== null && { discomfort: table.discomfort(remote) }) })),
    ...[...away].filter(([id]) => wanted.has(id)).map(([id, capacity]): Resource => ({ id, kind: 'delegate', capacity })),
    ...needed.map((id): Resource => ({ id, kind: kindOf(id), capacity: id.startsWith('interpreters:')
      ? sumOf(table, data.interpreters.filter(({ pair }) => pairOf(pair) === id).map(({ away }) => table.openTo(away, null)))
      : sumOf(table, places.filter(({ offers }) => offers.includes(id)).map(({ open }) => open)) })),
  ];
  const asked = new Set(needed);
  return { days: table.days, seams: table.seams, locked: numbersOf(free.map(Number), 0), resources, places: places.map(({ id, offers, closed }) => ({ id, offers: offers.filter((each) => asked.has(each)), closed: closed ?? [] })), meetings };
}

/** What each office that meets somebody waits between its meetings, in slots; the order says nothing. `meetings`: where they lie, for how many slots. */
export function idleAt({ slots, offices }: Pick<SessionData, 'slots' | 'offices'>, meetings: readonly { parties: readonly AuthorityId[]; at: WallAt; slots: number }[]): number[] {
  const table = new SlotTable(slots), meeting = new Set(meetings.flatMap(({ parties }) => parties));
  const resources = offices.filter(({ authority }) => meeting.has(authority)).map(({ authority, away, remote }): Resource => ({ id: authority, kind: 'office', capacity: table.openTo(away, remote) }));
  const lie = meetings.flatMap(({ parties, at, slots: duration }, i) => { const slot = table.numberOf(at); return slot === undefined ? [] : [{ id: String(i), parties, slot, duration }]; });
  return [...idleByOffice({ days: table.days, seams: table.seams, resources, places: [], meetings: lie.map(({ id, parties, duration }) => ({ id, parties, needs: [], weight: 1, duration })) }, lie.map(({ id, slot }) => ({ meeting: id, slot, place: null }))).values()];
}

/** Stands for whoever is at another session: beside the delegate, so that the reason can be told; in place of one of whom it is not said who. */
const elsewhere = (of: string): string => `elsewhere:${of}`;
function elsewhereIn(table: SlotTable, { elsewhere: all = [] }: SessionData): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const { of, at } of all) {
    const capacity = found.get(elsewhere(of)) ?? table.slots.map(() => 1);
    for (const each of at) { const slot = table.numberOf(each); if (slot !== undefined) capacity[slot] = 0; }
    found.set(elsewhere(of), capacity);
  }
  return found;
}

const numbersOf = (values: readonly number[], value: number): number[] => values.flatMap((each, i) => (each === value ? [i] : []));
const sumOf = (table: SlotTable, of: readonly number[][]): number[] => table.slots.map((_, i) => of.reduce((sum, each) => sum + each[i]!, 0));
const kindOf = (id: string): Resource['kind'] => (id.startsWith('interpreters:') ? 'interpreters' : id.startsWith('equipment:') ? 'equipment' : id.startsWith('security:') ? 'security' : 'room');
const peopleOf = ({ terms, wishes }: AgreedRequest): string[] => [...new Set(terms.parties.flatMap((party) => wishes[party]?.delegates ?? []))];
/** Both ends are included: it lies within them with its last slot, too. */
function beginningsOf(table: SlotTable, { earliest, latest, slots: duration }: MeetingTerms): number[] {
  return table.slots.flatMap((slot, i) => {
    const last = table.slots[i + duration - 1];
    return (earliest !== null && keyOf(slot) < keyOf(earliest)) || (latest !== null && (last === undefined || keyOf(last) > keyOf(latest))) ? [] : [i];
  });
}

/** What of the placements can be held at all: agreed, and in a slot that there is. */
export function timetableOf(data: SessionData): Timetable {
  const table = new SlotTable(data.slots);
  const placed = new Map(data.placements.map((each) => [each.request, each.place]));
  return data.requests.flatMap(({ id }): Held[] => {
    const place = placed.get(id), slot = place == null ? undefined : table.numberOf(place.at);
    return slot === undefined ? [] : [{ meeting: id, slot, place: place!.room }];
  });
}

/**
 * Where each meeting of a timetable lies, with an interpreter for who needs one. What stays where it was keeps the one it had, if that goes; then the others are served, slot by
 * slot and the longest first: by the one they had, else by whoever can take the least besides. None: nobody remains.
 */
export function placesOf(data: SessionData, timetable: Timetable): Map<MeetingRequestId, PlaceInSession> {
  const table = new SlotTable(data.slots);
  const before = new Map(data.placements.map((each) => [each.request as string, each.place]));
  const requests = new Map(data.requests.map((each) => [each.id as string, each]));
  const open = new Map(data.interpreters.map(({ id, away }) => [id, table.openTo(away, null)]));
  const free = new Map([...open].map(([id, slots]) => [id, slots.reduce((sum, each) => sum + each, 0)]));
  const chosen = new Map<string, InterpreterId>();
  const slotsOf = ({ meeting, slot }: Held): number[] => Array.from({ length: requests.get(meeting)!.terms.slots }, (_, i) => slot + i);
  const ableFor = (held: Held): InterpreterId[] => {
    const { languages } = requests.get(held.meeting)!.terms;
    return languages === null ? [] : data.interpreters.flatMap(({ id, pair }) => (pairOf(pair) === pairOf(languages) && slotsOf(held).every((number) => open.get(id)![number] === 1) ? [id] : []));
  };
  const take = (held: Held, id: InterpreterId | undefined): void => {
    if (id === undefined) return;
    chosen.set(held.meeting, id);
    for (const number of slotsOf(held)) open.get(id)![number] = 0;
    free.set(id, free.get(id)! - slotsOf(held).length);
  };
  const hadBy = ({ meeting }: Held) => (id: InterpreterId): boolean => id === before.get(meeting)?.interpreter;
  const stays = ({ meeting, slot }: Held): boolean => before.get(meeting) != null && table.numberOf(before.get(meeting)!.at) === slot;
  for (const held of timetable) if (stays(held)) take(held, ableFor(held).find(hadBy(held)));
  for (const held of timetable.filter(({ meeting }) => !chosen.has(meeting)).toSorted((a, b) => a.slot - b.slot || slotsOf(b).length - slotsOf(a).length)) {
    const able = ableFor(held);
    take(held, able.find(hadBy(held)) ?? able.toSorted((a, b) => free.get(a)! - free.get(b)!)[0]);
  }
  return new Map(timetable.map(({ meeting, slot, place }) => [requests.get(meeting)!.id, { at: table.at(slot), room: place as PlaceInSession['room'], interpreter: chosen.get(meeting) ?? null }]));
}

/** What began before `now` and lies in the draft as it was published: it happened, and is judged no more. */
export function begunAsPublished(placements: Iterable<Placement>, published: readonly Pick<PublishedMeeting, 'request' | 'at' | 'startsAt' | 'room' | 'interpreter'>[], now: string): Set<MeetingRequestId> {
  const begun = new Map(published.filter(({ startsAt }) => startsAt <= now).map((meeting) => [meeting.request, meeting]));
  return new Set([...placements].flatMap(({ request, place }) => {
    const was = begun.get(request);
    return was !== undefined && place !== null && keyOf(was.at) === keyOf(place.at) && (was.room?.id ?? null) === place.room && was.interpreter === place.interpreter ? [request] : [];
  }));
}

/** The first slot to which somebody can still be sent; all of them are over: their number. */
export function comingFrom(slots: readonly MeetingSlot[], now: Date, notice: number): number {
  const from = new Date(now.getTime() + notice * 60_000).toISOString(), next = slots.findIndex(({ startsAt }) => startsAt > from);
  return next < 0 ? slots.length : next;
}

/** What lies in a slot that is about to begin, where its offices were not told to be then. What began already is written down, not planned. */
export function tooSoon({ slots, placements }: Pick<SessionData, 'slots' | 'placements'>, published: readonly Pick<PublishedMeeting, 'request' | 'at'>[], now: Date, notice: number): Clash[] {
  const soon = new Set(slots.slice(comingFrom(slots, now, 0), comingFrom(slots, now, notice)).map(keyOf));
  const told = new Map(published.map(({ request, at }) => [request, keyOf(at)]));
  return soon.size === 0 ? [] : placements.flatMap(({ request, place, waiver }) => (place !== null && soon.has(keyOf(place.at)) && told.get(request) !== keyOf(place.at) ? [{ rule: waiver ? 'asked-soon' : 'too-soon', requests: [request], resource: null, at: place.at }] : []));
}

/**
 * Too many for all rooms or interpreters together: then some of them have none, or one that is closed, unfit or taken, which is said of these. Said of all who are there at the
 * time, it would hide them. What no room has at all is said, for no room is wrong then.
 */
function isSaidOfEach({ rooms }: SessionData, { resource }: Extract<Violation, { code: 'over-capacity' }>): boolean {
  const [kind, value = ''] = resource.split(':');
  switch (kind) {
    case 'interpreters': return true;
    case 'class': return rooms.some((room) => room.class === value);
    case 'equipment': return rooms.some(({ equipment }) => equipment.includes(value));
    case 'security': return rooms.some(({ security }) => security >= Number(value));
    case 'seats': return rooms.some(({ seats }) => seats >= Number(value));
    default: return false;
  }
}

/** What the draft breaks: what `check` found, in the contract's words, and what only the session knows: requests that are not agreed, wall times without a slot, and who interprets. */
export function clashesOf(data: SessionData, violations: readonly Violation[]): Clash[] {
  const table = new SlotTable(data.slots);
  const requests = new Map(data.requests.map((each) => [each.id as string, each]));
  const waived = new Set<string>(data.placements.flatMap(({ request, waiver }) => (waiver ? [request] : [])));
  const clashes: Clash[] = violations.filter((violation) => (violation.code === 'over-capacity' ? !isSaidOfEach(data, violation) : violation.code !== 'slot-not-allowed' || !waived.has(violation.meeting))).map((violation) => ({
    rule: violation.code,
    requests: ('meetings' in violation ? violation.meetings : 'meeting' in violation ? [violation.meeting, ...('before' in violation ? [violation.before] : [])] : []) as MeetingRequestId[],
    resource: 'resource' in violation ? violation.resource : 'place' in violation ? violation.place : null,
    at: 'slot' in violation ? table.at(violation.slot) : null,
  }));
  const taken = new Map<string, MeetingRequestId>();
  const found = (rule: string, ids: MeetingRequestId[], at: WallAt, resource: string | null = null): void => { clashes.push({ rule, requests: ids, resource, at }); };
  for (const { request: id, place } of data.placements) {
    if (place === null) continue;
    const request = requests.get(id), slot = table.numberOf(place.at);
    if (request === undefined) found('not-agreed', [id], place.at);
    else if (slot === undefined) found('no-slot', [id], place.at);
    if (request === undefined || slot === undefined) continue;
    if (waived.has(id) && !beginningsOf(table, request.terms).includes(slot)) found('asked-terms', [id], place.at);
    if (request.terms.languages === null ? place.interpreter !== null : place.interpreter === null) found(place.interpreter === null ? 'no-interpreter' : 'unfit-interpreter', [id], place.at, place.interpreter);
    else if (place.interpreter !== null) {
      const interpreter = data.interpreters.find((each) => each.id === place.interpreter);
      if (interpreter === undefined || pairOf(interpreter.pair) !== pairOf(request.terms.languages!)) { found('unfit-interpreter', [id], place.at, place.interpreter); continue; }
      const open = table.openTo(interpreter.away, null);
      for (let i = slot; i < Math.min(slot + request.terms.slots, table.slots.length); i += 1) {
        const key = `${interpreter.id} ${i}`, other = taken.get(key);
        if (open[i] === 0) found('interpreter-away', [id], table.at(i), interpreter.id);
        if (other !== undefined) found('interpreter-taken', [other, id], table.at(i), interpreter.id);
        taken.set(key, id);
      }
    }
  }
  return clashes;
}
