import { useId, useMemo, useRef } from 'react';
import type { MatterKind } from '@comity/sdk';
import { IconButton } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { Icon } from '../design/Icon.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { assistanceOf, newMeasure, type DraftMeasure } from './draft.js';
import type { Rules } from './law.js';
import { LongField } from '../design/LongField.js';
import { Article } from './Article.js';
import { AssetFields } from './AssetFields.js';
import { mostSought } from './asset-of.js';
import { ListedLines } from './ListedLines.js';
import { useLawWords } from './words.js';

/** A transfer of whoever is detained is bound to safeguards, a joint team to what is agreed of it. */
const boundTo: Readonly<Record<string, Rules['listed'][number]['list']>> = { DETAINEE_TRANSFER: 'transfer', JOINT_INVESTIGATION_TEAM: 'joint-work' };

interface Props { kind: MatterKind; rules: Rules | null; measures: readonly DraftMeasure[]; onChange(measures: DraftMeasure[]): void }

/** What is asked for, measure by measure, or whom or what: each has a life of its own. */
export function MeasureFields({ kind, rules, measures, onChange }: Props) {
  const t = useText();
  const root = useRef<HTMLElement>(null);
  const focus = (selector: string): void => { requestAnimationFrame(() => root.current?.querySelector<HTMLElement>(selector)?.focus()); };
  const add = (): void => {
    const measure = newMeasure();
    onChange([...measures, measure]);
    focus(`[data-measure="${measure.id}"] :is(select, textarea)`);
  };
  const remove = (id: string): void => {
    onChange(measures.filter((each) => each.id !== id));
    focus('.measure-add');
  };
  return (
    <section ref={root} className="stack" aria-label={t('request.measures', { kind })}>
      {measures.map((measure, i) => (
        <Measure key={measure.id} kind={kind} number={i + 1} measure={measure} rules={rules} onChange={(next) => onChange(measures.map((each) => (each.id === next.id ? next : each)))} {...(measures.length > 1 ? { onRemove: () => remove(measure.id) } : {})} />
      ))}
      <div><button type="button" className="button button-plain measure-add" onClick={add}><Icon name="plus" /><span>{t('request.measure-add', { kind })}</span></button></div>
    </section>
  );
}

function Measure({ kind, number, measure, rules, onChange, onRemove }: { kind: MatterKind; number: number; measure: DraftMeasure; rules: Rules | null; onChange(measure: DraftMeasure): void; onRemove?: () => void }) {
  const t = useText();
  const format = useFormat();
  const words = useLawWords();
  const id = useId();
  const types = useMemo(() => (rules ? assistanceOf(rules) : []), [rules]);
  const chosen = types.find((type) => type.id === measure.assistance);
  // What another basis offered stays chosen until something else is: the reader sees that this basis does not have it.
  const bound = rules?.listed.filter(({ list }) => list === boundTo[measure.assistance]) ?? [];
  const foreign = measure.assistance !== '' && rules !== null && chosen === undefined;
  const options = [
    { value: '', label: rules === null ? t('request.basis-before') : t('request.choose') },
    ...(measure.assistance !== '' && chosen === undefined ? [{ value: measure.assistance, label: words.assistance(measure.assistance) }] : []),
    ...types.map((type) => ({ value: type.id, label: `${words.assistance(type.id)} · ${type.article}` })),
  ];
  return (
    <fieldset className="card stack" data-measure={measure.id} aria-labelledby={`${id}-title`}>
      <div className="section-head">
        <h2 id={`${id}-title`}>{t('request.measure-number', { kind, number: format.number(number) })}</h2>
        {onRemove && <IconButton icon="close" label={t('request.measure-remove', { kind, number: format.number(number) })} onPress={onRemove} />}
      </div>
      {kind === 'mla' && <Choice<string> label={t('request.measure-assistance')} value={measure.assistance} onChange={(assistance) => onChange({ ...measure, assistance })} options={options}
        hint={chosen?.verified === false ? <Article article={chosen.article} verified={false} /> : foreign ? <span className="field-error">{t('request.assistance-foreign')}</span> : rules !== null && types.length === 0 ? <span className="field-error">{t('request.assistance-none')}</span> : undefined} />}
      {bound.length > 0 && <ListedLines listed={bound} />}
      <LongField label={t('request.measure-sought', { kind })} hint={t('request.measure-sought-hint', { kind })} value={measure.sought} onChange={(sought) => onChange({ ...measure, sought })} isRequired maxLength={mostSought} />
      {kind === 'asset' && <AssetFields name={format.number(number)} asset={measure} onChange={onChange} />}
    </fieldset>
  );
}
