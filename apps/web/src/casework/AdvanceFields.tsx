import type { HandlingCode } from '@comity/contracts';
import type { MatterView, SpaceView } from '@comity/sdk';
import { usePeople, usePerson, useSpaces } from '../client/hooks.js';
import { Choice, Segments } from '../design/Choice.js';
import { Field } from '../design/Field.js';
import { Notice } from '../design/Notice.js';
import { PeoplePicker } from '../directory/PeoplePicker.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { letterLanguages, ownNames, type LetterLanguage } from '../letter/frame.js';
import { forbiddingReasons } from '../messaging/forbidding.js';
import { Marks } from '../messaging/Marks.js';
import { SpacePick } from '../messaging/SpacePick.js';
import { handlingsFor, markingOf, type Advance } from './advance.js';
import { useParty } from './hooks.js';

/** Conversations with somebody of the authority that is to be asked. */
export function usePlaces({ requested }: Pick<MatterView, 'requested'>): SpaceView[] {
  const { value: spaces } = useSpaces();
  const person = usePerson();
  return (spaces ?? []).filter(({ kind, readOnly, members }) => kind !== 'request' && !readOnly && members.some((id) => person(id)?.authority.id === requested));
}

/** Where a draft goes in advance, as a letter in which language and under which code. */
export function AdvanceFields({ matter, advance, onChange }: { matter: MatterView; advance: Advance; onChange(advance: Advance): void }) {
  const t = useText();
  const format = useFormat();
  const party = useParty();
  const person = usePerson();
  const places = usePlaces(matter);
  const { value: people } = usePeople();
  const { where, space, people: chosen, language, handling, restriction } = advance;
  const change = (part: Partial<Advance>): void => onChange({ ...advance, ...part });
  const inside = places.find(({ id }) => id === space)?.members ?? [];
  const others = [...new Set(inside.flatMap((id) => person(id)?.authority.id ?? []))].filter((id) => id !== matter.requesting && id !== matter.requested);
  const kept = where === 'elsewhere' ? null : matter.keptFromAsked;
  return (
    <>
      <Segments label={t('request.advance-where')} value={where} onChange={(next) => change({ where: next })} options={(places.length > 0 ? ['here', 'new', 'elsewhere'] as const : ['new', 'elsewhere'] as const).map((value) => ({ value, label: t(`request.advance-${value}`) }))} />
      {kept !== null && <Notice tone="warning" role="status" title={t('request.source')}><Marks marking={kept.marking} /><p>{kept.code === 'TLP:AMBER+STRICT' ? `${kept.code}: ${t('talk-tlp.amber-strict')}` : t(forbiddingReasons[kept.code])}</p><p>{t('talk-forward.instead')}</p></Notice>}
      {where === 'here' && <SpacePick label={t('request.advance-here')} spaces={places} to={space} onTo={(to) => change({ space: to })} />}
      {where === 'here' && others.length > 0 && <p role="status">{t('request.advance-others', { who: format.list(others.map((id) => isolated(party(id)))) })}</p>}
      {where === 'new' && <PeoplePicker chosen={chosen} onChange={(next) => change({ people: next })} without={(people ?? []).filter(({ authority }) => authority.id !== matter.requested).map(({ id }) => id)} legend={t('request.addressees')} />}
      {where !== 'elsewhere' && (
        <>
          <Choice<LetterLanguage> label={t('request.letter-language')} value={language} onChange={(next) => change({ language: next })} options={letterLanguages.map((value) => ({ value, label: ownNames[value] }))} />
          <Choice<HandlingCode> label={t('handling.label')} value={handling} onChange={(next) => change({ handling: next })} options={handlingsFor(matter).map((value) => ({ value, label: t(`handling.${value}`) }))} />
          {handling === 'H3' && <Field label={t('talk-marks.restriction')} value={restriction} onChange={(next) => change({ restriction: next })} isRequired maxLength={500} autoComplete="off" />}
          <Marks marking={markingOf(matter, advance)} />
        </>
      )}
    </>
  );
}
