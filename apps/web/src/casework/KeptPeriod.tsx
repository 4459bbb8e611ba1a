import { useText } from '../i18n/text.js';
import { Article } from './Article.js';
import type { keptWith } from './effects.js';

/** Under a period that the basis chose: what runs, where another instrument fixes one as well. */
export function KeptPeriod({ kept }: { kept: ReturnType<ReturnType<typeof keptWith>['get']> }) {
  const t = useText();
  if (kept === undefined) return null;
  const { days = 0, maximum, article, verified } = kept;
  return <span className="block hint">{maximum === undefined ? t('request.period-kept', { count: days }) : t('request.period-kept-most', { count: days, most: maximum })} <Article article={article} verified={verified} /></span>;
}
