/** Assets as they were told, and as they may be told of: how far each has come, and of these what they are worth. Pure. */
import { AmountBand, AssetStage, type Figures } from '@comity/contracts';
import type { Count } from './durations.js';
import { suppressed, type Cell, type Told } from './suppression.js';

export interface ToldAsset { stage: AssetStage; amount: AmountBand | 'untold' }
interface Step { seq: number; items: readonly { id: string; asset?: AssetStage | undefined }[] }

/** Those whose stage was told: whatever order they were told in. Ending the watch over what came back does not take it back. */
export function assetsOf(steps: readonly Step[], amounts: ReadonlyMap<string, AmountBand>): ToldAsset[] {
  const stages = new Map<string, AssetStage>();
  for (const { id, asset } of [...steps].sort((a, b) => a.seq - b.seq).flatMap(({ items }) => items)) {
    if (asset !== undefined && !(asset === 'ended' && stages.get(id) === 'returned')) stages.set(id, asset);
  }
  return [...stages].map(([id, stage]) => ({ stage, amount: amounts.get(id) ?? 'untold' }));
}

const amounts = [...AmountBand.options, 'untold'] as const;

/** Where the assets of one request are counted: each of them; and the request once by all of its stages, and once for each of these by all amounts in it, so that of any of them together it is known of how many requests they are. */
export function assetPlaces(assets: readonly ToldAsset[]): [figure: string, key: string][] {
  const stages = AssetStage.options.filter((stage) => assets.some((asset) => asset.stage === stage));
  const amountsIn = (wanted: AssetStage): string => amounts.filter((amount) => assets.some((asset) => asset.stage === wanted && asset.amount === amount)).join('+');
  return [
    ...assets.map(({ stage, amount }): [string, string] => ['asset', `${stage} ${amount}`]),
    ...(stages.length > 0 ? [['asset-stages', stages.join('+')] as [string, string]] : []),
    ...stages.map((stage): [string, string] => ['asset-amounts', `${stage} ${amountsIn(stage)}`]),
  ];
}

/**
 * Each line sums to its stage, the stages to the total, and nothing else is told that sums to anything: amounts of all stages together are not. A count of few requests is kept
 * back however many assets they have, and so is what would be left of a sum; and all of it where the number of these requests is, of which it would say how many there are at most.
 */
export function assetsFigure(counts: readonly Count[], tables: Figures['tables']): Figures['assets'] {
  const of = (figure: string): [key: string, count: number][] => counts.filter((row) => row.figure === figure).map(({ key, count }) => [key, count]);
  const [single, byStages, byAmounts] = [of('asset'), of('asset-stages'), of('asset-amounts').map(([key, count]) => [...key.split(' '), count] as [stage: string, key: string, count: number])];
  const counted = (key: string): number => single.reduce((sum, [each, count]) => (each === key ? sum + count : sum), 0);
  const isTold = tables.find((table) => table.of === 'kind')?.cells.find(({ key }) => key === 'asset')?.count != null;
  const withheld = (keys: readonly string[]): Told[] => keys.map((key) => ({ key, count: null }));
  const lines = AssetStage.options.map((stage) => amounts.map((key): Cell => ({ key, count: counted(`${stage} ${key}`) })));
  const stages = isTold
    ? suppressed(AssetStage.options.map((stage, i) => ({ key: stage, count: lines[i]!.reduce((sum, { count }) => sum + count, 0) })), requestsAmong(byStages))
    : { cells: withheld(AssetStage.options), total: null };
  return {
    total: stages.total,
    stages: AssetStage.options.map((stage, i) => {
      const count = stages.cells[i]!.count;
      const among = byAmounts.filter(([each]) => each === stage).map(([, key, n]): [string, number] => [key, n]);
      const cells = count === null ? withheld(amounts) : suppressed(lines[i]!, requestsAmong(among)).cells;
      return { stage, count, amounts: amounts.map((key, j) => ({ key, count: cells[j]!.count })) };
    }),
  };
}

/** Of how many requests some cells are together: each request once, whichever of them it has something in. */
const requestsAmong = (counts: readonly [keys: string, count: number][]) => (cells: readonly Cell[]): number =>
  counts.reduce((sum, [keys, count]) => (keys.split('+').some((key) => cells.some((cell) => cell.key === key)) ? sum + count : sum), 0);
