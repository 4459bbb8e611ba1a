import { describe, expect, it } from '@jest/globals';
import { commonSlots, type TalkSide } from './common-slots.js';

const side = (zone: string, change: Partial<TalkSide> = {}): TalkSide => ({ zone, from: '09:00', to: '17:00', works: (date) => ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay()), ...change });
const [vienna, vancouver, astana, abidjan] = ['Europe/Vienna', 'America/Vancouver', 'Asia/Almaty', 'Africa/Abidjan'].map((zone) => side(zone)) as [TalkSide, TalkSide, TalkSide, TalkSide];
const shown = (zone: string, at: number): string => new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' }).format(at).replace(',', '');
const found = (sides: readonly [TalkSide, TalkSide], from: string, until: string, { minutes = 60, busy = [] as { startsAt: number; endsAt: number }[] } = {}) =>
  commonSlots({ from: Date.parse(from), until: Date.parse(until), minutes, sides, busy }).map(({ startsAt, best, outside }) => `${shown(sides[0].zone, startsAt)} / ${shown(sides[1].zone, startsAt).slice(-5)}${best ? ' best' : ''}${outside.some((each) => each > 0) ? ` -${outside.join('-')}` : ''}`);

describe('common slots of two sides', () => {
  it('lie within the working hours of both where these meet, the middle of the day first', () => {
    // Vienna 09:00 to 17:00 is 13:00 to 21:00 in Astana: both work from 09:00 to 13:00 in Vienna.
    const slots = found([vienna, astana], '2026-12-01T00:00:00Z', '2026-12-02T00:00:00Z', { minutes: 90 });
    expect(slots.slice(0, 6)).toEqual(['2026-12-01 09:30 / 13:30 best', '2026-12-01 10:00 / 14:00 best', '2026-12-01 10:30 / 14:30 best', '2026-12-01 11:00 / 15:00 best', '2026-12-01 09:00 / 13:00', '2026-12-01 11:30 / 15:30']);
    expect(slots.slice(6, 8)).toEqual(['2026-12-01 08:30 / 12:30 -30-0', '2026-12-01 12:00 / 16:00 -0-30']);
    expect(slots.at(-1)).toBe('2026-12-01 13:30 / 17:30 -0-120');
  });

  it('lie at the edge of the day where no hours meet, and nowhere where not even these do', () => {
    // Vancouver is nine hours behind Vienna by daylight saving time and eight in winter, since its clocks stay.
    expect(found([vienna, vancouver], '2026-12-01T00:00:00Z', '2026-12-02T00:00:00Z')).toEqual(['2026-12-01 16:30 / 08:30 -30-30', '2026-12-01 16:00 / 08:00 -0-60', '2026-12-01 17:00 / 09:00 -60-0', '2026-12-01 15:30 / 07:30 -0-90', '2026-12-01 17:30 / 09:30 -90-0', '2026-12-01 15:00 / 07:00 -0-120', '2026-12-01 18:00 / 10:00 -120-0']);
    expect(found([vienna, vancouver], '2026-07-01T00:00:00Z', '2026-07-02T00:00:00Z')).toEqual(['2026-07-01 17:00 / 08:00 -60-60', '2026-07-01 16:30 / 07:30 -30-90', '2026-07-01 17:30 / 08:30 -90-30', '2026-07-01 16:00 / 07:00 -0-120', '2026-07-01 18:00 / 09:00 -120-0']);
    expect(found([astana, vancouver], '2026-12-01T00:00:00Z', '2026-12-08T00:00:00Z')).toEqual([]);
  });

  it('follow the clocks of each side over a change, and take no slot in which they are changed', () => {
    const first = (sides: readonly [TalkSide, TalkSide], date: string) => found(sides, `${date}T00:00:00Z`, `${date}T23:00:00Z`).filter((each) => each.includes('best'))[0];
    expect([first([abidjan, vienna], '2026-10-23'), first([abidjan, vienna], '2026-10-26')]).toEqual(['2026-10-23 09:30 / 11:30 best', '2026-10-26 09:30 / 10:30 best']);
    const night = { from: '00:00', to: '08:00', works: () => true };
    const slots = found([side('Europe/Vienna', night), side('Africa/Abidjan', { from: '00:00', to: '24:00', works: () => true })], '2026-10-24T22:00:00Z', '2026-10-25T04:00:00Z', { minutes: 60 });
    // 02:00 to 03:00 comes twice in Vienna.
    expect(slots.map((each) => each.slice(11, 24)).sort()).toEqual(['00:00 / 22:00', '00:30 / 22:30', '01:00 / 23:00', '03:00 / 02:00', '03:30 / 02:30', '04:00 / 03:00']);
  });

  it('keep to days on which both work, each by its own calendar, and to what is free', () => {
    const closed = side('Asia/Almaty', { works: (date) => date !== '2026-12-16' });
    const dates = (slots: string[]) => [...new Set(slots.map((each) => each.slice(0, 10)))].sort();
    expect(dates(found([vienna, closed], '2026-12-14T00:00:00Z', '2026-12-21T00:00:00Z'))).toEqual(['2026-12-14', '2026-12-15', '2026-12-17', '2026-12-18']);
    // In the evening of Vancouver it is the next day in Astana.
    const late = side('America/Vancouver', { from: '19:00', to: '03:00', works: (date) => date === '2026-12-03' });
    const both = found([late, side('Asia/Almaty', { works: (date) => date === '2026-12-04' })], '2026-12-01T00:00:00Z', '2026-12-08T00:00:00Z');
    expect([both[0], dates(both)]).toEqual(['2026-12-03 21:30 / 09:30 best', ['2026-12-03']]);
    const busy = [{ startsAt: Date.parse('2026-12-01T08:00:00Z'), endsAt: Date.parse('2026-12-01T11:20:00Z') }];
    expect(found([vienna, astana], '2026-12-01T00:00:00Z', '2026-12-02T00:00:00Z', { busy })[0]).toBe('2026-12-01 12:30 / 16:30 -0-30');
  });

  it('begin at half hours of the first side, also where its zone is off by a quarter, and not before the search', () => {
    expect(found([side('Asia/Kathmandu'), side('Asia/Kathmandu')], '2026-12-01T03:20:00Z', '2026-12-01T06:00:00Z', { minutes: 30 })).toEqual(['2026-12-01 09:30 / 09:30 best', '2026-12-01 10:00 / 10:00 best', '2026-12-01 10:30 / 10:30 best', '2026-12-01 11:00 / 11:00 best']);
  });
});
