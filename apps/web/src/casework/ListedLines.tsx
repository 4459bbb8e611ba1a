import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { Article } from './Article.js';
import type { Rules } from './law.js';
import { useLawWords } from './words.js';

/** Each once, with all provisions that say it, and with what alone lets it be used. */
export function ListedLines({ listed }: { listed: Rules['listed'] }) {
  const t = useText();
  const format = useFormat();
  const words = useLawWords();
  return (
    <ul className="plain-list hint">
      {[...Map.groupBy(listed, ({ id }) => id)].map(([id, [first, ...more]]) => {
        const conditions = (first!.onlyIf ?? []).map(words.condition);
        return <li key={id}>{conditions.length === 0 ? words.listed(id) : t('request.only-if', { what: words.listed(id), conditions: format.list(conditions) })}{[first!, ...more].map(({ article, verified }) => <span key={article}> <Article article={article} verified={verified} /></span>)}</li>;
      })}
    </ul>
  );
}
