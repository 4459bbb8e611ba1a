/** A calendar address as somebody's calendar reads it, by a parser that is not ours. */
import ICAL from 'ical.js';

export interface Entry { uid: string; startsAt: string; endsAt: string; location: string }

/** What it says, and its meetings in the order of their beginnings. */
export async function calendarAt(address: string): Promise<{ text: string; entries: Entry[] }> {
  const text = await (await fetch(address)).text();
  return { text, entries: entriesOf(text) };
}

export function entriesOf(text: string): Entry[] {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[] as never);
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const events = calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
  const entries = events.map(({ uid, startDate, endDate, location }): Entry => ({ uid, startsAt: startDate.toJSDate().toISOString(), endsAt: endDate.toJSDate().toISOString(), location }));
  return entries.toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
}
