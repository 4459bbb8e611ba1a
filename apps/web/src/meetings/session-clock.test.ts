import { afterEach, describe, expect, it } from '@jest/globals';
import type { Instant, MeetingSlot } from '@comity/contracts';
import { onOwnClock, sessionClockOf, sessionDate } from './session-clock.js';

const real = Intl.DateTimeFormat;
/** A browser whose data of a zone are those of another one, in the hands of somebody in `own`. */
function browser(own: string, older: Record<string, string>): void {
  Intl.DateTimeFormat = class extends real {
    readonly zone: string;
    constructor(tag?: string | string[], options: Intl.DateTimeFormatOptions = {}) {
      const zone = options.timeZone ?? own;
      super(tag, { ...options, timeZone: older[zone] ?? zone });
      this.zone = zone;
    }
    override resolvedOptions(): Intl.ResolvedDateTimeFormatOptions { return { ...super.resolvedOptions(), timeZone: this.zone }; }
  } as unknown as typeof Intl.DateTimeFormat;
}

const slotAt = (date: string, time: string, startsAt: string, minutes = 20): MeetingSlot => ({ date, time, startsAt: startsAt as Instant, endsAt: new Date(Date.parse(startsAt) + minutes * 60_000).toISOString() as Instant });
const meetingAt = (first: MeetingSlot, last = first) => ({ at: { date: first.date, time: first.time }, startsAt: first.startsAt, endsAt: last.endsAt });
const session = (zone: string, ...slots: MeetingSlot[]) => ({ slots, facts: { zone } });

describe('the clock of a session', () => {
  // Of each: what a browser says that was last told of its zone before the rules changed, or never heard of daylight saving.
  const cities: [zone: string, older: string, slot: MeetingSlot, name: string][] = [
    ['Europe/Vienna', 'Etc/GMT-2', slotAt('2026-11-30', '09:20', '2026-11-30T08:20:00.000Z'), 'Vienna GMT+1'], ['Europe/Vienna', 'Etc/GMT-1', slotAt('2026-10-23', '09:20', '2026-10-23T07:20:00.000Z'), 'Vienna GMT+2'],
    ['America/Vancouver', 'Etc/GMT+8', slotAt('2026-12-02', '09:20', '2026-12-02T16:20:00.000Z'), 'Vancouver GMT-7'], ['Asia/Almaty', 'Etc/GMT-6', slotAt('2026-12-02', '09:20', '2026-12-02T04:20:00.000Z'), 'Almaty GMT+5'],
    ['Africa/Abidjan', 'Etc/GMT-1', slotAt('2026-07-01', '09:20', '2026-07-01T09:20:00.000Z'), 'Abidjan GMT+0'], ['Asia/Kolkata', 'Etc/GMT-6', slotAt('2026-07-01', '09:20', '2026-07-01T03:50:00.000Z'), 'Kolkata GMT+5:30'],
  ];
  afterEach(() => { Intl.DateTimeFormat = real; });

  it.each(cities)('shows in %s what its wall says, to a browser that takes it for %s', (zone, older, slot, name) => {
    browser('America/Lima', { [zone]: older });
    expect(new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(new Date(slot.startsAt))).not.toBe('09:20');
    const clock = sessionClockOf('en-GB', session(zone, slot)), meeting = meetingAt(slot);
    expect([clock.span(meeting), clock.day(meeting), clock.name(meeting)]).toEqual(['09:20 – 09:40', new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' }).format(new Date(slot.date)), name]);
  });

  it('shows it in every language of a sheet', () => {
    browser('America/Lima', { 'Asia/Kolkata': 'Etc/GMT-6' });
    const [, , slot] = cities[5]!, clocks = ['ar', 'es', 'fr', 'ru', 'zh'].map((tag) => sessionClockOf(tag, session('Asia/Kolkata', slot)));
    const hours = (tag: string): string => new real(tag, { timeZone: 'Etc/GMT-5', timeZoneName: 'shortOffset' }).formatToParts(0).find(({ type }) => type === 'timeZoneName')!.value;
    expect(clocks.map((clock) => clock.name(meetingAt(slot)))).toEqual(['ar', 'es', 'fr', 'ru', 'zh'].map((tag) => `Kolkata ${hours(tag)}:${tag === 'ar' ? new Intl.NumberFormat('ar').format(30) : '30'}`));
    expect(new Set(clocks.map((clock) => clock.span(meetingAt(slot))))).toEqual(new Set(['09:20 – 09:40']));
  });

  it('goes on where clocks change between two slots of a meeting', () => {
    browser('America/Lima', { 'Europe/Vienna': 'UTC' });
    const [before, after] = [slotAt('2026-03-29', '01:00', '2026-03-29T00:00:00.000Z', 60), slotAt('2026-03-29', '03:00', '2026-03-29T01:00:00.000Z', 60)];
    expect(sessionClockOf('en-GB', session('Europe/Vienna', before, after)).span(meetingAt(before, after))).toBe('01:00 – 04:00');
    // What was published when the session had other slots says when it begins, and how long it takes.
    expect(sessionClockOf('en-GB', session('Europe/Vienna', slotAt('2026-03-29', '02:00', '2026-03-29T00:00:00.000Z', 120))).span(meetingAt(before, after))).toBe('01:00 – 03:00');
  });

  it('is the reader’s own where both show the same, and always in one zone', () => {
    const [, , vienna] = cities[0]!, [, , vancouver] = cities[2]!;
    const told = (own: string, older: Record<string, string> = {}) => { browser(own, older); return [onOwnClock('Europe/Vienna', meetingAt(vienna)), onOwnClock('America/Vancouver', meetingAt(vancouver))]; };
    expect([told('Europe/Madrid'), told('Europe/Madrid', { 'Europe/Vienna': 'Etc/GMT-2' }), told('America/Denver'), told('America/Vancouver', { 'America/Vancouver': 'Etc/GMT+8' })]).toEqual([[true, false], [true, false], [false, true], [false, true]]);
  });

  it('is the reader’s own under an older name, too, and says no distance that no zone has', () => {
    const [, , kolkata] = cities[5]!, absurd = slotAt('2026-07-03', '09:20', '2026-07-01T03:50:00.000Z');
    Intl.DateTimeFormat = class extends real { constructor(tag?: string | string[], options: Intl.DateTimeFormatOptions = {}) { super(tag, { timeZone: 'Asia/Calcutta', ...options }); } } as unknown as typeof Intl.DateTimeFormat;
    expect(onOwnClock('Asia/Kolkata', { ...meetingAt(kolkata), at: { date: '2026-07-01', time: '10:20' } })).toBe(true);
    expect(sessionClockOf('en-GB', session('Asia/Kolkata', absurd)).name(meetingAt(absurd))).toBe('Kolkata');
  });

  it('is on the day of its wall', () => {
    browser('America/Lima', { 'America/Vancouver': 'Etc/GMT+8' });
    const slots = [slotAt('2026-10-30', '22:00', '2026-10-31T05:00:00.000Z'), slotAt('2026-12-02', '22:00', '2026-12-03T05:00:00.000Z')];
    expect(['2026-10-30T06:30:00Z', '2026-10-31T06:30:00Z', '2026-12-03T07:30:00Z'].map((now) => sessionDate({ slots }, new Date(now)))).toEqual(['2026-10-29', '2026-10-30', '2026-12-03']);
  });
});
