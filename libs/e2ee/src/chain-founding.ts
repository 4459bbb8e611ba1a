/** The root of the chain: the statement that names the network, its secretariat and its two officers. */
import type { PractitionerId, StatementId, StatementOf } from '@comity/contracts';
import { decodeBase64Url } from './bytes.js';
import { effectiveAt } from './chain-effects.js';
import type { ChainRule } from './chain-rule.js';
import type { ChainPerson, ChainState } from './chain-state.js';
import { PersistentMap } from './persistent-map.js';

/** The state after founding, or the rule that refuses it. Signatures are checked by the caller. */
export function foundingState(body: StatementOf<'network-founded'>, pin: StatementId): ChainState | ChainRule {
  if (body.secretariat.kind !== 'secretariat') return 'secretariat-required';
  const [first, second] = body.officers;
  if (body.issuers.length !== 2 || body.issuers[0] !== first.id || body.issuers[1] !== second.id) return 'issuer-not-allowed';
  if (first.id === second.id) return 'issuers-not-distinct';
  if (first.key === second.key) return 'key-taken';
  const from = effectiveAt(body);
  const persons: [PractitionerId, ChainPerson][] = [];
  for (const officer of body.officers) {
    const key = decodeBase64Url(officer.key);
    if (key === undefined) return 'malformed';
    persons.push([officer.id, { ...officer, key, authority: body.secretariat.id, role: 'officer', from, until: null, ended: null, lapses: [], supersedes: null, successor: null }]);
  }
  return {
    network: { id: body.network, name: body.name, pin, secretariat: body.secretariat.id, from },
    authorities: PersistentMap.of([[body.secretariat.id, { ...body.secretariat, from, ended: null }]]),
    persons: PersistentMap.of(persons),
    devices: PersistentMap.of(),
    keys: PersistentMap.of(body.officers.map((officer) => [officer.key, officer.id])),
    statements: PersistentMap.of([[pin, 1]]),
    horizon: body.issuedAt,
  };
}
