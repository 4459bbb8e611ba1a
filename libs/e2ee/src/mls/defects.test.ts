/**
 * One test for each defect of ts-mls 1.6.4 that patches/ts-mls+1.6.4.patch corrects. Every one of them fails on the package as
 * published; when the package is updated, they say which corrections are still needed.
 */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type ClientState, createGroup, joinGroup, makePskIndex, validateLeafNodeCredentialAndKeyUniqueness, validateRatchetTree } from 'ts-mls/clientState.js';
import { createCommit, createGroupInfoWithExternalPub, createGroupInfoWithExternalPubAndRatchetTree, joinGroupExternal } from 'ts-mls/createCommit.js';
import { createApplicationMessage } from 'ts-mls/createMessage.js';
import type { CiphersuiteImpl } from 'ts-mls/crypto/ciphersuite.js';
import { deriveSecret } from 'ts-mls/crypto/kdf.js';
import { decodeExternalSenders, encodeExternalSenders } from 'ts-mls/externalSender.js';
import { acceptAll } from 'ts-mls/incomingMessageAction.js';
import { type KeyPackage, type PrivateKeyPackage, generateKeyPackageWithKey } from 'ts-mls/keyPackage.js';
import type { MlsPrivateMessage, MlsPublicMessage } from 'ts-mls/message.js';
import { protectApplicationData } from 'ts-mls/messageProtection.js';
import { getCommitSecret } from 'ts-mls/pathSecrets.js';
import { processMessage } from 'ts-mls/processMessages.js';
import type { Proposal } from 'ts-mls/proposal.js';
import { senderFromExtension } from 'ts-mls/publicMessage.js';
import { allSecretTreeValues } from 'ts-mls/secretTree.js';
import { treeHashRoot } from 'ts-mls/treeHash.js';
import { toLeafIndex, toNodeIndex } from 'ts-mls/treemath.js';
import { equal } from '../bytes.js';
import { ready } from '../sodium.js';
import { channelOf, newDevice } from './cast.fixture.js';
import { capabilities, clientConfig, noPsk, replacingLeaf } from './client.js';
import { credentialOf } from './device.js';
import { policyExtensions } from './policy.js';
import { suiteOf } from './provider/index.js';

const suite = (): CiphersuiteImpl => suiteOf(3);
const unlimited = { notBefore: 0n, notAfter: 2n ** 62n };
beforeAll(() => ready());

interface Joiner { publicPackage: KeyPackage; privatePackage: PrivateKeyPackage }

function joiner(self = newDevice()): Promise<Joiner> {
  return generateKeyPackageWithKey(credentialOf(self), capabilities(3), unlimited, [], { signKey: self.secretKey, publicKey: self.publicKey }, suite());
}

const addOf = ({ publicPackage }: Joiner): Proposal => ({ proposalType: 'add', add: { keyPackage: publicPackage } });
const keeping = (epochs: number) => ({ ...clientConfig, keyRetentionConfig: { retainKeysForEpochs: epochs, retainKeysForGenerations: 10, maximumForwardRatchetSteps: 10 } });

/** A bare ts-mls group of a founder and `others` more. */
async function bareGroup(others: number, config = keeping(0), cipherSuite = suite()): Promise<ClientState[]> {
  const founder = await joiner();
  const founded = await createGroup(new Uint8Array(16), founder.publicPackage, founder.privatePackage, [], cipherSuite, config);
  const joiners = await Promise.all(Array.from({ length: others }, () => joiner()));
  if (others === 0) return [founded];
  const { newState, welcome } = await createCommit({ state: founded, cipherSuite }, { extraProposals: joiners.map(addOf), ratchetTreeExtension: true });
  return [newState, ...await Promise.all(joiners.map((one) => joinGroup(welcome!, one.publicPackage, one.privatePackage, noPsk, cipherSuite, undefined, undefined, config)))];
}

const framed = (message: unknown) => message as MlsPrivateMessage | MlsPublicMessage;

describe('joining', () => {
  it('accepts a tree in which a node and one above it have different unmerged leaves', async () => {
    let groups = await bareGroup(7);
    const by = async (author: number, ...extraProposals: Proposal[]) => {
      const { newState, commit, welcome } = await createCommit({ state: groups[author]!, cipherSuite: suite() }, { wireAsPublicMessage: true, ratchetTreeExtension: true, extraProposals });
      groups = await Promise.all(groups.map(async (state, nth) => (nth === author ? newState : (await processMessage(framed(commit), state, noPsk, acceptAll, suite())).newState)));
      return welcome!;
    };
    const add = async () => {
      const newcomer = await joiner();
      const welcome = await by(0, addOf(newcomer));
      groups.push(await joinGroup(welcome, newcomer.publicPackage, newcomer.privatePackage, noPsk, suite(), undefined, undefined, clientConfig));
    };
    groups = groups.filter((_, leaf) => leaf !== 5 && leaf !== 6);
    await by(0, { proposalType: 'remove', remove: { removed: 5 } }, { proposalType: 'remove', remove: { removed: 6 } });
    await by(4);
    await add(); // leaf 5, unmerged in the parent on the right and the root
    await by(0); // the root is new, the parent on the right still lists leaf 5
    await add(); // leaf 6: the root lists 6, the parent lists 5 and 6
    const [first, ...others] = groups.map((state) => state.keySchedule.epochAuthenticator);
    expect(others).toHaveLength(7);
    for (const other of others) expect(other).toEqual(first);
  });

  it('refuses a tree in which a node lists an unmerged leaf that is not below it', async () => {
    const [founder] = await bareGroup(3);
    const { newState } = await createCommit({ state: founder!, cipherSuite: suite() });
    const tree = newState.ratchetTree.map((node, at) => (at === 1 && node?.nodeType === 'parent' ? { ...node, parent: { ...node.parent, unmergedLeaves: [3] } } : node));
    const error = await validateRatchetTree(tree, newState.groupContext, clientConfig.lifetimeConfig, clientConfig.authService, newState.groupContext.treeHash, suite());
    expect(error?.message).toContain('Unmerged leaf did not represent');
  });
});

describe('changing the extensions of a group context', () => {
  const policyChange = (): Proposal => ({ proposalType: 'group_context_extensions', groupContextExtensions: { extensions: policyExtensions(channelOf(newDevice())) } });

  it('carries the path it requires', async () => {
    const [founder] = await bareGroup(1);
    const { commit } = await createCommit({ state: founder!, cipherSuite: suite() }, { wireAsPublicMessage: true, extraProposals: [policyChange()] });
    const content = commit.wireformat === 'mls_public_message' ? commit.publicMessage.content : undefined;
    expect(content?.contentType === 'commit' && content.commit.path !== undefined).toBe(true);
  });

  it('seals that path under the new extensions, so that others can open it', async () => {
    const [founder, other] = await bareGroup(2);
    const { commit, newState } = await createCommit({ state: founder!, cipherSuite: suite() }, { extraProposals: [policyChange(), { proposalType: 'remove', remove: { removed: 2 } }] });
    const read = await processMessage(framed(commit), other!, noPsk, acceptAll, suite());
    expect(read.newState.keySchedule.epochAuthenticator).toEqual(newState.keySchedule.epochAuthenticator);
  });
});

describe('being removed', () => {
  const fresh = async (founder: ClientState, removed: number) => createCommit({ state: founder, cipherSuite: suite() }, { wireAsPublicMessage: true, extraProposals: [{ proposalType: 'remove', remove: { removed } }, addOf(await joiner())] });

  it('is noticed even when somebody added by the same commit sits in that leaf', async () => {
    const [founder, other] = await bareGroup(1);
    const { commit } = await fresh(founder!, 1);
    const read = await processMessage(framed(commit), other!, noPsk, acceptAll, suite());
    expect(read.newState.groupActiveState).toEqual({ kind: 'removedFromGroup' });
  });

  it('is noticed when an external commit does it', async () => {
    const [founder, other] = await bareGroup(1);
    const { publicPackage, privatePackage } = await joiner();
    const target = other!.ratchetTree[2];
    if (target?.nodeType !== 'leaf') throw new Error('the other has a leaf');
    const info = await createGroupInfoWithExternalPubAndRatchetTree(founder!, [], suite());
    const { publicMessage } = await joinGroupExternal(info, publicPackage, privatePackage, true, suite(), undefined, replacingLeaf(target.leaf.hpkePublicKey));
    const read = await processMessage({ wireformat: 'mls_public_message', publicMessage }, other!, noPsk, acceptAll, suite());
    expect(read.newState.groupActiveState).toEqual({ kind: 'removedFromGroup' });
  });

  it('leaves a tree to come into even when it was the only leaf', async () => {
    const [founder] = await bareGroup(0);
    const { publicPackage, privatePackage } = await joiner();
    const own = founder!.ratchetTree[0];
    if (own?.nodeType !== 'leaf') throw new Error('the founder has a leaf');
    const info = await createGroupInfoWithExternalPubAndRatchetTree(founder!, [], suite());
    const { newState } = await joinGroupExternal(info, publicPackage, privatePackage, true, suite(), undefined, replacingLeaf(own.leaf.hpkePublicKey));
    expect(newState.ratchetTree).toHaveLength(1);
  });
});

describe('the commit secret', () => {
  it('follows from the topmost key of the path when the other half of the tree is blank', async () => {
    // Leaves 0 and 1 are gone: the root stays blank, and nothing may be derived for it (RFC 9420 sections 7.4 and 8).
    const [, , third] = await bareGroup(3);
    const { newState } = await createCommit({ state: third!, cipherSuite: suite() }, { extraProposals: [0, 1].map((removed): Proposal => ({ proposalType: 'remove', remove: { removed } })) });
    const pathSecret = new Uint8Array(32).fill(9);
    expect(newState.ratchetTree[3]).toBeUndefined();
    expect(newState.ratchetTree[5]).toBeDefined();
    expect(await getCommitSecret(newState.ratchetTree, toNodeIndex(5), pathSecret, suite().kdf)).toEqual(await deriveSecret(pathSecret, 'path', suite().kdf));
  });

  it('is fresh even for a device that is alone', async () => {
    const [founder] = await bareGroup(0);
    const { kdf } = suite();
    let fresh = true;
    const observed: CiphersuiteImpl = { ...suite(), kdf: { ...kdf, extract: (salt, material) => { fresh &&= !(equal(salt, founder!.keySchedule.initSecret) && equal(material, new Uint8Array(kdf.size))); return kdf.extract(salt, material); } } };
    await createCommit({ state: founder!, cipherSuite: observed });
    expect(fresh).toBe(true);
  });
});

describe('extensions for those outside', () => {
  it('encodes external_pub as the vector it is', async () => {
    const [founder] = await bareGroup(1);
    for (const info of [await createGroupInfoWithExternalPub(founder!, [], suite()), await createGroupInfoWithExternalPubAndRatchetTree(founder!, [], suite())]) {
      const extension = info.extensions.find(({ extensionType }) => extensionType === 'external_pub');
      expect([extension?.extensionData.length, extension?.extensionData[0]]).toEqual([33, 32]);
    }
  });

  it('encodes external_senders as one list and finds each sender in it', () => {
    const senders = [newDevice(), newDevice()].map((self) => ({ signaturePublicKey: self.publicKey, credential: credentialOf(self) }));
    const extensionData = encodeExternalSenders(senders);
    expect(decodeExternalSenders(extensionData, 0)?.[0]).toEqual(senders);
    expect(senderFromExtension([{ extensionType: 'external_senders', extensionData }], 1)).toEqual(senders[1]);
  });
});

describe('processing a message', () => {
  it('hands pre-shared keys to a private commit', async () => {
    const [founder, other] = await bareGroup(1);
    const psks = makePskIndex(undefined, { [Buffer.from('shared').toString('base64')]: new Uint8Array(32).fill(7) });
    const proposal: Proposal = { proposalType: 'psk', psk: { preSharedKeyId: { psktype: 'external', pskId: new Uint8Array(Buffer.from('shared')), pskNonce: new Uint8Array(32) } } };
    const { commit, newState } = await createCommit({ state: founder!, cipherSuite: suite(), pskIndex: psks }, { extraProposals: [proposal] });
    const read = await processMessage(framed(commit), other!, psks, acceptAll, suite());
    expect(read.newState.keySchedule.epochAuthenticator).toEqual(newState.keySchedule.epochAuthenticator);
  });

  it('tells who sent it and what it authenticates besides', async () => {
    const [founder, other] = await bareGroup(1);
    const { privateMessage } = await createApplicationMessage(other!, Uint8Array.of(1), suite(), Uint8Array.of(2));
    const read = await processMessage({ wireformat: 'mls_private_message', privateMessage }, founder!, noPsk, acceptAll, suite());
    expect(read).toMatchObject({ kind: 'applicationMessage', senderLeafIndex: 1, authenticatedData: Uint8Array.of(2) });
  });

  it('hands back the secrets of epochs it forgets, and forgets them', async () => {
    const [founder] = await bareGroup(1, keeping(1));
    const oldest = allSecretTreeValues(founder!.secretTree).filter((secret) => secret !== undefined);
    const second = await createCommit({ state: founder!, cipherSuite: suite() });
    const third = await createCommit({ state: second.newState, cipherSuite: suite() });
    expect(oldest.length).toBeGreaterThan(0);
    for (const secret of oldest) expect(third.consumed).toContain(secret);
    const [forgetful] = await bareGroup(1, keeping(0));
    expect((await createCommit({ state: forgetful!, cipherSuite: suite() })).newState.historicalReceiverData.size).toBe(0);
  });

  it('keeps of a skipped message its key and nonce, not the secret all later keys follow from', async () => {
    const [founder, other] = await bareGroup(1, keeping(0));
    const first = await createApplicationMessage(other!, Uint8Array.of(1), suite());
    const second = await createApplicationMessage(first.newState, Uint8Array.of(2), suite());
    const open = (state: ClientState, privateMessage: typeof first.privateMessage) => processMessage({ wireformat: 'mls_private_message', privateMessage }, state, noPsk, acceptAll, suite());
    const later = await open(founder!, second.privateMessage);
    const keyAndNonce = suite().hpke.keyLength + suite().hpke.nonceLength;
    expect(allSecretTreeValues(later.newState.secretTree).filter((secret) => secret?.length === keyAndNonce)).toHaveLength(1);
    expect(await open(later.newState, first.privateMessage)).toMatchObject({ message: Uint8Array.of(1) });
  });

  it('refuses a sender that is no leaf', async () => {
    const [founder, other] = await bareGroup(2);
    const { keySchedule, groupContext, secretTree, signaturePrivateKey } = founder!;
    const { privateMessage } = await protectApplicationData(signaturePrivateKey, keySchedule.senderDataSecret, Uint8Array.of(1), new Uint8Array(0), groupContext, secretTree, 3, clientConfig.paddingConfig, suite());
    const read = processMessage({ wireformat: 'mls_private_message', privateMessage }, other!, noPsk, acceptAll, suite());
    await expect(read).rejects.toThrow('SenderData did not point to a non-blank leaf node');
  });
});

describe('adding a leaf', () => {
  it('refuses a key that another node of the tree has', async () => {
    const [founder] = await bareGroup(1);
    const fresh = (await joiner()).publicPackage.leafNode;
    const existing = founder!.ratchetTree[0];
    if (existing?.nodeType !== 'leaf') throw new Error('the founder has a leaf');
    const check = (leaf: typeof fresh, own?: number) => validateLeafNodeCredentialAndKeyUniqueness(founder!.ratchetTree, leaf, own === undefined ? undefined : toLeafIndex(own));
    expect(await check(fresh)).toBeUndefined();
    expect((await check({ ...fresh, hpkePublicKey: existing.leaf.hpkePublicKey }))?.message).toBe('hpke keys not unique');
    expect((await check({ ...fresh, signaturePublicKey: existing.leaf.signaturePublicKey }))?.message).toBe('signature keys not unique');
    expect(await check({ ...fresh, signaturePublicKey: existing.leaf.signaturePublicKey }, 0)).toBeUndefined();
  });
});

describe('the work a commit takes', () => {
  const counted = () => {
    const count = { expand: 0, digest: 0 };
    const { kdf, hash, ...rest } = suite();
    const cipherSuite: CiphersuiteImpl = {
      ...rest,
      kdf: { ...kdf, expand: (...given) => { count.expand++; return kdf.expand(...given); } },
      hash: { ...hash, digest: (data) => { count.digest++; return hash.digest(data); } },
    };
    return { count, cipherSuite };
  };

  it('does not derive the message keys of every leaf', async () => {
    const { count, cipherSuite } = counted();
    const [founder, other] = await bareGroup(63, keeping(0), cipherSuite);
    const { commit } = await createCommit({ state: founder!, cipherSuite }, { wireAsPublicMessage: true });
    count.expand = 0;
    await processMessage(framed(commit), other!, noPsk, acceptAll, cipherSuite);
    expect(count.expand).toBeLessThan(64);
  });

  it('hashes no part of a tree twice that did not change', async () => {
    const { count, cipherSuite } = counted();
    const [founder] = await bareGroup(63, keeping(0), cipherSuite);
    const { newState: state } = await createCommit({ state: founder!, cipherSuite }, { wireAsPublicMessage: true });
    count.digest = 0;
    const { newState } = await createCommit({ state, cipherSuite }, { wireAsPublicMessage: true });
    expect(count.digest).toBeLessThan(64);
    count.digest = 0;
    expect(await treeHashRoot(newState.ratchetTree, cipherSuite.hash)).toEqual(newState.groupContext.treeHash);
    expect(count.digest).toBe(0);
  });
});
