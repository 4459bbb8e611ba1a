import { beforeAll, describe, expect, it } from '@jest/globals';
import { type ClientState, joinGroup, makePskIndex } from 'ts-mls/clientState.js';
import { acceptAll } from 'ts-mls/incomingMessageAction.js';
import { type MLSMessage, decodeMlsMessage } from 'ts-mls/message.js';
import { processMessage } from 'ts-mls/processMessages.js';
import { decodeRatchetTree } from 'ts-mls/ratchetTree.js';
import { ready } from '../../sodium.js';
import { suiteOf } from '../provider/index.js';
import { ed25519KeyPair } from '../provider/primitives.js';
import { type Hex, type VectorFile, bytes, decoded, hex, vectors } from './vectors.fixture.js';

interface Passive {
  key_package: Hex; init_priv: Hex; encryption_priv: Hex; signature_priv: Hex; welcome: Hex; ratchet_tree: Hex | null; initial_epoch_authenticator: Hex;
  external_psks: { psk_id: Hex; psk: Hex }[];
  epochs: { proposals: Hex[]; commit: Hex; epoch_authenticator: Hex }[];
}

const suite = () => suiteOf(3);

function message<W extends MLSMessage['wireformat']>(value: Hex, ...wireformats: W[]): Extract<MLSMessage, { wireformat: W }> {
  const found = decoded(decodeMlsMessage, value);
  if (!(wireformats as string[]).includes(found.wireformat)) throw new Error('wrong kind of message');
  return found as Extract<MLSMessage, { wireformat: W }>;
}

async function join(vector: Passive): Promise<ClientState> {
  const keys = {
    initPrivateKey: bytes(vector.init_priv), hpkePrivateKey: bytes(vector.encryption_priv), signaturePrivateKey: ed25519KeyPair(bytes(vector.signature_priv)).secretKey,
  };
  const tree = vector.ratchet_tree === null ? undefined : decoded(decodeRatchetTree, vector.ratchet_tree);
  const { welcome } = message(vector.welcome, 'mls_welcome');
  return joinGroup(welcome, message(vector.key_package, 'mls_key_package').keyPackage, keys, makePskIndex(undefined, externalPsks(vector)), suite(), tree);
}

const externalPsks = (vector: Passive): Record<string, Uint8Array> =>
  Object.fromEntries(vector.external_psks.map(({ psk_id, psk }) => [Buffer.from(psk_id, 'hex').toString('base64'), bytes(psk)]));

async function follow(vector: Passive): Promise<void> {
  let state = await join(vector);
  expect(hex(state.keySchedule.epochAuthenticator)).toBe(vector.initial_epoch_authenticator);
  for (const { proposals, commit, epoch_authenticator } of vector.epochs) {
    for (const handshake of [...proposals, commit]) {
      const received = message(handshake, 'mls_public_message', 'mls_private_message');
      state = (await processMessage(received, state, makePskIndex(state, externalPsks(vector)), acceptAll, suite())).newState;
    }
    expect(hex(state.keySchedule.epochAuthenticator)).toBe(epoch_authenticator);
  }
}

beforeAll(() => ready());

describe.each<VectorFile>(['passive-client-welcome', 'passive-client-handling-commit', 'interop-passive'])('%s', (file) => {
  it('joins and follows every group recorded', async () => {
    let followed = 0;
    for (const vector of vectors<Passive>(file)) {
      await follow(vector);
      followed++;
    }
    expect(followed).toBe(vectors<Passive>(file).length);
  });
});
