/**
 * Statements as bytes: what their issuers sign, and the id by which they are known.
 * Trust: the body was parsed by its contract; whether it follows from the chain is decided in chain.ts.
 */
import type { StatementBody, StatementId } from '@comity/contracts';
import { concat, decodeBase64Url, toBase64Url } from './bytes.js';
import { canonicalJson } from './canonical.js';
import { domain, sha256 } from './hash.js';
import { verifySignature } from './signature.js';

const statementDomain = domain('statement');

/** The bytes every issuer signs: domain string and canonical JSON of the body. */
export const statementMessage = (body: StatementBody): Uint8Array => concat(statementDomain, canonicalJson(body));

/** SHA-256 of the signed bytes. It names the body: signatures do not change it. */
export const statementId = (body: StatementBody): StatementId => toBase64Url(sha256(statementMessage(body))) as StatementId;

/** Whether `signature` (base64url) is `publicKey`'s over the body, for a proposal that awaits its second signature. */
export function verifyStatementSignature(body: StatementBody, signature: string, publicKey: Uint8Array): boolean {
  const bytes = decodeBase64Url(signature);
  return bytes !== undefined && verifySignature(bytes, statementMessage(body), publicKey);
}
