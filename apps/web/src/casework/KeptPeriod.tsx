import type { MatterView } from '@comity/sdk';
import { useText } from '../i18n/text.js';
import { Article } from './Article.js';
import { keptWith } from './effects.js';

/** Under a period that the basis chose: what runs, where another instrument fixes one as well. */
export function KeptPeriod({ of, clock }: { of: Pick<MatterView, 'basis' | 'kind'>; clock: string }) {
  const t = useText();
  const kept = keptWith(of, clock);
  if (kept === null) return null;
  const { days = 0, maximum, article, verified } = kept;
  return <span className="block hint">{maximum === undefined ? t('request.period-kept', { count: days }) : t('request.period-kept-most', { count: days, most: maximum })} <Article article={article} verified={verified} /></span>;
}
