/** What the service knows of an invitation's link: the hash of its token. */
import { concat } from './bytes.js';
import { domain, sha256 } from './hash.js';

const tokenDomain = domain('invitation');

/** SHA-256 over the domain string and the token's 32 bytes. */
export const invitationTokenHash = (token: Uint8Array): Uint8Array => sha256(concat(tokenDomain, token));
