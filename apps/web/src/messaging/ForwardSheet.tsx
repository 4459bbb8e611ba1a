import { useState } from 'react';
import { useLocation } from 'wouter';
import type { SpaceId } from '@comity/contracts';
import type { SpaceView } from '@comity/sdk';
import { useAction } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Field } from '../design/Field.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { isOwnWords } from './forwarding.js';
import { refOf, type Message } from './message.js';
import { PassSheet } from './PassSheet.js';
import { spacePath } from './place.js';
import { SpacePick, useDestinations } from './SpacePick.js';

/** Sends a message on, with its codes and its origin. */
export function ForwardSheet({ message, space, onClose }: { message: Message; space: SpaceView; onClose(): void }) {
  const t = useText();
  return <PassSheet title={t('talk-forward.title')} words={message.text} marking={message} own={isOwnWords(message)} forbidden={t('talk-forward.forbidden')} onClose={onClose}><Destinations message={message} from={space} onClose={onClose} /></PassSheet>;
}

function Destinations({ message, from, onClose }: { message: Message; from: SpaceView; onClose(): void }) {
  const t = useText();
  const [, navigate] = useLocation();
  const { run, busy, failure } = useAction();
  const [to, setTo] = useState<SpaceId | null>(null);
  const [comment, setComment] = useState('');
  const own = isOwnWords(message);
  const allowed = useDestinations(message, own, from.id);
  const forward = async (): Promise<void> => {
    const on = refOf(message);
    if (to === null || on === null) return;
    const id = await run(({ remote }) => remote.forward({ space: from.id, on }, to, comment.trim()));
    if (id !== undefined) { onClose(); navigate(spacePath(to)); }
  };
  return (
    <>
      <p className="muted">{t('talk-forward.note')}</p>
      {!own && message.tlp === 'amber-strict' && <p>{t('talk-forward.amber-strict')}</p>}
      <SpacePick label={t('talk-forward.to')} spaces={allowed} to={to} onTo={setTo} />
      <Field label={t('talk-forward.comment')} value={comment} onChange={setComment} autoComplete="off" maxLength={2000} />
      <FailureNotice failure={failure} />
      <div className="row row-end">
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button look="primary" icon="pass" isDisabled={to === null} isPending={busy} onPress={() => void forward()}>{t('talk-forward.send')}</Button>
      </div>
    </>
  );
}
