import { useMemo } from 'react';
import type { SpaceHistory } from '@comity/contracts';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';

/** A space's rule about its past, in words. */
export function usePolicyWords(): { history(history: SpaceHistory): string } {
  const t = useText();
  const format = useFormat();
  return useMemo(() => ({
    history: (history) => (history === 'none' ? t('policy.history-none') : history === 'all' ? t('policy.history-all') : t('policy.history-since', { date: format.moment(history.since) })),
  }), [t, format]);
}
