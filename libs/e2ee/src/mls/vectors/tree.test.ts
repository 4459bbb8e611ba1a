import { beforeAll, describe, expect, it } from '@jest/globals';
import { applyUpdatePathSecret } from 'ts-mls/createCommit.js';
import { verifyLeafNodeSignature, verifyLeafNodeSignatureKeyPackage } from 'ts-mls/leafNode.js';
import { verifyParentHashes } from 'ts-mls/parentHash.js';
import { getCommitSecret, pathToRoot } from 'ts-mls/pathSecrets.js';
import { mergePrivateKeyPaths, toPrivateKeyPath } from 'ts-mls/privateKeyPath.js';
import { decodeProposal } from 'ts-mls/proposal.js';
import { type RatchetTree, addLeafNode, decodeRatchetTree, getHpkePublicKey, ratchetTreeEncoder, removeLeafNode, resolution, updateLeafNode } from 'ts-mls/ratchetTree.js';
import { treeHash, treeHashRoot } from 'ts-mls/treeHash.js';
import { leafToNodeIndex, toLeafIndex, toNodeIndex } from 'ts-mls/treemath.js';
import { type UpdatePath, applyUpdatePath, createUpdatePath, decodeUpdatePath } from 'ts-mls/updatePath.js';
import { ready } from '../../sodium.js';
import { suiteName, suiteOf } from '../provider/index.js';
import { ed25519KeyPair } from '../provider/primitives.js';
import { type Hex, bytes, decoded, encoded, hex, vectors } from './vectors.fixture.js';

const suite = () => suiteOf(3);
beforeAll(() => ready());

describe('tree-operations', () => {
  type Operation = Record<'proposal' | 'tree_before' | 'tree_after' | 'tree_hash_before' | 'tree_hash_after', Hex> & { proposal_sender: number };
  function applied(tree: RatchetTree, vector: Operation): RatchetTree {
    const proposal = decoded(decodeProposal, vector.proposal);
    switch (proposal.proposalType) {
      case 'add': return addLeafNode(tree, proposal.add.keyPackage.leafNode)[0];
      case 'update': return updateLeafNode(tree, proposal.update.leafNode, toLeafIndex(vector.proposal_sender));
      case 'remove': return removeLeafNode(tree, toLeafIndex(proposal.remove.removed));
      default: throw new Error('not an operation on the tree');
    }
  }

  it.each(vectors<Operation>('tree-operations'))('applies a proposal', async (vector) => {
    const before = decoded(decodeRatchetTree, vector.tree_before);
    expect(hex(await treeHashRoot(before, suite().hash))).toBe(vector.tree_hash_before);
    const after = applied(before, vector);
    expect(encoded(ratchetTreeEncoder, after)).toBe(vector.tree_after);
    expect(hex(await treeHashRoot(after, suite().hash))).toBe(vector.tree_hash_after);
  });
});

describe('tree-validation', () => {
  it.each(vectors<{ tree: Hex; group_id: Hex; tree_hashes: Hex[]; resolutions: number[][] }>('tree-validation'))('checks a tree of $tree_hashes.length nodes', async (vector) => {
    const tree = decoded(decodeRatchetTree, vector.tree);
    const hashes = await Promise.all(vector.tree_hashes.map(async (_, at) => hex(await treeHash(tree, toNodeIndex(at), suite().hash))));
    expect(hashes).toEqual(vector.tree_hashes);
    expect(vector.resolutions.map((_, at) => resolution(tree, toNodeIndex(at)))).toEqual(vector.resolutions);
    expect(await verifyParentHashes(tree, suite().hash)).toBe(true);
    for (let leaf = 0; 2 * leaf < tree.length; leaf++) {
      const node = tree[2 * leaf];
      if (node?.nodeType !== 'leaf') continue;
      const valid = node.leaf.leafNodeSource === 'key_package'
        ? verifyLeafNodeSignatureKeyPackage(node.leaf, suite().signature)
        : verifyLeafNodeSignature(node.leaf, bytes(vector.group_id), leaf, suite().signature);
      expect(await valid).toBe(true);
    }
  });
});

interface TreeKem {
  confirmed_transcript_hash: Hex; epoch: number; group_id: Hex; ratchet_tree: Hex;
  leaves_private: { index: number; encryption_priv: Hex; signature_priv: Hex; path_secrets: { node: number; path_secret: Hex }[] }[];
  update_paths: { sender: number; update_path: Hex; path_secrets: (Hex | null)[]; commit_secret: Hex; tree_hash_after: Hex }[];
}
type PrivateLeaf = TreeKem['leaves_private'][number];

describe('treekem', () => {
  it.each(vectors<TreeKem>('treekem'))('opens and makes update paths among $leaves_private.length leaves', async (vector) => {
    const tree = decoded(decodeRatchetTree, vector.ratchet_tree);
    const context = (treeHashAfter: Uint8Array) => ({
      version: 'mls10' as const, cipherSuite: suiteName(3), groupId: bytes(vector.group_id), epoch: BigInt(vector.epoch), treeHash: treeHashAfter,
      confirmedTranscriptHash: bytes(vector.confirmed_transcript_hash), extensions: [],
    });

    async function keysOf(leaf: PrivateLeaf) {
      let keys = { leafIndex: leaf.index, privateKeys: { [2 * leaf.index]: bytes(leaf.encryption_priv) } as Record<number, Uint8Array> };
      for (const { node, path_secret } of leaf.path_secrets) keys = mergePrivateKeyPaths(keys, await toPrivateKeyPath({ [node]: bytes(path_secret) }, leaf.index, suite()));
      return keys;
    }

    /** What `leaf` learns from a path: the secret at their common ancestor, and the commit secret. */
    async function learned(leaf: PrivateLeaf, sender: number, path: UpdatePath) {
      const after = await applyUpdatePath(tree, toLeafIndex(sender), path, suite().hash);
      const hash = await treeHashRoot(after, suite().hash);
      const { nodeIndex, pathSecret } = await applyUpdatePathSecret(after, await keysOf(leaf), toLeafIndex(sender), context(hash), path, [], suite());
      const known = await toPrivateKeyPath(await pathToRoot(after, nodeIndex, pathSecret, suite().kdf), leaf.index, suite());
      for (const [node, key] of Object.entries(known.privateKeys)) await expectKeyAt(after, Number(node), key);
      return { pathSecret: hex(pathSecret), commitSecret: hex(await getCommitSecret(after, nodeIndex, pathSecret, suite().kdf)), hash: hex(hash) };
    }

    async function expectKeyAt(at: RatchetTree, node: number, key: Uint8Array): Promise<void> {
      const { hpke } = suite();
      const publicKey = getHpkePublicKey(at[node]!);
      const secretKey = await hpke.importPrivateKey(key);
      const { enc, ct } = await hpke.seal(await hpke.importPublicKey(publicKey), Uint8Array.of(1), new Uint8Array(0));
      expect(await hpke.open(secretKey, enc, ct, new Uint8Array(0))).toEqual(Uint8Array.of(1));
    }

    for (const leaf of vector.leaves_private) {
      for (const [node, key] of Object.entries((await keysOf(leaf)).privateKeys)) await expectKeyAt(tree, Number(node), key);
    }
    for (const { sender, update_path, path_secrets, commit_secret, tree_hash_after } of vector.update_paths) {
      const path = decoded(decodeUpdatePath, update_path);
      const sendersKeys = vector.leaves_private.find((leaf) => leaf.index === sender)!;
      const others = vector.leaves_private.filter((leaf) => leaf.index !== sender);
      for (const leaf of others) expect(await learned(leaf, sender, path)).toEqual({ pathSecret: path_secrets[leaf.index], commitSecret: commit_secret, hash: tree_hash_after });

      const before = { ...context(new Uint8Array(0)), epoch: BigInt(vector.epoch) - 1n };
      const [after, own, secrets] = await createUpdatePath(tree, toLeafIndex(sender), before, ed25519KeyPair(bytes(sendersKeys.signature_priv)).secretKey, suite());
      const last = secrets.at(-1)!;
      const commitSecret = hex(await getCommitSecret(after, toNodeIndex(last.nodeIndex), last.secret, suite().kdf));
      for (const leaf of others) expect((await learned(leaf, sender, own)).commitSecret).toBe(commitSecret);
      expect(after[leafToNodeIndex(toLeafIndex(sender))]).toBeDefined();
    }
  });
});
