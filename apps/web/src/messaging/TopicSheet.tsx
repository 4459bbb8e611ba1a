import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { useLocation } from 'wouter';
import type { SpaceView, TopicView } from '@comity/sdk';
import { useAction } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Field } from '../design/Field.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { spacePath } from './place.js';

/** Opens a topic, or gives one another title. */
export function TopicSheet({ space, topic, onClose }: { space: SpaceView; topic: TopicView | null; onClose(): void }) {
  const t = useText();
  const [, navigate] = useLocation();
  const { run, busy, failure } = useAction();
  const [title, setTitle] = useState(topic?.title ?? '');
  const clean = title.trim();
  const taken = space.topics.some((each) => each.id !== topic?.id && each.title === clean);
  const submit = async (): Promise<void> => {
    if (clean === '' || taken) return;
    if (topic === null) {
      const id = await run(({ remote }) => remote.createTopic(space.id, clean));
      if (id === undefined) return;
      navigate(spacePath(space.id, id));
    } else {
      const { id, seq } = topic;
      if (seq === null) return;
      if (await run(({ remote }) => remote.renameTopic(space.id, { id, seq }, clean).then(() => true)) !== true) return;
    }
    onClose();
  };
  return (
    <Sheet title={topic === null ? t('talk-topic.new') : t('talk-topic.rename')} onClose={onClose}>
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <p className="muted">{t('talk-topic-new.hint')}</p>
        <Field label={t('channel.title')} value={title} onChange={setTitle} isRequired autoFocus maxLength={120} autoComplete="off" error={taken ? t('talk-topic-new.taken') : undefined} />
        <FailureNotice failure={failure} />
        <div className="row row-end">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit" isDisabled={clean === '' || taken} isPending={busy}>{topic === null ? t('talk-topic-new.create') : t('talk-topic.rename')}</Button>
        </div>
      </Form>
    </Sheet>
  );
}
