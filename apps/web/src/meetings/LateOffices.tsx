import { lateNow } from '@comity/casework';
import type { AwaySpan, MeetingSession } from '@comity/contracts';
import { useNow } from '../casework/hooks.js';
import { useAuthority } from '../client/hooks.js';
import { Notice } from '../design/Notice.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { useStateName } from '../states/names.js';
import { useOffices } from './hooks.js';
import { useLateSeen } from './SessionSigns.js';
import { useWallFormat } from './wall.js';

/** To the secretariat, over timetable and set-up: who said that they will be late, and until when. */
export function LateOffices({ session: { id, slots } }: { session: MeetingSession }) {
  const t = useText();
  const authority = useAuthority();
  const state = useStateName();
  const wall = useWallFormat();
  const late = lateNow(useOffices(id).value ?? [], slots, useNow());
  useLateSeen(id);
  if (late.length === 0) return null;
  const until = ({ date, to }: AwaySpan): string => wall.row(wall.day(date), wall.time(to));
  return (
    <Notice tone="warning" role="status" title={t('hall.late-offices', { count: new Set(late.map((each) => each.authority)).size })}>
      <ul className="talk-changes">
        {late.map(({ authority: of, span }) => {
          const found = authority(of);
          return <li key={`${of} ${span.date} ${span.from}`}>{t('hall.late-until', { name: found ? `${state(found.state)} · ${isolated(found.name)}` : t('hall.office-unknown'), at: until(span) })}</li>;
        })}
      </ul>
    </Notice>
  );
}
