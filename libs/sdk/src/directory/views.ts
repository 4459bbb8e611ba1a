/** People and authorities as callers see them. */
import { equal, fromBase64Url, type ChainDevice, type ChainPerson } from '@comity/e2ee';
import type { PractitionerId } from '@comity/contracts';
import type { AuthorityView, DeviceView, PersonView } from '../api.js';
import { viewAccess } from '../account/access.js';
import type { MainRecord } from '../account/main-record.js';
import type { Surroundings } from '../surroundings.js';

export function viewAuthorities(env: Surroundings): AuthorityView[] {
  return [...env.directory.chain.authorities.values()].map(({ id, name, state, kind, ended }) => ({ id, name, state, kind, ended: ended !== null }));
}

export function viewPeople(env: Surroundings, main: MainRecord): PersonView[] {
  const authorities = new Map(viewAuthorities(env).map((authority) => [authority.id, authority]));
  const devices = new Map<PractitionerId, DeviceView[]>();
  for (const device of env.directory.chain.devices.values()) {
    const own = devices.get(device.practitioner) ?? [];
    own.push(viewDevice(env, main, device));
    devices.set(device.practitioner, own);
  }
  const views: PersonView[] = [];
  for (const person of env.directory.chain.persons.values()) {
    const authority = authorities.get(person.authority);
    if (authority === undefined) continue;
    views.push({
      id: person.id, name: person.name, title: person.title, authority, role: person.role,
      current: env.directory.chain.person(person.id, env.now()) !== undefined, verified: isVerified(person, main), devices: devices.get(person.id) ?? [], access: viewAccess(env, person), supersedes: person.supersedes, successor: person.successor,
    });
  }
  return views;
}

function viewDevice(env: Surroundings, main: MainRecord, { id, name, from, renewed, until, ended }: ChainDevice): DeviceView {
  const now = env.now();
  return {
    id, name: main.deviceNames[id] ?? name, certifiedName: name, certifiedAt: from, renewedAt: renewed, until, expired: ended === null && until !== null && new Date(until) <= now,
    current: env.directory.chain.device(id, now) !== undefined, thisOne: id === env.device,
  };
}

/** The mark is for a key: it falls with it. */
function isVerified(person: ChainPerson, main: MainRecord): boolean {
  const key = main.verified[person.id];
  return key !== undefined && equal(fromBase64Url(key), person.key);
}
