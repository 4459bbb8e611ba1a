import { useMemo, useRef } from 'react';
import { registerLimits } from '@comity/contracts/register';
import type { EntryId, EntryLink, SpaceView } from '@comity/sdk';
import { Button, IconButton } from '../design/Button.js';
import { Field } from '../design/Field.js';
import { useText } from '../i18n/text.js';
import { EntryPick } from './EntryPick.js';
import { useAllEntries } from './hooks.js';

/** Other entries that this one names, each with what connects them. */
export function LinkFields({ space, self, links, onChange }: { space: SpaceView; self: string | null; links: readonly EntryLink[]; onChange(links: readonly EntryLink[]): void }) {
  const t = useText();
  const list = useRef<HTMLFieldSetElement>(null);
  // What is inside a compartment names what is in its case file; nothing outside says that there is something inside.
  const { value } = useAllEntries(space.within ?? space.id);
  const all = useMemo(() => (value ?? []).filter(({ id, space: kept }) => id !== self && (kept === space.id || kept === space.within)), [value, self, space.id, space.within]);
  const titleOf = (id: EntryId): string => {
    const known = all.find((each) => each.id === id);
    return known === undefined ? t('register.link-unread') : t('register.entry-choice', { kind: t(`register.kind-${known.kind}`), title: known.title });
  };
  const rest = useMemo(() => all.filter(({ id, struck }) => !struck && !links.some(({ to }) => to === id)), [all, links]);
  const remove = (id: EntryId): void => {
    onChange(links.filter(({ to }) => to !== id));
    // What had the focus is gone.
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('select, button')?.focus());
  };
  if (all.length === 0 && links.length === 0) return null;
  return (
    <fieldset ref={list} className="card stack register-link-fields">
      <legend className="visually-hidden">{t('register.links')}</legend>
      <div>
        <h2>{t('register.links')}</h2>
        <p className="muted">{t('register.links-hint')}</p>
      </div>
      {links.map(({ to, label }) => (
        <div key={to} className="register-link-row">
          <p><bdi>{titleOf(to)}</bdi></p>
          <Field label={t('register.link-label')} value={label} onChange={(text) => onChange(links.map((each) => (each.to === to ? { to, label: text } : each)))} isRequired autoFocus={label === ''} maxLength={registerLimits.label} autoComplete="off" />
          <IconButton icon="close" label={t('register.link-remove', { title: titleOf(to) })} onPress={() => remove(to)} />
        </div>
      ))}
      {links.length < registerLimits.links && rest.length > 0 && (
        <EntryPick label={t('register.link-add')} entries={rest}>
          {(chosen, taken) => <Button icon="plus" isDisabled={chosen === undefined} onPress={() => { if (chosen) { taken(); onChange([...links, { to: chosen.id, label: '' }]); } }}>{t('register.link-put')}</Button>}
        </EntryPick>
      )}
    </fieldset>
  );
}
