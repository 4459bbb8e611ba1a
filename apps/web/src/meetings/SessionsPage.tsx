import { Link } from 'wouter';
import type { MeetingSessionSummary } from '@comity/contracts';
import { useNow } from '../casework/hooks.js';
import { Busy } from '../design/Busy.js';
import { Empty } from '../design/Empty.js';
import { Icon } from '../design/Icon.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { Page } from '../shell/Page.js';
import { useSecretary, useSessions } from './hooks.js';
import { sessionPath } from './place.js';
import { SessionSigns } from './SessionSigns.js';
import { useWallFormat } from './wall.js';

/** Sessions that this person attends or prepares, the next one first. */
export function SessionsPage() {
  const t = useText();
  const secretary = useSecretary();
  const { value: sessions, failure } = useSessions();
  const add = <Link href={secretary ? '/sessions/new' : '/sessions/talks'} className="button button-primary"><Icon name="plus" /><span>{t(secretary ? 'hall.new' : 'talks.begin')}</span></Link>;
  const now = useNow().toISOString();
  // Nobody closes talks that an office began.
  const over = ({ state, founder, endsAt }: MeetingSessionSummary): boolean => state === 'closed' || (founder !== null && endsAt < now);
  const coming = sessions?.filter((each) => !over(each)) ?? [];
  const past = sessions?.filter(over).reverse() ?? [];
  return (
    <Page title={t('hall.title')} lead={t('hall.lead')} actions={<><Link href="/sessions/days" className="button button-plain"><Icon name="calendar" /><span>{t('days.title')}</span></Link>{add}</>}>
      <FailureNotice failure={failure} />
      <SessionSigns />
      {!sessions && !failure && <Busy />}
      {sessions?.length === 0 && <Empty title={t('hall.none')}>{t(secretary ? 'hall.none-secretary' : 'hall.none-hint')}</Empty>}
      {coming.length > 0 && <List label={t('hall.coming')} sessions={coming} />}
      {past.length > 0 && <List label={t('hall.past')} sessions={past} />}
    </Page>
  );
}

function List({ label, sessions }: { label: string; sessions: readonly MeetingSessionSummary[] }) {
  const t = useText();
  const wall = useWallFormat();
  return (
    <section className="card">
      <h2>{label}</h2>
      <ul className="rows">
        {sessions.map(({ id, title, kind, place, state, firstDate, lastDate, offices, published }) => (
          <li key={id}>
            <Icon name="calendar" />
            <span className="row-words">
              <Link href={sessionPath(id)}><bdi>{title}</bdi></Link>
              <span className="muted">{t(`hall.kind-${kind}`)} · {wall.range(firstDate, lastDate)}{place !== null && <> · {isolated(place)}</>}</span>
              <span className="muted">{t('hall.office-count', { count: offices })} · {published === 0 ? t('hall.unpublished') : t('hall.published', { version: published })}</span>
            </span>
            <span className={state === 'open' ? 'tag tag-good' : 'tag'}>{t(`hall.state-${state}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
