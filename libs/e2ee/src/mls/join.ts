/**
 * Coming into a space: by welcome, when somebody inside added this device, or by external commit, when the same person is inside
 * with another device.
 * Trust: MLS authenticates the tree to its signer only; the caller passes the group to `judgeGroup` before it posts or reads anything.
 */
import { joinGroup } from 'ts-mls/clientState.js';
import { joinGroupExternal } from 'ts-mls/createCommit.js';
import type { CiphersuiteImpl } from 'ts-mls/crypto/ciphersuite.js';
import { type GroupInfo, ratchetTreeFromExtension } from 'ts-mls/groupInfo.js';
import { type KeyPackage, makeKeyPackageRef } from 'ts-mls/keyPackage.js';
import { type Welcome, decryptGroupInfo, decryptGroupSecrets } from 'ts-mls/welcome.js';
import type { Suite } from '@comity/contracts';
import { wipe } from '../bytes.js';
import { clientConfig, noPsk, replacingLeaf } from './client.js';
import { groupInfoOf } from './create.js';
import type { DeviceKeys } from './device.js';
import { type Group, holdGroup, nodeOfLeaf } from './group.js';
import { generateKeyPackage, keyPackageSuite, readKeyPackageSecret } from './key-package.js';
import { decodeGroupInfo, decodeKeyPackage, decodeWelcome, encodeCommit } from './message.js';
import { policyFromExtensions } from './policy.js';
import { suiteNamed, suiteOf } from './provider/index.js';
import { MlsRefusal, refusing } from './refusal.js';

/**
 * Joins with the key package the welcome was made for. **A welcome can be joined once only**: the caller deletes the key package's
 * secret with the same write that stores the group, unless it is the one of last resort. Throws MlsRefusal.
 */
export async function joinByWelcome(welcome: Uint8Array, keyPackage: { readonly bytes: Uint8Array; readonly secret: Uint8Array }, self: DeviceKeys): Promise<Group> {
  const message = decodeWelcome(welcome);
  const own = decodeKeyPackage(keyPackage.bytes);
  const number = keyPackageSuite(own);
  const suite = suiteOf(number);
  if (message.cipherSuite !== suite.name) throw new MlsRefusal('other-suite');
  const keys = readKeyPackageSecret(keyPackage.secret, number, self);
  try {
    const groupInfo = await refusing('not-authentic', () => openGroupInfo(message, own, keys.initPrivateKey, suite));
    policySuite(groupInfo);
    const state = await refusing('not-authentic', () => joinGroup(message, own, keys, noPsk, suite, undefined, undefined, clientConfig));
    return holdGroup(state, self, groupInfo.signer);
  } finally {
    wipe(keys.initPrivateKey, keys.hpkePrivateKey);
  }
}

/** ts-mls opens it again and verifies it; this look tells who signed, and that no pre-shared key is asked for. */
async function openGroupInfo(welcome: Welcome, own: KeyPackage, initKey: Uint8Array, suite: CiphersuiteImpl): Promise<GroupInfo> {
  const secrets = await decryptGroupSecrets(await suite.hpke.importPrivateKey(initKey), await makeKeyPackageRef(own, suite.hash), welcome, suite.hpke);
  if (secrets === undefined) throw new MlsRefusal('malformed');
  if (secrets.psks.length > 0) throw new MlsRefusal('unsupported');
  const groupInfo = await decryptGroupInfo(welcome, secrets.joinerSecret, new Uint8Array(suite.kdf.size), suite);
  wipe(secrets.joinerSecret);
  if (groupInfo === undefined) throw new MlsRefusal('malformed');
  return groupInfo;
}

/**
 * Joins from a group info (MLSMessage) without being added. `removeLeaf` is this person's leaf to take out with the same commit,
 * such as this device's own from before it lost its state. The caller judges `next`, then posts the commit. Throws MlsRefusal.
 */
export async function joinByExternalCommit(groupInfo: Uint8Array, self: DeviceKeys, removeLeaf?: number): Promise<{ next: Group; commit: Uint8Array; groupInfo: Uint8Array }> {
  const info = decodeGroupInfo(groupInfo);
  const suite = policySuite(info);
  const config = removeLeaf === undefined ? clientConfig : replacingLeaf(hpkeKeyOf(info, removeLeaf));
  // The package only carries this device's credential and keys into its leaf, which the commit then replaces.
  const { publicPackage, privatePackage } = await generateKeyPackage(self, suite, false, new Date(0));
  const joined = await refusing('not-authentic', () => joinGroupExternal(info, publicPackage, privatePackage, removeLeaf !== undefined, suiteOf(suite), undefined, config));
  wipe(privatePackage.initPrivateKey, privatePackage.hpkePrivateKey);
  const next = holdGroup({ ...joined.newState, clientConfig }, self);
  return { next, commit: encodeCommit(joined.publicMessage), groupInfo: await groupInfoOf(next) };
}

/** The suite a group is in and its policy names; throws MlsRefusal if those differ, or there is no policy. */
function policySuite({ groupContext }: GroupInfo): Suite {
  const policy = policyFromExtensions(groupContext.extensions);
  const suite = suiteNamed(groupContext.cipherSuite);
  if (suite === undefined || (policy !== undefined && policy.suite !== suite)) throw new MlsRefusal('other-suite');
  if (policy === undefined) throw new MlsRefusal('unsupported');
  return suite;
}

function hpkeKeyOf(info: GroupInfo, leaf: number): Uint8Array {
  const node = ratchetTreeFromExtension(info)?.[nodeOfLeaf(leaf)];
  if (node?.nodeType !== 'leaf') throw new RangeError('no such leaf to replace');
  return node.leaf.hpkePublicKey;
}
