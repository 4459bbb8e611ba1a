/**
 * What an officer signs about figures: whether clients tell the service of requests. Apart from the chain of statements, since nobody's standing follows
 * from it. Trust: the body was parsed by its contract; whether its issuer was an officer is the chain's to say.
 */
import type { FiguresSetting, FiguresSettingBody } from '@comity/contracts';
import { concat, decodeBase64Url } from './bytes.js';
import { canonicalJson } from './canonical.js';
import type { Chain } from './chain.js';
import { domain } from './hash.js';
import { verifySignature } from './signature.js';

export const figuresSettingMessage = (body: FiguresSettingBody): Uint8Array => concat(domain('figures-setting'), canonicalJson(body));

/** Whether an officer of this network signed it while they were one. */
export function verifyFiguresSetting({ body, signature }: FiguresSetting, chain: Chain): boolean {
  const issuer = chain.person(body.issuer, new Date(body.issuedAt));
  const bytes = decodeBase64Url(signature);
  return body.network === chain.network.id && issuer?.role === 'officer' && bytes !== undefined && verifySignature(bytes, figuresSettingMessage(body), issuer.key);
}
