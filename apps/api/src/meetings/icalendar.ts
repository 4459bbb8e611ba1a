/**
 * Writes a calendar (RFC 5545, RFC 7986) of meetings that says when and where and nothing else. Own, and small: every text goes through one function that leaves
 * no way to begin a line or a property. Time zones come with their rules, as this service knows them, so that older data of the reader do no harm.
 */
import { asIfUtc, offsetAt } from './wall-time.js';

export interface CalendarMeeting { id: string; zone: string; date: string; time: string; startsAt: Date; endsAt: Date; /** Room and place. */ location: string | null; version: number; /** Of what is mailed: when it was decided. */ publishedAt: Date }

const encoder = new TextEncoder();
/** RFC 5545 section 3.1: lines of at most 75 octets, continued after a blank; a character is never cut. */
function folded(line: string): string {
  const lines: string[] = [];
  let current = '', octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > 75) {
      lines.push(current);
      [current, octets] = [' ', 1];
    }
    current += character;
    octets += size;
  }
  return [...lines, current].join('\r\n');
}

/** Text that begins no line of its own. */
// eslint-disable-next-line no-control-regex -- keeping control characters out is the point
export const line = (value: string): string => value.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');
/** RFC 5545 section 3.3.11. */
const text = (value: string): string => line(value).replace(/[\\;,]/g, (each) => `\\${each}`);
const utc = (at: Date): string => `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
const wall = (zone: string, at: number): string => new Date(at + offsetAt(zone, at)).toISOString().slice(0, 19).replace(/[-:]/g, '');
function offset(milliseconds: number): string {
  const seconds = Math.abs(milliseconds) / 1_000;
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${milliseconds < 0 ? '-' : '+'}${two(Math.floor(seconds / 3_600))}${two(Math.floor(seconds / 60) % 60)}${seconds % 60 === 0 ? '' : two(seconds % 60)}`;
}

const day = 86_400_000;
/** The observances of a zone from before the first instant to after the last, each with the instant from which it holds. */
function zoneLines(zone: string, first: number, last: number): string[] {
  let at = asIfUtc({ date: `${new Date(first).getUTCFullYear()}-01-01`, time: '00:00' }) - day, held = offsetAt(zone, at);
  const lines = ['BEGIN:VTIMEZONE', `TZID:${zone}`, 'BEGIN:STANDARD', `DTSTART:${wall(zone, at)}`, `TZOFFSETFROM:${offset(held)}`, `TZOFFSETTO:${offset(held)}`, 'END:STANDARD'];
  for (; at < last + day; at += day) {
    const next = offsetAt(zone, at + day);
    if (next === held) continue;
    const kind = next > held ? 'DAYLIGHT' : 'STANDARD';
    // RFC 5545 section 3.6.5: the wall time of the change, by the offset before it.
    const turn = turnOf(zone, at, at + day, held);
    lines.push(`BEGIN:${kind}`, `DTSTART:${new Date(turn + held).toISOString().slice(0, 19).replace(/[-:]/g, '')}`, `TZOFFSETFROM:${offset(held)}`, `TZOFFSETTO:${offset(next)}`, `END:${kind}`);
    held = next;
  }
  return [...lines, 'END:VTIMEZONE'];
}

/** The first second at which the offset is no longer `held`. */
function turnOf(zone: string, from: number, to: number, held: number): number {
  let [low, high] = [from, to];
  while (high - low > 1_000) {
    const middle = low + Math.floor((high - low) / 2_000) * 1_000;
    if (offsetAt(zone, middle) === held) low = middle;
    else high = middle;
  }
  return high;
}

export const calendarOf = (meetings: readonly CalendarMeeting[]): string => written(meetings, ['METHOD:PUBLISH', 'NAME:Meetings', 'REFRESH-INTERVAL;VALUE=DURATION:PT15M'], 'CONFIRMED', []);

/** One meeting as RFC 5546 sends it. It asks for no answer: whom it invites has consented already, under a signature, and nothing that is mailed could take its place. */
export const invitationOf = (meeting: CalendarMeeting, method: 'REQUEST' | 'CANCEL', from: string, to: string): string =>
  written([meeting], [`METHOD:${method}`], method === 'REQUEST' ? 'CONFIRMED' : 'CANCELLED', [`ORGANIZER:${mailto(from)}`, `ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:${mailto(to)}`]);

/** RFC 6068: what an address may hold and a URI, or a line of a calendar, may not. */
const mailto = (address: string): string => `mailto:${encodeURIComponent(address).replaceAll('%40', '@')}`;

function written(meetings: readonly CalendarMeeting[], head: readonly string[], status: 'CONFIRMED' | 'CANCELLED', people: readonly string[]): string {
  const zones = new Map<string, [first: number, last: number]>();
  for (const { zone, startsAt, endsAt } of meetings) {
    const [first, last] = zones.get(zone) ?? [Infinity, -Infinity];
    zones.set(zone, [Math.min(first, startsAt.getTime()), Math.max(last, endsAt.getTime())]);
  }
  const lines = [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Comity//Meetings//EN', 'CALSCALE:GREGORIAN', ...head,
    ...[...zones].flatMap(([zone, [first, last]]) => zoneLines(zone, first, last)),
    ...meetings.flatMap(({ id, zone, startsAt, endsAt, location, version, publishedAt }) => [
      'BEGIN:VEVENT', `UID:${id}@comity`, `DTSTAMP:${utc(publishedAt)}`, `SEQUENCE:${version}`, `DTSTART;TZID=${zone}:${wall(zone, startsAt.getTime())}`, `DTEND;TZID=${zone}:${wall(zone, endsAt.getTime())}`,
      'SUMMARY:Bilateral meeting', ...(location === null ? [] : [`LOCATION:${text(location)}`]), ...people, 'CLASS:PRIVATE', `STATUS:${status}`, 'TRANSP:OPAQUE', 'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}
