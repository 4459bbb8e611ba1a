/** Who takes what in which slot of a timetable, and what keeps a meeting from beginning in one. */
import type { Blocker, Option } from './blocker.js';
import { fitting } from './hall.js';
import { slotsOf, type Instance, type Meeting, type Resource } from './instance.js';
import { allows } from './problem.js';
import type { Held, Timetable } from './timetable.js';

export class Occupancy {
  private readonly slots: number;
  private readonly meetings: ReadonlyMap<string, Meeting>;
  private readonly resources: ReadonlyMap<string, Resource>;
  private readonly fits: ReturnType<typeof fitting>;
  private readonly followers = new Map<string, string[]>();
  private readonly seams: ReadonlySet<number>;
  private readonly from: number;
  private readonly locked: ReadonlySet<number>;
  private readonly held = new Map<string, Held>();
  private readonly users = new Map<string, Set<string>>();

  constructor(instance: Instance, timetable: Timetable) {
    this.slots = slotsOf(instance);
    this.from = instance.from ?? 0;
    this.locked = new Set(instance.locked);
    this.meetings = new Map(instance.meetings.map((meeting) => [meeting.id, meeting]));
    this.resources = new Map(instance.resources.map((resource) => [resource.id, resource]));
    this.fits = fitting(instance);
    this.seams = new Set([...instance.days.map((_, day) => instance.days.slice(0, day).reduce((sum, n) => sum + n, 0)), ...(instance.seams ?? [])]);
    for (const { id, after = [] } of instance.meetings) for (const first of after) this.followers.set(first, [...(this.followers.get(first) ?? []), id]);
    for (const entry of timetable) this.put(entry);
  }

  put(entry: Held): void {
    this.held.set(entry.meeting, entry);
    for (const key of this.keysOf(entry)) {
      const users = this.users.get(key) ?? new Set();
      this.users.set(key, users.add(entry.meeting));
    }
  }

  /** Answers what it took out, to be put back. */
  take(meeting: string): Held | undefined {
    const entry = this.held.get(meeting);
    if (entry === undefined) return undefined;
    this.held.delete(meeting);
    for (const key of this.keysOf(entry)) this.users.get(key)!.delete(meeting);
    return entry;
  }

  /** For each slot, what happens when a meeting that was taken out begins there. */
  optionsOf(meeting: Meeting): Option[] {
    return Array.from({ length: this.slots }, (_, slot) => this.optionAt(meeting, slot));
  }

  optionAt(meeting: Meeting, slot: number): Option {
    if (!this.locked.has(slot) && !allows(meeting, slot, this.slots, this.seams)) return { slot, state: 'unavailable', blockers: [{ code: 'not-allowed' }], places: [] };
    if (slot < this.from) return { slot, state: 'unavailable', blockers: [{ code: 'too-soon' }], places: [] };
    if (this.locked.has(slot)) return { slot, state: 'unavailable', blockers: [{ code: 'locked' }], places: [] };
    const during = Array.from({ length: meeting.duration }, (_, k) => slot + k);
    const blockers: Blocker[] = [...new Set([...meeting.parties, ...meeting.needs])].flatMap((resource) => this.blockedBy(resource, during));
    blockers.push(...this.disordered(meeting, slot).map((other) => ({ code: 'order' as const, meeting: other })));
    const fit = this.fits(meeting.needs)?.filter(({ id }) => meeting.pin?.place === undefined || meeting.pin.place === id);
    const open = fit?.filter(({ closed = [] }) => !during.some((at) => closed.includes(at))) ?? [];
    const usersOf = (place: string) => during.flatMap((at) => [...(this.users.get(keyOf('place', place, at)) ?? [])]);
    const places = open.filter(({ id }) => usersOf(id).length === 0).map(({ id }) => id);
    if (fit !== undefined && places.length === 0) blockers.push({ code: 'no-place', meetings: [...new Set(open.flatMap(({ id }) => usersOf(id)))] });
    const never = blockers.some((blocker) => blocker.code === 'unavailable' || (blocker.code === 'no-place' && blocker.meetings.length === 0));
    return { slot, state: never ? 'unavailable' : blockers.length > 0 ? 'clash' : 'free', blockers, places };
  }

  meeting(id: string): Meeting {
    const meeting = this.meetings.get(id);
    if (meeting === undefined) throw new TypeError('The meeting is not in the instance.');
    return meeting;
  }

  /** An office, for whom there is no second. */
  isOffice(resource: string): boolean {
    return this.resources.get(resource)?.kind === 'office';
  }

  private blockedBy(resource: string, during: readonly number[]): Blocker[] {
    const capacity = this.resources.get(resource)!.capacity;
    if (during.some((at) => capacity[at] === 0)) return [{ code: 'unavailable', resource }];
    const full = during.filter((at) => (this.users.get(keyOf('resource', resource, at))?.size ?? 0) >= capacity[at]!);
    return full.length === 0 ? [] : [{ code: 'taken', resource, meetings: [...new Set(full.flatMap((at) => [...this.users.get(keyOf('resource', resource, at))!]))] }];
  }

  private disordered({ id, after = [], duration }: Meeting, slot: number): string[] {
    const end = (other: string, begins: number) => begins + this.meeting(other).duration;
    const held = (others: readonly string[]) => others.flatMap((other) => this.held.get(other) ?? []);
    return [
      ...held(after).filter((other) => end(other.meeting, other.slot) > slot),
      ...held(this.followers.get(id) ?? []).filter((other) => slot + duration > other.slot),
    ].map(({ meeting }) => meeting);
  }

  private keysOf({ meeting, slot, place }: Held): string[] {
    const { parties, needs, duration } = this.meeting(meeting);
    const during = Array.from({ length: duration }, (_, k) => slot + k);
    return during.flatMap((at) => [...[...parties, ...needs].map((resource) => keyOf('resource', resource, at)), ...(place === null ? [] : [keyOf('place', place, at)])]);
  }
}

const keyOf = (what: 'resource' | 'place', id: string, slot: number): string => `${what} ${slot} ${id}`;
