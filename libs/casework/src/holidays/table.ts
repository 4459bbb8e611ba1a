/**
 * Weekends and public holidays per State, as data. `verified`: the days were compared with the law that is named; none of the others was. Days that only a part of a State has are
 * not here. `complete`: no day of the whole State is announced from year to year, follows the moon or is replaced by its parts, so that it could not be here. A State is added by adding a row.
 */

/** A day of every year, `MM-DD`; so many days from Easter by the Western or the Eastern reckoning; or the nth (-1: last) weekday of a month. `since`: the first year that has it. */
export type Holiday = string | ({ since?: number } & ({ on: string } | { easter: number } | { pascha: number } | { nth: number; weekday: number; month: number }));

export interface StateDays {
  /** The capital's: whose days they are. */
  zone: string;
  /** 0 is Sunday. */
  weekend: readonly number[];
  holidays: readonly Holiday[];
  /** Where a fixed day moves to that falls on a certain weekday: onward (1) or back (-1), to the next day that is none already. */
  moves?: Readonly<Record<number, 1 | -1>>;
  complete: boolean;
  source: string;
  verified: boolean;
}

const satSun = [6, 0];
const friSat = [5, 6];
/** Its weekend alone is known: its holidays follow the moon, or nobody has entered them. */
const weekendOnly = (zone: string): StateDays => ({ zone, weekend: friSat, holidays: [], complete: false, source: '—', verified: false });

export const stateDays: Readonly<Record<string, StateDays>> = {
  AT: { zone: 'Europe/Vienna', weekend: satSun, holidays: ['01-01', '01-06', { easter: 1 }, '05-01', { easter: 39 }, { easter: 50 }, { easter: 60 }, '08-15', '10-26', '11-01', '12-08', '12-25', '12-26'], complete: true, source: 'Feiertagsruhegesetz 1957 § 1', verified: true },
  BE: { zone: 'Europe/Brussels', weekend: satSun, holidays: ['01-01', { easter: 1 }, '05-01', { easter: 39 }, { easter: 50 }, '07-21', '08-15', '11-01', '11-11', '12-25'], complete: true, source: '—', verified: false },
  BR: { zone: 'America/Sao_Paulo', weekend: satSun, holidays: ['01-01', '04-21', '05-01', '09-07', '10-12', '11-02', '11-15', { on: '11-20', since: 2024 }, '12-25'], complete: true, source: 'Lei 662/1949, 6.802/1980, 14.759/2023', verified: true },
  DE: { zone: 'Europe/Berlin', weekend: satSun, holidays: ['01-01', { easter: -2 }, { easter: 1 }, '05-01', { easter: 39 }, { easter: 50 }, '10-03', '12-25', '12-26'], complete: true, source: '—', verified: false },
  ES: { zone: 'Europe/Madrid', weekend: satSun, holidays: ['01-01', '01-06', { easter: -2 }, '05-01', '08-15', '10-12', '11-01', '12-06', '12-08', '12-25'], complete: false, source: 'Real Decreto 2001/1983 art. 45', verified: false },
  FR: { zone: 'Europe/Paris', weekend: satSun, holidays: ['01-01', { easter: 1 }, '05-01', '05-08', { easter: 39 }, { easter: 50 }, '07-14', '08-15', '11-01', '11-11', '12-25'], complete: true, source: 'Code du travail L3133-1', verified: true },
  GR: { zone: 'Europe/Athens', weekend: satSun, holidays: ['01-01', '01-06', { pascha: -48 }, '03-25', { pascha: -2 }, { pascha: 1 }, '05-01', { pascha: 50 }, '08-15', '10-28', '12-25', '12-26'], complete: false, source: '—', verified: false },
  IT: { zone: 'Europe/Rome', weekend: satSun, holidays: ['01-01', '01-06', { easter: 1 }, '04-25', '05-01', '06-02', '08-15', '11-01', '12-08', '12-25', '12-26'], complete: false, source: 'Legge 260/1949', verified: false },
  KE: { zone: 'Africa/Nairobi', weekend: satSun, holidays: ['01-01', { easter: -2 }, { easter: 1 }, '05-01', '06-01', '10-10', '10-20', '12-12', '12-25', '12-26'], moves: { 0: 1 }, complete: false, source: 'Public Holidays Act, Cap. 110', verified: false },
  NL: { zone: 'Europe/Amsterdam', weekend: satSun, holidays: ['01-01', { easter: 1 }, '04-27', { easter: 39 }, { easter: 50 }, '12-25', '12-26'], complete: false, source: 'Algemene termijnenwet art. 3', verified: false },
  PT: { zone: 'Europe/Lisbon', weekend: satSun, holidays: ['01-01', { easter: -2 }, '04-25', '05-01', { easter: 60 }, '06-10', '08-15', '10-05', '11-01', '12-01', '12-08', '12-25'], complete: true, source: 'Código do Trabalho art. 234', verified: true },
  US: {
    zone: 'America/New_York', weekend: satSun, moves: { 6: -1, 0: 1 }, complete: true, source: '5 U.S.C. 6103', verified: true,
    holidays: [
      '01-01', { nth: 3, weekday: 1, month: 1 }, { nth: 3, weekday: 1, month: 2 }, { nth: -1, weekday: 1, month: 5 }, { on: '06-19', since: 2021 }, '07-04', { nth: 1, weekday: 1, month: 9 }, { nth: 2, weekday: 1, month: 10 },
      '11-11', { nth: 4, weekday: 4, month: 11 }, '12-25',
    ],
  },
  BD: weekendOnly('Asia/Dhaka'), BH: weekendOnly('Asia/Bahrain'), DZ: weekendOnly('Africa/Algiers'), EG: weekendOnly('Africa/Cairo'), IL: weekendOnly('Asia/Jerusalem'), IQ: weekendOnly('Asia/Baghdad'), JO: weekendOnly('Asia/Amman'),
  KW: weekendOnly('Asia/Kuwait'), LY: weekendOnly('Africa/Tripoli'), OM: weekendOnly('Asia/Muscat'), QA: weekendOnly('Asia/Qatar'), SA: weekendOnly('Asia/Riyadh'), SD: weekendOnly('Africa/Khartoum'), SY: weekendOnly('Asia/Damascus'), YE: weekendOnly('Asia/Aden'),
};

/** Of a State without a row: the weekend that most have, in universal time. */
export const usualDays: StateDays = { zone: 'UTC', weekend: satSun, holidays: [], complete: false, source: '—', verified: false };
