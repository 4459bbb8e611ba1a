import type { EntrySummary } from '@comity/sdk';
import { Icon } from '../design/Icon.js';
import { useText } from '../i18n/text.js';
import { Marks } from '../messaging/Marks.js';
import { plain } from '../messaging/marking.js';
import { EntryPlace } from './EntryPlace.js';

/** What sets an entry apart: how it may be used, whether it stands, what waits for somebody. */
export function EntryMarks({ entry }: { entry: EntrySummary }) {
  const t = useText();
  const { space, handling, evaluation, task, struck, proposals, changed } = entry;
  return (
    <>
      <EntryPlace space={space} />
      <Marks marking={{ ...plain, handling, evaluation }} />
      {struck && <span className="tag tag-ended">{t('register.struck')}</span>}
      {task && !struck && <span className={task.done ? 'tag tag-good' : 'tag'}>{task.done ? t('register.task-done') : t('register.task-open')}</span>}
      {!struck && proposals > 0 && <span className="tag tag-warning"><Icon name="alarm" small />{t('register.proposals', { count: proposals })}</span>}
      {changed.seq === null && <span className="tag">{t('register.queued')}</span>}
    </>
  );
}
