import './opened.css';
import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { Failure, Marking, PollInput } from '@comity/sdk';
import { Button, IconButton } from '../design/Button.js';
import { Segments } from '../design/Choice.js';
import { Field } from '../design/Field.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { Marks } from './Marks.js';

const mostOptions = 10;

/** A question with answers to choose from; a message like any other, with the codes chosen for it. */
export function PollSheet({ question: begun, marking, failure, onSend, onClose }: { question: string; marking: Marking; failure: Failure | null; onSend(question: string, poll: PollInput): Promise<void>; onClose(): void }) {
  const t = useText();
  const [question, setQuestion] = useState(begun);
  const [options, setOptions] = useState(['', '']);
  const [multiple, setMultiple] = useState(false);
  const [busy, setBusy] = useState(false);
  const given = options.map((option) => option.trim()).filter((option) => option !== '');
  const twice = new Set(given).size < given.length;
  const ready = question.trim() !== '' && given.length >= 2 && !twice;
  const send = async (): Promise<void> => {
    if (!ready) return;
    setBusy(true);
    await onSend(question, { options: given, multiple });
    setBusy(false);
  };
  return (
    <Sheet title={t('talk-poll.new')} onClose={onClose}>
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); void send(); }}>
        <Marks marking={marking} />
        <Field label={t('talk-poll-new.question')} value={question} onChange={setQuestion} isRequired autoFocus maxLength={2000} autoComplete="off" />
        <div className="poll-options" role="group" aria-label={t('talk-poll-new.options')}>
          {options.map((option, index) => (
            <div key={index} className="poll-row">
              <Field label={t('talk-poll-new.option', { number: index + 1 })} value={option} onChange={(text) => setOptions(options.map((each, i) => (i === index ? text : each)))} maxLength={200} autoComplete="off" />
              {options.length > 2 && <IconButton icon="close" label={t('talk-poll-new.remove-option', { number: index + 1 })} onPress={() => setOptions(options.filter((_, i) => i !== index))} />}
            </div>
          ))}
        </div>
        {twice && <p className="field-error" role="status">{t('talk-poll-new.twice')}</p>}
        {options.length < mostOptions && <div className="row"><Button icon="plus" onPress={() => setOptions([...options, ''])}>{t('talk-poll-new.add-option')}</Button></div>}
        <Segments label={t('talk-poll-new.choices')} value={multiple ? 'many' : 'one'} onChange={(value) => setMultiple(value === 'many')} options={[{ value: 'one', label: t('talk-poll-new.one') }, { value: 'many', label: t('talk-poll-new.many') }]} />
        <p className="hint">{t('talk-poll-new.hint')}</p>
        <FailureNotice failure={failure} />
        <div className="row row-end">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit" icon="send" isDisabled={!ready} isPending={busy}>{t('composer.send')}</Button>
        </div>
      </Form>
    </Sheet>
  );
}
