import { useMemo } from 'react';
import type { SpaceHistory, SpaceRetention } from '@comity/contracts';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';

/** Spaces that keep what is said for a week at most are marked wherever they are listed. */
export const ephemeralDays = 7;

/** A space's rules about its past, in words. */
export function usePolicyWords(): { history(history: SpaceHistory): string; retention(retention: SpaceRetention): string } {
  const t = useText();
  const format = useFormat();
  return useMemo(() => ({
    history: (history) => (history === 'none' ? t('policy.history-none') : history === 'all' ? t('policy.history-all') : t('policy.history-since', { date: format.moment(history.since) })),
    retention: (retention) => (retention === null ? t('policy.retention-forever') : t('policy.retention-days', { days: retention.days })),
  }), [t, format]);
}
