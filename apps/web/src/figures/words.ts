import type { Figures } from '@comity/sdk';
import { useFormat } from '../i18n/format.js';
import { useOptionalText, useText } from '../i18n/text.js';

export type Table = Figures['tables'][number];

/** In the order in which they are shown. */
export const networkFigures = ['authorities', 'states', 'appointed', 'invited', 'uncovered'] as const satisfies readonly (keyof Figures['network'])[];

/** The name of a cell; of one that this client does not know, its key. */
export function useCellWords(): (of: Table['of'], key: string) => string {
  const t = useOptionalText('figures.title');
  return (of, key) => {
    switch (of) {
      case 'kind': return t(`figures.kind-${key}`) ?? key;
      case 'outcome': return t(`figures.outcome-${key}`) ?? key;
      case 'asked':
      case 'asking': return t(`figures.region-${key}`) ?? key;
      case 'facilitated': return t(`figures.facilitated-${key}`) ?? key;
      case 'offence': return t(`figures.offence-${key}`) ?? key;
    }
  };
}

/** Where a request for a meeting ended up. */
export function useFateWords(): (key: string) => string {
  const t = useOptionalText('figures.title');
  return (key) => t(`figures.fate-${key}`) ?? key;
}

/** Africa – Asia */
export function usePairWords(): (key: string) => string {
  const t = useOptionalText('figures.title');
  return (key) => (key === 'several' ? t('figures.pair-several') : null) ?? key.split('-').map((region) => t(`figures.region-${region}`) ?? region).join(' – ');
}

/** A year is no amount: no mark stands between its thousands. */
export const plainYear = (year: number): string => new Intl.NumberFormat(document.documentElement.lang, { useGrouping: false }).format(year);

export function useCountWords(): (count: number | null) => string {
  const t = useText();
  const format = useFormat();
  return (count) => (count === null ? t('figures.withheld') : format.number(count));
}

/** Of a forum: how many of its cases were discussed. */
export function useCasesWords(): (cases: Figures['meetings']['held'][number]['cases']) => string {
  const t = useText();
  const format = useFormat();
  return (cases) => (cases === null ? '–' : cases.discussed === null ? t('figures.withheld') : t('figures.cases-of', { discussed: format.number(cases.discussed), listed: format.number(cases.listed) }));
}
