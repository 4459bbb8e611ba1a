/** Key packages (RFC 9420 section 10) as the service sees them. Trust: signatures are checked by whoever adds the device. */
import { type HandshakeLeaf, readExtensions, readLeafNode } from './leaf-node.js';
import { readMessage, wireFormats } from './message.js';
import { type Reader, parsing } from './reader.js';

export interface ParsedKeyPackage extends HandshakeLeaf {
  readonly suite: number;
  /** Unix seconds. */
  readonly lifetime: { readonly notBefore: number; readonly notAfter: number };
  readonly lastResort: boolean;
}

/** How long a key package may be used, and how far clocks may differ. In seconds. */
export const keyPackageLifetime = { span: 90 * 86_400, skew: 3_600 } as const;

/** Whether a lifetime holds at an instant and is no longer than allowed. The service, whoever claims a package and every member hold it to the same. */
export function lifetimeHolds({ notBefore, notAfter }: ParsedKeyPackage['lifetime'], at: Date): boolean {
  const seconds = at.getTime() / 1000;
  return seconds >= notBefore && seconds <= notAfter && notAfter - notBefore <= keyPackageLifetime.span + keyPackageLifetime.skew;
}

const lastResortExtension = 0x000a;

export function readKeyPackage(reader: Reader): ParsedKeyPackage {
  reader.expect(reader.uint16() === 1);
  const suite = reader.uint16();
  reader.skip(); // init_key
  const { practitioner, device, key, lifetime } = readLeafNode(reader);
  reader.expect(lifetime !== undefined);
  const extensions = readExtensions(reader);
  reader.skip(); // signature
  return { suite, practitioner, device, key, lifetime, lastResort: extensions.some((extension) => extension.type === lastResortExtension) };
}

/** Parses MLSMessage(KeyPackage); undefined if it is anything else, or names no practitioner and device. */
export const parseKeyPackage = (bytes: Uint8Array): ParsedKeyPackage | undefined =>
  parsing(bytes, (reader) => readMessage(reader, wireFormats.keyPackage, readKeyPackage));
