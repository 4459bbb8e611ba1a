import { useText } from '../i18n/text.js';
import { pinGroups } from './pin-groups.js';

/** The network's pin in groups that two people can read to each other. */
export function Pin({ pin }: { pin: string }) {
  const t = useText();
  return <ol className="pin" dir="ltr" aria-label={t('pin.title')}>{pinGroups(pin).map((group, i) => <li key={i}><code>{group}</code></li>)}</ol>;
}
