import { Icon } from '../design/Icon.js';
import { useText } from '../i18n/text.js';

/** A clock that stands still, and why. */
export function Paused({ in: state }: { in: string | null }) {
  const t = useText();
  return <span className="due due-far"><Icon name="pause" small /><span>{state === 'INFO_REQUESTED' ? t('request.clock-paused-info') : t('request.clock-paused')}</span></span>;
}
