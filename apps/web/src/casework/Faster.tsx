import type { MatterView } from '@comity/sdk';
import { usePerson } from '../client/hooks.js';
import { Notice } from '../design/Notice.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { Article } from './Article.js';
import { openIn } from './steps.js';
import { useLawWords } from './words.js';

/** While a step is written another one may come first: who took which, by what provision, and where the measure stands by it. What was typed stays. */
export function Faster({ matter, measures, action }: { matter: MatterView; measures: readonly string[]; action: string }) {
  const t = useText();
  const format = useFormat();
  const words = useLawWords();
  const person = usePerson();
  const open = openIn(matter.measureViews, action);
  const gone = matter.measureViews.flatMap(({ id, state, steps }, i) => {
    const last = steps.findLast(({ from, to }) => from !== to);
    return !measures.includes(id) || open.some((each) => each.id === id) || last === undefined ? [] : [{ id, number: i + 1, state, last }];
  });
  if (gone.length === 0) return null;
  return (
    <Notice tone="warning" role="alert" title={t('request.step-gone')}>
      {gone.map(({ id, number, state, last }) => (
        <p key={id}>{t('request.step-gone-by', { number: format.number(number), name: isolated(person(last.by)?.name ?? t('person.unknown')), action: words.action(last.action), at: format.moment(last.at), state: state === null ? '' : words.state(state) })} <Article article={last.article} verified={last.verified} /></p>
      ))}
      <p>{t('request.step-gone-hint')}</p>
    </Notice>
  );
}
