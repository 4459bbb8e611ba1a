import { useEffect, useId, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { useText } from '../i18n/text.js';
import { matching, type Mentionable } from './mentionables.js';
import { mentionBefore, mentioned, retyped, type Words } from './words.js';

interface Props {
  box: RefObject<HTMLTextAreaElement | null>; words: Words; mentionables: Mentionable[]; label: string; placeholder: string; describedBy: string; readOnly?: boolean;
  onChange(words: Words): void; onSubmit(): void; onEscape?: () => void; onEmptyUp?: () => void; onPageUp?: () => void;
}

/** Text with mentions: an `@` opens a list that the keyboard moves in while the caret stays in the text (WAI-ARIA, autocomplete). */
export function WordsField({ box, words, mentionables, label, placeholder, describedBy, readOnly = false, onChange, onSubmit, onEscape, onEmptyUp, onPageUp }: Props) {
  const t = useText();
  const id = useId();
  const [caret, setCaret] = useState(0);
  const [at, setAt] = useState(0);
  const [dismissed, setDismissed] = useState<number | null>(null);
  const moveTo = useRef<number | null>(null);
  const typed = mentionBefore(words, caret);
  const found = typed && typed.at !== dismissed ? matching(mentionables, typed.query) : [];
  const open = found.length > 0;
  const current = Math.min(at, found.length - 1);

  useEffect(() => {
    if (moveTo.current === null) return;
    box.current?.setSelectionRange(moveTo.current, moveTo.current);
    moveTo.current = null;
  }, [words, box]);

  const choose = (choice: Mentionable | undefined): void => {
    if (!choice || !typed) return;
    const next = mentioned(words, typed.at, caret, choice.name, choice.who);
    moveTo.current = next.caret;
    setCaret(next.caret);
    setAt(0);
    onChange(next.words);
    box.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    // Enter that ends a composition (Chinese, Japanese, Korean) must not send.
    if (event.nativeEvent.isComposing) return;
    if (open && listKey(event)) { event.preventDefault(); return; }
    if (event.key === 'Enter' && !event.shiftKey) { event.preventDefault(); onSubmit(); }
    if (event.key === 'Escape' && onEscape) { event.preventDefault(); onEscape(); }
    if (event.key === 'ArrowUp' && words.text === '' && !event.altKey && onEmptyUp) { event.preventDefault(); onEmptyUp(); }
    if (event.key === 'PageUp' && onPageUp) { event.preventDefault(); onPageUp(); }
  };
  const listKey = ({ key }: KeyboardEvent): boolean => {
    if (key === 'ArrowDown' || key === 'ArrowUp') { setAt((current + (key === 'ArrowDown' ? 1 : -1) + found.length) % found.length); return true; }
    if (key === 'Enter' || key === 'Tab') { choose(found[current]); return true; }
    if (key === 'Escape') { setDismissed(typed?.at ?? null); return true; }
    return false;
  };

  return (
    <div className="words-field">
      {open && (
        <div id={id} className="mention-list" role="listbox" aria-label={t('talk-mention.label')}>
          {found.map((each, index) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the text field's, which keeps the focus
            <div key={each.key} id={`${id}-${index}`} role="option" aria-selected={index === current} tabIndex={-1} onPointerMove={() => setAt(index)} onPointerDown={(event) => event.preventDefault()} onClick={() => choose(each)}>
              <bdi className="mention-name">{each.name}</bdi> <span className="muted">{each.detail}</span>
            </div>
          ))}
        </div>
      )}
      <textarea ref={box} className="composer-text" dir={words.text === '' ? undefined : 'auto'} rows={1} value={words.text} aria-label={label} placeholder={placeholder} aria-describedby={describedBy} aria-autocomplete="list"
        {...(open ? { 'aria-controls': id, 'aria-activedescendant': `${id}-${current}` } : {})} readOnly={readOnly} onKeyDown={onKeyDown}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)} onChange={(event) => { setCaret(event.target.selectionStart); setAt(0); if (dismissed !== null && event.target.value[dismissed] !== '@') setDismissed(null); onChange(retyped(words, event.target.value)); }} />
      <p className="visually-hidden" role="status">{open ? t('talk-mention.found', { count: found.length }) : ''}</p>
    </div>
  );
}
