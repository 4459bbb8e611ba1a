import type { MeetingAct, MeetingActBody } from '@comity/contracts';
import { toBase64Url } from './bytes.js';
import { meetingActMessage } from './meeting-act.js';
import { sign } from './signing.js';

/** Signs with the 64-byte secret of the device that the body names. */
export const signMeetingAct = (body: MeetingActBody, deviceSecret: Uint8Array): MeetingAct => ({ body, signature: toBase64Url(sign(meetingActMessage(body), deviceSecret)) });
