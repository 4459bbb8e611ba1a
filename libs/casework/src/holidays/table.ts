/**
 * Weekends and public holidays per State, as data. `verified`: the days were compared with the law that is named; none of the others was. Days that only a part of a State has are
 * not here. `complete`: no day of the whole State is announced from year to year, follows the moon or is replaced by its parts, so that it could not be here. A State is added by adding a row.
 */

import type { AuthorityId, Instant } from '@comity/contracts';
import type { MoonDay } from './moon.js';

/** A day of every year, `MM-DD`; so many days from Easter by the Western or the Eastern reckoning; the nth (-1: last) weekday of a month; or a feast by the moon, as it is reckoned, and days after it. `since`: the first year that has it. */
export type Holiday = string | ({ since?: number } & ({ on: string } | { easter: number } | { pascha: number } | { nth: number; weekday: number; month: number } | { moon: MoonDay; plus?: number }));

/** What an authority of the State stated, and when. Of `years` these are all days. */
export interface Stated { restDays: readonly number[]; years: readonly number[]; days: readonly { date: string; name: string | null }[]; authority: AuthorityId; at: Instant }

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
  stated?: Stated;
}

const satSun = [6, 0];
const friSat = [5, 6];
/** The feasts of Islam that most States keep where they keep any: of each so many days. */
const islamic = (fitr: number, adha: number, ...more: ('hijra' | 'mawlid')[]): Holiday[] =>
  [...more.map((moon) => ({ moon })), ...Array.from({ length: fitr }, (_, plus) => ({ moon: 'fitr' as const, plus })), ...Array.from({ length: adha }, (_, plus) => ({ moon: 'adha' as const, plus }))];
const newYearByTheMoon = (...plus: number[]): Holiday[] => plus.map((each) => ({ moon: 'springFestival', plus: each }));
/** What is commonly known of it, and was compared with no law. */
const unread = (zone: string, holidays: readonly Holiday[], more: Partial<StateDays> = {}): StateDays => ({ zone, weekend: satSun, holidays, complete: false, source: '—', verified: false, ...more });

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
  // Not compared with the law of anybody. Days that are announced, or that a rule moves which is not here, are missing where it is not `complete`; of what follows the moon the day may be another one.
  AE: unread('Asia/Dubai', ['01-01', '12-02', '12-03', ...islamic(3, 4, 'hijra', 'mawlid')]),
  AR: unread('America/Argentina/Buenos_Aires', ['01-01', { easter: -48 }, { easter: -47 }, '03-24', '04-02', { easter: -2 }, '05-01', '05-25', '06-20', '07-09', '12-08', '12-25']),
  AU: unread('Australia/Sydney', ['01-01', '01-26', { easter: -2 }, { easter: 1 }, '04-25', '12-25', '12-26']),
  BD: unread('Asia/Dhaka', ['02-21', '03-26', '04-14', '05-01', '12-16', '12-25', ...islamic(3, 3, 'mawlid')], { weekend: friSat }),
  BG: unread('Europe/Sofia', ['01-01', '03-03', { pascha: -2 }, { pascha: 1 }, '05-01', '05-06', '05-24', '09-06', '09-22', '12-24', '12-25', '12-26']),
  BH: unread('Asia/Bahrain', ['01-01', '05-01', '12-16', '12-17', ...islamic(3, 4, 'hijra', 'mawlid')], { weekend: friSat }),
  CA: unread('America/Toronto', ['01-01', { easter: -2 }, '07-01', { nth: 1, weekday: 1, month: 9 }, { on: '09-30', since: 2021 }, { nth: 2, weekday: 1, month: 10 }, '11-11', '12-25', '12-26']),
  CH: unread('Europe/Zurich', ['01-01', { easter: 39 }, '08-01', '12-25']),
  CI: unread('Africa/Abidjan', ['01-01', { easter: 1 }, '05-01', { easter: 39 }, { easter: 50 }, '08-07', '08-15', '11-01', '11-15', '12-25', ...islamic(1, 1, 'mawlid')]),
  CL: unread('America/Santiago', ['01-01', { easter: -2 }, { easter: -1 }, '05-01', '05-21', '07-16', '08-15', '09-18', '09-19', '11-01', '12-08', '12-25']),
  CO: unread('America/Bogota', ['01-01', { easter: -3 }, { easter: -2 }, '05-01', { easter: 43 }, { easter: 64 }, { easter: 71 }, '07-20', '08-07', '12-08', '12-25']),
  CZ: unread('Europe/Prague', ['01-01', { easter: -2 }, { easter: 1 }, '05-01', '05-08', '07-05', '07-06', '09-28', '10-28', '11-17', '12-24', '12-25', '12-26'], { complete: true }),
  DK: unread('Europe/Copenhagen', ['01-01', { easter: -3 }, { easter: -2 }, { easter: 1 }, { easter: 39 }, { easter: 50 }, '12-25', '12-26'], { complete: true }),
  DZ: unread('Africa/Algiers', ['01-01', { on: '01-12', since: 2018 }, '05-01', '07-05', '11-01', ...islamic(2, 2, 'hijra', 'mawlid')], { weekend: friSat }),
  EE: unread('Europe/Tallinn', ['01-01', '02-24', { easter: -2 }, '05-01', '06-23', '06-24', '08-20', '12-24', '12-25', '12-26'], { complete: true }),
  EG: unread('Africa/Cairo', ['01-07', '01-25', { pascha: 1 }, '04-25', '05-01', '07-23', '10-06', ...islamic(3, 4, 'hijra', 'mawlid')], { weekend: friSat }),
  FI: unread('Europe/Helsinki', ['01-01', '01-06', { easter: -2 }, { easter: 1 }, '05-01', { easter: 39 }, '12-06', '12-25', '12-26'], { complete: true }),
  GB: unread('Europe/London', ['01-01', { easter: -2 }, { nth: 1, weekday: 1, month: 5 }, { nth: -1, weekday: 1, month: 5 }, '12-25', '12-26'], { moves: { 6: 1, 0: 1 } }),
  GE: unread('Asia/Tbilisi', ['01-01', '01-02', '01-07', '01-19', '03-03', '03-08', '04-09', { pascha: -2 }, { pascha: 1 }, '05-09', '05-12', '05-26', '08-28', '10-14', '11-23']),
  GH: unread('Africa/Accra', ['01-01', '03-06', { easter: -2 }, { easter: 1 }, '05-01', '12-25', '12-26', ...islamic(1, 1)]),
  HR: unread('Europe/Zagreb', ['01-01', '01-06', { easter: 1 }, '05-01', { on: '05-30', since: 2020 }, { easter: 60 }, '06-22', '08-05', '08-15', '11-01', { on: '11-18', since: 2020 }, '12-25', '12-26'], { complete: true }),
  HU: unread('Europe/Budapest', ['01-01', '03-15', { easter: -2 }, { easter: 1 }, '05-01', { easter: 50 }, '08-20', '10-23', '11-01', '12-25', '12-26']),
  ID: unread('Asia/Jakarta', ['01-01', { easter: -2 }, '05-01', { easter: 39 }, '06-01', '08-17', '12-25', ...islamic(2, 1, 'hijra', 'mawlid'), ...newYearByTheMoon(0)]),
  IE: unread('Europe/Dublin', ['01-01', '03-17', { easter: 1 }, { nth: 1, weekday: 1, month: 5 }, { nth: 1, weekday: 1, month: 6 }, { nth: 1, weekday: 1, month: 8 }, { nth: -1, weekday: 1, month: 10 }, '12-25', '12-26']),
  IN: unread('Asia/Kolkata', ['01-26', '08-15', '10-02', ...islamic(1, 1, 'mawlid')]),
  IQ: unread('Asia/Baghdad', ['01-01', '01-06', '05-01', '07-14', ...islamic(3, 4, 'hijra', 'mawlid')], { weekend: friSat }),
  JO: unread('Asia/Amman', ['01-01', '05-01', '05-25', '12-25', ...islamic(3, 4, 'hijra', 'mawlid')], { weekend: friSat }),
  JP: unread('Asia/Tokyo', ['01-01', { nth: 2, weekday: 1, month: 1 }, '02-11', { on: '02-23', since: 2020 }, '04-29', '05-03', '05-04', '05-05', { nth: 3, weekday: 1, month: 7 }, { on: '08-11', since: 2016 }, { nth: 3, weekday: 1, month: 9 }, { nth: 2, weekday: 1, month: 10 }, '11-03', '11-23'], { moves: { 0: 1 } }),
  KR: unread('Asia/Seoul', ['01-01', '03-01', '05-05', '06-06', '08-15', '10-03', '10-09', '12-25', ...newYearByTheMoon(-1, 0, 1), { moon: 'buddha' }, { moon: 'midAutumn', plus: -1 }, { moon: 'midAutumn' }, { moon: 'midAutumn', plus: 1 }]),
  KW: unread('Asia/Kuwait', ['01-01', '02-25', '02-26', ...islamic(3, 4, 'hijra', 'mawlid')], { weekend: friSat }),
  KZ: unread('Asia/Almaty', ['01-01', '01-02', '01-07', '03-08', '03-21', '03-22', '03-23', '05-01', '05-07', '05-09', '07-06', '08-30', { on: '10-25', since: 2022 }, '12-16', ...islamic(0, 1)]),
  LB: unread('Asia/Beirut', ['01-01', '01-06', '03-25', { easter: -2 }, { easter: 1 }, { pascha: -2 }, { pascha: 1 }, '05-01', '08-15', '11-22', '12-25', ...islamic(2, 2, 'hijra', 'mawlid')]),
  LT: unread('Europe/Vilnius', ['01-01', '02-16', '03-11', { easter: 1 }, '05-01', '06-24', '07-06', '08-15', '11-01', { on: '11-02', since: 2020 }, '12-24', '12-25', '12-26'], { complete: true }),
  LU: unread('Europe/Luxembourg', ['01-01', { easter: 1 }, '05-01', { on: '05-09', since: 2019 }, { easter: 39 }, { easter: 50 }, '06-23', '08-15', '11-01', '12-25', '12-26'], { complete: true }),
  LV: unread('Europe/Riga', ['01-01', { easter: -2 }, { easter: 1 }, '05-01', '05-04', '06-23', '06-24', '11-18', '12-24', '12-25', '12-26', '12-31']),
  MA: unread('Africa/Casablanca', ['01-01', '01-11', { on: '01-14', since: 2024 }, '05-01', '07-30', '08-14', '08-20', '08-21', '11-06', '11-18', ...islamic(2, 2, 'hijra', 'mawlid')]),
  MX: unread('America/Mexico_City', ['01-01', { nth: 1, weekday: 1, month: 2 }, { nth: 3, weekday: 1, month: 3 }, '05-01', '09-16', { nth: 3, weekday: 1, month: 11 }, '12-25']),
  NG: unread('Africa/Lagos', ['01-01', { easter: -2 }, { easter: 1 }, '05-01', { on: '06-12', since: 2019 }, '10-01', '12-25', '12-26', ...islamic(2, 2, 'mawlid')]),
  NO: unread('Europe/Oslo', ['01-01', { easter: -3 }, { easter: -2 }, { easter: 1 }, '05-01', '05-17', { easter: 39 }, { easter: 50 }, '12-25', '12-26'], { complete: true }),
  NZ: unread('Pacific/Auckland', ['01-01', '01-02', '02-06', { easter: -2 }, { easter: 1 }, '04-25', { nth: 1, weekday: 1, month: 6 }, { nth: 4, weekday: 1, month: 10 }, '12-25', '12-26']),
  PE: unread('America/Lima', ['01-01', { easter: -3 }, { easter: -2 }, '05-01', { on: '06-07', since: 2024 }, '06-29', { on: '07-23', since: 2024 }, '07-28', '07-29', { on: '08-06', since: 2023 }, '08-30', '10-08', '11-01', '12-08', { on: '12-09', since: 2022 }, '12-25']),
  PH: unread('Asia/Manila', ['01-01', { easter: -3 }, { easter: -2 }, '04-09', '05-01', '06-12', { nth: -1, weekday: 1, month: 8 }, '11-30', '12-25', '12-30', ...islamic(1, 1), ...newYearByTheMoon(0)]),
  PL: unread('Europe/Warsaw', ['01-01', '01-06', { easter: 1 }, '05-01', '05-03', { easter: 60 }, '08-15', '11-01', '11-11', { on: '12-24', since: 2025 }, '12-25', '12-26'], { complete: true }),
  QA: unread('Asia/Qatar', [{ nth: 2, weekday: 2, month: 2 }, '12-18', ...islamic(3, 3)], { weekend: friSat }),
  RO: unread('Europe/Bucharest', ['01-01', '01-02', { on: '01-06', since: 2024 }, { on: '01-07', since: 2024 }, '01-24', { pascha: -2 }, { pascha: 1 }, '05-01', { pascha: 50 }, '06-01', '08-15', '11-30', '12-01', '12-25', '12-26'], { complete: true }),
  SA: unread('Asia/Riyadh', [{ on: '02-22', since: 2022 }, '09-23', ...islamic(4, 5)], { weekend: friSat }),
  SE: unread('Europe/Stockholm', ['01-01', '01-06', { easter: -2 }, { easter: 1 }, '05-01', { easter: 39 }, '06-06', '12-25', '12-26'], { complete: true }),
  SG: unread('Asia/Singapore', ['01-01', { easter: -2 }, '05-01', '08-09', '12-25', ...islamic(1, 1), ...newYearByTheMoon(0, 1)], { moves: { 0: 1 } }),
  SI: unread('Europe/Ljubljana', ['01-01', '01-02', '02-08', { easter: 1 }, '04-27', '05-01', '05-02', '06-25', '08-15', '10-31', '11-01', '12-25', '12-26'], { complete: true }),
  SN: unread('Africa/Dakar', ['01-01', { easter: 1 }, '04-04', '05-01', { easter: 39 }, { easter: 50 }, '08-15', '11-01', '12-25', ...islamic(1, 1, 'mawlid')]),
  TN: unread('Africa/Tunis', ['01-01', '03-20', '04-09', '05-01', '07-25', '08-13', '10-15', { on: '12-17', since: 2021 }, ...islamic(2, 2, 'hijra', 'mawlid')]),
  TR: unread('Europe/Istanbul', ['01-01', '04-23', '05-01', '05-19', { on: '07-15', since: 2017 }, '08-30', '10-29', ...islamic(3, 4)]),
  TZ: unread('Africa/Dar_es_Salaam', ['01-01', '01-12', { easter: -2 }, { easter: 1 }, '04-07', '04-26', '05-01', '07-07', '08-08', '10-14', '12-09', '12-25', '12-26', ...islamic(2, 1, 'mawlid')]),
  UG: unread('Africa/Kampala', ['01-01', '01-26', '03-08', { easter: -2 }, { easter: 1 }, '05-01', '06-03', '06-09', '10-09', '12-25', '12-26', ...islamic(1, 1)]),
  UZ: unread('Asia/Tashkent', ['01-01', '03-08', '03-21', '05-09', '09-01', '10-01', '12-08', ...islamic(1, 1)]),
  VN: unread('Asia/Ho_Chi_Minh', ['01-01', '04-30', '05-01', '09-02', ...newYearByTheMoon(-1, 0, 1, 2, 3)]),
  ZA: unread('Africa/Johannesburg', ['01-01', '03-21', { easter: -2 }, { easter: 1 }, '04-27', '05-01', '06-16', '08-09', '09-24', '12-16', '12-25', '12-26'], { moves: { 0: 1 } }),
  BN: unread('Asia/Brunei', ['01-01', '02-23', '05-31', '07-15', '12-25', ...newYearByTheMoon(0), ...islamic(3, 1, 'hijra', 'mawlid')], { weekend: [5, 0] }),
  CN: unread('Asia/Shanghai', ['01-01', '05-01', { on: '05-02', since: 2025 }, '10-01', '10-02', '10-03', ...newYearByTheMoon(0, 1, 2), { moon: 'springFestival', plus: -1, since: 2025 }, { moon: 'dragonBoat' }, { moon: 'midAutumn' }]),
  IL: unread('Asia/Jerusalem', [{ moon: 'pesach' }, { moon: 'pesach', plus: 6 }, { moon: 'shavuot' }, { moon: 'roshHashanah' }, { moon: 'roshHashanah', plus: 1 }, { moon: 'kippur' }, { moon: 'sukkot' }, { moon: 'sukkot', plus: 7 }], { weekend: friSat }),
  LY: unread('Africa/Tripoli', ['02-17', '05-01', '12-24', ...islamic(3, 4, 'hijra', 'mawlid')], { weekend: friSat }),
  MV: unread('Indian/Maldives', ['01-01', '05-01', '07-26', '11-03', '11-11', ...islamic(3, 4, 'hijra', 'mawlid')], { weekend: friSat }),
  MY: unread('Asia/Kuala_Lumpur', ['05-01', '08-31', { on: '09-16', since: 2010 }, '12-25', ...newYearByTheMoon(0, 1), ...islamic(2, 1, 'hijra', 'mawlid')]),
  OM: unread('Asia/Muscat', [{ on: '11-20', since: 2025 }, { on: '11-21', since: 2025 }, ...islamic(3, 4, 'hijra', 'mawlid')], { weekend: friSat }),
  PK: unread('Asia/Karachi', ['02-05', '03-23', '05-01', '08-14', '11-09', '12-25', ...islamic(3, 3, 'mawlid')]),
  PS: unread('Asia/Hebron', ['01-01', '05-01', '11-15', ...islamic(3, 4, 'hijra', 'mawlid')], { weekend: friSat }),
  SD: unread('Africa/Khartoum', ['01-01', ...islamic(3, 4, 'hijra', 'mawlid')], { weekend: friSat }),
  SY: unread('Asia/Damascus', ['01-01', '04-17', '05-01', '12-25', ...islamic(3, 4, 'hijra', 'mawlid')], { weekend: friSat }),
  UA: unread('Europe/Kyiv', ['01-01', '03-08', { pascha: 1 }, '05-01', { on: '05-08', since: 2024 }, { pascha: 50 }, { on: '07-15', since: 2024 }, '08-24', { on: '10-01', since: 2023 }, '12-25']),
  YE: unread('Asia/Aden', ['05-01', '05-22', '09-26', '10-14', '11-30', ...islamic(3, 4, 'hijra', 'mawlid')], { weekend: friSat }),
};

/** Of a State without a row: the weekend that most have, in universal time. */
export const usualDays: StateDays = { zone: 'UTC', weekend: satSun, holidays: [], complete: false, source: '—', verified: false };
