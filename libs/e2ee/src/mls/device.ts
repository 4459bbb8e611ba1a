/**
 * Whom a leaf of the ratchet tree stands for. A leaf is a device; its basic credential is practitioner id and device id,
 * 16 bytes each, and its signature key is the key of the device's `device-certified` statement.
 * Trust: a credential is a claim; the chain decides whether it is true (see judgement.ts).
 */
import type { DeviceId, PractitionerId } from '@comity/contracts';
import type { Credential } from 'ts-mls/credential.js';
import type { LeafNode } from 'ts-mls/leafNode.js';
import type { RatchetTree } from 'ts-mls/ratchetTree.js';
import { bytesToUuid, concat, uuidToBytes } from '../bytes.js';

/** This device: who it is, and its Ed25519 keys (secret: libsodium's 64 bytes). Held by the caller, never part of a stored group. */
export interface DeviceKeys {
  readonly practitioner: PractitionerId;
  readonly device: DeviceId;
  readonly publicKey: Uint8Array;
  readonly secretKey: Uint8Array;
}

/** A leaf as it stands in the tree: unverified until judged against the chain. */
export interface Leaf {
  readonly index: number;
  readonly practitioner: PractitionerId;
  readonly device: DeviceId;
  /** The device's Ed25519 public key. */
  readonly key: Uint8Array;
}

export const credentialOf = (self: DeviceKeys): Credential =>
  ({ credentialType: 'basic', identity: concat(uuidToBytes(self.practitioner), uuidToBytes(self.device)) });

/** The ids in a credential, or undefined if it is not one of ours. */
export function readCredential(credential: Credential): { practitioner: PractitionerId; device: DeviceId } | undefined {
  if (credential.credentialType !== 'basic' || !('identity' in credential) || credential.identity.length !== 32) return undefined;
  return { practitioner: bytesToUuid<PractitionerId>(credential.identity), device: bytesToUuid<DeviceId>(credential.identity, 16) };
}

export function leafOf(node: LeafNode, index: number): Leaf | undefined {
  const ids = readCredential(node.credential);
  return ids === undefined ? undefined : { index, ...ids, key: node.signaturePublicKey };
}

/** The leaves of a tree in which every credential was accepted before. */
export function leavesOf(tree: RatchetTree): Leaf[] {
  const leaves: Leaf[] = [];
  for (let at = 0; at < tree.length; at += 2) {
    const node = tree[at];
    if (node?.nodeType !== 'leaf') continue;
    const leaf = leafOf(node.leaf, at / 2);
    if (leaf === undefined) throw new RangeError('a leaf without a Comity credential');
    leaves.push(leaf);
  }
  return leaves;
}
