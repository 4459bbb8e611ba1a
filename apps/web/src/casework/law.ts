/** The law in the window: pure functions over packs of data, loaded with the first screen that asks. */
import './no-eval.js';

export { lifeCycles, requiredContent, rulePacks, rulesOf, type Refusal, type Rules } from '@comity/casework';
