/** Who acts: a live session whose device proved its key, as everywhere inside a space. */
import type { DeviceId, NetworkId, PractitionerId } from '@comity/contracts';
import { Refusal } from '../http/refusal.js';
import type { SessionContext } from '../identity/sessions/session-context.js';

export interface Caller { session: string; network: NetworkId; practitioner: PractitionerId; device: DeviceId }

export function callerOf({ session, network, practitioner, device }: SessionContext): Caller {
  if (device === null) throw new Refusal('device-required');
  return { session, network, practitioner, device };
}
