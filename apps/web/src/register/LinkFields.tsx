import { useMemo, useRef, useState } from 'react';
import { useLingui } from '@lingui/react';
import { registerLimits } from '@comity/contracts/register';
import type { EntryId, EntryLink, SpaceView } from '@comity/sdk';
import { Button, IconButton } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { Field } from '../design/Field.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { useAllEntries } from './hooks.js';
import { named } from './listing.js';

/** So many entries are looked through in a list; of more one says a word first. */
const fewEnough = 40;

const byLabel = (locale: string) => {
  const { compare } = new Intl.Collator(locale, { numeric: true });
  return (a: { label: string }, b: { label: string }): number => compare(a.label, b.label);
};

/** Other entries that this one names, each with what connects them. */
export function LinkFields({ space, self, links, onChange }: { space: SpaceView; self: string | null; links: readonly EntryLink[]; onChange(links: readonly EntryLink[]): void }) {
  const t = useText();
  const format = useFormat();
  const { i18n } = useLingui();
  const list = useRef<HTMLFieldSetElement>(null);
  const [wanted, setWanted] = useState('');
  const [picked, setPicked] = useState('');
  const { value } = useAllEntries(space.id);
  const all = useMemo(() => (value ?? []).filter(({ id }) => id !== self).map(({ id, kind, title, struck }) => ({ id, struck, label: t('register.entry-choice', { kind: t(`register.kind-${kind}`), title }) })).sort(byLabel(i18n.locale)), [value, self, t, i18n.locale]);
  const titleOf = (id: EntryId): string => all.find((each) => each.id === id)?.label ?? t('register.link-unread');
  const rest = all.filter(({ id, struck }) => !struck && !links.some(({ to }) => to === id));
  const offered = named(rest, wanted).slice(0, fewEnough);
  const many = rest.length > fewEnough;
  const chosen = offered.find(({ id }) => id === picked);
  const add = (): void => {
    if (chosen === undefined) return;
    setWanted('');
    setPicked('');
    onChange([...links, { to: chosen.id, label: '' }]);
  };
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
        <>
          {many && <Field label={t('register.link-find')} hint={t('register.link-find-hint', { count: format.number(offered.length), all: format.number(rest.length) })} type="search" value={wanted} onChange={setWanted} autoComplete="off" />}
          <div className="register-link-add">
            <Choice<string> label={t('register.link-add')} value={chosen?.id ?? ''} onChange={setPicked} options={[{ value: '', label: t('register.choose') }, ...offered.map(({ id, label }) => ({ value: id as string, label }))]} />
            <Button icon="plus" isDisabled={chosen === undefined} onPress={add}>{t('register.link-put')}</Button>
          </div>
        </>
      )}
    </fieldset>
  );
}
