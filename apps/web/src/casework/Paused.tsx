import { Icon } from '../design/Icon.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';

/** A clock that stands still, since when, and why. */
export function Paused({ of: { pausedIn, pausedSince } }: { of: { pausedIn: string | null; pausedSince: string | null } }) {
  const t = useText();
  const format = useFormat();
  const words = pausedIn !== 'INFO_REQUESTED' || pausedSince === null ? t('request.clock-paused') : t('request.clock-paused-info', { since: format.moment(pausedSince) });
  return <span className="due due-far"><Icon name="pause" small /><span>{words}</span></span>;
}
