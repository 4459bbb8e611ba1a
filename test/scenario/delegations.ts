/** Offices by the hundred at a network of people with clients. */
import { ChainService } from '../../apps/api/src/identity/statements/chain.service.js';
import { admitAll, Bargain, type Delegation, type OfficeName } from '../support/delegations.js';
import type { MeetingSessionId } from '@comity/contracts';
import { deviceKeysOf, identityOf } from './accomplice.js';
import type { People, Person } from './people.js';

const networkOf = ({ service }: People) => service.app.get(ChainService).current().network.id;

export async function admitMany(people: People, offices: readonly OfficeName[]): Promise<Delegation[]> {
  const { service, clock } = people;
  const officers = await Promise.all(people.officers.map(async (officer) => ({ id: officer.id, secretKey: (await identityOf(officer)).secretKey })));
  const delegations = await admitAll(service.databaseUrl, { network: networkOf(people), officers }, offices, clock.now());
  await service.app.get(ChainService).refresh();
  return delegations;
}

/** The office of somebody with a client of their own, whose device acts as the others do. */
export async function delegationOf(people: People, person: Person, { name, state }: OfficeName): Promise<Delegation> {
  return { ...await deviceKeysOf(person), name, state, authority: people.authorities.get(name)!, cookie: `comity_session=${person.device.platform.cookies!.get()!}` };
}

export const bargainAt = (people: People, session: MeetingSessionId): Bargain => new Bargain(people.service.url, networkOf(people), session, () => people.clock.now());
