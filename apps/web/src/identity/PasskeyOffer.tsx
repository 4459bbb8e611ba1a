import { useState } from 'react';
import { Button } from '../design/Button.js';
import { useAction } from '../client/hooks.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { suggestDeviceName } from './device-name.js';
import { Frame } from './Frame.js';
import { addPasskey } from './passkey.js';

/** At the end of enrolment: a passkey makes the next sign-in one touch, and cannot be phished. */
export function PasskeyOffer({ onDone }: { onDone(): void }) {
  const t = useText();
  const { run, busy, failure } = useAction();
  const [declined, setDeclined] = useState(false);
  const make = async (): Promise<void> => {
    const made = await run((client) => addPasskey(client, suggestDeviceName(navigator.userAgent)));
    if (made === true) onDone();
    if (made === false) setDeclined(true);
  };
  return (
    <Frame title={t('passkey.offer-title')} lead={t('passkey.offer-lead')}>
      <div className="stack">
        <Button look="primary" icon="key" wide isPending={busy} onPress={() => void make()}>{t('passkey.add')}</Button>
        {declined && <p role="status" className="muted">{t('sign-in.passkey-cancelled')}</p>}
        <FailureNotice failure={failure} />
        <Button look="quiet" wide onPress={onDone}>{t('passkey.later')}</Button>
      </div>
    </Frame>
  );
}
