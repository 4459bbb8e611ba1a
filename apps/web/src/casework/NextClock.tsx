import type { MatterClock } from '@comity/sdk';
import { ActBy } from './ActBy.js';
import { Moment } from './Moment.js';
import { useLawWords } from './words.js';

/** Which period ends next, and when. */
export function NextClock({ clock, now }: { clock: MatterClock; now: Date }) {
  const words = useLawWords();
  return <span className="next-clock"><span className="muted">{words.clock(clock.id)}</span><Moment clock={clock} now={now} /><ActBy end={clock} now={now} brief /></span>;
}
