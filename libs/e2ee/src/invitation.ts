/**
 * Invitations: a link whose fragment the service never sees. It carries a token for the service, a secret for proving
 * the newcomer's key to the inviter, and the network's pin. Trust: whoever holds the link may enrol once in its place.
 */
import type { PractitionerId, StatementId } from '@comity/contracts';
import { concat, decodeBase64Url, equal, randomBytes, toBase64Url } from './bytes.js';
import { canonicalJson } from './canonical.js';
import { domain, hmacSha256 } from './hash.js';
import { invitationTokenHash } from './invitation-token.js';

const enrolmentDomain = domain('enrolment');

/** What the newcomer states about themselves; `key` is the identity key in base64url. */
export interface EnrolmentClaim { id: PractitionerId; name: string; title: string | null; key: string }
export interface InvitationLink { origin: string; token: Uint8Array; secret: Uint8Array; pin: StatementId }

/** A new link; the service learns `tokenHash` alone, and the token when the newcomer comes with it. `secret` stays with the inviter. */
export function newInvitationLink(origin: string, pin: StatementId): { link: string; token: Uint8Array; tokenHash: Uint8Array; secret: Uint8Array } {
  const token = randomBytes(32);
  const secret = randomBytes(32);
  return { link: formatInvitationLink({ origin, token, secret, pin }), token, tokenHash: invitationTokenHash(token), secret };
}

/** `${origin}/enrol#1.<token>.<secret>.<pin>`, each in base64url. */
export const formatInvitationLink = ({ origin, token, secret, pin }: InvitationLink): string =>
  `${origin}/enrol#1.${toBase64Url(token)}.${toBase64Url(secret)}.${pin}`;

/** Undefined for anything but a link of version 1; never throws. The caller compares the origin with its own. */
export function parseInvitationLink(link: string): InvitationLink | undefined {
  const match = /^(https?:\/\/[^/?#\s]+)\/enrol#1\.([\w-]{43})\.([\w-]{43})\.([\w-]{43})$/.exec(link.trim());
  if (match === null) return undefined;
  const [, origin, tokenText, secretText, pin] = match as unknown as [string, string, string, string, string];
  const token = decodeBase64Url(tokenText);
  const secret = decodeBase64Url(secretText);
  if (token === undefined || secret === undefined || decodeBase64Url(pin) === undefined) return undefined;
  return { origin, token, secret, pin: pin as StatementId };
}

/** HMAC-SHA-256 under the link's secret over domain string and canonical JSON of the claim: 32 bytes. */
export function enrolmentProof(secret: Uint8Array, { id, name, title, key }: EnrolmentClaim): Uint8Array {
  return hmacSha256(secret, concat(enrolmentDomain, canonicalJson({ id, name, title, key })));
}

/** Whether whoever enrolled held the link's secret: then the service did not put its own key in theirs' place. */
export const verifyEnrolmentProof = (secret: Uint8Array, claim: EnrolmentClaim, proof: Uint8Array): boolean => equal(enrolmentProof(secret, claim), proof);
