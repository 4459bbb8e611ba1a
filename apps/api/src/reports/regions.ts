/** Regions of States, by the United Nations' standard country codes (M49), read in November 2026; a code it does not have, and `UN`, is of none. */
import type { Region } from '@comity/contracts';

const states: Record<Exclude<Region, 'none'>, string> = {
  africa: 'DZ AO BJ BW IO BF BI CV CM CF TD KM CG CD CI DJ EG GQ ER SZ ET TF GA GM GH GN GW KE LS LR LY MG MW ML MR MU YT MA MZ NA NE NG RE RW SH ST SN SC SL SO ZA SS SD TZ TG TN UG EH ZM ZW',
  americas: 'AI AG AR AW BS BB BZ BM BO BQ BV BR CA KY CL CO CR CU CW DM DO EC SV FK GF GL GD GP GT GY HT HN JM MQ MX MS NI PA PY PE PR BL KN LC MF PM VC SX GS SR TT TC US UY VE VG VI',
  asia: 'AF AM AZ BH BD BT BN KH CN CY GE HK IN ID IR IQ IL JP JO KZ KW KG LA LB MO MY MV MN MM NP KP OM PK PH QA KR SA SG LK PS SY TW TJ TH TL TR TM AE UZ VN YE',
  europe: 'AX AL AD AT BY BE BA BG HR CZ DK EE FO FI FR DE GI GR GG VA HU IS IE IM IT JE LV LI LT LU MT MD MC ME NL MK NO PL PT RO RU SM RS SK SI ES SJ SE CH UA GB',
  oceania: 'AS AU CX CC CK FJ PF GU HM KI MH FM NR NC NZ NU NF MP PW PG PN WS SB TK TO TV UM VU WF',
};
const regions = new Map(Object.entries(states).flatMap(([region, codes]) => codes.split(' ').map((code) => [code, region as Region] as const)));

export const regionOf = (state: string | undefined): Region => regions.get(state ?? '') ?? 'none';
