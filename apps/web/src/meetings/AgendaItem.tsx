import type { AuthorityId, MeetingSession, PublishedMeeting } from '@comity/contracts';
import { useNow } from '../casework/hooks.js';
import { useAction, useAuthority, useSelf, useWatch } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { useToast } from '../messaging/toast.js';
import { isLate, lateFor, withLate, withoutLate } from './agenda.js';
import { meetings } from './hooks.js';
import { onOwnClock, sessionDate, useSessionClock } from './session-clock.js';
import { useOfficesWatch } from './talks.js';
import { useWallFormat } from './wall.js';
import { ownZone, useZoned } from './zoned.js';

/** When and where, on the clock of the session, and on the reader's own where that shows another time. */
export function AgendaTime({ session, meeting }: { session: MeetingSession; meeting: PublishedMeeting }) {
  const t = useText();
  const { startsAt, endsAt, room } = meeting;
  const there = useSessionClock(session);
  const here = useZoned(ownZone());
  return (
    <span className="agenda-time">
      <time dateTime={startsAt}><strong>{there.span(meeting)}</strong> <span className="muted">{there.day(meeting)} · {there.name(meeting)}</span></time>
      {!onOwnClock(session.facts.zone, meeting) && <span className="agenda-own">{t('talks.own-time', { time: here.span(startsAt, endsAt), day: here.day(startsAt), zone: here.name(startsAt) })}</span>}
      {session.founder === null && <span>{room === null ? t('talks.room-none') : <bdi>{room.name}</bdi>}</span>}
    </span>
  );
}

/** Who else of the meeting said that they will be late. */
export function LateOthers({ meeting: { late = [] }, own }: { meeting: PublishedMeeting; own: AuthorityId }) {
  const t = useText();
  const wall = useWallFormat();
  const authority = useAuthority();
  return late.filter((each) => each.authority !== own).map(({ authority: id, to }) => <span key={id} className="row"><span className="tag tag-warning">{t('talks.late-others', { name: isolated(authority(id)?.name ?? t('request.authority-unknown')), time: wall.time(to) })}</span></span>);
}

/** One press says that this office will be late: the other side knows, and the secretariat, where there is one, plans around it. It can be taken back. */
export function LateButton({ session, meeting }: { session: MeetingSession; meeting: PublishedMeeting }) {
  const t = useText();
  const toast = useToast();
  const own = useSelf().authority;
  const watch = useOfficesWatch(session.id);
  const office = useWatch(watch).value?.find(({ authority }) => authority === own);
  const { run, busy, failure } = useAction();
  const now = useNow();
  if (!office || session.facts.state === 'closed' || new Date(meeting.endsAt) < now) return null;
  const span = lateFor(meeting);
  const away = office.away ?? [];
  const told = isLate(away, span);
  const tell = async (late: boolean): Promise<void> => {
    const done = await run(async ({ remote }) => {
      // As it stands now: somebody of the office may have changed it.
      const held = (await meetings(remote).offices(session.id)).find(({ authority }) => authority === own);
      if (!held) return false;
      await meetings(remote).setAvailability(session.id, own, held.version, (late ? withLate : withoutLate)(held.away ?? [], span, sessionDate(session, now)), held.remote);
      return true;
    });
    await watch.refresh();
    if (done) toast(late ? { text: t('talks.late-told'), undo: () => void tell(false) } : { text: t('talks.late-back') });
  };
  return (
    <span className="agenda-late">
      {told && <span className="tag tag-warning">{t('talks.late-stands')}</span>}
      <Button icon={told ? 'close' : 'alarm'} isPending={busy} onPress={() => void tell(!told)}>{t(told ? 'talks.late-undo' : 'talks.late')}</Button>
      <FailureNotice failure={failure} />
    </span>
  );
}
