import type { EntrySummary } from '@comity/sdk';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { dateOf, taskState } from './listing.js';
import { noon } from './words.js';

/** The date of an entry; of a task whether it is late, in words as well. */
export function When({ entry }: { entry: EntrySummary }) {
  const t = useText();
  const format = useFormat();
  const date = dateOf(entry);
  if (date === null) return <span aria-hidden="true">–</span>;
  const words = format.date(noon(date));
  if (!entry.task || entry.struck) return <time dateTime={date}>{words}</time>;
  const state = taskState(entry.task);
  return state === 'late' ? <span className="register-late">{t('register.overdue', { date: words })}</span> : <span>{state === 'done' ? words : t('register.due', { date: words })}</span>;
}
