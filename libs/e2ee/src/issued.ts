/** What a person signs with their identity key apart from the chain of statements. */
import type { Instant, NetworkId, PractitionerId } from '@comity/contracts';
import { decodeBase64Url } from './bytes.js';
import type { Chain } from './chain.js';
import type { ChainPerson } from './chain-state.js';
import { verifySignature } from './signature.js';

interface Issued { network: NetworkId; issuer: PractitionerId; issuedAt: Instant }
/** Who of this network signed it, as they stood then; undefined: nobody did. */
export function issuerOf({ network, issuer, issuedAt }: Issued, message: Uint8Array, signature: string, chain: Chain): ChainPerson | undefined {
  const person = chain.person(issuer, new Date(issuedAt));
  const bytes = decodeBase64Url(signature);
  return network === chain.network.id && person !== undefined && bytes !== undefined && verifySignature(bytes, message, person.key) ? person : undefined;
}
