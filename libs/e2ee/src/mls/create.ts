/** Founding a space, and describing it to those who may come in. */
import type { SpaceId } from '@comity/contracts';
import { createGroup as createMlsGroup } from 'ts-mls/clientState.js';
import { createGroupInfoWithExternalPubAndRatchetTree } from 'ts-mls/createCommit.js';
import { uuidToBytes, wipe } from '../bytes.js';
import { clientConfig } from './client.js';
import type { DeviceKeys } from './device.js';
import { type Group, heldBy, holdGroup } from './group.js';
import { generateKeyPackage } from './key-package.js';
import { encodeGroupInfo } from './message.js';
import type { SpacePolicy } from '../handshake/space-policy.js';
import { policyExtensions } from './policy.js';
import { suiteOf } from './provider/index.js';

/** A group at epoch 0 with this device as its only leaf. Throws RangeError for an invalid policy (a direct space names its two persons as owners). */
export async function createGroup(input: { space: SpaceId; policy: SpacePolicy; self: DeviceKeys }): Promise<Group> {
  const { space, policy, self } = input;
  const extensions = policyExtensions(policy);
  // The founder's leaf is never looked at as a key package again, so its lifetime may start at the epoch of Unix time.
  const { publicPackage, privatePackage } = await generateKeyPackage(self, policy.suite, false, new Date(0));
  const state = await createMlsGroup(uuidToBytes(space), publicPackage, privatePackage, extensions, suiteOf(policy.suite), clientConfig);
  const group = holdGroup(state, self);
  wipe(privatePackage.initPrivateKey, privatePackage.hpkePrivateKey);
  return group;
}

/** MLSMessage(GroupInfo) of the group's epoch with its tree and external_pub: with it, and policy's consent, a device joins by external commit. */
export async function groupInfoOf(group: Group): Promise<Uint8Array> {
  return encodeGroupInfo(await createGroupInfoWithExternalPubAndRatchetTree(heldBy(group).state, [], suiteOf(group.suite)));
}
