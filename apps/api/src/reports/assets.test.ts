import { describe, expect, it } from '@jest/globals';
import { AmountBand, AssetStage, type Figures } from '@comity/contracts';
import { assetPlaces, assetsFigure, assetsOf, type ToldAsset } from './assets.js';
import type { Count } from './durations.js';
import { threshold } from './suppression.js';

const step = (seq: number, ...items: [id: string, asset?: AssetStage][]) => ({ seq, items: items.map(([id, asset]) => ({ id, ...(asset !== undefined && { asset }) })) });
const none = new Map<string, never>();
const kinds = (asset: number | null): Figures['tables'] => [{ of: 'kind', cells: [{ key: 'asset', count: asset }] }];
const asset = (stage: AssetStage, amount: ToldAsset['amount'] = '1m'): ToldAsset => ({ stage, amount });
/** Of requests with these assets each. */
function figure(requests: readonly (readonly ToldAsset[])[], told: number | null = requests.length): Figures['assets'] {
  const counts = new Map<string, number>();
  for (const [name, key] of requests.flatMap(assetPlaces)) counts.set(`${name}|${key}`, (counts.get(`${name}|${key}`) ?? 0) + 1);
  return assetsFigure([...counts].map(([place, count]): Count => ({ figure: place.split('|')[0]!, kind: 'asset', key: place.split('|')[1]!, count })), kinds(told));
}
const times = <T>(n: number, value: T): T[] => Array.from({ length: n }, () => value);
/** Numbers from 0 to 1 that look random, the same each time. */
function dice(seed: number): () => number {
  let state = seed;
  return () => { state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0; return state / 2 ** 32; };
}
const line = ({ stages }: Figures['assets'], wanted: AssetStage) => { const { count, amounts } = stages.find(({ stage }) => stage === wanted)!; return [count, Object.fromEntries(amounts.filter((cell) => cell.count !== 0).map((cell) => [cell.key, cell.count]))]; };

describe('assets as they were told', () => {
  it('stand where their last step left them, whatever was told first', () => {
    const steps = [step(2, ['a', 'sought'], ['b', 'sought']), step(5, ['a', 'frozen']), step(7, ['a', 'confiscated'])];
    expect(assetsOf([...steps].reverse(), new Map([['a', '1m']]))).toEqual([{ stage: 'confiscated', amount: '1m' }, { stage: 'sought', amount: 'untold' }]);
  });
  it('that came back did, also when the watch over them has ended', () => {
    expect(assetsOf([step(2, ['a', 'returned']), step(3, ['a', 'ended'])], none)).toEqual([{ stage: 'returned', amount: 'untold' }]);
    expect(assetsOf([step(2, ['a', 'frozen']), step(3, ['a', 'ended'])], none)).toEqual([{ stage: 'ended', amount: 'untold' }]);
  });
  it('are none where only stages of requests were told', () => {
    expect(assetsOf([step(2, ['a'])], none)).toEqual([]);
  });
});

describe('the figure of assets', () => {
  it('tells stages and, of each, amounts', () => {
    const told = figure([...times(12, [asset('frozen')]), ...times(10, [asset('frozen', '10m')]), ...times(6, [asset('returned')])]);
    expect(told.total).toBe(28);
    expect([line(told, 'frozen'), line(told, 'returned'), line(told, 'sought')]).toEqual([[22, { '1m': 12, '10m': 10 }], [6, { '1m': 6 }], [0, {}]]);
  });
  it('keeps back the many assets of a few requests, and others with them', () => {
    const told = figure([times(40, asset('frozen')), ...times(9, [asset('sought')]), ...times(20, [asset('returned')])]);
    expect(told.total).toBe(69);
    expect([line(told, 'frozen')[0], line(told, 'sought')[0], line(told, 'returned')]).toEqual([null, null, [20, { '1m': 20 }]]);
    // Of a stage that is kept back, all amounts are.
    expect(told.stages.find(({ stage }) => stage === 'sought')!.amounts.every(({ count }) => count === null)).toBe(true);
    expect(figure([...times(4, times(10, asset('frozen')))], 4).total).toBeNull();
  });
  it('keeps back more where what is kept back is of one request in several counts', () => {
    const one = [...times(15, asset('frozen')), ...times(15, asset('confiscated'))];
    const few = figure([one, ...times(6, [asset('sought')])]);
    expect([few.total, ...few.stages.map(({ count }) => count)]).toEqual([36, ...times(6, null)]);
    const more = figure([one, ...times(9, [asset('sought')]), ...times(20, [asset('returned')])]);
    expect([more.total, ...more.stages.map(({ count }) => count)]).toEqual([59, null, null, 0, null, 20, 0]);
    const bands = figure([[...times(15, asset('frozen')), ...times(15, asset('frozen', '10m'))], ...times(9, [asset('frozen', '100k')]), ...times(20, [asset('frozen', '100m')])]);
    expect(line(bands, 'frozen')).toEqual([59, { '100k': null, '1m': null, '10m': null, '100m': 20 }]);
  });
  it('leaves of no sum what is of few requests, whatever assets they have', () => {
    const random = dice(68);
    const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
    let kept = 0;
    for (let round = 0; round < 400; round += 1) {
      const [stages, bands] = [AssetStage.options, [...AmountBand.options, 'untold'] as const].map((all) => times(1 + Math.floor(random() * all.length), null).map(() => one<string>(all))) as [AssetStage[], ToldAsset['amount'][]];
      const requests = times(1 + Math.floor(random() * 40), null).map(() => times(1 + Math.floor(random() * one([1, 2, 30])), null).map(() => asset(one(stages), one(bands))));
      const told = figure(requests);
      const of = (isCounted: (each: ToldAsset) => boolean): number => requests.filter((assets) => assets.some(isCounted)).length;
      const wholes = [
        { count: told.total, cells: told.stages.map(({ stage, count }) => ({ count, has: (each: ToldAsset) => each.stage === stage })) },
        ...told.stages.map(({ stage, count, amounts }) => ({ count, cells: amounts.map((cell) => ({ count: cell.count, has: (each: ToldAsset) => each.stage === stage && each.amount === cell.key })) })),
      ];
      for (const { count, cells } of wholes) {
        const apart = cells.filter((cell) => cell.count !== null);
        if (count === null) expect(apart).toEqual([]);
        // Whatever told counts are subtracted from the whole, none among them.
        else for (let some = 0; some < 2 ** apart.length; some += 1) {
          const taken = apart.filter((_, i) => (some >> i) & 1);
          const left = of((each) => cells.some((cell) => !taken.includes(cell) && cell.has(each)));
          if (left > 0 && left < threshold) throw new Error(`${left} requests can be told apart in round ${round}`);
        }
        // And what was told by itself.
        expect(apart.map((cell) => [cell.count, of(cell.has)]).filter(([n, requests]) => n! > 0 && requests! < threshold)).toEqual([]);
        if (count !== null && apart.length < cells.length) kept += 1;
      }
    }
    expect(kept).toBeGreaterThan(100);
  });
  it('keeps back amounts of a few within a stage that is told', () => {
    const told = figure([...times(20, [asset('frozen')]), ...times(11, [asset('frozen', '10m')]), ...times(2, [asset('frozen', '100m')])]);
    expect(line(told, 'frozen')).toEqual([33, { '1m': 20, '10m': null, '100m': null }]);
  });
  it('is kept back where the number of requests for assets is', () => {
    const told = figure(times(20, [asset('frozen')]), null);
    expect([told.total, ...told.stages.flatMap(({ count, amounts }) => [count, ...amounts.map((cell) => cell.count)])].every((count) => count === null)).toBe(true);
  });
});
