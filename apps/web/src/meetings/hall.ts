/** A session's meetings as they are planned here: the same instance as the service's, so that what is shown while something is dragged is what `check` says afterwards. */
import { meetingLimits, type AuthorityId, type Clash, type Delegate, type Elsewhere, type Interpreter, type InterpreterId, type MeetingRoom, type MeetingRoomId, type MeetingSession, type OfficeView, type Place, type Placement, type PublishedMeeting } from '@comity/contracts';
import type { MeetingRequestView } from '@comity/sdk';
import { check, chooser, clashesOf, comingFrom, explain, forceOf, instanceOf, SlotTable, timetableOf, tooSoon, warningsOf, type AgreedRequest, type Explanation, type Instance, type Option, type SessionData } from '@comity/timetable';

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
  /** Of the draft that was last asked about: whoever drags asks again and again. */
  private choice: { placements: Placements; from: number; choose: ReturnType<typeof chooser> } | undefined;

  constructor(readonly rows: HallRows, agreed = agreedOf(rows.requests)) {
    this.table = new SlotTable(rows.session.slots);
    this.meetings = new Map(agreed.map((request) => [request.id, request]));
    this.instance = instanceOf(this.data([], []));
  }

  private data(placements: readonly Placement[], locked: readonly string[]): SessionData {
    const { session, offices, rooms, interpreters, delegates, elsewhere } = this.rows;
    return { slots: session.slots, offices: offices.map(({ authority, away, remote }) => ({ authority, away: away ?? [], remote })), rooms, interpreters, delegates, requests: [...this.meetings.values()], placements, locked, elsewhere };
  }

  readonly partiesOf = (request: string): readonly AuthorityId[] => this.meetings.get(request)?.terms.parties ?? [];

  slotOf(placement: Placement | undefined): number | undefined {
    return placement?.place ? this.table.numberOf(placement.place.at) : undefined;
  }
  dateOf(slot: number): string { return this.table.slots[slot]!.date; }

  /** Minutes before a slot from which on nobody is sent to it. */
  get notice(): number { return this.rows.session.facts.notice ?? meetingLimits.notice; }

  /** What happens when this meeting begins in each of the slots; everything else stays where it is. `asked`: if its offices said yes to any time, also a short one. */
  options(placements: Placements, meeting: string, now: Date, asked = false): Option[] {
    const from = comingFrom(this.table.slots, now, asked ? 0 : this.notice);
    if (this.choice?.placements !== placements || this.choice.from !== from) this.choice = { placements, from, choose: chooser({ ...this.instance, from }, timetableOf(this.data([...placements.values()], []))) };
    return this.choice.choose(meeting, asked);
  }

  /** What bars publishing, and what is worth a look. `published`: where offices were told to be. */
  judge(placements: Placements, published: readonly Pick<PublishedMeeting, 'request' | 'at'>[], now: Date): { clashes: Clash[]; warnings: Clash[] } {
    const data = this.data([...placements.values()], []);
    const of = Map.groupBy([...clashesOf(data, check(this.instance, timetableOf(data))), ...tooSoon(data, published, now, this.notice), ...warningsOf(data)], ({ rule }) => forceOf(rule));
    return { clashes: of.get('blocks') ?? [], warnings: of.get('warns') ?? [] };
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

  explain(placements: Placements, locked: readonly string[], meeting: string, now: Date): Explanation {
    const data = this.data([...placements.values()], locked);
    return explain({ ...instanceOf(data), from: comingFrom(this.table.slots, now, this.notice) }, timetableOf(data), meeting);
  }

  unplaced(placements: Placements): AgreedRequest[] {
    return [...this.meetings.values()].filter(({ id }) => this.slotOf(placements.get(id)) === undefined);
  }

  /** Where a meeting would lie: in the room that is asked for (undefined: the one it has, else any that is free), with the interpreter who is asked for (undefined: one who is free). */
  placeAt(placements: Placements, meeting: string, slot: number, option: Option, room?: MeetingRoomId | null, interpreter?: InterpreterId | null): Place {
    const before = placements.get(meeting)?.place;
    const chosen = room !== undefined ? room : option.places.find((id) => id === before?.room) ?? option.places[0] ?? before?.room ?? null;
    return { at: this.table.at(slot), room: chosen as MeetingRoomId | null, interpreter: interpreter !== undefined ? interpreter : this.interpreterAt(placements, meeting, slot) };
  }

  /** Who interprets between a meeting's languages, and whether they are free all through it. */
  interpretersAt(placements: Placements, meeting: string, slot: number): { interpreter: Interpreter; free: boolean }[] {
    const { terms } = this.meetings.get(meeting)!;
    if (terms.languages === null) return [];
    const end = slot + terms.slots;
    const busy = new Set<InterpreterId>();
    for (const placement of placements.values()) {
      const other = this.meetings.get(placement.request), begins = this.slotOf(placement);
      if (other && begins !== undefined && placement.request !== meeting && placement.place?.interpreter && begins < end && slot < begins + other.terms.slots) busy.add(placement.place.interpreter);
    }
    return this.rows.interpreters.filter(({ pair }) => pair.join() === terms.languages!.join()).map((interpreter) => ({ interpreter, free: !busy.has(interpreter.id) && this.table.openTo(interpreter.away, null).slice(slot, end).every((open) => open === 1) }));
  }

  private interpreterAt(placements: Placements, meeting: string, slot: number): InterpreterId | null {
    const able = this.interpretersAt(placements, meeting, slot).filter(({ free }) => free), before = placements.get(meeting)?.place?.interpreter;
    return (able.find(({ interpreter: { id } }) => id === before) ?? able[0])?.interpreter.id ?? null;
  }
}

/** Whether nothing stands against an option but what the offices themselves may say yes to: the time they agreed to, or a short notice. */
export const mayBeAsked = ({ blockers }: Option, asked: Option): boolean => asked.state === 'free' && blockers.length > 0 && blockers.every(({ code }) => code === 'not-allowed' || code === 'too-soon');

/** An option in one word: where the day is locked, nothing goes. */
export type Ground = 'free' | 'clash' | 'unavailable' | 'locked';
export const groundOf = (hall: Hall, locked: readonly string[], option: Option, room?: MeetingRoomId | null): Ground => {
  if (locked.includes(hall.dateOf(option.slot))) return 'locked';
  return option.state === 'free' && room != null && option.places.length > 0 && !option.places.includes(room) ? 'clash' : option.state;
};
