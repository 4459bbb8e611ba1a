/**
 * A network of any size, without clients around it: founded over the service's own door, then filled by the thousand
 * straight into the database, since vouching for thousands one request at a time would take longer than any test. Keys,
 * statements and signatures are real; only the sessions were never signed in.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Invitation, routes, type AuthorityId, type DeviceId, type Instant, type NetworkId, type PractitionerId, type SignedStatement, type StatementBody, type StatementId } from '@comity/contracts';
import { newDevice, newIdentity, newInvitationLink, ready, signStatement, statementId, toBase64Url, type KeyPair } from '@comity/e2ee';
import { Secret, TOTP } from 'otpauth';
import { Client } from 'pg';

/** Somebody with a certified device and a session that acts as it. */
export interface Seat { practitioner: PractitionerId; device: DeviceId; publicKey: Uint8Array; secretKey: Uint8Array; cookie: string }

/** An officer's way in through the ordary door. */
export interface SignIn { login: string; authKey: string; totpSecret: Buffer }

interface Officer { id: PractitionerId; key: KeyPair }
export interface Founded { network: NetworkId; pin: StatementId; secretariat: AuthorityId; officer: Officer; officers: readonly [Officer, Officer]; signIn: SignIn }

const hour = 3_600_000;
const code = (secret: Buffer, aheadSeconds = 0): string => new TOTP({ secret: new Secret({ buffer: new Uint8Array(secret).buffer }), algorithm: 'SHA1', digits: 6, period: 30 }).generate({ timestamp: Date.now() + aheadSeconds * 1000 });
const instant = (date: Date): Instant => date.toISOString() as Instant;

/** Posts JSON; answers the response whatever its status. */
export async function post(origin: string, route: string, body: unknown, cookie?: string): Promise<Response> {
  const path = route.split(' ')[1] ?? '';
  return await fetch(origin + path, { method: 'POST', headers: { 'content-type': 'application/json', ...(cookie === undefined ? {} : { cookie }) }, body: JSON.stringify(body) });
}

/** Sets the network up; `token` is what the service was started with as SET_UP_TOKEN. */
export async function found(origin: string, token: string): Promise<Founded> {
  await ready();
  const network = randomUUID() as NetworkId, secretariat = randomUUID() as AuthorityId;
  const officers = [0, 1].map((i) => ({ id: randomUUID() as PractitionerId, key: newIdentity(), login: `officer-${i}`, authKey: toBase64Url(randomBytes(32)), totpSecret: randomBytes(20) }));
  const [first, second] = officers as [(typeof officers)[0], (typeof officers)[0]];
  const person = (who: typeof first) => ({ id: who.id, name: who.login, title: null, key: toBase64Url(who.key.publicKey) });
  const issuedAt = instant(new Date(Date.now() - hour));
  const body: StatementBody = {
    v: 1, kind: 'network-founded', network, issuers: [first.id, second.id], issuedAt, notBefore: issuedAt, notAfter: null, name: 'Measured network',
    secretariat: { id: secretariat, name: 'Secretariat', state: 'UN', kind: 'secretariat' }, officers: [person(first), person(second)],
  };
  const accounts = officers.map((who) => ({
    person: who.id, credentials: { login: who.login, authKey: who.authKey, totp: { secret: toBase64Url(who.totpSecret), code: code(who.totpSecret) } },
    wraps: { passphrase: { kdf: { algorithm: 'argon2id13', salt: toBase64Url(randomBytes(16)), ops: 3, mem: 67_108_864 }, sealed: toBase64Url(randomBytes(72)) }, recovery: { sealed: toBase64Url(randomBytes(72)) } },
    main: toBase64Url(randomBytes(200)),
  }));
  const answer = await post(origin, routes.setUp, { token, statement: signStatement(body, [first.key.secretKey, second.key.secretKey]), accounts });
  if (!answer.ok) throw new Error(`set-up was refused: ${await answer.text()}`);
  return { network, pin: statementId(body), secretariat, officer: first, officers: [first, second], signIn: { login: first.login, authKey: first.authKey, totpSecret: first.totpSecret } };
}

/** Signs in as an officer, once: with the code of the next 30 seconds, since that of these ones was spent on the set-up. Answers the cookie. */
export async function signIn(origin: string, { login, authKey, totpSecret }: SignIn): Promise<string> {
  const answer = await post(origin, routes.signInPassphrase, { login, authKey, code: code(totpSecret, 30) });
  if (!answer.ok) throw new Error(`sign-in was refused: ${await answer.text()}`);
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** Invites somebody to the secretariat as the officer; answers the link. */
export async function invite(origin: string, { secretariat, pin }: Founded, officerCookie: string): Promise<string> {
  const { link, tokenHash } = newInvitationLink(origin, pin);
  const answer = await post(origin, routes.invite, { authority: secretariat, role: 'practitioner', tokenHash: toBase64Url(tokenHash), validDays: 1, accessUntil: null }, officerCookie);
  if (!answer.ok) throw new Error(`the invitation was refused: ${await answer.text()}`);
  return link;
}

/** Vouches as the officer for everybody who enrolled. */
export async function vouch(origin: string, { network, secretariat, officer }: Founded, officerCookie: string): Promise<void> {
  const listed = await fetch(origin + '/api/invitations', { headers: { cookie: officerCookie } });
  for (const { enrolment, state } of Invitation.array().parse(await listed.json())) {
    if (enrolment === null || state !== 'enrolled') continue;
    const now = instant(new Date());
    const { person: id, name, title, key } = enrolment;
    const body: StatementBody = { v: 1, kind: 'practitioner-vouched', network, issuers: [officer.id], issuedAt: now, notBefore: now, notAfter: null, authority: secretariat, person: { id, name, title, key } };
    const answer = await post(origin, routes.submitStatement, { statement: signStatement(body, [officer.key.secretKey]) }, officerCookie);
    if (!answer.ok) throw new Error(`the vouching was refused: ${await answer.text()}`);
  }
}

/** Seats `count` people; the service must be restarted afterwards, because it keeps the chain of statements in memory. */
export async function seat(database: string, { network, secretariat, officer }: Founded, count: number): Promise<Seat[]> {
  await ready();
  const at = new Date();
  const issued = instant(new Date(at.getTime() - hour));
  const statements: SignedStatement[] = [];
  const seats = Array.from({ length: count }, (_, i): Seat => {
    const identity = newIdentity(), device = newDevice();
    const practitioner = randomUUID() as PractitionerId, id = randomUUID() as DeviceId;
    const common = { v: 1, network, issuedAt: issued, notBefore: issued, notAfter: null } as const;
    statements.push(
      signStatement({ ...common, kind: 'practitioner-vouched', issuers: [officer.id], authority: secretariat, person: { id: practitioner, name: `Practitioner ${i}`, title: null, key: toBase64Url(identity.publicKey) } }, [officer.key.secretKey]),
      signStatement({ ...common, kind: 'device-certified', issuers: [practitioner], practitioner, device: { id, name: 'Laptop', key: toBase64Url(device.publicKey) } }, [identity.secretKey]),
    );
    return { practitioner, device: id, ...device, cookie: newCookie() };
  });
  await store(database, network, statements, seats.map((each) => ({ ...each, authority: secretariat })), at);
  return seats;
}

export const newCookie = (): string => `comity_session=${randomBytes(32).toString('base64url')}`;

/** Appends statements to the chain, and gives each of these people an account and a session that acts as their device. */
export async function store(database: string, network: NetworkId, statements: readonly SignedStatement[], seats: readonly (Seat & { authority: AuthorityId })[], at: Date): Promise<void> {
  const client = new Client({ connectionString: database });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(`insert into statement (network, position, id, kind, body, signatures, accepted_at)
      select $1, n.head + s.place, s.id, s.body->>'kind', s.body, s.signatures, $2 from network n, unnest($3::text[], $4::jsonb[], $5::jsonb[]) with ordinality as s (id, body, signatures, place) where n.id = $1`,
    [network, at, statements.map(({ body }) => statementId(body)), statements.map(({ body }) => JSON.stringify(body)), statements.map(({ signatures }) => JSON.stringify(signatures))]);
    await client.query('update network set head = head + $2 where id = $1', [network, statements.length]);
    await client.query(`insert into account (practitioner, network, authority, login, state, auth_hash, auth_salt, auth_memory, auth_passes, totp_sealed, totp_last_step, created_at)
      select p, $1, a, p::text, 'active', ''::bytea, ''::bytea, 19456, 2, ''::bytea, 0, $2 from unnest($3::uuid[], $4::uuid[]) as s (p, a)`, [network, at, seats.map((s) => s.practitioner), seats.map((s) => s.authority)]);
    await client.query(`insert into session (id, token_hash, network, practitioner, device, method, challenge, signed_in_at, last_seen_at, fresh_until, expires_at)
      select gen_random_uuid(), decode(t, 'hex'), $1, p, d, 'passphrase', decode(repeat('00', 32), 'hex'), $2::timestamptz, $2, $2, $2 + interval '12 hours' from unnest($3::text[], $4::uuid[], $5::uuid[]) as s (t, p, d)`,
    [network, at, seats.map((s) => createHash('sha256').update(s.cookie.split('=')[1] ?? '').digest('hex')), seats.map((s) => s.practitioner), seats.map((s) => s.device)]);
    await client.query('commit');
  } finally {
    await client.end();
  }
}
