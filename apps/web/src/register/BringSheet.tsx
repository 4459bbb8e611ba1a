import { useState } from 'react';
import { useLocation } from 'wouter';
import type { SpaceId } from '@comity/contracts';
import type { BroughtFrom, Marking } from '@comity/sdk';
import { Button } from '../design/Button.js';
import { useText } from '../i18n/text.js';
import { PassSheet } from '../messaging/PassSheet.js';
import { SpacePick, useDestinations } from '../messaging/SpacePick.js';
import { broughtPath } from './place.js';
import { filesAmong } from './places.js';

interface Props { from: BroughtFrom; words: string; marking: Marking; /** Theirs to give. */ own: boolean; onClose(): void }

/** Chooses the case file in whose register something from elsewhere becomes an entry, and opens the form there. */
export function BringSheet({ from, words, marking, own, onClose }: Props) {
  const t = useText();
  return <PassSheet title={t('register.bring-title')} words={words} marking={marking} own={own} forbidden={t('register.bring-forbidden')} onClose={onClose}><Files from={from} marking={marking} own={own} onClose={onClose} /></PassSheet>;
}

function Files({ from, marking, own, onClose }: Omit<Props, 'words'>) {
  const t = useText();
  const [, navigate] = useLocation();
  const [to, setTo] = useState<SpaceId | null>(null);
  const files = filesAmong(useDestinations(marking, own, from.space));
  return (
    <>
      <p className="muted">{t('register.bring-note')}</p>
      {!own && marking.tlp === 'amber-strict' && <p>{t('talk-forward.amber-strict')}</p>}
      {files.length === 0 ? <p role="status">{t('register.bring-none')}</p> : <SpacePick label={t('register.bring-to')} spaces={files} to={to} onTo={setTo} />}
      <div className="row row-end">
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button look="primary" icon="register" isDisabled={to === null} onPress={() => { if (to !== null) navigate(broughtPath(to, from)); }}>{t('register.bring-open')}</Button>
      </div>
    </>
  );
}
