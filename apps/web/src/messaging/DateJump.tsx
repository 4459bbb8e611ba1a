import { useState, type RefObject } from 'react';
import type { Instant } from '@comity/contracts';
import { Button } from '../design/Button.js';
import { Float } from '../design/Float.js';
import { useText } from '../i18n/text.js';

const dayOf = (date: Date): string => `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;

/** To the first message of a day, by the clock of this browser. */
export function DateJump({ anchor, onJump, onClose }: { anchor: RefObject<HTMLElement | null>; onJump(instant: Instant): void; onClose(): void }) {
  const t = useText();
  const [today] = useState(() => dayOf(new Date()));
  const [day, setDay] = useState(today);
  const start = new Date(`${day}T00:00:00`);
  const valid = !Number.isNaN(start.getTime());
  return (
    <Float anchor={anchor} label={t('talk-date.title')} onClose={onClose}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); if (valid) { onClose(); onJump(start.toISOString() as Instant); } }}>
        <label className="field"><span>{t('talk-day.day')}</span><input type="date" className="input" value={day} max={today} required autoFocus onChange={(event) => setDay(event.target.value)} /></label>
        <Button look="primary" type="submit" isDisabled={!valid}>{t('talk-day.go')}</Button>
      </form>
    </Float>
  );
}
