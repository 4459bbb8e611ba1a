import { useMemo } from 'react';
import type { SpaceHistory, SpaceRetention } from '@comity/contracts';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';

/** How long a space keeps what is said, in hours; null: for good. The window does without the contract's own code. */
export const hoursOf = (retention: SpaceRetention): number | null => (retention === null ? null : 'days' in retention ? retention.days * 24 : retention.hours);

/** Spaces that keep what is said for a week at most are marked wherever they are listed. */
export const isEphemeral = (retention: SpaceRetention): boolean => (hoursOf(retention) ?? Infinity) <= 7 * 24;

/** A space's rules about its past, in words. */
export function usePolicyWords(): { history(history: SpaceHistory): string; retention(retention: SpaceRetention): string; mark(retention: NonNullable<SpaceRetention>): string } {
  const t = useText();
  const format = useFormat();
  return useMemo(() => ({
    history: (history) => (history === 'none' ? t('policy.history-none') : history === 'all' ? t('policy.history-all') : t('policy.history-since', { date: format.moment(history.since) })),
    retention: (retention) => (retention === null ? t('policy.retention-forever') : 'days' in retention ? t('policy.retention-days', { days: retention.days }) : t('policy.retention-hours', { hours: retention.hours })),
    mark: (retention) => ('days' in retention ? t('policy.mark', { days: retention.days }) : t('policy.mark-hours', { hours: retention.hours })),
  }), [t, format]);
}
