/**
 * A group as bytes, for the caller to seal at rest: these bytes hold the epoch's secrets and the private keys of the tree, but not
 * the device's own key. Trust: read back only from a sealed record of one's own.
 */
import { decodeUint8, uint8Encoder } from 'ts-mls/codec/number.js';
import { mapDecoders } from 'ts-mls/codec/tlsDecoder.js';
import { contramapBufferEncoders, encode } from 'ts-mls/codec/tlsEncoder.js';
import { decodeVarLenData, varLenDataEncoder } from 'ts-mls/codec/variableLength.js';
import { decodeGroupContext, groupContextEncoder } from 'ts-mls/groupContext.js';
import { decodeKeySchedule, keyScheduleEncoder } from 'ts-mls/keySchedule.js';
import { decodePrivateKeyPath, privateKeyPathEncoder } from 'ts-mls/privateKeyPath.js';
import { decodeRatchetTree, ratchetTreeEncoder } from 'ts-mls/ratchetTree.js';
import { equal } from '../bytes.js';
import { clientConfig } from './client.js';
import type { DeviceKeys } from './device.js';
import { type Group, type HeldState, heldBy, holdGroup, nodeOfLeaf } from './group.js';
import { decodeWhole } from './message.js';
import { MlsRefusal } from './refusal.js';

const formatVersion = 1;

type Parts = [number, HeldState['groupContext'], HeldState['keySchedule'], HeldState['ratchetTree'], HeldState['privatePath'], Uint8Array];

const encodeStored = encode(contramapBufferEncoders<Parts, HeldState>(
  [uint8Encoder, groupContextEncoder, keyScheduleEncoder, ratchetTreeEncoder, privateKeyPathEncoder, varLenDataEncoder],
  (state) => [formatVersion, state.groupContext, state.keySchedule, state.ratchetTree, state.privatePath, state.confirmationTag],
));

const decodeStored = mapDecoders(
  [decodeUint8, decodeGroupContext, decodeKeySchedule, decodeRatchetTree, decodePrivateKeyPath, decodeVarLenData],
  (version, groupContext, keySchedule, ratchetTree, privatePath, confirmationTag) => ({ version, groupContext, keySchedule, ratchetTree, privatePath, confirmationTag }),
);

/** Secret bytes; wipe them once sealed. */
export const encodeGroup = (group: Group): Uint8Array => encodeStored(heldBy(group).state);

/** The group `self` stored; throws MlsRefusal `malformed` for anything else, another device's group included. */
export function decodeGroup(bytes: Uint8Array, self: DeviceKeys): Group {
  const { version, ...stored } = decodeWhole(decodeStored, bytes);
  const own = stored.ratchetTree[nodeOfLeaf(stored.privatePath.leafIndex)];
  if (version !== formatVersion || own?.nodeType !== 'leaf' || !equal(own.leaf.signaturePublicKey, self.publicKey)) throw new MlsRefusal('malformed');
  return holdGroup({
    ...stored,
    signaturePrivateKey: self.secretKey,
    secretTree: { leafWidth: 0, nodeSecrets: {}, leaves: {} },
    unappliedProposals: {},
    historicalReceiverData: new Map(),
    groupActiveState: { kind: 'active' },
    clientConfig,
  }, self);
}
