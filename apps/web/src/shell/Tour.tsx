import { useEffect, useRef, useState } from 'react';
import { Button } from '../design/Button.js';
import { Float } from '../design/Float.js';
import { useText } from '../i18n/text.js';

/** Each stop marks a part of the screen and stands at a small part of it; where that is not shown, it is said all the same. */
const stops = [
  { id: 'list', marks: '.list', at: '.list-head', placement: 'bottom start' },
  { id: 'reading', marks: '.thread', at: '.space-head-words', placement: 'bottom start' },
  { id: 'writing', marks: '.composer-box', at: '.composer-box', placement: 'top start' },
  { id: 'details', marks: '[data-tour="details"]', at: '[data-tour="details"]', placement: 'bottom end' },
  { id: 'keys', marks: '.nav-foot', at: '.nav-foot', placement: 'end bottom' },
  { id: 'safe', marks: '.nav', at: '.nav li:nth-child(4)', placement: 'end top' },
] as const;
const otherwise = ['.list-head', '.space-head', '.page-head', '.nav'];

const shown = (selector: string): HTMLElement | null => {
  const found = document.querySelector<HTMLElement>(selector);
  return found && found.getClientRects().length > 0 ? found : null;
};

/** A short walk over the screen, to be left at any moment and taken again at will. */
export function Tour({ onClose }: { onClose(): void }) {
  const t = useText();
  const [at, setAt] = useState(0);
  const anchor = useRef<HTMLElement | null>(null);
  const stop = stops[at] ?? stops[0];
  const marked = shown(stop.marks);
  // oxlint-disable-next-line react-hooks/refs -- the part of the screen is where it is now
  anchor.current = shown(stop.at) ?? otherwise.map(shown).find((each) => each !== null) ?? null;
  useEffect(() => {
    marked?.setAttribute('data-tour-here', '');
    return () => marked?.removeAttribute('data-tour-here');
  }, [marked]);
  const last = at === stops.length - 1;
  return (
    <Float key={stop.id} anchor={anchor} label={t('talk-tour.title')} placement={stop.placement} onClose={onClose}>
      <p className="muted">{t('talk-tour.position', { position: at + 1, total: stops.length })}</p>
      <h2>{t(`talk-tour.${stop.id}`)}</h2>
      <p>{t(`talk-tour.${stop.id}-text`)}</p>
      <div className="row row-end">
        <Button look="quiet" onPress={onClose}>{t('talk-tour.skip')}</Button>
        {at > 0 && <Button onPress={() => setAt(at - 1)}>{t('action.back')}</Button>}
        <Button look="primary" autoFocus onPress={() => { if (last) onClose(); else setAt(at + 1); }}>{last ? t('talk-tour.end') : t('action.next')}</Button>
      </div>
    </Float>
  );
}
