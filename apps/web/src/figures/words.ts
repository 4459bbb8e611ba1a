import type { Figures } from '@comity/sdk';
import { useOptionalText } from '../i18n/text.js';

export type Table = Figures['tables'][number];

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
