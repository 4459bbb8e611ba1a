/** MLSMessage framing (RFC 9420 section 6): everything this library hands out and takes in is one, and whole. */
import { encode } from 'ts-mls/codec/tlsEncoder.js';
import type { Decoder } from 'ts-mls/codec/tlsDecoder.js';
import type { GroupInfo } from 'ts-mls/groupInfo.js';
import type { KeyPackage } from 'ts-mls/keyPackage.js';
import { type MLSMessage, decodeMlsMessage, mlsMessageEncoder } from 'ts-mls/message.js';
import type { PublicMessage } from 'ts-mls/publicMessage.js';
import type { Welcome } from 'ts-mls/welcome.js';
import { MlsRefusal } from './refusal.js';

export const encodeMessage = encode(mlsMessageEncoder);
const version = 'mls10' as const;

export const encodeCommit = (publicMessage: PublicMessage): Uint8Array => encodeMessage({ version, wireformat: 'mls_public_message', publicMessage });
export const encodeWelcome = (welcome: Welcome): Uint8Array => encodeMessage({ version, wireformat: 'mls_welcome', welcome });
export const encodeGroupInfo = (groupInfo: GroupInfo): Uint8Array => encodeMessage({ version, wireformat: 'mls_group_info', groupInfo });
export const encodeKeyPackage = (keyPackage: KeyPackage): Uint8Array => encodeMessage({ version, wireformat: 'mls_key_package', keyPackage });

/** Decodes bytes to the last one. */
export function decodeWhole<T>(decoder: Decoder<T>, bytes: Uint8Array): T {
  let decoded: [T, number] | undefined;
  try {
    decoded = decoder(bytes, 0);
  } catch (cause) {
    throw new MlsRefusal('malformed', { cause });
  }
  if (decoded === undefined || decoded[1] !== bytes.length) throw new MlsRefusal('malformed');
  return decoded[0];
}

function decodeMessage<W extends MLSMessage['wireformat']>(bytes: Uint8Array, wireformat: W): Extract<MLSMessage, { wireformat: W }> {
  const message = decodeWhole(decodeMlsMessage, bytes);
  if (message.version !== version || message.wireformat !== wireformat) throw new MlsRefusal('malformed');
  return message as Extract<MLSMessage, { wireformat: W }>;
}

export const decodePublicMessage = (bytes: Uint8Array): PublicMessage => decodeMessage(bytes, 'mls_public_message').publicMessage;
export const decodeWelcome = (bytes: Uint8Array): Welcome => decodeMessage(bytes, 'mls_welcome').welcome;
export const decodeGroupInfo = (bytes: Uint8Array): GroupInfo => decodeMessage(bytes, 'mls_group_info').groupInfo;
export const decodeKeyPackage = (bytes: Uint8Array): KeyPackage => decodeMessage(bytes, 'mls_key_package').keyPackage;
