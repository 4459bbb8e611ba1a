import type { MatterView } from '@comity/sdk';
import { usePerson } from '../client/hooks.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { RefusalLine } from './RefusalNotice.js';
import { useLawWords } from './words.js';

/** Steps that came to the log and count for nothing: too late, or against the law. Everybody sees them so. */
export function RefusedSteps({ matter }: { matter: MatterView }) {
  const t = useText();
  const format = useFormat();
  const words = useLawWords();
  const person = usePerson();
  if (matter.refused.length === 0) return null;
  return (
    <section className="card refused-steps" aria-label={t('request.refused-steps')}>
      <h2>{t('request.refused-steps')}</h2>
      <p className="muted">{t('request.refused-steps-hint')}</p>
      <ul className="rows">
        {matter.refused.map((step) => (
          <li key={step.seq}>
            <div className="row-words">
              <strong>{step.action === null ? t('request.dossier') : words.action(step.action)}</strong>
              <span className="muted"><bdi>{person(step.by)?.name ?? t('person.unknown')}</bdi> · <time dateTime={step.at}>{format.moment(step.at)}</time></span>
              <RefusalLine refusal={step.refusal} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
