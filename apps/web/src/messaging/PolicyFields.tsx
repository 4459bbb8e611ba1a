import type { Instant, SpaceHistory, SpaceRetention } from '@comity/contracts';
import { Choice } from '../design/Choice.js';
import { Field } from '../design/Field.js';
import { useText } from '../i18n/text.js';
import { hoursOf, usePolicyWords } from './policy-words.js';

const offered: NonNullable<SpaceRetention>[] = [{ hours: 1 }, { hours: 8 }, ...[1, 7, 30, 90, 365, 1_825].map((days) => ({ days }))];

const keyOf = (retention: SpaceRetention): string => String(hoursOf(retention));

/** How long what is said is kept. */
export function RetentionField({ value, onChange }: { value: SpaceRetention; onChange(value: SpaceRetention): void }) {
  const t = useText();
  const words = usePolicyWords();
  // Another client may have chosen what is not offered here.
  const all = value === null || offered.some((each) => keyOf(each) === keyOf(value)) ? offered : [...offered, value].sort((a, b) => (hoursOf(a) ?? 0) - (hoursOf(b) ?? 0));
  return (
    <Choice label={t('policy.retention')} value={keyOf(value)} onChange={(chosen) => onChange(all.find((each) => keyOf(each) === chosen) ?? null)} hint={t('policy.retention-hint')}
      options={[null, ...all].map((each) => ({ value: keyOf(each), label: words.retention(each) }))} />
  );
}

/** What people who are added later may read of the past. */
export function HistoryField({ value, onChange, dated = false }: { value: SpaceHistory; onChange(value: SpaceHistory): void; dated?: boolean }) {
  const t = useText();
  const chosen = typeof value === 'string' ? value : 'since';
  const choose = (next: 'none' | 'all' | 'since'): void => { onChange(next === 'since' ? { since: new Date().toISOString() as Instant } : next); };
  return (
    <>
      <Choice label={t('policy.history')} value={chosen} onChange={choose} hint={t('policy.history-hint')}
        options={[{ value: 'none' as const, label: t('policy.history-none') }, { value: 'all' as const, label: t('policy.history-all') }, ...(dated ? [{ value: 'since' as const, label: t('policy.history-from-date') }] : [])]} />
      {typeof value !== 'string' && <Field label={t('policy.history-date')} type="date" value={localDay(value.since)} onChange={(day) => { if (day !== '') onChange({ since: new Date(`${day}T00:00`).toISOString() as Instant }); }} hint={t('policy.history-date-hint')} isRequired />}
    </>
  );
}

/** The day of an instant where the reader is, as a date field writes it. */
function localDay(instant: string): string {
  const at = new Date(instant);
  return `${String(at.getFullYear()).padStart(4, '0')}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`;
}
