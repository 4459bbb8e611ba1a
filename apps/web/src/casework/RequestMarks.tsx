import { Icon } from '../design/Icon.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import type { Row } from './listing.js';
import { NextClock } from './NextClock.js';
import { Paused } from './Paused.js';

export function Urgent() {
  const t = useText();
  return <span className="tag tag-urgent"><Icon name="alarm" small />{t('request.urgent')}</span>;
}

/** How each side calls it among its own files. */
export function ReferenceMarks({ row: { matter: { references: { ours, theirs } } } }: { row: Row }) {
  const t = useText();
  return <>{ours !== null && <span className="muted request-reference">{t('request.reference-is-ours', { reference: isolated(ours) })}</span>}{theirs !== null && <span className="muted request-reference">{t('request.reference-is-theirs', { reference: isolated(theirs) })}</span>}</>;
}

/** The period of it that ends next, or is over longest; or that it stands still. */
export function NextDue({ row: { next, matter }, now }: { row: Row; now: Date }) {
  if (next !== null) return <NextClock clock={next} now={now} />;
  const paused = matter.clocks.find((clock) => clock.paused);
  return paused === undefined ? null : <Paused of={paused} />;
}
