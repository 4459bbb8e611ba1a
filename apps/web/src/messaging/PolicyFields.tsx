import { useState } from 'react';
import type { Instant, SpaceHistory, SpaceRetention, limits } from '@comity/contracts';
import { Choice } from '../design/Choice.js';
import { Field } from '../design/Field.js';
import { useText, type Text } from '../i18n/text.js';
import { ephemeralDays } from './policy-words.js';

const offered = [1, 7, 30, 90, 365, 1_825];
/** The contract's own numbers, as its types state them: the contract itself stays out of the window. */
const { min, max }: (typeof limits)['retentionDays'] = { min: 1, max: 3_650 };

/** How long what is said is kept; undefined while what was typed is no number of days. */
export function RetentionField({ value, onChange }: { value: SpaceRetention; onChange(value: SpaceRetention | undefined): void }) {
  const t = useText();
  const [own, setOwn] = useState(value !== null && !offered.includes(value.days));
  const [typed, setTyped] = useState(value === null ? '' : String(value.days));
  const type = (text: string): void => {
    const digits = text.replace(/\D/g, '');
    const days = Number(digits);
    setTyped(digits);
    onChange(days >= min && days <= max ? { days } : undefined);
  };
  const choose = (chosen: string): void => {
    setOwn(chosen === 'own');
    if (chosen === 'own') type(typed);
    else onChange(chosen === 'forever' ? null : { days: Number(chosen) });
  };
  return (
    <>
      <Choice label={t('policy.retention')} value={own ? 'own' : value === null ? 'forever' : String(value.days)} onChange={choose} hint={t('policy.retention-hint')}
        options={[{ value: 'forever', label: t('policy.retention-forever') }, ...offered.map((days) => ({ value: String(days), label: daysIn(t, days) })), { value: 'own', label: t('policy.retention-own') }]} />
      {own && <Field label={t('policy.retention-own-label')} value={typed} onChange={type} inputMode="numeric" dir="ltr" isRequired maxLength={4} autoComplete="off" {...(typed !== '' && !(Number(typed) >= min && Number(typed) <= max) ? { error: t('policy.retention-own-error') } : {})} />}
    </>
  );
}

const daysIn = (t: Text, days: number): string => (days <= ephemeralDays ? t('policy.retention-ephemeral', { days }) : t('policy.retention-days', { days }));

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
