import type { RefObject } from 'react';
import type { Marking } from '@comity/sdk';
import { Button } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { Field } from '../design/Field.js';
import { Float } from '../design/Float.js';
import { useText } from '../i18n/text.js';
import { handlingNames } from './handling.js';
import { informations, isComplete, isPlain, plain, sources, tlpName, tlps } from './marking.js';

/** Handling code, evaluation and TLP of the message being written: all in one place, none by default. */
export function MarkingFloat({ anchor, marking, onChange, onClose }: { anchor: RefObject<HTMLElement | null>; marking: Marking; onChange(marking: Marking): void; onClose(): void }) {
  const t = useText();
  const { handling, restriction, evaluation, tlp } = marking;
  const change = (part: Partial<Marking>): void => onChange({ ...marking, ...part });
  const source = evaluation?.source ?? 'none';
  const evaluate = (next: string, information: 1 | 2 | 3 | 4): void => {
    const known = sources.find((each) => each === next);
    change({ evaluation: known === undefined ? null : { source: known, information } });
  };
  return (
    <Float anchor={anchor} label={t('talk-marking.title')} placement="top start" onClose={onClose}>
      <Choice label={t('handling.label')} value={handling} onChange={(next) => change({ handling: next, restriction: next === 'H3' ? restriction ?? '' : null })} options={handlingNames.map((value) => ({ value, label: t(`handling.${value}`) }))} />
      {handling === 'H3' && <Field label={t('talk-marks.restriction')} value={restriction ?? ''} onChange={(words) => change({ restriction: words })} isRequired autoFocus maxLength={500} autoComplete="off" error={isComplete(marking) ? undefined : t('talk-marking.restriction-missing')} />}
      <Choice label={t('talk-marks.source')} value={source} onChange={(next) => evaluate(next, evaluation?.information ?? 4)} options={[{ value: 'none', label: t('talk-marks.none') }, ...sources.map((value) => ({ value, label: `${value}: ${t(`talk-source.${value}`)}` }))]} />
      {evaluation && <Choice label={t('talk-marks.information')} value={String(evaluation.information)} onChange={(next) => evaluate(evaluation.source, informations.find((each) => String(each) === next) ?? 4)} options={informations.map((value) => ({ value: String(value), label: `${value}: ${t(`talk-information.${String(value) as '1' | '2' | '3' | '4'}`)}` }))} />}
      <Choice label={t('talk-marks.tlp')} value={tlp ?? 'none'} onChange={(next) => change({ tlp: tlps.find((each) => each === next) ?? null })} options={[{ value: 'none', label: t('talk-marks.none') }, ...tlps.map((value) => ({ value, label: `${tlpName(value)}: ${t(`talk-tlp.${value}`)}` }))]} />
      <div className="row row-end">
        {!isPlain(marking) && <Button onPress={() => onChange(plain)}>{t('talk-marks.clear')}</Button>}
        <Button look="primary" onPress={onClose}>{t('talk-marks.done')}</Button>
      </div>
    </Float>
  );
}
