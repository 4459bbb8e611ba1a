import { Button } from '../design/Button.js';
import { Copyable } from '../design/Copyable.js';
import { useText } from '../i18n/text.js';
import { Pin } from './Pin.js';
import { pinGroups } from './pin-groups.js';

/** The network exists: its pin goes out by another way than this service, and the officers sign in. */
export function Founded({ pin, onDone }: { pin: string; onDone(): void }) {
  const t = useText();
  return (
    <div className="stack">
      <h2>{t('pin.title')}</h2>
      <p>{t('set-up.pin')}</p>
      <Pin pin={pin} />
      <Copyable value={pinGroups(pin).join(' ')} label={t('pin.title')} />
      <p>{t('set-up.next')}</p>
      <Button look="primary" wide onPress={onDone}>{t('set-up.to-sign-in')}</Button>
    </div>
  );
}
