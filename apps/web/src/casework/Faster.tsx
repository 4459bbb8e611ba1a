import type { MatterView } from '@comity/sdk';
import { usePerson } from '../client/hooks.js';
import { Notice } from '../design/Notice.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { Article } from './Article.js';
import { addedSince, openIn } from './steps.js';
import { useLawWords } from './words.js';

/**
 * While a step is written another one may come first: who took which, by what provision, and where the measure stands by it. What was typed stays. `counts`: of the steps when the form opened;
 * where none came since, the step is shut for another reason, and nobody is named.
 */
export function Faster({ matter, measures, action, counts }: { matter: MatterView; measures: readonly string[]; action: string; counts: ReadonlyMap<string, number> }) {
  const t = useText();
  const format = useFormat();
  const words = useLawWords();
  const person = usePerson();
  const open = openIn(matter.measureViews, action);
  const gone = matter.measureViews.filter(({ id }) => measures.includes(id) && !open.some((each) => each.id === id));
  if (gone.length === 0) return null;
  const faster = gone.flatMap((measure) => { const last = addedSince(measure, counts); return last === null ? [] : [{ measure, last }]; });
  const line = ({ measure, last }: (typeof faster)[number]): string => {
    const assistance = t('request.step-gone-by', { name: isolated(person(last.by)?.name ?? t('person.unknown')), action: words.action(last.action), at: format.moment(last.at), state: measure.state === null ? '' : words.state(measure.state) });
    return matter.measureViews.length === 1 ? assistance : t('request.measure-line', { number: format.number(matter.measureViews.indexOf(measure) + 1), assistance });
  };
  return (
    <Notice tone="warning" role="alert" title={t(faster.length > 0 ? 'request.step-gone' : 'request.step-shut')}>
      {faster.map((each) => <p key={each.measure.id}>{line(each)} <Article article={each.last.article} verified={each.last.verified} /></p>)}
      <p>{t('request.step-gone-hint')}</p>
    </Notice>
  );
}
