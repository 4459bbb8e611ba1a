import { Choice } from '../design/Choice.js';
import { useText } from '../i18n/text.js';
import type { OfferedCounting } from './draft.js';
import type { Counting } from './law.js';
import { useLawWords } from './words.js';

/** How a period of the parties counts: which days, and whether it stands still. `onChange` with null: as usual. */
export function CountingFields({ offer: { clock, days }, chosen: { count, pauses }, onChange }: { offer: OfferedCounting; chosen: Counting; onChange(next: Counting | null): void }) {
  const t = useText();
  const words = useLawWords();
  const name = words.clock(clock);
  const choose = (working: boolean, still: boolean): void => onChange(working || still ? { ...(working && { count: 'working-days' as const }), ...(still && { pauses: 'information' as const }) } : null);
  return (
    <div className="stack-tight">
      {days && <Choice<'calendar' | 'working'> label={t('request.counting', { clock: name })} value={count === undefined ? 'calendar' : 'working'} onChange={(value) => choose(value === 'working', pauses !== undefined)} options={[{ value: 'calendar', label: t('request.counting-calendar') }, { value: 'working', label: t('request.counting-working') }]} hint={count === undefined ? undefined : t('request.counts-working')} />}
      <label className="check-line">
        <input type="checkbox" checked={pauses !== undefined} onChange={({ target }) => choose(count !== undefined, target.checked)} />
        <span>{t('request.counting-pauses', { clock: name })}</span>
      </label>
    </div>
  );
}
