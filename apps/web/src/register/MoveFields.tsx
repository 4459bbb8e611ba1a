import type { SpaceId } from '@comity/contracts';
import { registerLimits } from '@comity/contracts/register';
import type { SpaceView } from '@comity/sdk';
import { usePerson } from '../client/hooks.js';
import { Choice } from '../design/Choice.js';
import { LongField } from '../design/LongField.js';
import { Notice } from '../design/Notice.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { usePlaceName } from './hooks.js';
import { newReaders, type Where } from './places.js';

/** Where to, and why it is struck out here; says who else will read it then. */
export function MoveFields({ from, places, where, onWhere }: { /** Where what is moved is kept. */ from: readonly SpaceView[]; places: readonly SpaceView[]; where: Where; onWhere(where: Where): void }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  const nameOf = usePlaceName();
  const { to, reason } = where;
  const readers = newReaders(from, places.find(({ id }) => id === to));
  return (
    <>
      <Choice<SpaceId | ''> label={t('register.move-to')} value={to} onChange={(next) => onWhere({ ...where, to: next })} options={[...(places.length === 1 ? [] : [{ value: '' as const, label: t('register.choose') }]), ...places.map((place) => ({ value: place.id, label: nameOf(place) }))]} />
      {readers.length > 0 && <Notice tone="warning" role="status" title={t('register.move-wider', { count: readers.length })}><p>{t('register.move-wider-hint', { names: format.list(readers.map((id) => isolated(person(id)?.name ?? t('person.unknown')))) })}</p></Notice>}
      <LongField label={t('register.reason')} hint={t('register.move-reason-hint')} value={reason} onChange={(next) => onWhere({ ...where, reason: next })} isRequired maxLength={registerLimits.reason} rows={2} />
    </>
  );
}
