import type { MatterClock } from '@comity/sdk';
import { Icon } from '../design/Icon.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { Due } from './Due.js';
import { useDistance, useDue } from './hooks.js';
import { Paused } from './Paused.js';

/** What happens at that moment: something is due, may be done from then on, or ends by itself. What holds somebody in custody is never quiet. */
export function Moment({ clock, now }: { clock: MatterClock; now: Date }) {
  const t = useText();
  const format = useFormat();
  const due = useDue();
  const distance = useDistance();
  const on = format.moment(clock.at);
  if (clock.paused) return <Paused of={clock} />;
  const past = Date.parse(clock.at) <= now.getTime();
  const tone = !clock.custody ? 'far' : past ? 'late' : 'near';
  const plain = (words: string) => <span className={`due due-${tone}`}><Icon name={clock.custody ? 'alarm' : 'queued'} small /><span>{words}</span></span>;
  if (clock.meaning === 'at-least') return plain(past ? t('request.clock-least-over', { on }) : t('request.clock-least', { when: distance(clock.at, now), on }));
  if (clock.meaning === 'lapse') return plain(past ? t('request.clock-lapsed', { on }) : t('request.clock-lapses', { when: distance(clock.at, now), on }));
  return <Due {...due(clock.at, now)} at={clock.at} />;
}
