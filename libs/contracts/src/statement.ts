/**
 * Signed statements: the chain network → authority → focal point → practitioner → device.
 * Trust: a parsed statement is only well-formed; `@comity/e2ee` decides whether it follows from the chain.
 */
import { z } from 'zod';
import { AuthorityId, DeviceId, Instant, NetworkId, PractitionerId, PublicKey, Signature, StatementId, line } from './primitives.js';

/** Two-letter State or territory code of ISO 3166-1; `UN` for an international organisation. */
export const StateCode = z.string().regex(/^[A-Z]{2}$/, 'must be two capital letters');

export const AuthorityKind = z.enum(['secretariat', 'central-authority', 'prosecution', 'anti-corruption', 'police', 'fiu', 'asset-recovery', 'judiciary', 'other']);
export type AuthorityKind = z.infer<typeof AuthorityKind>;

const Person = z.object({ id: PractitionerId, name: line(120), title: line(120).nullable(), key: PublicKey }).strict();
const Authority = z.object({ id: AuthorityId, name: line(200), state: StateCode, kind: AuthorityKind }).strict();

/** Only for somebody who lost everything: whose place, and under which earlier id, the person takes. That identity ends with this statement. */
const supersedes = PractitionerId.optional();

const common = {
  v: z.literal(1),
  network: NetworkId,
  /** Who signs, in the order of the signatures. */
  issuers: z.array(PractitionerId).min(1).max(2),
  issuedAt: Instant,
  notBefore: Instant,
  notAfter: Instant.nullable(),
};

export const StatementBody = z.discriminatedUnion('kind', [
  /** The root: names the secretariat and its two officers; signed by both; its id is the pin of the network. */
  z.object({ ...common, kind: z.literal('network-founded'), name: line(120), secretariat: Authority, officers: z.tuple([Person, Person]) }).strict(),
  /** Two officers admit an authority. */
  z.object({ ...common, kind: z.literal('authority-admitted'), authority: Authority }).strict(),
  /** Two officers, or one focal point of the authority, appoint a focal point. */
  z.object({ ...common, kind: z.literal('focal-point-appointed'), authority: AuthorityId, person: Person, supersedes }).strict(),
  /** One focal point (for the secretariat: one officer) vouches for a practitioner; `notAfter` limits it in time. */
  z.object({ ...common, kind: z.literal('practitioner-vouched'), authority: AuthorityId, person: Person, supersedes }).strict(),
  /** A practitioner certifies a device of their own. */
  z.object({ ...common, kind: z.literal('device-certified'), practitioner: PractitionerId, device: z.object({ id: DeviceId, name: line(60), key: PublicKey }).strict() }).strict(),
  /** A focal point ends a practitioner's access at an instant. */
  z.object({ ...common, kind: z.literal('access-expires'), practitioner: PractitionerId, at: Instant }).strict(),
  /** Ends an authority (two officers), a person (a focal point of the authority, or two officers) or a device (its person, or a focal point). */
  z.object({ ...common, kind: z.literal('revoked'), subject: z.discriminatedUnion('type', [
    z.object({ type: z.literal('authority'), id: AuthorityId }).strict(),
    z.object({ type: z.literal('practitioner'), id: PractitionerId }).strict(),
    z.object({ type: z.literal('device'), id: DeviceId }).strict(),
  ]), reason: z.enum(['lost', 'compromised', 'left', 'superseded', 'other']) }).strict(),
  /** A focal point hands the function over to a practitioner of the same authority. */
  z.object({ ...common, kind: z.literal('handed-over'), authority: AuthorityId, from: PractitionerId, to: PractitionerId }).strict(),
]);
export type StatementBody = z.infer<typeof StatementBody>;
export type StatementKind = StatementBody['kind'];
export type StatementOf<K extends StatementKind> = Extract<StatementBody, { kind: K }>;

/** A statement with one signature for each issuer, in order, over the canonical JSON (RFC 8785) of its body. */
export const SignedStatement = z.object({ body: StatementBody, signatures: z.array(Signature).min(1).max(2) }).strict().meta({ id: 'SignedStatement' });
export type SignedStatement = z.infer<typeof SignedStatement>;

/** One page of the network's statements in the service's order; `position` counts from 1 without gaps. */
export const StatementPage = z.object({
  statements: z.array(z.object({ position: z.number().int().positive(), id: StatementId, statement: SignedStatement })),
  head: z.number().int().nonnegative(),
}).meta({ id: 'StatementPage' });
export type StatementPage = z.infer<typeof StatementPage>;

/** A root action that waits for the second officer's signature. */
export const PendingStatement = z.object({ id: StatementId, body: StatementBody, signatures: z.array(Signature.nullable()).max(2) }).meta({ id: 'PendingStatement' });
export type PendingStatement = z.infer<typeof PendingStatement>;
