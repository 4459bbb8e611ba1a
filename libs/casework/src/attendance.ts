/** Whose meeting it is, whether it begins soon, and who is late. */
import type { AuthorityId, AwaySpan, Delegate, MeetingSlot, OfficeView, PractitionerId, PublishedMeeting } from '@comity/contracts';

/** Of their authority, and where it named whom it needs, only if it named them. Of those it named, whoever has no account sees nothing here: where none of them has one, it is everybody's of the authority. */
export function isTheirs({ parties, delegates: ids }: Pick<PublishedMeeting, 'parties' | 'delegates'>, delegates: readonly Pick<Delegate, 'id' | 'authority' | 'practitioner'>[], { authority: own, practitioner: person }: { authority: AuthorityId; practitioner: PractitionerId }): boolean {
  const named = delegates.filter(({ id, authority }) => authority === own && ids.includes(id)).flatMap(({ practitioner }) => practitioner ?? []);
  return parties.includes(own) && (named.length === 0 || named.includes(person));
}

/** So long before it begins a meeting is told of. */
const ahead = 15 * 60_000;
/** Until it is over. */
export const beginsSoon = ({ startsAt, endsAt }: Pick<PublishedMeeting, 'startsAt' | 'endsAt'>, now: Date): boolean => Date.parse(startsAt) - now.getTime() <= ahead && Date.parse(endsAt) > now.getTime();

/** What the clocks of a session show, `2026-11-30 09:20`, as its slots say beside their instants, since a zone may be newer than what is known of zones here: by the last that began before, or else the first. */
export function sessionNow(slots: readonly Pick<MeetingSlot, 'date' | 'time' | 'startsAt'>[], now: Date): string {
  const { date, time, startsAt } = slots.findLast((slot) => new Date(slot.startsAt) <= now) ?? slots[0]!;
  return new Date(now.getTime() + Date.parse(`${date}T${time}:00Z`) - Date.parse(startsAt)).toISOString().slice(0, 16).replace('T', ' ');
}

/** Offices that said they will be late, while that is not over on the clock of the session; what ends first, first. */
export function lateNow(offices: readonly Pick<OfficeView, 'authority' | 'away'>[], slots: Parameters<typeof sessionNow>[0], now: Date): { authority: AuthorityId; span: AwaySpan }[] {
  const late = offices.flatMap(({ authority, away }) => (away ?? []).filter(({ reason }) => reason === 'late').map((span) => ({ authority, span, end: `${span.date} ${span.to}` })));
  if (late.length === 0) return [];
  const wall = sessionNow(slots, now);
  return late.filter(({ end }) => end > wall).sort((a, b) => (a.end < b.end ? -1 : 1)).map(({ authority, span }) => ({ authority, span }));
}
