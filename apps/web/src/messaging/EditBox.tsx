import { useEffect, useRef, useState } from 'react';
import type { SpaceView } from '@comity/sdk';
import { useAction } from '../client/hooks.js';
import { Button, IconButton } from '../design/Button.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { Answering } from './Answering.js';
import { longest } from './Composer.js';
import { useMentionables, withWrittenMentions } from './mentionables.js';
import { refOf, type Message } from './message.js';
import { trimmed, type Words } from './words.js';
import { WordsField } from './WordsField.js';

/** Changes the words of a message of one's own, in the composer's place; the draft waits behind it. */
export function EditBox({ space, message, onDone }: { space: SpaceView; message: Message; onDone(): void }) {
  const t = useText();
  const { run, busy, failure } = useAction();
  const box = useRef<HTMLTextAreaElement>(null);
  const [words, setWords] = useState<Words>({ text: message.text, mentions: message.mentions });
  const mentionables = useMentionables(space);
  useEffect(() => {
    const field = box.current;
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
  }, []);
  const ready = words.text.trim() !== '' && words.text.length <= longest && words.text.trim() !== message.text;
  const save = async (): Promise<void> => {
    const on = refOf(message);
    if (words.text.trim() === message.text) { onDone(); return; }
    if (!ready || on === null) return;
    const { text, mentions } = trimmed(withWrittenMentions(words, mentionables));
    if (await run(({ remote }) => remote.edit(space.id, on, text, mentions).then(() => true))) onDone();
  };
  return (
    <form className="composer" onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <FailureNotice failure={failure} />
      <Answering about={{ kind: 'edit', message }} onCancel={onDone} />
      <div className="composer-box">
        <WordsField box={box} words={words} mentionables={mentionables} label={t('talk-edit.label')} placeholder="" describedBy="edit-note" onChange={setWords} onSubmit={() => void save()} onEscape={onDone} />
        <div className="composer-tools">
          <span className="composer-gap" />
          <Button onPress={onDone}>{t('action.cancel')}</Button>
          <IconButton type="submit" look="primary" icon="check" label={t('talk-edit.save')} isDisabled={!ready || busy} />
        </div>
      </div>
      <p id="edit-note" className="composer-note">{t('talk-edit.note')}</p>
    </form>
  );
}
