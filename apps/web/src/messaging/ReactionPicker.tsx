import './opened.css';
import { useState, type RefObject } from 'react';
import { Button } from '../design/Button.js';
import { Float } from '../design/Float.js';
import { useText } from '../i18n/text.js';
import { oneEmoji, reactions } from './reactions.js';

/** A few words that do for most answers, and any one emoji from the keyboard. */
export function ReactionPicker({ anchor, mine, onReact, onClose }: { anchor: RefObject<HTMLElement | null>; mine: readonly string[]; onReact(emoji: string, set: boolean): void; onClose(): void }) {
  const t = useText();
  const [typed, setTyped] = useState('');
  const emoji = oneEmoji(typed);
  return (
    <Float anchor={anchor} label={t('talk-action.react')} onClose={onClose}>
      <div className="reaction-set">
        {reactions.map((each, i) => (
          <Button key={each.emoji} autoFocus={i === 0} onPress={() => onReact(each.emoji, !mine.includes(each.emoji))} look={mine.includes(each.emoji) ? 'primary' : 'plain'}>{t(each.text)}</Button>
        ))}
      </div>
      <form className="reaction-own" onSubmit={(event) => { event.preventDefault(); if (emoji !== null) onReact(emoji, true); }}>
        <input className="input" value={typed} aria-label={t('talk-reaction.own')} placeholder={t('talk-reaction.own')} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
        <Button type="submit" isDisabled={emoji === null}>{t('talk-reaction.add')}</Button>
      </form>
    </Float>
  );
}
