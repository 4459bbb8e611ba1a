import type { OutcomeWord, OutcomeWordBody } from '@comity/contracts';
import { toBase64Url } from './bytes.js';
import { outcomeWordMessage } from './meeting-outcome.js';
import { sign } from './signing.js';

/** Signs with the 64-byte secret of the device that the body names. */
export const signOutcomeWord = (body: OutcomeWordBody, deviceSecret: Uint8Array): OutcomeWord => ({ body, signature: toBase64Url(sign(outcomeWordMessage(body), deviceSecret)) });
