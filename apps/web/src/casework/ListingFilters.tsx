import { useId, useMemo, useState } from 'react';
import { useLingui } from '@lingui/react';
import type { AuthorityId, PractitionerId } from '@comity/contracts';
import type { MatterConditions, MatterKind } from '@comity/sdk';
import { usePerson } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { Icon } from '../design/Icon.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { useParty } from './hooks.js';
import { kinds } from './law.js';
import { countsOf, isNarrow, type Row } from './listing.js';
import { toCount, type Listing } from './listing-hooks.js';
import { useLawWords } from './words.js';

interface Props { rows: readonly Row[]; listing: Listing }

/** A condition that is not set stands for no condition. */
function withCondition<K extends keyof MatterConditions>(conditions: MatterConditions, key: K, value: MatterConditions[K] | undefined): MatterConditions {
  const rest = { ...conditions };
  delete rest[key];
  return value === undefined ? rest : { ...rest, [key]: value };
}

/** What presses first, each with how many there are: a press shows them alone, another all again. */
export function QuickFilters({ rows, listing: { conditions, change } }: Props) {
  const t = useText();
  const format = useFormat();
  const counts = useMemo(() => countsOf(rows), [rows]);
  const quick = [
    { id: 'us', label: t('request.waiting-us'), count: counts.us, on: conditions.waitingFor === 'us', set: (on: boolean) => withCondition(conditions, 'waitingFor', on ? 'us' : undefined) },
    { id: 'them', label: t('request.waiting-them'), count: counts.them, on: conditions.waitingFor === 'them', set: (on: boolean) => withCondition(conditions, 'waitingFor', on ? 'them' : undefined) },
    { id: 'overdue', label: t('request.overdue-only'), count: counts.overdue, on: conditions.overdue === true, set: (on: boolean) => withCondition(conditions, 'overdue', on ? true : undefined) },
    { id: 'custody', label: t('request.custody-only'), count: counts.custody, on: conditions.custody === true, set: (on: boolean) => withCondition(conditions, 'custody', on ? true : undefined) },
    { id: 'urgent', label: t('request.urgent'), count: counts.urgent, on: conditions.urgent === true, set: (on: boolean) => withCondition(conditions, 'urgent', on ? true : undefined) },
  ];
  // Of custody only where somebody is.
  const shown = quick.filter(({ id, count, on }) => id !== 'custody' || count > 0 || on);
  return (
    <div className="listing-quick" role="group" aria-label={t('request.quick')}>
      {shown.map(({ id, label, count, on, set }) => (
        <button key={id} type="button" className={`quick quick-${id}${count > 0 ? ' quick-some' : ''}`} aria-pressed={on} onClick={() => change({ conditions: set(!on) })}><span>{label}</span> <span className="quick-count">{format.number(count)}</span></button>
      ))}
    </div>
  );
}

export function ListingFilters({ rows, listing: { conditions, change } }: Props) {
  const t = useText();
  const { i18n } = useLingui();
  const words = useLawWords();
  const party = useParty();
  const id = useId();
  const [open, setOpen] = useState(false);
  const { kind = '', state = '', authority = '', officer = '' } = conditions;
  const person = usePerson();
  const officers = useMemo(() => [...new Set(rows.flatMap((row) => row.matter.officer ?? []))], [rows]);
  const states = useMemo(() => [...new Map(rows.map((row) => [row.matter.state, row])).values()].sort((a, b) => a.place - b.place).map((row) => row.matter.state), [rows]);
  const authorities = useMemo(() => {
    const { compare } = new Intl.Collator(i18n.locale);
    return [...new Map(rows.map((row) => [row.other, row.party]))].sort(([, a], [, b]) => compare(a, b)).map(([id]) => id);
  }, [rows, i18n.locale]);
  /** What an address asked for can be seen and taken away even where there is none of it. */
  const choices = <T extends string>(known: readonly T[], chosen: T | ''): T[] => (chosen === '' || known.includes(chosen) ? [...known] : [...known, chosen]);
  return (
    <search className="listing-search" aria-label={t('request.filters')}>
      {/* On a small screen what is found comes first. */}
      <div className="listing-unfold"><Button icon="settings" aria-expanded={open} aria-controls={id} onPress={() => setOpen(!open)}>{t('request.filters')}</Button></div>
      <div id={id} className={`listing-filters${open ? ' listing-unfolded' : ''}`}>
        <div className="field listing-words">
          <label htmlFor="request-text">{t('request.filter-words')}</label>
          <div className="list-filter"><Icon name="search" small /><input id="request-text" type="search" className="input" dir="auto" maxLength={200} autoComplete="off" spellCheck={false} value={conditions.text} onChange={({ target }) => change({ conditions: { ...conditions, text: target.value } })} /></div>
        </div>
        <Choice<MatterKind | ''> label={t('request.column-kind')} value={kind} onChange={(next) => change({ conditions: withCondition(conditions, 'kind', next === '' ? undefined : next) })}
          options={[{ value: '', label: t('request.all-kinds') }, ...kinds.map((value) => ({ value, label: words.cycle(value) }))]} />
        <Choice label={t('request.column-stage')} value={state} onChange={(next) => change({ conditions: withCondition(conditions, 'state', next === '' ? undefined : next) })}
          options={[{ value: '', label: t('request.all-stages') }, ...choices(states, state).map((value) => ({ value, label: words.state(value) }))]} />
        <Choice<AuthorityId | ''> label={t('request.column-other')} value={authority} onChange={(next) => change({ conditions: withCondition(conditions, 'authority', next === '' ? undefined : next) })}
          options={[{ value: '', label: t('request.all-authorities') }, ...choices(authorities, authority).map((value) => ({ value, label: party(value) }))]} />
        <Choice<PractitionerId | ''> label={t('request.column-officer')} value={officer} onChange={(next) => change({ conditions: withCondition(conditions, 'officer', next === '' ? undefined : next) })}
          options={[{ value: '', label: t('request.all-officers') }, ...choices(officers, officer).map((value) => ({ value, label: person(value)?.name ?? t('person.unknown') }))]} />
      </div>
      {isNarrow(conditions) && <div><Button look="quiet" icon="close" onPress={() => { change({ conditions: { text: '' } }); toCount(); }}>{t('request.filter-clear')}</Button></div>}
    </search>
  );
}
