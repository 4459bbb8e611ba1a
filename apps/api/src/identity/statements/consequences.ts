/** What a change of the chain, or the passing of time, means for persons and devices. Pure: chains and instants in, ids out. */
import type { DeviceId, PractitionerId } from '@comity/contracts';
import type { Chain } from '@comity/e2ee/verify';

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
  const was = (id: PractitionerId) => before !== undefined && before.chain.person(id, before.at) !== undefined;
  const wasDevice = (id: DeviceId) => before !== undefined && before.chain.device(id, before.at) !== undefined;
  // Someone whose time has not come yet is not someone whose time is over.
  const hasBegun = (subject: { from: string }) => new Date(subject.from) <= after.at;
  const result: Consequences = { begun: [], ended: [], endedDevices: [] };
  for (const person of after.chain.persons.values()) {
    const is = after.chain.person(person.id, after.at) !== undefined;
    if (is && !was(person.id)) result.begun.push(person.id);
    if (!is && (before === undefined ? hasBegun(person) : was(person.id))) result.ended.push(person.id);
  }
  for (const device of after.chain.devices.values()) {
    const is = after.chain.device(device.id, after.at) !== undefined;
    if (!is && (before === undefined ? hasBegun(device) : wasDevice(device.id))) result.endedDevices.push(device.id);
  }
  return result;
}

export const isNothing = (found: Consequences): boolean => found.begun.length + found.ended.length + found.endedDevices.length === 0;
