/** A session's meetings as they are planned here: the same instance as the service's, so that what is shown while something is dragged is what `check` says afterwards. */
import type { Clash, Delegate, Elsewhere, Interpreter, InterpreterId, MeetingRoom, MeetingRoomId, MeetingSession, OfficeView, Place, Placement } from '@comity/contracts';
import type { MeetingRequestView } from '@comity/sdk';
import { check, clashesOf, explain, instanceOf, options, SlotTable, timetableOf, type AgreedRequest, type Explanation, type Instance, type Option, type SessionData } from '@comity/timetable';

/** What is planned by of a request, as the SDK made it of its signed acts. */
export type Asked = Pick<MeetingRequestView, 'id' | 'sound' | 'state' | 'terms' | 'consents'>;
export interface HallRows { session: MeetingSession; offices: readonly OfficeView[]; rooms: readonly MeetingRoom[]; interpreters: readonly Interpreter[]; delegates: readonly Delegate[]; requests: readonly Asked[]; elsewhere: readonly Elsewhere[] }
export type Placements = ReadonlyMap<string, Placement>;

/** Of a request that all parties accepted: what it is planned by. */
export function agreedOf(requests: readonly Asked[]): AgreedRequest[] {
  return requests.flatMap(({ id, sound, state, terms, consents }) => (sound && state === 'accepted' ? [{ id, terms, wishes: Object.fromEntries(consents.map(({ authority, wishes }) => [authority, wishes])) }] : []));
}

export class Hall {
  readonly table: SlotTable;
  readonly meetings: ReadonlyMap<string, AgreedRequest>;
  /** Without pins and locks: those are the secretariat's own, and said apart. */
  private readonly instance: Instance;

  constructor(readonly rows: HallRows, agreed = agreedOf(rows.requests)) {
    this.table = new SlotTable(rows.session.slots);
    this.meetings = new Map(agreed.map((request) => [request.id, request]));
    this.instance = instanceOf(this.data([], []));
  }

  private data(placements: readonly Placement[], locked: readonly string[]): SessionData {
    const { session, offices, rooms, interpreters, delegates, elsewhere } = this.rows;
    return { slots: session.slots, offices: offices.map(({ authority, away, remote }) => ({ authority, away: away ?? [], remote })), rooms, interpreters, delegates, requests: [...this.meetings.values()], placements, locked, elsewhere };
  }

  slotOf(placement: Placement | undefined): number | undefined {
    return placement?.place ? this.table.numberOf(placement.place.at) : undefined;
  }
  dateOf(slot: number): string { return this.table.slots[slot]!.date; }

  /** What happens when this meeting begins in each of the slots; everything else stays where it is. */
  options(placements: Placements, meeting: string): Option[] {
    return options(this.instance, timetableOf(this.data([...placements.values()], [])), meeting);
  }

  clashes(placements: Placements): Clash[] {
    const data = this.data([...placements.values()], []);
    return clashesOf(data, check(this.instance, timetableOf(data)));
  }

  /** What was withdrawn once it began stays where it was. */
  isPast({ rule, at }: Clash, now: Date): boolean {
    const slot = at === null ? undefined : this.table.numberOf(at);
    return rule === 'not-agreed' && slot !== undefined && new Date(this.table.slots[slot]!.startsAt) <= now;
  }

  /** The meeting of another session by which somebody is kept, where it may be told. */
  heldBy({ resource, at }: Pick<Clash, 'resource' | 'at'>): Elsewhere['held'] {
    return this.rows.elsewhere.find(({ of, at: all }) => `elsewhere:${of}` === resource && all.some(({ date, time }) => date === at?.date && time === at.time))?.held ?? null;
  }

  explain(placements: Placements, locked: readonly string[], meeting: string): Explanation {
    const data = this.data([...placements.values()], locked);
    return explain(instanceOf(data), timetableOf(data), meeting);
  }

  unplaced(placements: Placements): AgreedRequest[] {
    return [...this.meetings.values()].filter(({ id }) => this.slotOf(placements.get(id)) === undefined);
  }

  /** Where a meeting would lie: in the room that is asked for (undefined: the one it has, else any that is free), with an interpreter who is free. */
  placeAt(placements: Placements, meeting: string, slot: number, option: Option, room?: MeetingRoomId | null): Place {
    const before = placements.get(meeting)?.place;
    const chosen = room !== undefined ? room : option.places.find((id) => id === before?.room) ?? option.places[0] ?? before?.room ?? null;
    return { at: this.table.at(slot), room: chosen as MeetingRoomId | null, interpreter: this.interpreterAt(placements, meeting, slot) };
  }

  private interpreterAt(placements: Placements, meeting: string, slot: number): InterpreterId | null {
    const { terms } = this.meetings.get(meeting)!;
    if (terms.languages === null) return null;
    const end = slot + terms.slots;
    const busy = new Set<InterpreterId>();
    for (const placement of placements.values()) {
      const other = this.meetings.get(placement.request), begins = this.slotOf(placement);
      if (other && begins !== undefined && placement.request !== meeting && placement.place?.interpreter && begins < end && slot < begins + other.terms.slots) busy.add(placement.place.interpreter);
    }
    const able = this.rows.interpreters.filter(({ id, pair, away }) => !busy.has(id) && pair.join() === terms.languages!.join() && this.table.openTo(away, null).slice(slot, end).every((open) => open === 1));
    const before = placements.get(meeting)?.place?.interpreter;
    return (able.find(({ id }) => id === before) ?? able[0])?.id ?? null;
  }
}

/** An option in one word: where the day is locked, nothing goes. */
export type Ground = 'free' | 'clash' | 'unavailable' | 'locked';
export const groundOf = (hall: Hall, locked: readonly string[], option: Option, room?: MeetingRoomId | null): Ground => {
  if (locked.includes(hall.dateOf(option.slot))) return 'locked';
  return option.state === 'free' && room != null && option.places.length > 0 && !option.places.includes(room) ? 'clash' : option.state;
};
