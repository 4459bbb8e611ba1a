import type { ClockView } from '@comity/sdk';
import { usePerson } from '../client/hooks.js';
import { Icon } from '../design/Icon.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { useStateName } from '../states/names.js';
import { ActBy } from './ActBy.js';
import { DaysKnown } from './DaysKnown.js';
import { Due } from './Due.js';
import { useDistance, useDue, useNow } from './hooks.js';
import { Article } from './Article.js';
import { Paused } from './Paused.js';
import { useLawWords } from './words.js';

/** Periods that run, counted down in words; those that ended say when. Both sides see the same. */
export function Clocks({ clocks }: { clocks: readonly ClockView[] }) {
  const t = useText();
  const words = useLawWords();
  const format = useFormat();
  const state = useStateName();
  const now = useNow();
  if (clocks.length === 0) return null;
  return (
    <div>
      <h3>{t('request.clocks')}</h3>
      <ul className="clocks">
        {clocks.map((clock) => (
          <li key={`${clock.id} ${clock.article}`}>
            <span>{words.clock(clock.id)} <Article article={clock.article} verified={clock.verified} /></span>
            <span className="clock-when">
              <Count clock={clock} now={now} />
              {clock.workingDaysOf !== null && clock.workingDaysOf.length > 0 && <span className="muted">{t('request.clock-working', { states: format.list(clock.workingDaysOf.map((each) => isolated(state(each.state)))) })}</span>}
              {clock.workingDaysOf !== null && <DaysKnown days={clock.workingDaysOf} />}
              {clock.status !== 'paused' && <ActBy brief={clock.workingDaysOf !== null} end={{ at: clock.endsAt, actBy: clock.actBy }} now={now} />}
              {clock.seen.map((seen) => <Seen key={seen.actor} seen={seen} />)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Count({ clock, now }: { clock: ClockView; now: Date }) {
  const t = useText();
  const format = useFormat();
  const due = useDue();
  const distance = useDistance();
  const quiet = (words: string) => <span className="due due-far"><Icon name="check" small /><span>{words}</span></span>;
  if (clock.status === 'stopped') return quiet(t('request.clock-stopped', { on: format.moment(clock.stoppedAt ?? clock.dueAt) }));
  if (clock.status === 'paused') return <Paused of={clock} />;
  const ended = Date.parse(clock.endsAt) <= now.getTime();
  const on = format.moment(clock.endsAt);
  if (clock.meaning === 'at-least') return quiet(ended ? t('request.clock-least-over', { on }) : t('request.clock-least', { when: distance(clock.endsAt, now), on }));
  if (clock.meaning === 'lapse') return quiet(ended ? t('request.clock-lapsed', { on }) : t('request.clock-lapses', { when: distance(clock.endsAt, now), on }));
  // Past its days but not past its last moment, it is not late yet.
  if (Date.parse(clock.dueAt) <= now.getTime() && !ended) return <Due {...due(clock.latestAt, now)} at={clock.latestAt} tone="near" />;
  return <Due {...due(clock.latestAt, now)} at={clock.latestAt} />;
}

/** Who acknowledged its alarm, and for which side. */
function Seen({ seen: { actor, by, at } }: { seen: ClockView['seen'][number] }) {
  const t = useText();
  const format = useFormat();
  const words = useLawWords();
  const name = usePerson()(by)?.name ?? t('person.unknown');
  return <span className="muted">{t('request.alarm-seen', { name: isolated(name), side: words.actor(actor), on: format.moment(at) })}</span>;
}
