import { memo, useMemo, useState, type PointerEvent } from 'react';
import type { AgreedRequest } from '@comity/timetable';
import { Button } from '../design/Button.js';
import { useNow } from '../casework/hooks.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import type { Hall, Placements } from './hall.js';
import type { HallWords } from './words.js';

const atOnce = 30;

/** Meetings that are not placed, the weightiest first; each says why on demand. */
export const HallUnplaced = memo(function HallUnplaced({ hall, words, unplaced, placements, locked, closed, onMove, onPress }: { hall: Hall; words: HallWords; unplaced: readonly AgreedRequest[]; placements: Placements; locked: readonly string[]; closed: boolean; onMove(meeting: string): void; onPress(meeting: string, event: PointerEvent): void }) {
  const t = useText();
  const [most, setMost] = useState(atOnce);
  const ordered = useMemo(() => [...unplaced].sort((a, b) => weightOf(b) - weightOf(a)), [unplaced]);
  return (
    <section className="card hall-unplaced">
      <h2>{t('hall.unplaced', { count: unplaced.length })}</h2>
      <ul className="rows">{ordered.slice(0, most).map(({ id, terms }) => <Item key={id} {...{ hall, words, placements, locked, closed, onMove, onPress }} meeting={id} slots={terms.slots} />)}</ul>
      {most < ordered.length && <Button onPress={() => setMost(most + atOnce)}>{t('hall.more')}</Button>}
    </section>
  );
});

const weightOf = ({ wishes }: AgreedRequest): number => Object.values(wishes).reduce((sum, wish) => sum + (wish?.priority ?? 1), 0);

function Item({ hall, words, meeting, slots, placements, locked, closed, onMove, onPress }: { hall: Hall; words: HallWords; meeting: string; slots: number; placements: Placements; locked: readonly string[]; closed: boolean; onMove(meeting: string): void; onPress(meeting: string, event: PointerEvent): void }) {
  const t = useText();
  const [why, setWhy] = useState(false);
  const title = words.title(meeting);
  return (
    <li>
      <div className="row-words hall-waiting" onPointerDown={(event) => onPress(meeting, event)}>
        <strong>{title}</strong>
        <span className="muted">{t('hall.slots', { count: slots })}</span>
        {why && <Why {...{ hall, words, meeting, placements, locked }} />}
      </div>
      <Button look="quiet" aria-expanded={why} aria-label={`${t('hall.why')} ${title}`} onPress={() => setWhy(!why)}>{t('hall.why')}</Button>
      {!closed && <Button aria-label={`${t('hall.move')} ${title}`} onPress={() => onMove(meeting)}>{t('hall.move')}</Button>}
    </li>
  );
}

function Why({ hall, words, meeting, placements, locked }: { hall: Hall; words: HallWords; meeting: string; placements: Placements; locked: readonly string[] }) {
  const t = useText();
  const format = useFormat();
  const now = useNow();
  const { free, facts, remedies } = useMemo(() => hall.explain(placements, locked, meeting, now), [hall, placements, locked, meeting, now]);
  if (free.length > 0) return <p>{t('hall.why-free', { when: format.list(free.slice(0, 4).map(words.slot)) })}</p>;
  return (
    <div className="hall-why">
      <ul>{facts.map((fact, i) => <li key={i}>{words.fact(fact)}</li>)}</ul>
      {remedies.length > 0 && <><p>{t('hall.why-remedies')}</p><ul>{remedies.slice(0, 4).map((remedy, i) => <li key={i}>{words.remedy(remedy)}</li>)}</ul></>}
    </div>
  );
}
