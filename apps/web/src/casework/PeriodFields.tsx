import { Fragment, useMemo, type ReactNode } from 'react';
import type { MatterKind } from '@comity/sdk';
import { Choice } from '../design/Choice.js';
import { Field } from '../design/Field.js';
import { latinDigits } from '../i18n/digits.js';
import { useText } from '../i18n/text.js';
import { Article } from './Article.js';
import { CountingFields } from './CountingFields.js';
import { basisOf, countingOffered, offered, type Basis, type Draft, type OfferedCounting, type OfferedPeriod } from './draft.js';
import { keptWith } from './effects.js';
import { KeptPeriod } from './KeptPeriod.js';
import { useLawWords } from './words.js';

interface Props { kind: MatterKind; draft: Omit<Basis, 'kind'>; onChange(change: Partial<Draft>): void }

const asUsual: Draft['counting'] = {};

/** What the instruments leave to the parties: their own periods, how these count, and bars that hold where their law permits. */
export function PeriodFields({ kind, draft, onChange }: Props) {
  const t = useText();
  const words = useLawWords();
  const { instruments, agreed, lawPermits, periods, edition, counting = asUsual } = draft;
  // What is typed elsewhere in the form changes nothing of it.
  const kept = useMemo(() => keptWith({ basis: basisOf({ kind, instruments, agreed, lawPermits, periods, edition }), kind }), [kind, instruments, agreed, lawPermits, periods, edition]);
  const counted = useMemo(() => countingOffered({ kind, instruments, agreed, lawPermits, periods, counting, edition }), [kind, instruments, agreed, lawPermits, periods, counting, edition]);
  const { periods: open, permits } = offered({ kind, instruments });
  const countingOf = (of: readonly OfferedCounting[]) => of.map((each) => {
    const { [each.clock]: chosen = {}, ...others } = counting;
    return <CountingFields key={each.clock} offer={each} chosen={chosen} onChange={(next) => onChange({ counting: next === null ? others : { ...others, [each.clock]: next } })} />;
  });
  return (
    <>
      {open.map((period) => <Fragment key={period.clock}><Period offer={period} kept={<KeptPeriod kept={kept.get(period.clock)} />} value={periods[period.clock] ?? ''} onChange={(value) => onChange({ periods: { ...periods, [period.clock]: value } })} />{countingOf(counted.filter(({ clock }) => clock === period.clock))}</Fragment>)}
      {countingOf(counted.filter(({ clock }) => !open.some((period) => period.clock === clock)))}
      {permits.map(({ id, article, verified }) => (
        <label key={`${id} ${article}`} className="check-line">
          <input type="checkbox" checked={lawPermits.includes(id)} onChange={({ target }) => onChange({ lawPermits: target.checked ? [...lawPermits, id] : lawPermits.filter((each) => each !== id) })} />
          <span>{t('request.law-permits', { ground: words.ground(id) })} <Article article={article} verified={verified} /></span>
        </label>
      ))}
    </>
  );
}

const ownDays = '#';

function Period({ offer: { clock, usual, alternatives, agreed }, kept, value, onChange }: { offer: OfferedPeriod; kept: ReactNode; value: string; onChange(value: string): void }) {
  const t = useText();
  const words = useLawWords();
  const own = value.startsWith(ownDays);
  const chosen = alternatives.find(({ id }) => id === value) ?? (own ? null : usual);
  const options = [
    { value: '', label: usual === null ? t('request.period-none') : usual.maximum === undefined ? t('request.period-usual', { count: usual.days ?? 0 }) : t('request.period-usual-most', { count: usual.days ?? 0, most: usual.maximum }) },
    ...alternatives.map(({ id, days }) => ({ value: id, label: t('request.period-choice', { name: words.period(id), count: days }) })),
    ...(agreed ? [{ value: ownDays, label: t('request.period-agreed') }] : []),
  ];
  return (
    <div className="stack-tight">
      <Choice<string> label={t('request.period', { clock: words.clock(clock) })} value={own ? ownDays : value} onChange={onChange} options={options} hint={chosen ? <Article article={chosen.article} verified={chosen.verified} /> : undefined} />
      {own && <Field label={t('request.period-days')} value={value.slice(1)} onChange={(days) => onChange(`${ownDays}${latinDigits(days).replaceAll(/\D/g, '')}`)} isRequired dir="ltr" inputMode="numeric" maxLength={4} autoComplete="off" />}
      {kept}
    </div>
  );
}
