/**
 * A box for one device inside: HPKE to the key of its leaf in the present tree, as MLS itself seals to a leaf (EncryptWithLabel, RFC 9420
 * section 5.1.3). The leaf is signed by the device and was judged against the chain; its key is replaced with the device's next commit.
 * Trust: what it is for is bound into it, so that nobody can pass it on as something else. That its content is true is for the opener.
 */
import type { DeviceId, ItemId } from '@comity/contracts';
import { decryptWithLabel, encryptWithLabel } from 'ts-mls/crypto/hpke.js';
import { concat, copyOf, uuidToBytes, wipe } from '../bytes.js';
import { viewOf, writeU64 } from '../integers.js';
import type { EpochKey } from '../keyring.js';
import { type Group, epochTag, heldBy, leaves, nodeOfLeaf, ownLeaf } from './group.js';
import { suiteOf } from './provider/index.js';

/** Whose keys for whom, asked for in which item; of which epochs. */
export interface KeysBox { giver: DeviceId; to: DeviceId; ask: ItemId; epochs: readonly number[] }

const label = 'comity keys';
const keyBytes = 64;

/** Length of the encapsulation u16 | encapsulation | ciphertext of (content key 32 | epoch tag 32) for each epoch. Undefined for a device that is not inside. */
export async function sealKeys(group: Group, about: KeysBox, keys: readonly EpochKey[]): Promise<Uint8Array | undefined> {
  const leaf = leaves(group).find(({ device }) => device === about.to);
  const node = leaf === undefined ? undefined : heldBy(group).state.ratchetTree[nodeOfLeaf(leaf.index)];
  if (node?.nodeType !== 'leaf') return undefined;
  const { hpke } = suiteOf(group.suite);
  const [context, plain] = [contextOf(group, about), concat(...keys.flatMap(({ key, tag }) => [key, tag]))];
  const { enc, ct } = await encryptWithLabel(await hpke.importPublicKey(node.leaf.hpkePublicKey), label, context, plain, hpke);
  wipe(plain);
  const length = new Uint8Array(2);
  viewOf(length).setUint16(0, enc.length);
  return concat(length, enc, ct);
}

/** The keys in a box for this device, in the order of the epochs; undefined for anything else. */
export async function openKeys(group: Group, about: KeysBox, sealed: Uint8Array): Promise<EpochKey[] | undefined> {
  const secret = heldBy(group).state.privatePath.privateKeys[nodeOfLeaf(ownLeaf(group))];
  if (secret === undefined || sealed.length < 2) return undefined;
  const { hpke } = suiteOf(group.suite);
  const [context, end] = [contextOf(group, about), 2 + viewOf(sealed).getUint16(0)];
  const plain = await hpke.importPrivateKey(secret).then((key) => decryptWithLabel(key, label, context, sealed.subarray(2, end), sealed.subarray(end), hpke)).catch(() => undefined);
  if (plain?.length !== about.epochs.length * keyBytes) return undefined;
  const keys = about.epochs.map((_, i) => ({ key: copyOf(plain, i * keyBytes, i * keyBytes + 32), tag: copyOf(plain, i * keyBytes + 32, (i + 1) * keyBytes) }));
  wipe(plain);
  return keys;
}

function contextOf(group: Group, { giver, to, ask, epochs }: KeysBox): Uint8Array {
  const numbers = new Uint8Array(8 * epochs.length);
  for (const [i, epoch] of epochs.entries()) writeU64(viewOf(numbers), 8 * i, epoch);
  return concat(uuidToBytes(group.space), epochTag(group), uuidToBytes(giver), uuidToBytes(to), uuidToBytes(ask), numbers);
}
