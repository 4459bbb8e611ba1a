/** The law in the window: pure functions over packs of data, loaded with the first screen that asks. */
import './no-eval.js';
import type { MatterKind } from '@comity/sdk';

/** What requests are of, in the order in which they are shown. */
export const kinds = ['mla', 'extradition', 'asset'] as const satisfies readonly MatterKind[];

export { Countings, daysOf, LegalBasis, lawEdition, lifeCycles, ownFirst, requiredContent, rulePacks, rulesOf, sendingOf, whenIn, type Counting, type Refusal, type Rules } from '@comity/casework';
