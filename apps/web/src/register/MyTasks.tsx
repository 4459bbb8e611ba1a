import './register.css';
import { Link } from 'wouter';
import type { MyTask } from '@comity/sdk';
import { useClient, useSpaces, useWatch } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Empty } from '../design/Empty.js';
import { Icon } from '../design/Icon.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { useSpaceTitle } from '../messaging/space-title.js';
import { Page } from '../shell/Page.js';
import { EntryMarks } from './EntryMarks.js';
import { taskState, type TaskState } from './listing.js';
import { entryPath } from './place.js';
import { When } from './When.js';

const states = ['late', 'open', 'done'] as const satisfies readonly TaskState[];

/** What this person has to do in all case files: what is overdue, what is open, what is done. */
export function MyTasks() {
  const t = useText();
  const { value: tasks, failure } = useWatch(useClient().watch('my tasks', (remote) => remote.myTasks(), ({ type }) => type === 'register' || type === 'spaces'));
  const groups = Map.groupBy(tasks ?? [], ({ task }) => taskState(task));
  return (
    <Page title={t('register.my-tasks')} lead={t('register.my-tasks-lead')}>
      <FailureNotice failure={failure} />
      {!tasks && !failure && <Busy />}
      {tasks?.length === 0 && <Empty title={t('register.my-tasks-none')}>{t('register.my-tasks-none-hint')}</Empty>}
      {states.map((state) => {
        const some = groups.get(state);
        return some && <section key={state} className="card my-tasks"><h2>{t(`register.tasks-${state}`, { count: some.length })}</h2><ul className="rows">{some.map((task) => <Row key={`${task.space} ${task.id}`} task={task} />)}</ul></section>;
      })}
    </Page>
  );
}

function Row({ task }: { task: MyTask }) {
  const t = useText();
  const titleOf = useSpaceTitle();
  const { value: spaces } = useSpaces();
  const kept = spaces?.find(({ id }) => id === task.space);
  // The mark names the compartment.
  const space = spaces?.find(({ id }) => id === kept?.within) ?? kept;
  return (
    <li>
      <Icon name="task" />
      <span className="row-words">
        <Link href={entryPath(task.space, task.id)} className="register-link"><bdi>{task.title}</bdi></Link>
        <span className="register-marks"><bdi className="muted">{space ? titleOf(space) : t('space.untitled')}</bdi><EntryMarks entry={task} /></span>
      </span>
      <When entry={task} />
    </li>
  );
}
