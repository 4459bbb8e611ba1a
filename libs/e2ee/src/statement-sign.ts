/** Signing of statements. Trust: the caller shows the person what they sign; nothing here judges it. */
import type { SignedStatement, StatementBody } from '@comity/contracts';
import { toBase64Url } from './bytes.js';
import { sign } from './signing.js';
import { statementMessage } from './statement.js';

/** One issuer's signature (base64url) with their 64-byte identity secret. */
export const statementSignature = (body: StatementBody, identitySecret: Uint8Array): string => toBase64Url(sign(statementMessage(body), identitySecret));

/** Signs with one secret for each issuer, in the order of `body.issuers`. Throws RangeError if their number differs. */
export function signStatement(body: StatementBody, identitySecrets: Uint8Array[]): SignedStatement {
  if (identitySecrets.length !== body.issuers.length) throw new RangeError('one secret for each issuer');
  const message = statementMessage(body);
  return { body, signatures: identitySecrets.map((secret) => toBase64Url(sign(message, secret))) };
}
