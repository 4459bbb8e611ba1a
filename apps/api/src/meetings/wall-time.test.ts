import { describe, expect, it } from '@jest/globals';
import { instantOf, isZone, offsetAt, outdatedZones, wallOf } from './wall-time.js';

describe('wall time', () => {
  it('is read with data that know the rules of this year', () => {
    expect(outdatedZones()).toEqual([]);
  });

  it('is one instant, none or two, where clocks change, also by half an hour and in the south', () => {
    const at = (zone: string, date: string, time: string) => { const instant = instantOf(zone, { date, time }); return instant instanceof Date ? instant.toISOString() : instant; };
    expect([at('Europe/Vienna', '2026-03-29', '01:59'), at('Europe/Vienna', '2026-03-29', '02:00'), at('Europe/Vienna', '2026-03-29', '03:00')]).toEqual(['2026-03-29T00:59:00.000Z', 'none', '2026-03-29T01:00:00.000Z']);
    expect([at('Europe/Vienna', '2026-10-25', '01:59'), at('Europe/Vienna', '2026-10-25', '02:59'), at('Europe/Vienna', '2026-10-25', '03:00')]).toEqual(['2026-10-24T23:59:00.000Z', 'twice', '2026-10-25T02:00:00.000Z']);
    expect([at('Australia/Lord_Howe', '2026-10-04', '02:15'), at('Australia/Lord_Howe', '2026-04-05', '01:45')]).toEqual(['none', 'twice']);
    expect(offsetAt('Asia/Kathmandu', Date.UTC(2026, 0, 1))).toBe(20_700_000);
    expect(['2026-10-25T00:59:00.000Z', '2026-10-25T01:00:00.000Z', '2026-12-31T23:15:00.000Z'].map((each) => wallOf('Europe/Vienna', new Date(each)))).toEqual([{ date: '2026-10-25', time: '02:59' }, { date: '2026-10-25', time: '02:00' }, { date: '2027-01-01', time: '00:15' }]);
  });

  it('has zones of the IANA database alone', () => {
    expect(['Europe/Vienna', 'America/Argentina/Buenos_Aires', 'UTC'].map(isZone)).toEqual([true, true, true]);
    expect(['', '+05:00', 'Mars/Olympus', 'Europe/Vienna\r\nX', '../etc'].map(isZone)).toEqual([false, false, false, false, false]);
  });
});
