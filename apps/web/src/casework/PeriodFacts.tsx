import { useMemo } from 'react';
import type { MatterView } from '@comity/sdk';
import { useText } from '../i18n/text.js';
import { keptWith } from './effects.js';
import { KeptPeriod } from './KeptPeriod.js';
import { useLawWords } from './words.js';

/** The periods that the basis chose, and how those of the parties count. */
export function PeriodFacts({ matter }: { matter: MatterView }) {
  const t = useText();
  const words = useLawWords();
  const { periods, counting = {} } = matter.basis;
  const kept = useMemo(() => keptWith(matter), [matter]);
  return [...new Set([...Object.keys(periods), ...Object.keys(counting)])].map((clock) => {
    const { [clock]: period } = periods, { [clock]: how } = counting;
    return (
      <div key={clock}>
        <dt>{words.clock(clock)}</dt>
        <dd>
          {period !== undefined && (typeof period === 'number' ? t('request.period-own', { count: period }) : words.period(period))}
          {how?.count !== undefined && <span className="block">{t('request.counts-working')}</span>}
          {how?.pauses !== undefined && <span className="block">{t('request.counts-pauses')}</span>}
          <KeptPeriod kept={kept.get(clock)} />
        </dd>
      </div>
    );
  });
}
