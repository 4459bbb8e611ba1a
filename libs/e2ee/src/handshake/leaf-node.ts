/** Leaf nodes (RFC 9420 section 7.2), read for whom they stand for. Trust: signatures are not checked here. */
import type { DeviceId, PractitionerId } from '@comity/contracts';
import { bytesToUuid } from '../bytes.js';
import type { Reader } from './reader.js';

/** Whom a leaf stands for. */
export interface LeafIdentity {
  readonly practitioner: PractitionerId;
  readonly device: DeviceId;
}

export interface HandshakeLeaf extends LeafIdentity {
  /** The leaf's Ed25519 signature key, which must be the device's. */
  readonly key: Uint8Array;
}

export interface HandshakeLeafNode extends HandshakeLeaf {
  /** Only a key package's leaf has one; Unix seconds. */
  readonly lifetime: { readonly notBefore: number; readonly notAfter: number } | undefined;
  readonly source: 'key-package' | 'update' | 'commit';
}

const basicCredential = 1;
const sources = { 1: 'key-package', 2: 'update', 3: 'commit' } as const;

/** The identity of a basic credential: practitioner id and device id. */
function readCredential(reader: Reader): LeafIdentity {
  reader.expect(reader.uint16() === basicCredential);
  const identity = reader.vector();
  reader.expect(identity.length === 32);
  return { practitioner: bytesToUuid<PractitionerId>(identity), device: bytesToUuid<DeviceId>(identity, 16) };
}

function skipCapabilities(reader: Reader): void {
  for (let list = 0; list < 5; list++) reader.list((values) => values.uint16());
}

/** A list of extensions, as type and data. */
export const readExtensions = (reader: Reader): { type: number; data: Uint8Array }[] =>
  reader.list((extension) => ({ type: extension.uint16(), data: extension.vector() }));

const skipExtensions = (reader: Reader): void => {
  reader.list((extension) => { extension.uint16(); extension.skip(); });
};

export function readLeafNode(reader: Reader): HandshakeLeafNode {
  reader.skip(); // encryption_key
  const key = reader.vector();
  reader.expect(key.length === 32);
  const identity = readCredential(reader);
  skipCapabilities(reader);
  const tag = reader.uint8();
  const source = tag === 1 || tag === 2 || tag === 3 ? sources[tag] : reader.refuse();
  const lifetime = source === 'key-package' ? { notBefore: reader.instant(), notAfter: reader.instant() } : undefined;
  if (source === 'commit') reader.skip(); // parent_hash
  skipExtensions(reader);
  reader.skip(); // signature
  return { ...identity, key, lifetime, source };
}
