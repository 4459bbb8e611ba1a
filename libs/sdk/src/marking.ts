import type { HandlingCode } from '@comity/contracts';
import type { Evaluation, Tlp } from '@comity/e2ee';

/** How an item may be used: handling code (with the words of H3), evaluation of source and information, Traffic Light Protocol 2.0. */
export interface Marking { handling: HandlingCode; /** The words of H3: required with it, null otherwise. */ restriction: string | null; evaluation: Evaluation | null; tlp: Tlp | null }
