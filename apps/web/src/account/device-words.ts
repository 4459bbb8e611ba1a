import type { DeviceView } from '@comity/sdk';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';

/** In words: since when a device counts, and for how much longer if nobody uses it. */
export function useDeviceWords(): (device: DeviceView) => string {
  const t = useText();
  const format = useFormat();
  return ({ certifiedAt, renewedAt, until, expired, current }) => {
    const words = [t('device.certified', { moment: format.moment(certifiedAt) })];
    if (expired && until !== null) words.push(t('devices.expired-at', { moment: format.moment(until) }));
    if (current && renewedAt > certifiedAt) words.push(t('devices.renewed-at', { moment: format.moment(renewedAt) }));
    if (current && until !== null) words.push(t('devices.valid-until', { moment: format.moment(until) }));
    return words.join(' · ');
  };
}
