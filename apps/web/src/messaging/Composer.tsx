import { useRef, useState, type KeyboardEvent } from 'react';
import { handlingNames, type Handling } from './handling.js';
import type { SpaceView } from '@comity/sdk';
import { useAction, useOnline, usePerson } from '../client/hooks.js';
import { IconButton } from '../design/Button.js';
import { Icon } from '../design/Icon.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { useDraft } from './draft.js';

/** Longest text that fits a sealed item with its envelope and padding. */
const longest = 48_000;

/** Where messages are written. What is typed survives a reload; what is sent waits in the outbox when offline. */
export function Composer({ space }: { space: SpaceView }) {
  const t = useText();
  const online = useOnline();
  const { run, failure } = useAction();
  const box = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const [handling, setHandling] = useState<Handling>('none');
  const { loaded, typed } = useDraft(space.id, text, setText);

  const send = async (): Promise<void> => {
    const message = text.trim();
    if (message === '' || message.length > longest) return;
    typed();
    setText('');
    const id = await run(({ remote }) => remote.send(space.id, { text: message, marking: { handling, restriction: null, evaluation: null, tlp: null }, topic: null, reply: null, mentions: [], alert: false, poll: null, files: [] }));
    // Refused before it reached the outbox: give the words back.
    if (id === undefined) setText((now) => (now === '' ? message : now));
    box.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    // Enter that ends a composition (Chinese, Japanese, Korean) must not send.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };

  return (
    <form className="composer" onSubmit={(event) => { event.preventDefault(); void send(); }}>
      {!online && <p className="offline" role="status"><Icon name="offline" small />{t('composer.offline')}</p>}
      <FailureNotice failure={failure} />
      <div className="composer-box">
        <textarea ref={box} className="composer-text" dir="auto" rows={1} value={text} aria-label={t('composer.label')} placeholder={t('composer.placeholder')}
          aria-describedby="composer-readers" readOnly={!loaded} onChange={(event) => { typed(); setText(event.target.value); }} onKeyDown={onKeyDown} />
        <label className={handling === 'none' ? 'composer-handling' : 'composer-handling composer-handling-set'}>
          <Icon name="handling" small />
          <span className="visually-hidden">{t('handling.label')}</span>
          <select value={handling} onChange={(event) => setHandling(event.target.value as Handling)} title={t(`handling.${handling}`)}>
            {handlingNames.map((name) => <option key={name} value={name}>{name === 'none' ? t('handling.short-none') : t(`handling.${name}`)}</option>)}
          </select>
        </label>
        <IconButton type="submit" look="primary" icon="send" label={t('composer.send')} isDisabled={text.trim() === '' || text.length > longest} />
      </div>
      <Readers space={space} tooLong={text.length > longest} />
    </form>
  );
}

function Readers({ space, tooLong }: { space: SpaceView; tooLong: boolean }) {
  const t = useText();
  const person = usePerson();
  const authorities = new Set(space.members.flatMap((id) => person(id)?.authority.id ?? [])).size;
  return <p id="composer-readers" className={tooLong ? 'composer-note composer-note-bad' : 'composer-note'}>{tooLong ? t('composer.too-long') : t('composer.readers', { members: space.members.length, authorities })}</p>;
}
