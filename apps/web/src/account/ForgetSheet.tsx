import { useClient, useSelf, useWatch } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Sheet } from '../design/Sheet.js';
import { useText } from '../i18n/text.js';
import { OwnedAlone, useOwnedAlone } from '../messaging/OwnedAlone.js';

/** Erases this browser's part. With a person's only device they leave every conversation: who alone owns one is told. */
export function ForgetSheet({ onForget, onClose }: { onForget(): void; onClose(): void }) {
  const t = useText();
  const { practitioner } = useSelf();
  const devices = useWatch(useClient().devices()).value;
  const alone = useOwnedAlone(practitioner);
  const known = devices !== undefined;
  // Warned also as long as it is not known whether there are others.
  const last = !known || devices.filter((device) => device.current).length < 2;
  return (
    <Sheet title={t('account.forget')} onClose={onClose}>
      <p>{t('account.forget-confirm')}</p>
      <OwnedAlone spaces={last ? alone : []} title={t('owner.last-device', { count: alone.length })}>{t('owner.last-device-text', { known: known ? 'yes' : 'no' })}</OwnedAlone>
      <div className="row row-end">
        <Button onPress={onClose} autoFocus>{t('action.cancel')}</Button>
        <Button look="danger" onPress={onForget}>{t('account.forget')}</Button>
      </div>
    </Sheet>
  );
}
