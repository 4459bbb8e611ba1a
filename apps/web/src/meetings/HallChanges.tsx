import { useState } from 'react';
import type { AuthorityId, PlaceChange } from '@comity/contracts';
import { Button } from '../design/Button.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import type { HallWords } from './words.js';

const atOnce = 50;

/** Meetings that would be elsewhere, where they were and where they come, and how many offices it concerns. */
export function HallChanges({ partiesOf, words, changes }: { partiesOf(request: string): readonly AuthorityId[]; words: Pick<HallWords, 'office' | 'title' | 'place'>; changes: readonly PlaceChange[] }) {
  const t = useText();
  const format = useFormat();
  const [most, setMost] = useState(atOnce);
  const told = (before: PlaceChange['before'], after: PlaceChange['after']): string => {
    if (before === null) return t('hall.change-placed', { to: words.place(after) });
    const [from, to] = [words.place(before), words.place(after)];
    return after === null ? t('hall.change-out', { from }) : from === to ? t('hall.change-interpreter', { at: to }) : t('hall.change-moved', { from, to });
  };
  const offices = new Set(changes.flatMap(({ request }) => partiesOf(request)));
  if (changes.length === 0) return <p>{t('hall.no-changes')}</p>;
  return (
    <>
      <p>{t('hall.changes', { count: changes.length })} {t('hall.concerned', { count: offices.size })}</p>
      <ul className="hall-changes">
        {changes.slice(0, most).map(({ request, before, after }) => (
          <li key={request}>
            <strong>{words.title(request)}</strong>
            <span>{told(before, after)}</span>
          </li>
        ))}
      </ul>
      {most < changes.length && <Button onPress={() => setMost(most + atOnce)}>{t('hall.more')}</Button>}
      <details><summary>{t('hall.concerned-list')}</summary><p>{format.list([...offices].map(words.office).sort((a, b) => a.localeCompare(b)))}</p></details>
    </>
  );
}
