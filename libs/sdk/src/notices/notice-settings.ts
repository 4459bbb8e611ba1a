/** When notifications are shown, in the vault's main record. */
import { problem } from '@comity/contracts';
import type { Main } from '../account/main.js';
import { refused } from '../failure.js';
import type { NoticeSettings } from '../finding.js';
import type { Surroundings } from '../surroundings.js';

const leads: ReadonlySet<NoticeSettings['remind']> = new Set(['all', 7, 3, 1] as const);
const time = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

export class NoticeChoice {
  constructor(private readonly main: Main, private readonly env: Pick<Surroundings, 'emit'>) {}

  get settings(): NoticeSettings { return this.main.record.notices; }

  async change({ notify, quiet, remind }: NoticeSettings): Promise<void> {
    if (quiet !== null && !(time.test(quiet.from) && time.test(quiet.to))) throw refused(problem('invalid-input', { errors: [{ pointer: '/quiet', rule: 'wrong-time' }] }));
    if (!leads.has(remind)) throw refused(problem('invalid-input', { errors: [{ pointer: '/remind', rule: 'wrong-days' }] }));
    const days = [...new Set(quiet?.days)].filter((day) => Number.isInteger(day) && day >= 0 && day <= 6).sort((a, b) => a - b);
    await this.main.update((main) => ({ ...main, notices: { notify, quiet: quiet === null ? null : { from: quiet.from, to: quiet.to, days }, remind } }));
    this.env.emit({ type: 'notice-settings' });
  }
}
