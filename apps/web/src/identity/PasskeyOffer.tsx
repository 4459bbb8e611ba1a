import { useState } from 'react';
import { Button } from '../design/Button.js';
import { Notice } from '../design/Notice.js';
import { useAction } from '../client/hooks.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { suggestDeviceName } from './device-name.js';
import { Frame } from './Frame.js';
import { addPasskey } from './passkey.js';

/** At the end of enrolment: a passkey makes the next sign-in one touch, and cannot be phished. Where it can, it opens the vault, too. */
export function PasskeyOffer({ onDone }: { onDone(): void }) {
  const t = useText();
  const { run, busy, failure } = useAction();
  const [made, setMade] = useState<'declined' | 'signs-in' | null>(null);
  const make = async (): Promise<void> => {
    const added = await run((client) => addPasskey(client, suggestDeviceName(navigator.userAgent)));
    if (added?.opens === true) onDone();
    else if (added !== undefined) setMade(added === null ? 'declined' : 'signs-in');
  };
  return (
    <Frame title={t('passkey.offer-title')} lead={t('devices.passkey-offer')}>
      <div className="stack">
        {made !== 'signs-in' && <Button look="primary" icon="key" wide isPending={busy} onPress={() => void make()}>{t('passkey.add')}</Button>}
        {made === 'declined' && <p role="status" className="muted">{t('sign-in.passkey-cancelled')}</p>}
        {made === 'signs-in' && <Notice tone="info" title={t('devices.passkey-signs-in')} role="status"><p>{t('devices.passkey-signs-in-hint')}</p></Notice>}
        <FailureNotice failure={failure} />
        <Button look={made === 'signs-in' ? 'primary' : 'quiet'} wide onPress={onDone}>{made === 'signs-in' ? t('action.next') : t('passkey.later')}</Button>
      </div>
    </Frame>
  );
}
