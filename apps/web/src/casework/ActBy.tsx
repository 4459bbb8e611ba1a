import type { WorkingDay } from '@comity/sdk';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { useStateName } from '../states/names.js';
import { DaysKnown } from './DaysKnown.js';

/** Beside an end that is still to come, and on which nobody works: the last working day before it, in whose State, and by whose word that is one. */
export function ActBy({ end: { at, actBy }, now, brief = false }: { end: { at: string; actBy: WorkingDay | null }; now: Date; brief?: boolean }) {
  const t = useText();
  const format = useFormat();
  const state = useStateName();
  if (actBy === null || Date.parse(at) <= now.getTime()) return null;
  // Of a day that is only a date, its noon falls on it everywhere.
  const on = format.day(`${actBy.date}T12:00:00`);
  return (
    <span className="act-by">
      <time dateTime={actBy.date}>{brief ? t('request.act-by', { on }) : t('request.act-by-in', { on, states: format.list(actBy.days.map((each) => isolated(state(each.state)))) })}</time>
      {!brief && <> <DaysKnown days={actBy.days} /></>}
    </span>
  );
}
