/**
 * Key packages: what lets others add this device while it is away. Single use, except the one of last resort.
 * Trust: the service hands them out; whoever claims one checks its leaf against the chain before adding it.
 */
import { type KeyPackage, type PrivateKeyPackage, generateKeyPackageWithKey, makeKeyPackageRef } from 'ts-mls/keyPackage.js';
import type { Suite } from '@comity/contracts';
import { concat, toBase64Url, wipe } from '../bytes.js';
import { capabilities, lastResortExtensionType } from './client.js';
import { type DeviceKeys, credentialOf } from './device.js';
import { keyPackageLifetime } from '../handshake/key-package.js';
import { decodeKeyPackage, decodeWelcome, encodeKeyPackage } from './message.js';
import { suiteNamed, suiteOf } from './provider/index.js';
import { MlsRefusal } from './refusal.js';

/** A key package and the private half that stays with the device. */
export interface NewKeyPackage {
  /** MLSMessage(KeyPackage), for the service. */
  readonly bytes: Uint8Array;
  /** The private half, sealed by the caller at rest, and **deleted as soon as it joined**: whoever has it can join the same welcome again. */
  readonly secret: Uint8Array;
  /** What a welcome calls this package by (RFC 9420 section 5.2), base64url. */
  readonly reference: string;
}

const secretVersion = 1;
/** Of either suite: an X25519 key, or an X-Wing seed. */
const keyBytes = 32;
const headBytes = 3;

export async function newKeyPackage(self: DeviceKeys, suite: Suite, lastResort: boolean, now: Date): Promise<NewKeyPackage> {
  const made = await generateKeyPackage(self, suite, lastResort, now);
  const secret = concat(Uint8Array.of(secretVersion, suite >> 8, suite & 255), made.privatePackage.initPrivateKey, made.privatePackage.hpkePrivateKey);
  wipe(made.privatePackage.initPrivateKey, made.privatePackage.hpkePrivateKey);
  return { bytes: encodeKeyPackage(made.publicPackage), secret, reference: await referenceOf(made.publicPackage) };
}

export function generateKeyPackage(self: DeviceKeys, suite: Suite, lastResort: boolean, now: Date): Promise<{ publicPackage: KeyPackage; privatePackage: PrivateKeyPackage }> {
  const seconds = BigInt(Math.floor(now.getTime() / 1000));
  const lifetime = { notBefore: seconds - BigInt(keyPackageLifetime.skew), notAfter: seconds + BigInt(keyPackageLifetime.span) };
  const extensions = lastResort ? [{ extensionType: lastResortExtensionType, extensionData: new Uint8Array(0) }] : [];
  return generateKeyPackageWithKey(credentialOf(self), capabilities(suite), lifetime, extensions, { signKey: self.secretKey, publicKey: self.publicKey }, suiteOf(suite));
}

/** The private half of a package of this suite as ts-mls wants it. The caller wipes its two HPKE keys. */
export function readKeyPackageSecret(secret: Uint8Array, suite: Suite, self: DeviceKeys): PrivateKeyPackage {
  const [version, high = 0, low = 0] = secret;
  if (secret.length !== headBytes + 2 * keyBytes || version !== secretVersion || (high << 8 | low) !== suite) throw new MlsRefusal('malformed');
  return { initPrivateKey: secret.slice(headBytes, headBytes + keyBytes), hpkePrivateKey: secret.slice(headBytes + keyBytes), signaturePrivateKey: self.secretKey };
}

/** The suite of a key package; throws MlsRefusal `unsupported` for one that spaces do not use. */
export function keyPackageSuite(keyPackage: KeyPackage): Suite {
  const suite = suiteNamed(keyPackage.cipherSuite);
  if (suite === undefined) throw new MlsRefusal('unsupported');
  return suite;
}

const referenceOf = async (keyPackage: KeyPackage): Promise<string> => toBase64Url(await makeKeyPackageRef(keyPackage, suiteOf(keyPackageSuite(keyPackage)).hash));

/** What a welcome calls a key package by, base64url. */
export const keyPackageReference = (bytes: Uint8Array): Promise<string> => referenceOf(decodeKeyPackage(bytes));

/** The references of the key packages a welcome was made for: the one this device still holds is the one to join with. */
export const welcomeReferences = (welcome: Uint8Array): string[] => decodeWelcome(welcome).secrets.map((entry) => toBase64Url(entry.newMember));
