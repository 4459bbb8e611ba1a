import { Icon } from '../design/Icon.js';
import { useText } from '../i18n/text.js';
import { Due } from './Due.js';
import { useDue } from './hooks.js';
import type { Row } from './listing.js';

export function Urgent() {
  const t = useText();
  return <span className="tag tag-urgent"><Icon name="alarm" small />{t('request.urgent')}</span>;
}

/** Its next deadline, or the one that is over longest. */
export function NextDue({ row: { next }, now }: { row: Row; now: Date }) {
  const due = useDue();
  return next && <Due {...due(next.at, now)} at={next.at} />;
}
