import type { StatedDays, StatedDaysBody } from '@comity/contracts';
import { toBase64Url } from './bytes.js';
import { sign } from './signing.js';
import { statedDaysMessage } from './stated-days.js';

/** Signs with a focal point's 64-byte identity secret. */
export const signStatedDays = (body: StatedDaysBody, identitySecret: Uint8Array): StatedDays => ({ body, signature: toBase64Url(sign(statedDaysMessage(body), identitySecret)) });
