/** What a log itself says against an item of it, where no table of the law does. */
import type { StepRefusal } from '../matters.js';

export const against = (code: StepRefusal['code'], entry: string): StepRefusal => ({ code, article: '—', verified: true, entry });
export const no = (code: StepRefusal['code'], entry: string): { ok: false; refusal: StepRefusal } => ({ ok: false, refusal: against(code, entry) });
