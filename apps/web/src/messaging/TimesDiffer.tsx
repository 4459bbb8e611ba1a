import type { Instant } from '@comity/contracts';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';

/** The time that somebody's device claims and the service's, where they are minutes apart. `stored`: null as long as it is on its way. */
export function TimesDiffer({ written, stored, className }: { written: Instant; stored: Instant | null; className: string }) {
  const t = useText();
  const format = useFormat();
  if (stored === null || Math.abs(Date.parse(stored) - Date.parse(written)) <= 5 * 60_000) return null;
  return <p className={className}>{t('message.times-differ', { written: format.moment(written), stored: format.moment(stored) })}</p>;
}
