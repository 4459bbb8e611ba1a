/** Assets as they were told, and as they may be told of: how far each has come, and of these what they are worth. Pure. */
import { AmountBand, AssetStage, type Figures } from '@comity/contracts';
import type { Count } from './durations.js';
import { suppressed, type Told } from './suppression.js';

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

const all = 'all';
/** Where the assets of one request are counted: each of them, and of how many requests they are. */
export function assetPlaces(assets: readonly ToldAsset[]): [figure: string, key: string][] {
  const each = assets.map(({ stage, amount }) => `${stage} ${amount}`);
  const requests = new Set([...each, ...assets.map(({ stage }) => stage), ...(assets.length > 0 ? [all] : [])]);
  return [...each.map((key): [string, string] => ['asset', key]), ...[...requests].map((key): [string, string] => ['asset-requests', key])];
}

const amounts = [...AmountBand.options, 'untold'];

/**
 * Each line sums to its stage, the stages to the total, and nothing else is told that sums to anything: amounts of all stages together are not. A count of few requests is kept
 * back however many assets they have; and all of it where the number of these requests is, of which it would say how many there are at most.
 */
export function assetsFigure(counts: readonly Count[], tables: Figures['tables']): Figures['assets'] {
  const counted = (figure: string, key: string): number => counts.filter((row) => row.figure === figure && row.key === key).reduce((sum, { count }) => sum + count, 0);
  const cell = (key: string) => ({ key, count: counted('asset', key), requests: counted('asset-requests', key) });
  const isTold = tables.find(({ of }) => of === 'kind')?.cells.find(({ key }) => key === 'asset')?.count != null;
  const withheld = (keys: readonly string[]): Told[] => keys.map((key) => ({ key, count: null }));
  const lines = AssetStage.options.map((stage) => amounts.map((amount) => cell(`${stage} ${amount}`)));
  const stages = isTold
    ? suppressed(AssetStage.options.map((stage, i) => ({ key: stage, count: lines[i]!.reduce((sum, { count }) => sum + count, 0), requests: counted('asset-requests', stage) })), counted('asset-requests', all))
    : { cells: withheld(AssetStage.options), total: null };
  return {
    total: stages.total,
    stages: AssetStage.options.map((stage, i) => {
      const count = stages.cells[i]!.count;
      const cells = count === null ? withheld(amounts) : suppressed(lines[i]!, counted('asset-requests', stage)).cells;
      return { stage, count, amounts: amounts.map((key, j) => ({ key, count: cells[j]!.count })) };
    }),
  };
}
