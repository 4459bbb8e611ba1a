import { useState } from 'react';
import type { PlaceChange } from '@comity/contracts';
import { Button } from '../design/Button.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import type { Hall } from './hall.js';
import type { HallWords } from './words.js';

const atOnce = 50;

/** Meetings that would be elsewhere, where they were and where they come, and how many offices it concerns. */
export function HallChanges({ hall, words, changes }: { hall: Hall; words: HallWords; changes: readonly PlaceChange[] }) {
  const t = useText();
  const format = useFormat();
  const [most, setMost] = useState(atOnce);
  const offices = new Set(changes.flatMap(({ request }) => hall.meetings.get(request)?.terms.parties ?? []));
  if (changes.length === 0) return <p>{t('hall.no-changes')}</p>;
  return (
    <>
      <p>{t('hall.changes', { count: changes.length })} {t('hall.concerned', { count: offices.size })}</p>
      <ul className="hall-changes">
        {changes.slice(0, most).map(({ request, before, after }) => (
          <li key={request}>
            <strong>{words.title(request)}</strong>
            {before === null || after === null ? <span>{before === null ? t('hall.change-placed', { to: words.place(after) }) : t('hall.change-out', { from: words.place(before) })}</span> : <span>{t('hall.change-moved', { from: words.place(before), to: words.place(after) })}</span>}
          </li>
        ))}
      </ul>
      {most < changes.length && <Button onPress={() => setMost(most + atOnce)}>{t('hall.more')}</Button>}
      <details><summary>{t('hall.concerned-list')}</summary><p>{format.list([...offices].map(words.office).sort((a, b) => a.localeCompare(b)))}</p></details>
    </>
  );
}
