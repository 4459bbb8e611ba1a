import { beforeAll, describe, expect, it } from '@jest/globals';
import { commitEncoder, decodeCommit } from 'ts-mls/commit.js';
import { createContentCommitSignature } from 'ts-mls/framedContent.js';
import type { LeafNode } from 'ts-mls/leafNode.js';
import { type MLSMessage, decodeMlsMessage } from 'ts-mls/message.js';
import { protect, protectApplicationData, protectProposal, unprotectPrivateMessage } from 'ts-mls/messageProtection.js';
import { protectProposalPublic, protectPublicMessage, unprotectPublicMessage } from 'ts-mls/messageProtectionPublic.js';
import type { PrivateMessage } from 'ts-mls/privateMessage.js';
import { decodeProposal, proposalEncoder } from 'ts-mls/proposal.js';
import type { PublicMessage } from 'ts-mls/publicMessage.js';
import type { RatchetTree } from 'ts-mls/ratchetTree.js';
import { createSecretTree } from 'ts-mls/secretTree.js';
import { ready } from '../../sodium.js';
import { suiteName, suiteOf } from '../provider/index.js';
import { ed25519KeyPair } from '../provider/primitives.js';
import { type Hex, bytes, decoded, encoded, hex, vectors } from './vectors.fixture.js';

type Protection = Record<'group_id' | 'tree_hash' | 'confirmed_transcript_hash' | 'signature_priv' | 'signature_pub' | 'encryption_secret' | 'sender_data_secret' | 'membership_key'
  | 'proposal' | 'proposal_priv' | 'proposal_pub' | 'commit' | 'commit_priv' | 'commit_pub' | 'application' | 'application_priv', Hex> & { epoch: number };

const suite = () => suiteOf(3);
const kept = { retainKeysForGenerations: 10, retainKeysForEpochs: 4, maximumForwardRatchetSteps: 200 };
const noPadding = { kind: 'alwaysPad', paddingLength: 0 } as const;
const none = new Uint8Array(0);
/** The vectors' sender: leaf 1 of two. Its key is passed by hand, so the leaves need only exist. */
const sender = 1;
const pair: RatchetTree = [{ nodeType: 'leaf', leaf: {} as LeafNode }, undefined, { nodeType: 'leaf', leaf: {} as LeafNode }];

beforeAll(() => ready());

describe('message-protection', () => {
  it.each(vectors<Protection>('message-protection'))('opens what was published and what it made itself', async (vector) => {
    const context = {
      version: 'mls10' as const, cipherSuite: suiteName(3), groupId: bytes(vector.group_id), epoch: BigInt(vector.epoch), treeHash: bytes(vector.tree_hash),
      confirmedTranscriptHash: bytes(vector.confirmed_transcript_hash), extensions: [],
    };
    const secretTree = () => createSecretTree(2, bytes(vector.encryption_secret));
    const { secretKey, publicKey } = ed25519KeyPair(bytes(vector.signature_priv));
    const [senderDataSecret, membershipKey] = [bytes(vector.sender_data_secret), bytes(vector.membership_key)];
    expect(hex(publicKey)).toBe(vector.signature_pub);

    const opened = async (message: PrivateMessage) => (await unprotectPrivateMessage(senderDataSecret, message, secretTree(), pair, context, kept, suite(), publicKey)).content.content;
    const verified = async (message: PublicMessage) => (await unprotectPublicMessage(membershipKey, context, pair, message, suite(), publicKey)).content;
    type Content = Awaited<ReturnType<typeof opened>>;
    const payload = (content: Content): Hex => {
      switch (content.contentType) {
        case 'proposal': return encoded(proposalEncoder, content.proposal);
        case 'commit': return encoded(commitEncoder, content.commit);
        case 'application': return hex(content.applicationData);
      }
    };
    const privately = (value: Hex) => opened((decoded(decodeMlsMessage, value) as Extract<MLSMessage, { wireformat: 'mls_private_message' }>).privateMessage);
    const publicly = (value: Hex) => verified((decoded(decodeMlsMessage, value) as Extract<MLSMessage, { wireformat: 'mls_public_message' }>).publicMessage);

    expect(payload(await privately(vector.proposal_priv))).toBe(vector.proposal);
    expect(payload(await publicly(vector.proposal_pub))).toBe(vector.proposal);
    expect(payload(await privately(vector.commit_priv))).toBe(vector.commit);
    expect(payload(await publicly(vector.commit_pub))).toBe(vector.commit);
    expect(payload(await privately(vector.application_priv))).toBe(vector.application);

    const proposal = decoded(decodeProposal, vector.proposal);
    const privateProposal = await protectProposal(secretKey, senderDataSecret, proposal, none, context, secretTree(), sender, noPadding, suite());
    expect(payload(await opened(privateProposal.privateMessage))).toBe(vector.proposal);
    const publicProposal = await protectProposalPublic(secretKey, membershipKey, context, none, proposal, sender, suite());
    expect(payload(await verified(publicProposal.publicMessage))).toBe(vector.proposal);
    const application = await protectApplicationData(secretKey, senderDataSecret, bytes(vector.application), none, context, secretTree(), sender, noPadding, suite());
    expect(payload(await opened(application.privateMessage))).toBe(vector.application);

    const commit = decoded(decodeCommit, vector.commit);
    const member = { senderType: 'member', leafIndex: sender } as const;
    const confirmationTag = new Uint8Array(32);
    const inPublic = await createContentCommitSignature(context, 'mls_public_message', commit, member, none, secretKey, suite().signature);
    const publicCommit = await protectPublicMessage(membershipKey, context, { wireformat: 'mls_public_message', content: inPublic.framedContent, auth: { contentType: 'commit', signature: inPublic.signature, confirmationTag } }, suite());
    expect(payload(await verified(publicCommit))).toBe(vector.commit);
    const inPrivate = await createContentCommitSignature(context, 'mls_private_message', commit, member, none, secretKey, suite().signature);
    const privateCommit = await protect(senderDataSecret, none, context, secretTree(), { ...inPrivate.framedContent, auth: { contentType: 'commit', signature: inPrivate.signature, confirmationTag } }, sender, noPadding, suite());
    expect(payload(await opened(privateCommit.privateMessage))).toBe(vector.commit);
  });
});
