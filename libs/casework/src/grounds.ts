/** Whether what a refusal or postponement rests on may be relied on. */
import { refusal, type Refusal } from './refusal.js';
import type { Rules } from './rules.js';

interface Sort { bars: 'execution' | 'time'; kind?: 'dual-criminality' | undefined }
interface Row { action: string; article: string; verified: boolean; grounds?: Sort | undefined }

/**
 * A barred ground refuses, whatever stands beside it; one that is barred as the sole ground only where nothing else is named.
 * Every other has to be a ground of an applicable instrument, and of the sort that the row takes.
 */
export function judgeGrounds(rules: Rules, row: Row, named: readonly string[]): Refusal | null {
  const outright = rules.barred.find(({ id, sole }) => !sole && named.includes(id));
  if (outright !== undefined) return refusal('barred-ground', outright, outright.id);
  const sole = rules.barred.filter((barred) => barred.sole);
  const alone = named.every((id) => sole.some((barred) => barred.id === id)) ? sole.find(({ id }) => named.includes(id)) : undefined;
  if (alone !== undefined) return refusal('barred-ground', alone, alone.id);
  for (const id of named) {
    const grounds = rules.grounds.filter((ground) => ground.id === id);
    if (grounds.length === 0 && sole.some((barred) => barred.id === id)) continue;
    const first = grounds[0];
    if (first === undefined) return refusal('unknown-ground', row, id);
    if (grounds.every(({ accompanies }) => accompanies !== undefined && !named.includes(accompanies))) return refusal('wrong-ground', first, id);
    if (!grounds.some((ground) => fits(ground, row.grounds))) return refusal('wrong-ground', row, id);
  }
  return null;
}

const fits = (ground: Rules['grounds'][number], sort: Sort | undefined): boolean => sort === undefined || (ground.bars === sort.bars && (sort.kind === undefined || ground.kind === sort.kind));
