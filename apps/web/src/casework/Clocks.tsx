import type { RunningClock } from '@comity/sdk';
import { Icon } from '../design/Icon.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { Due } from './Due.js';
import { useDistance, useDue, useNow } from './hooks.js';
import { Article } from './Article.js';
import { useLawWords } from './words.js';

/** Periods that run, counted down in words; those that ended say when. */
export function Clocks({ clocks }: { clocks: readonly RunningClock[] }) {
  const t = useText();
  const words = useLawWords();
  if (clocks.length === 0) return null;
  return (
    <div>
      <h3>{t('request.clocks')}</h3>
      <ul className="clocks">
        {clocks.map((clock) => (
          <li key={`${clock.id} ${clock.article}`}>
            <span>{words.clock(clock.id)} <Article article={clock.article} verified={clock.verified} /></span>
            <Count clock={clock} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Count({ clock }: { clock: RunningClock }) {
  const t = useText();
  const format = useFormat();
  const due = useDue();
  const distance = useDistance();
  const now = useNow();
  const quiet = (words: string) => <span className="due due-far"><Icon name="check" small /><span>{words}</span></span>;
  if (clock.status === 'stopped') return quiet(t('request.clock-stopped', { on: format.moment(clock.stoppedAt ?? clock.dueAt) }));
  if (clock.status === 'paused') return <span className="due due-far"><Icon name="pause" small /><span>{t('request.clock-paused')}</span></span>;
  const past = Date.parse(clock.dueAt) <= now.getTime();
  if (clock.meaning === 'at-least') return quiet(past ? t('request.clock-least-over', { on: format.moment(clock.dueAt) }) : t('request.clock-least', { when: distance(clock.dueAt, now), on: format.moment(clock.dueAt) }));
  if (clock.meaning === 'lapse') return quiet(past ? t('request.clock-lapsed', { on: format.moment(clock.dueAt) }) : t('request.clock-lapses', { when: distance(clock.dueAt, now), on: format.moment(clock.dueAt) }));
  // Past its days but not past its last moment, it is not late yet.
  if (past && Date.parse(clock.latestAt) > now.getTime()) return <Due {...due(clock.latestAt, now)} at={clock.latestAt} tone="near" />;
  return <Due {...due(clock.latestAt, now)} at={clock.latestAt} />;
}
