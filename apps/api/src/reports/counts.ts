/**
 * Counts of requests, kept beside them in the transaction that changes one: figures over any number of requests are read from some hundreds of rows. A
 * count of whole days for each day that occurs makes percentiles exact.
 */
import type { NetworkId } from '@comity/contracts';
import { run, type Transaction } from '../database/run.js';
import { assetPlaces, type ToldAsset } from './assets.js';
import type { Matter } from './matter.js';
import { regionOf } from './regions.js';

export type Counted = Pick<Matter, 'kind' | 'year' | 'requesting' | 'requested' | 'facilitated' | 'offence' | 'outcome' | 'transmittedAt' | 'acknowledgedAt' | 'endedAt'> & { assets: readonly ToldAsset[] };
type StateOf = (authority: Matter['requesting']) => string | undefined;

const day = 86_400_000;
const days = (from: Date, to: Date): string => String(Math.max(0, Math.floor((to.getTime() - from.getTime()) / day)));

/** Where a request is counted: figure and key. */
export function placesOf(matter: Counted, stateOf: StateOf): [figure: string, key: string][] {
  const { outcome, offence, facilitated, requesting, requested, transmittedAt, acknowledgedAt, endedAt, assets } = matter;
  return [
    ['outcome', outcome ?? 'open'], ['asked', regionOf(stateOf(requested))], ['asking', regionOf(stateOf(requesting))], ['facilitated', facilitated ? 'yes' : 'no'], ['offence', offence ?? 'untold'],
    ...(acknowledgedAt ? [['acknowledge', days(transmittedAt, acknowledgedAt)] as [string, string]] : []),
    ...(outcome === 'done' && endedAt ? [['execute', days(transmittedAt, endedAt)] as [string, string]] : []),
    ...assetPlaces(assets),
  ];
}

/** Takes a request from where it was counted to where it is now. In one order, so that nobody waits for each other. */
export async function recount(transaction: Transaction, network: NetworkId, before: Counted | null, after: Counted, stateOf: StateOf): Promise<void> {
  const changes = new Map<string, number>();
  const add = (matter: Counted, by: number): void => {
    for (const [figure, key] of placesOf(matter, stateOf)) {
      const place = JSON.stringify([figure, matter.year, matter.kind, key]);
      changes.set(place, (changes.get(place) ?? 0) + by);
    }
  };
  if (before !== null) add(before, -1);
  add(after, 1);
  for (const [place, by] of [...changes].filter(([, each]) => each !== 0).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const values = [network, ...(JSON.parse(place) as [string, number, string, string])];
    if (by < 0) await run(transaction, 'update matter_count set count = count + ? where network = ? and figure = ? and year = ? and kind = ? and key = ?', [by, ...values]);
    else await run(transaction, `insert into matter_count (network, figure, year, kind, key, count) values (?, ?, ?, ?, ?, ?)
      on conflict (network, figure, year, kind, key) do update set count = matter_count.count + excluded.count`, [...values, by]);
  }
}
