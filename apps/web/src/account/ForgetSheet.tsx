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
  const last = devices !== undefined && devices.filter((device) => device.current).length < 2;
  return (
    <Sheet title={t('account.forget')} onClose={onClose}>
      <p>{t('account.forget-confirm')}</p>
      {last && alone.length > 0 && <OwnedAlone spaces={alone} title={t('owner.last-device', { count: alone.length })}>{t('owner.last-device-text')}</OwnedAlone>}
      <div className="row row-end">
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button look="danger" onPress={onForget} autoFocus>{t('account.forget')}</Button>
      </div>
    </Sheet>
  );
}
