/** Signing with the identity key, and handing statements to the service. */
import { signStatement, statementSignature } from '@comity/e2ee';
import type { PractitionerId, SignedStatement, StatementBody, StatementKind, StatementOf } from '@comity/contracts';
import { problem } from '@comity/contracts';
import { refused } from '../failure.js';
import type { Surroundings } from '../surroundings.js';
import { body } from './bodies.js';

type Own<K extends StatementKind> = Parameters<typeof body<K>>[2];

/** Issues a statement of this person alone. */
export async function issue<K extends StatementKind>(env: Surroundings, kind: K, own: Own<K>, notAfter: StatementBody['notAfter'] = null): Promise<void> {
  const statement = body(kind, { network: env.secrets.network.id, issuers: [env.secrets.practitioner], now: env.now(), notAfter }, own);
  await check(env, statement);
  await env.rest.call('submitStatement', { body: { statement: signStatement(statement, [env.secrets.identity.secretKey]) } });
  await env.directory.refresh();
}

/** A statement of this person alone for later, when its keys may be gone; undefined where the chain, as far as it is known, would refuse it. */
export function signed<K extends StatementKind>(env: Surroundings, kind: K, own: Own<K>): SignedStatement | undefined {
  const statement = body(kind, { network: env.secrets.network.id, issuers: [env.secrets.practitioner], now: env.now(), notAfter: null }, own);
  return env.directory.chain.review(statement, env.now()) === null ? signStatement(statement, [env.secrets.identity.secretKey]) : undefined;
}

/** Proposes a root action, which waits for the other officer. */
export async function propose<K extends StatementKind>(env: Surroundings, kind: K, own: Own<K>, notAfter: StatementBody['notAfter'] = null): Promise<void> {
  const issuers: [PractitionerId, PractitionerId] = [env.secrets.practitioner, otherOfficer(env)];
  const statement = body(kind, { network: env.secrets.network.id, issuers, now: env.now(), notAfter }, own);
  await check(env, statement);
  await env.rest.call('proposeStatement', { body: { body: statement, signature: statementSignature(statement, env.secrets.identity.secretKey) } });
}

export const isOfficer = (env: Surroundings): boolean => env.directory.chain.person(env.secrets.practitioner, env.now())?.role === 'officer';

function otherOfficer(env: Surroundings): PractitionerId {
  const { chain } = env.directory;
  for (const { id, role } of chain.persons.values()) if (role === 'officer' && id !== env.secrets.practitioner && chain.person(id, env.now()) !== undefined) return id;
  throw refused(problem('not-allowed', { detail: 'root actions need two officers' }));
}

/** What the chain would refuse is not even signed. */
async function check(env: Surroundings, statement: StatementOf<StatementKind>): Promise<void> {
  if (env.directory.chain.review(statement, env.now()) === null) return;
  // What it follows from may be news.
  await env.directory.refresh();
  const rule = env.directory.chain.review(statement, env.now());
  if (rule !== null) throw refused(problem('statement-refused', { detail: rule }));
}
