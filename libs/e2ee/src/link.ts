/**
 * Linking: a device in use opens the vault for a new one. Both have a key of the moment (X25519, RFC 7748); the new one commits to its
 * key before it sees the other's, and reveals it after. What both saw, and what it was for, is one hash; seven words of it are
 * compared by the person. Where the device in use reads the new one's code instead, nothing is revealed.
 * Trust: the service passes everything on and may put its own in the place of any of it; then the words differ, or nothing opens.
 */
import type { DeviceLinkId, PractitionerId, StatementId } from '@comity/contracts';
import { bytesToUuid, concat, decodeBase64Url, fromBase64Url, randomBytes, toBase64Url, utf8, uuidToBytes, wipe } from './bytes.js';
import { domain, sha256 } from './hash.js';
import { openBox, sealBox } from './sealed-box.js';
import { sodium } from './sodium.js';

const commitmentDomain = domain('device-link-commitment');
const transcriptDomain = domain('device-link');
const wordsDomain = domain('device-link-words');
const label = 'comity device link v1';
const wordsShown = 7;

export interface LinkKey { publicKey: Uint8Array; secretKey: Uint8Array }
/** What the new device commits to: its key and 32 random bytes. */
export interface LinkReveal { key: Uint8Array; nonce: Uint8Array }
/** What a request is for, as each of the two devices has it from where it trusts. */
export interface LinkContext { pin: StatementId; practitioner: PractitionerId; link: DeviceLinkId; deviceName: string }
/** What the new device shows for a camera. */
export interface LinkCode extends LinkReveal { link: DeviceLinkId }

export function newLinkKey(): LinkKey {
  const { publicKey, privateKey } = sodium.crypto_box_keypair();
  return { publicKey, secretKey: privateKey };
}
export const newLinkNonce = (): Uint8Array => randomBytes(32);

export const linkCommitment = ({ key, nonce }: LinkReveal): Uint8Array => sha256(concat(commitmentDomain, key, nonce));

/** Everything both devices must agree on: 32 bytes. `answer` is the key of the device in use. */
export function linkTranscript({ pin, practitioner, link, deviceName }: LinkContext, { key, nonce }: LinkReveal, answer: Uint8Array): Uint8Array {
  return sha256(concat(transcriptDomain, fromBase64Url(pin), uuidToBytes(practitioner), uuidToBytes(link), key, nonce, answer, utf8(deviceName)));
}

/** Seven numbers from 1 to 64, six bits each: 42 bits nobody could aim at. */
export function linkWords(transcript: Uint8Array): number[] {
  const hash = sha256(concat(wordsDomain, transcript));
  return Array.from({ length: wordsShown }, (_, i) => {
    const bit = i * 6;
    const pair = (hash[bit >> 3]! << 8) | hash[(bit >> 3) + 1]!;
    return ((pair >> (10 - (bit & 7))) & 63) + 1;
  });
}

/** The vault key for the new device; undefined for a key of low order. */
export function sealLinked(vaultKey: Uint8Array, answerSecret: Uint8Array, { key, nonce }: LinkReveal, transcript: Uint8Array): Uint8Array | undefined {
  return withSecret(answerSecret, key, nonce, (secret) => sealBox(secret, label, transcript, vaultKey));
}

/** The vault key, or undefined: sealed for another, by another, for something else, or damaged. */
export function openLinked(sealed: Uint8Array, secretKey: Uint8Array, answer: Uint8Array, nonce: Uint8Array, transcript: Uint8Array): Uint8Array | undefined {
  const opened = withSecret(secretKey, answer, nonce, (secret) => openBox(secret, label, transcript, sealed));
  return opened?.length === 32 ? opened : undefined;
}

/** The nonce is part of the secret: while it was not revealed, only who read the code can seal. */
function withSecret<T>(secretKey: Uint8Array, publicKey: Uint8Array, nonce: Uint8Array, use: (secret: Uint8Array) => T): T | undefined {
  let shared: Uint8Array;
  try {
    shared = sodium.crypto_scalarmult(secretKey, publicKey);
  } catch {
    return undefined;
  }
  const secret = concat(shared, nonce);
  try {
    return use(secret);
  } finally {
    wipe(shared, secret);
  }
}

/** `comity-link:1.<request>.<key>.<nonce>`, each in base64url. No address: nothing but this client knows what to do with it. */
export const formatLinkCode = ({ link, key, nonce }: LinkCode): string => `comity-link:1.${[uuidToBytes(link), key, nonce].map(toBase64Url).join('.')}`;

/** Undefined for anything but a code of version 1; never throws. */
export function parseLinkCode(text: string): LinkCode | undefined {
  const match = /^comity-link:1\.([\w-]{22})\.([\w-]{43})\.([\w-]{43})$/.exec(text);
  const [link, key, nonce] = (match ?? []).slice(1).map(decodeBase64Url);
  return link === undefined || key === undefined || nonce === undefined ? undefined : { link: bytesToUuid<DeviceLinkId>(link), key, nonce };
}
