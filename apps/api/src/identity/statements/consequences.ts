/** What a change of the chain, or the passing of time, means for persons and devices. Pure: chains and instants in, ids out. */
import type { DeviceId, PractitionerId } from '@comity/contracts';
import { endOf, type Chain } from '@comity/e2ee/verify';

export interface Moment { chain: Chain; at: Date }
export interface Consequences {
  /** Valid now and not before. */
  begun: PractitionerId[];
  /** Known to the chain, and valid no more. */
  ended: PractitionerId[];
  endedDevices: DeviceId[];
}

/**
 * Compares two moments. `before` undefined asks for everything that holds `after`, which a start of the service uses to
 * make up for what happened while it was down.
 */
export function consequences(before: Moment | undefined, after: Moment): Consequences {
  const result: Consequences = { begun: [], ended: [], endedDevices: [] };
  for (const { id } of after.chain.persons.values()) {
    const was = before && personAt(before, id), is = personAt(after, id);
    if (is === was) continue;
    if (is === 'valid') result.begun.push(id);
    // Also of somebody who began and ended between the two moments.
    if (is === 'over') result.ended.push(id);
  }
  for (const { id } of after.chain.devices.values()) {
    if (deviceAt(after, id) === 'over' && (before && deviceAt(before, id)) !== 'over') result.endedDevices.push(id);
  }
  return result;
}

/** Somebody whose time has not come yet is not somebody whose time is over. */
type Standing = 'to-come' | 'valid' | 'over';

function standing(subject: Parameters<typeof endOf>[0] | undefined, valid: boolean, at: Date): Standing {
  if (valid) return 'valid';
  const end = subject && endOf(subject);
  return end != null && new Date(end) <= at ? 'over' : 'to-come';
}

const personAt = ({ chain, at }: Moment, id: PractitionerId): Standing => standing(chain.persons.get(id), chain.person(id, at) !== undefined, at);

function deviceAt(moment: Moment, id: DeviceId): Standing {
  const { chain, at } = moment;
  const device = chain.devices.get(id);
  const own = standing(device, chain.device(id, at) !== undefined, at);
  return own === 'to-come' && device && personAt(moment, device.practitioner) === 'over' ? 'over' : own;
}

export const isNothing = (found: Consequences): boolean => found.begun.length + found.ended.length + found.endedDevices.length === 0;
