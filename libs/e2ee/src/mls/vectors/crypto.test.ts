import { beforeAll, describe, expect, it } from '@jest/globals';
import { decodeAuthenticatedContent } from 'ts-mls/authenticatedContent.js';
import { refhash } from 'ts-mls/crypto/hash.js';
import { decryptWithLabel, encryptWithLabel } from 'ts-mls/crypto/hpke.js';
import { deriveSecret, deriveTreeSecret, expandWithLabel } from 'ts-mls/crypto/kdf.js';
import { signWithLabel, verifyWithLabel } from 'ts-mls/crypto/signature.js';
import { verifyConfirmationTag } from 'ts-mls/framedContent.js';
import { groupContextEncoder } from 'ts-mls/groupContext.js';
import { verifyGroupInfoConfirmationTag, verifyGroupInfoSignature } from 'ts-mls/groupInfo.js';
import { makeKeyPackageRef } from 'ts-mls/keyPackage.js';
import { initializeEpoch, mlsExporter } from 'ts-mls/keySchedule.js';
import { decodeMlsMessage } from 'ts-mls/message.js';
import { computePskSecret } from 'ts-mls/presharedkey.js';
import { createSecretTree, ratchetToGeneration } from 'ts-mls/secretTree.js';
import { type ReuseGuard, expandSenderDataKey, expandSenderDataNonce } from 'ts-mls/sender.js';
import { createConfirmedHash, createInterimHash } from 'ts-mls/transcriptHash.js';
import { decryptGroupInfo, decryptGroupSecrets } from 'ts-mls/welcome.js';
import { ready } from '../../sodium.js';
import { suiteName, suiteOf } from '../provider/index.js';
import { ed25519KeyPair } from '../provider/primitives.js';
import { type Hex, bytes, decoded, encoded, hex, vectors } from './vectors.fixture.js';

const suite = () => suiteOf(3);
const keptGenerations = { retainKeysForGenerations: 10, retainKeysForEpochs: 4, maximumForwardRatchetSteps: 200 };
beforeAll(() => ready());

interface CryptoBasics {
  derive_secret: { label: string; out: Hex; secret: Hex };
  derive_tree_secret: { generation: number; label: string; length: number; out: Hex; secret: Hex };
  encrypt_with_label: { ciphertext: Hex; context: Hex; kem_output: Hex; label: string; plaintext: Hex; priv: Hex; pub: Hex };
  expand_with_label: { context: Hex; label: string; length: number; out: Hex; secret: Hex };
  ref_hash: { label: string; out: Hex; value: Hex };
  sign_with_label: { content: Hex; label: string; priv: Hex; pub: Hex; signature: Hex };
}

describe('crypto-basics', () => {
  it.each(vectors<CryptoBasics>('crypto-basics'))('derives, hashes, signs and seals as published', async (vector) => {
    const { kdf, hash, hpke, signature } = suite();
    const { derive_secret: secret, derive_tree_secret: tree, expand_with_label: expand, ref_hash: reference, sign_with_label: sign, encrypt_with_label: sealed } = vector;
    expect(hex(await deriveSecret(bytes(secret.secret), secret.label, kdf))).toBe(secret.out);
    expect(hex(await deriveTreeSecret(bytes(tree.secret), tree.label, tree.generation, tree.length, kdf))).toBe(tree.out);
    expect(hex(await expandWithLabel(bytes(expand.secret), expand.label, bytes(expand.context), expand.length, kdf))).toBe(expand.out);
    expect(hex(await refhash(reference.label, bytes(reference.value), hash))).toBe(reference.out);
    expect(await verifyWithLabel(bytes(sign.pub), sign.label, bytes(sign.content), bytes(sign.signature), signature)).toBe(true);
    const keys = ed25519KeyPair(bytes(sign.priv));
    expect(hex(keys.publicKey)).toBe(sign.pub);
    expect(hex(await signWithLabel(keys.secretKey, sign.label, bytes(sign.content), signature))).toBe(sign.signature);
    const secretKey = await hpke.importPrivateKey(bytes(sealed.priv));
    expect(hex(await decryptWithLabel(secretKey, sealed.label, bytes(sealed.context), bytes(sealed.kem_output), bytes(sealed.ciphertext), hpke))).toBe(sealed.plaintext);
    const own = await encryptWithLabel(await hpke.importPublicKey(bytes(sealed.pub)), sealed.label, bytes(sealed.context), bytes(sealed.plaintext), hpke);
    expect(hex(await decryptWithLabel(secretKey, sealed.label, bytes(sealed.context), own.enc, own.ct, hpke))).toBe(sealed.plaintext);
  });
});

type EpochSecretName = 'joiner_secret' | 'welcome_secret' | 'encryption_secret' | 'init_secret' | 'sender_data_secret' | 'exporter_secret' | 'external_secret'
  | 'confirmation_key' | 'membership_key' | 'resumption_psk' | 'epoch_authenticator';
type KeyScheduleEpoch = Record<EpochSecretName | 'commit_secret' | 'psk_secret' | 'tree_hash' | 'confirmed_transcript_hash' | 'group_context' | 'external_pub', Hex>
  & { exporter: { label: string; context: Hex; length: number; secret: Hex } };

describe('key-schedule', () => {
  it.each(vectors<{ group_id: Hex; initial_init_secret: Hex; epochs: KeyScheduleEpoch[] }>('key-schedule'))('derives every secret of every epoch', async (vector) => {
    let initSecret = bytes(vector.initial_init_secret);
    for (const [at, epoch] of vector.epochs.entries()) {
      const context = {
        version: 'mls10' as const, cipherSuite: suiteName(3), groupId: bytes(vector.group_id), epoch: BigInt(at), treeHash: bytes(epoch.tree_hash),
        confirmedTranscriptHash: bytes(epoch.confirmed_transcript_hash), extensions: [],
      };
      expect(encoded(groupContextEncoder, context)).toBe(epoch.group_context);
      const { keySchedule, joinerSecret, welcomeSecret, encryptionSecret } = await initializeEpoch(initSecret, bytes(epoch.commit_secret), context, bytes(epoch.psk_secret), suite().kdf);
      const derived: Record<EpochSecretName, Uint8Array> = {
        joiner_secret: joinerSecret, welcome_secret: welcomeSecret, encryption_secret: encryptionSecret, init_secret: keySchedule.initSecret,
        sender_data_secret: keySchedule.senderDataSecret, exporter_secret: keySchedule.exporterSecret, external_secret: keySchedule.externalSecret,
        confirmation_key: keySchedule.confirmationKey, membership_key: keySchedule.membershipKey, resumption_psk: keySchedule.resumptionPsk,
        epoch_authenticator: keySchedule.epochAuthenticator,
      };
      for (const [name, value] of Object.entries(derived)) expect(`${name} ${hex(value)}`).toBe(`${name} ${epoch[name as EpochSecretName]}`);
      const external = await suite().hpke.deriveKeyPair(keySchedule.externalSecret);
      expect(hex(await suite().hpke.exportPublicKey(external.publicKey))).toBe(epoch.external_pub);
      const { exporter } = epoch;
      expect(hex(await mlsExporter(keySchedule.exporterSecret, exporter.label, bytes(exporter.context), exporter.length, suite()))).toBe(exporter.secret);
      initSecret = keySchedule.initSecret;
    }
  });
});

describe('psk_secret', () => {
  it.each(vectors<{ psks: { psk_id: Hex; psk: Hex; psk_nonce: Hex }[]; psk_secret: Hex }>('psk_secret'))('combines $psks.length keys', async ({ psks, psk_secret }) => {
    const keys = psks.map(({ psk_id, psk, psk_nonce }) => [{ psktype: 'external' as const, pskId: bytes(psk_id), pskNonce: bytes(psk_nonce) }, bytes(psk)] as [Parameters<typeof computePskSecret>[0][0][0], Uint8Array]);
    expect(hex(await computePskSecret(keys, suite()))).toBe(psk_secret);
  });
});

interface SecretTreeVector {
  encryption_secret: Hex;
  sender_data: { sender_data_secret: Hex; ciphertext: Hex; key: Hex; nonce: Hex };
  leaves: { generation: number; application_key: Hex; application_nonce: Hex; handshake_key: Hex; handshake_nonce: Hex }[][];
}

describe('secret-tree', () => {
  it.each(vectors<SecretTreeVector>('secret-tree'))('derives the ratchets of $leaves.length leaves', async (vector) => {
    const data = vector.sender_data;
    expect(hex(await expandSenderDataKey(suite(), bytes(data.sender_data_secret), bytes(data.ciphertext)))).toBe(data.key);
    expect(hex(await expandSenderDataNonce(suite(), bytes(data.sender_data_secret), bytes(data.ciphertext)))).toBe(data.nonce);
    const reuseGuard = new Uint8Array(4) as ReuseGuard;
    for (const [leafIndex, generations] of vector.leaves.entries()) {
      const tree = createSecretTree(vector.leaves.length, bytes(vector.encryption_secret));
      for (const { generation, application_key, application_nonce, handshake_key, handshake_nonce } of generations) {
        const application = await ratchetToGeneration(tree, { leafIndex, generation, reuseGuard }, 'application', keptGenerations, suite());
        expect([hex(application.key), hex(application.nonce)]).toEqual([application_key, application_nonce]);
        const handshake = await ratchetToGeneration(tree, { leafIndex, generation, reuseGuard }, 'commit', keptGenerations, suite());
        expect([hex(handshake.key), hex(handshake.nonce)]).toEqual([handshake_key, handshake_nonce]);
      }
    }
  });
});

describe('transcript-hashes', () => {
  type Transcript = Record<'confirmation_key' | 'authenticated_content' | 'interim_transcript_hash_before' | 'confirmed_transcript_hash_after' | 'interim_transcript_hash_after', Hex>;
  it.each(vectors<Transcript>('transcript-hashes'))('follows a commit', async (vector) => {
    const { wireformat, content, auth } = decoded(decodeAuthenticatedContent, vector.authenticated_content);
    if (content.contentType !== 'commit' || auth.contentType !== 'commit') throw new Error('not a commit');
    const confirmed = await createConfirmedHash(bytes(vector.interim_transcript_hash_before), { wireformat, content, signature: auth.signature }, suite().hash);
    expect(hex(confirmed)).toBe(vector.confirmed_transcript_hash_after);
    expect(hex(await createInterimHash(confirmed, auth.confirmationTag, suite().hash))).toBe(vector.interim_transcript_hash_after);
    expect(await verifyConfirmationTag(bytes(vector.confirmation_key), auth.confirmationTag, confirmed, suite().hash)).toBe(true);
  });
});

describe('welcome', () => {
  it.each(vectors<Record<'init_priv' | 'key_package' | 'signer_pub' | 'welcome', Hex>>('welcome'))('opens', async (vector) => {
    const welcome = decoded(decodeMlsMessage, vector.welcome);
    const own = decoded(decodeMlsMessage, vector.key_package);
    if (welcome.wireformat !== 'mls_welcome' || own.wireformat !== 'mls_key_package') throw new Error('wrong kind of message');
    const initKey = await suite().hpke.importPrivateKey(bytes(vector.init_priv));
    const secrets = await decryptGroupSecrets(initKey, await makeKeyPackageRef(own.keyPackage, suite().hash), welcome.welcome, suite().hpke);
    const noPsk = new Uint8Array(suite().kdf.size);
    const info = await decryptGroupInfo(welcome.welcome, secrets!.joinerSecret, noPsk, suite());
    expect(await verifyGroupInfoSignature(info!, bytes(vector.signer_pub), suite().signature)).toBe(true);
    expect(await verifyGroupInfoConfirmationTag(info!, secrets!.joinerSecret, noPsk, suite())).toBe(true);
  });
});
