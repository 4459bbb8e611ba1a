/** Names and reasons of a hall, in the person's language. Identifiers stay inside. */
import { useMemo } from 'react';
import type { Clash, MeetingRoomId, Place, WallAt } from '@comity/contracts';
import type { Blocker, Fact, Option, Remedy } from '@comity/timetable';
import { useClient, useWatch } from '../client/hooks.js';
import { useFormat, useTag } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { useStateName } from '../states/names.js';
import type { Hall } from './hall.js';
import { useWallFormat } from './wall.js';
import { stretchesOf, weightOf, type Stretch } from './why.js';

export interface HallWords {
  /** Kenya · Asset Recovery Office */
  office(id: string): string;
  /** Kenya, or the office's own name where its State has several, and both where offices of other States are called the same. */
  short(id: string): string;
  /** Kenya – France */
  title(meeting: string): string;
  room(id: MeetingRoomId | null): string;
  /** An office, a delegate, a room, or a kind of what meetings need. */
  resource(id: string): string;
  slot(slot: number): string;
  at(at: WallAt): string;
  place(place: Place | null): string;
  clash(clash: Pick<Clash, 'rule' | 'resource'>): string;
  /** Of a meeting that cannot be published: who of it is in a meeting of another session. */
  /** `person`: where it is told who it is. */
  elsewhere(meeting: string, person: string | undefined): string;
  blocker(blocker: Blocker): string;
  /** All that stands against an option, or null. */
  against(option: Option): string | null;
  /** `meeting`: which one it keeps out. */
  fact(fact: Fact, meeting: string): string;
  remedy(remedy: Remedy): string;
  /** Days and times in few words. */
  when(slots: readonly number[]): string;
}

/** Of meetings in the way, and of days; of more it is said how many. */
const namedMeetings = 3, namedDays = 8;

export function useHallWords(hall: Hall): HallWords {
  const t = useText();
  const wall = useWallFormat();
  const format = useFormat();
  const state = useStateName();
  const tag = useTag();
  const { value: authorities } = useWatch(useClient().authorities());
  return useMemo(() => {
    const known = new Map((authorities ?? []).map((each) => [each.id as string, each]));
    const attending = hall.rows.offices.flatMap(({ authority }) => known.get(authority) ?? []);
    const ofState = Map.groupBy(attending, (each) => each.state), called = Map.groupBy(attending, (each) => each.name);
    const rooms = new Map(hall.rows.rooms.map((room) => [room.id as string, room.name]));
    const delegates = new Map(hall.rows.delegates.flatMap(({ id, practitioner, name: called }) => [id, ...(practitioner === null ? [] : [practitioner])].map((of): [string, string] => [of, called])));
    const interpreters = new Map(hall.rows.interpreters.map(({ id, name }) => [id as string, name]));
    const languages = new Intl.DisplayNames(tag, { type: 'language' });
    const name = (id: string) => isolated(known.get(id)?.name ?? t('hall.office-unknown'));
    const office = (id: string) => { const found = known.get(id); return found ? `${state(found.state)} · ${isolated(found.name)}` : t('hall.office-unknown'); };
    const short = (id: string) => {
      const found = known.get(id);
      if (found && ofState.get(found.state)?.length === 1) return state(found.state);
      return found && (called.get(found.name)?.length ?? 0) > 1 ? office(id) : name(id);
    };
    const title = (meeting: string) => hall.meetings.get(meeting)?.terms.parties.map(short).join(' – ') ?? t('hall.meeting-unknown');
    const titles = (meetings: readonly string[]) => format.list([...meetings.slice(0, namedMeetings).map(title), ...(meetings.length > namedMeetings ? [t('hall.others', { count: meetings.length - namedMeetings })] : [])]);
    const slot = (at: number) => wall.at(hall.table.at(at));
    const dates = hall.table.slots.map(({ date }) => date);
    const begins = (at: number) => wall.time(hall.table.at(at).time);
    const stretch = ({ first, last, runs }: Stretch): string => {
      if (runs === null) return first === last ? t('hall.when-day', { day: wall.day(first) }) : t('hall.when-days', { from: wall.day(first), to: wall.day(last) });
      if (runs.length === 1 && runs[0]![0] === runs[0]![1]) return slot(runs[0]![0]);
      return t('hall.when-times', { day: wall.day(first), times: runs.map(([from, to]) => (from === to ? begins(from) : t('hall.when-run', { from: begins(from), to: wall.time(hall.table.endOf(to)) }))).join(t('hall.when-comma')) });
    };
    const when = (slots: readonly number[]): string => {
      if (slots.length === dates.length) return t('hall.when-all');
      const all = stretchesOf(dates, slots);
      return format.list([...all.slice(0, namedDays).map(stretch), ...(all.length > namedDays ? [t('hall.when-more', { count: all.length - namedDays })] : [])]);
    };
    const weight = (meeting: string): number => { const found = hall.meetings.get(meeting); return found ? weightOf(found) : 0; };
    const isPerson = (id: string): boolean => known.has(id) || delegates.has(id) || id.startsWith('elsewhere:');
    const room = (id: MeetingRoomId | null) => (id === null ? t('hall.no-room') : isolated(rooms.get(id) ?? t('hall.room-unknown')));
    const resource = (id: string): string => {
      const kind = id.slice(0, Math.max(0, id.indexOf(':'))), value = id.slice(id.indexOf(':') + 1);
      switch (kind) {
        case 'interpreters': return t('hall.need-interpreters', { pair: value.split('-').map((each) => languages.of(each) ?? each).join(' – ') });
        case 'class': return t('hall.need-class', { name: isolated(value) });
        case 'equipment': return t('hall.need-equipment', { name: isolated(value) });
        case 'security': return t('hall.need-security', { level: format.number(Number(value)) });
        case 'elsewhere': return delegates.has(value) ? t('hall.need-elsewhere', { who: isolated(delegates.get(value)!) }) : t('hall.need-hidden');
        case 'seats': return t('hall.need-seats', { count: Number(value) });
        default: return known.has(id) ? short(id) : isolated(delegates.get(id) ?? rooms.get(id) ?? interpreters.get(id) ?? t('hall.resource-unknown'));
      }
    };
    const clash = ({ rule, resource: id }: Pick<Clash, 'rule' | 'resource'>): string => {
      switch (rule) {
        case 'over-capacity': if (id?.startsWith('elsewhere:')) return t('hall.clash-other', { who: resource(id) }); return t('hall.clash-taken', { who: resource(id ?? '') });
        case 'place-taken': case 'place-closed': return t('hall.clash-room', { room: room(id as MeetingRoomId | null) });
        case 'no-place': case 'unfit-place': case 'unknown-place': return t('hall.clash-no-room');
        case 'order': return t('hall.clash-order');
        case 'no-interpreter': case 'unfit-interpreter': case 'interpreter-away': case 'interpreter-taken': return t('hall.clash-interpreter');
        case 'too-soon': return t('hall.clash-soon');
        case 'asked-terms': return t('hall.warn-asked');
        case 'asked-soon': return t('hall.warn-soon');
        case 'idle': return t('hall.warn-idle', { who: resource(id ?? '') });
        case 'no-walk': return t('hall.warn-walk', { who: resource(id ?? '') });
        case 'small-hours': return t('hall.warn-hours', { who: resource(id ?? '') });
        case 'not-agreed': return t('hall.clash-agreed');
        default: return t('hall.clash-terms');
      }
    };
    const elsewhere = (meeting: string, person: string | undefined) => (person === undefined ? t('hall.clash-hidden', { meeting: title(meeting) }) : t('hall.clash-elsewhere', { meeting: title(meeting), who: resource(person) }));
    const blocker = (each: Blocker): string => {
      switch (each.code) {
        case 'unavailable': return t('hall.blocked-away', { who: resource(each.resource) });
        case 'taken': return t('hall.blocked-taken', { who: resource(each.resource), meetings: titles(each.meetings) });
        case 'order': return t('hall.blocked-order', { meeting: title(each.meeting) });
        case 'no-place': return t('hall.blocked-place');
        case 'not-allowed': return t('hall.blocked-terms');
        case 'locked': return t('hall.ground-locked');
        case 'too-soon': return t('hall.blocked-soon');
      }
    };
    const fact = (each: Fact, meeting: string): string => {
      const at = when(each.slots);
      switch (each.code) {
        case 'unavailable': return t('hall.fact-away', { who: resource(each.resource), when: at });
        case 'taken': {
          const names = { who: resource(each.resource), when: at, meetings: titles(each.meetings) };
          if (each.meetings.length > 0 && each.meetings.every((other) => weight(other) > weight(meeting))) return t(isPerson(each.resource) ? 'hall.fact-taken-higher' : 'hall.fact-used-higher', names);
          return t(isPerson(each.resource) ? 'hall.fact-taken' : 'hall.fact-used', names);
        }
        case 'order': return t('hall.fact-order', { meeting: title(each.meeting), when: at });
        case 'no-place': return t('hall.fact-place', { when: at });
        case 'not-allowed': return t('hall.fact-terms', { when: at });
        case 'locked': return t('hall.fact-locked', { when: at });
        case 'too-soon': return t('hall.fact-soon', { when: at });
      }
    };
    const remedy = (each: Remedy): string => {
      const at = slot(each.slot);
      switch (each.code) {
        case 'move': return t('hall.remedy-move', { meeting: title(each.meeting), to: slot(each.to), when: at });
        case 'drop': return t('hall.remedy-drop', { meetings: titles(each.meetings), when: at });
        case 'provide': return t(each.resources.every(isPerson) ? 'hall.remedy-come' : 'hall.remedy-provide', { what: format.list(each.resources.map(resource)), when: at });
        case 'allow': return t('hall.remedy-allow', { when: at });
      }
    };
    return {
      office, short, title, room, resource, slot, clash, elsewhere, blocker, fact, remedy, when, at: (at) => wall.at(at),
      place: (place) => (place === null ? t('hall.not-placed') : place.room === null ? wall.at(place.at) : wall.row(wall.at(place.at), room(place.room))),
      against: ({ blockers }) => (blockers.length === 0 ? null : format.list(blockers.map(blocker))),
    };
  }, [authorities, hall, tag, t, wall, format, state]);
}
