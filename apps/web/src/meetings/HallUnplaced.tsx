import { memo, useMemo, useState, type PointerEvent } from 'react';
import type { AgreedRequest } from '@comity/timetable';
import { Button } from '../design/Button.js';
import { useNow } from '../casework/hooks.js';
import { useText } from '../i18n/text.js';
import type { Wanted } from './draft.js';
import type { Hall, Placements } from './hall.js';
import { bestOf, movesOf, toldOf, weightOf } from './why.js';
import type { HallWords } from './words.js';

const atOnce = 30;

interface Of { hall: Hall; words: HallWords; placements: Placements; locked: readonly string[]; closed: boolean; /** Null: that is not possible any more. */ onCarry(meeting: string, moves: Wanted[] | null): void }
interface Hands { onMove(meeting: string): void; onPress(meeting: string, event: PointerEvent): void }

/** Meetings that are not placed, the weightiest first; each says why on demand. */
export const HallUnplaced = memo(function HallUnplaced({ unplaced, onMove, onPress, ...of }: Of & Hands & { unplaced: readonly AgreedRequest[] }) {
  const t = useText();
  const [most, setMost] = useState(atOnce);
  const ordered = useMemo(() => [...unplaced].sort((a, b) => weightOf(b) - weightOf(a)), [unplaced]);
  return (
    <section className="card hall-unplaced">
      <h2>{t('hall.unplaced', { count: unplaced.length })}</h2>
      <ul className="rows">{ordered.slice(0, most).map(({ id, terms }) => <Item key={id} {...of} {...{ onMove, onPress }} meeting={id} slots={terms.slots} />)}</ul>
      {most < ordered.length && <Button onPress={() => setMost(most + atOnce)}>{t('hall.more')}</Button>}
    </section>
  );
});

function Item({ meeting, slots, onMove, onPress, ...of }: Of & Hands & { meeting: string; slots: number }) {
  const { words, closed } = of;
  const t = useText();
  const [why, setWhy] = useState(false);
  const title = words.title(meeting);
  return (
    <li>
      <div className="row-words hall-waiting" onPointerDown={(event) => onPress(meeting, event)}>
        <strong>{title}</strong>
        <span className="muted">{t('hall.slots', { count: slots })}</span>
        {why && <Why {...of} meeting={meeting} />}
      </div>
      <Button look="quiet" aria-expanded={why} aria-label={`${t('hall.why')} ${title}`} onPress={() => setWhy(!why)}>{t('hall.why')}</Button>
      {!closed && <Button aria-label={`${t('hall.move')} ${title}`} onPress={() => onMove(meeting)}>{t('hall.move')}</Button>}
    </li>
  );
}

function Why({ hall, words, meeting, placements, locked, closed, onCarry }: Of & { meeting: string }) {
  const t = useText();
  const now = useNow();
  const [all, setAll] = useState(false);
  const { free, facts, remedies } = useMemo(() => hall.explain(placements, locked, meeting, now), [hall, placements, locked, meeting, now]);
  const { firm, left, rest } = useMemo(() => toldOf(hall, placements, meeting, facts), [hall, placements, meeting, facts]);
  if (free.length > 0) return <p>{t('hall.why-free', { when: words.when(free) })}</p>;
  const best = bestOf(remedies), shown = all ? remedies : best;
  return (
    <div className="hall-why">
      <ul>
        {firm.map((fact, i) => <li key={i}>{words.fact(fact, meeting)}</li>)}
        {left && <li>{t('hall.why-left', { when: words.when(left) })}</li>}
        {rest.map((fact, i) => <li key={`rest ${i}`}>{words.fact(fact, meeting)}</li>)}
      </ul>
      {shown.length > 0 && (
        <>
          <p>{t('hall.why-remedies')}</p>
          <ul>{shown.map((remedy, i) => <li key={i}>{words.remedy(remedy)}{!closed && remedy.code === 'move' && <> <Button look="quiet" aria-label={`${t('hall.remedy-do')}: ${words.remedy(remedy)}`} onPress={() => onCarry(meeting, movesOf(hall, placements, locked, meeting, remedy, new Date()))}>{t('hall.remedy-do')}</Button></>}</li>)}</ul>
          {!all && best.length < remedies.length && <div><Button look="quiet" onPress={() => setAll(true)}>{t('hall.more')}</Button></div>}
        </>
      )}
    </div>
  );
}
