/** An office's own agenda, from what was published: by day, with what lies between two meetings and what changed. Wall times are of the session's zone. */
import { meetingLimits, minutesOf, timeOf, type Agenda, type AwaySpan, type PlaceChange, type PublishedMeeting } from '@comity/contracts';

export interface AgendaItem {
  meeting: PublishedMeeting;
  /** Against the version before. */
  change: 'new' | 'moved' | null;
  /** Until the next meeting of the day begins, and whether that is in another room. Null: it is the last one. */
  next: { minutes: number; room: string | null } | null;
}
export interface AgendaDay { date: string; items: AgendaItem[] }

export function agendaDays({ meetings, changes }: Pick<Agenda, 'meetings' | 'changes'>): AgendaDay[] {
  const changed = new Map(changes.map((change) => [change.request, change]));
  const sorted = meetings.toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0));
  const days = Map.groupBy(sorted, ({ at }) => at.date);
  return [...days].map(([date, all]) => ({
    date,
    items: all.map((meeting, i) => {
      const change = changed.get(meeting.request);
      const following = all[i + 1];
      return {
        meeting, change: change === undefined || change.after === null ? null : change.before === null ? 'new' : 'moved',
        next: following === undefined ? null : { minutes: Math.round((Date.parse(following.startsAt) - Date.parse(meeting.endsAt)) / 60_000), room: following.room !== null && following.room.id !== meeting.room?.id ? following.room.name : null },
      };
    }),
  }));
}

/** What became another meeting between two versions, whatever came between. */
export function changesSince(before: readonly PublishedMeeting[], now: readonly PublishedMeeting[]): PlaceChange[] {
  const placeOf = (meeting: PublishedMeeting | undefined): PlaceChange['before'] => (meeting === undefined ? null : { at: meeting.at, room: meeting.room?.id ?? null, interpreter: meeting.interpreter });
  const [was, is] = [before, now].map((all) => new Map(all.map((meeting) => [meeting.request, meeting])));
  return [...new Set([...was!.keys(), ...is!.keys()])].map((request) => ({ request, before: placeOf(was!.get(request)), after: placeOf(is!.get(request)) })).filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}

/** The time of a meeting, as what an office says it cannot keep: not before the meeting would be over. */
export function lateFor({ at, startsAt, endsAt }: Pick<PublishedMeeting, 'at' | 'startsAt' | 'endsAt'>): AwaySpan {
  const length = Math.round((Date.parse(endsAt) - Date.parse(startsAt)) / 60_000);
  return { date: at.date, from: at.time, to: timeOf(Math.min(minutesOf(at.time) + length, 1_440)), reason: 'late' };
}
const touches = (each: AwaySpan, { date, from, to }: AwaySpan): boolean => each.reason === 'late' && each.date === date && each.from <= to && each.to >= from;
export const isLate = (away: readonly AwaySpan[], span: AwaySpan): boolean => away.some((each) => touches(each, span) && each.from <= span.from && each.to >= span.to);
/** With a time at which an office is late; those that touch are one. */
export function withLate(away: readonly AwaySpan[], span: AwaySpan, today: string): AwaySpan[] {
  const all = [span, ...away.filter((each) => touches(each, span))];
  return fitting(withSpan(away.filter((each) => !touches(each, span)), { ...span, from: all.map(({ from }) => from).sort()[0]!, to: all.map(({ to }) => to).sort().at(-1)! }), today);
}
/** What is left of them once it keeps this one. */
export const withoutLate = (away: readonly AwaySpan[], span: AwaySpan, today: string): AwaySpan[] =>
  fitting(away.flatMap((each) => (touches(each, span) ? [{ ...each, to: each.to < span.from ? each.to : span.from }, { ...each, from: each.from > span.to ? each.from : span.to }].filter(({ from, to }) => from < to) : [each])), today, span);
/** Of more than can be told, days before `today` go, around which nobody plans any more, and then whoever is late twice on a day is so in between as well, where that is shortest, but not over what it `keeps`. */
function fitting(away: AwaySpan[], today: string, keeps?: AwaySpan): AwaySpan[] {
  let all = away.length > meetingLimits.spans ? away.filter(({ date }) => date >= today) : away;
  while (all.length > meetingLimits.spans) {
    const late = all.filter(({ reason }) => reason === 'late').sort(inOrder), gap = ([before, after]: AwaySpan[]): number => minutesOf(after!.from) - minutesOf(before!.to);
    const over = ([before, after]: AwaySpan[]): boolean => keeps?.date === before!.date && before!.to <= keeps.from && after!.from >= keeps.to;
    const [shortest] = late.slice(1).map((after, i) => [late[i]!, after]).filter((pair) => pair[0]!.date === pair[1]!.date && !over(pair)).sort((a, b) => gap(a) - gap(b));
    if (shortest === undefined) return all;
    all = withSpan(all.filter((each) => !shortest.includes(each)), { ...shortest[0]!, to: shortest[1]!.to });
  }
  return all;
}
const inOrder = (a: AwaySpan, b: AwaySpan): number => (`${a.date} ${a.from}` < `${b.date} ${b.from}` ? -1 : 1);
const same = (a: AwaySpan, b: AwaySpan): boolean => a.date === b.date && a.from === b.from && a.to === b.to && a.reason === b.reason;
export const holdsSpan = (away: readonly AwaySpan[], span: AwaySpan): boolean => away.some((each) => same(each, span));
export const withSpan = (away: readonly AwaySpan[], span: AwaySpan): AwaySpan[] => (holdsSpan(away, span) ? [...away] : [...away, span].sort(inOrder));
export const withoutSpan = (away: readonly AwaySpan[], span: AwaySpan): AwaySpan[] => away.filter((each) => !same(each, span));
/** What one typed over spans that somebody else changed meanwhile: what they added is there, what they took away is not, and the rest is as typed. */
export const bothSpans = (opened: readonly AwaySpan[], theirs: readonly AwaySpan[], typed: readonly AwaySpan[]): AwaySpan[] =>
  theirs.filter((span) => !holdsSpan(opened, span)).reduce<AwaySpan[]>(withSpan, typed.filter((span) => holdsSpan(theirs, span) || !holdsSpan(opened, span)));
