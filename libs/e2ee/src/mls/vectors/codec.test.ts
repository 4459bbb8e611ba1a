import { describe, expect, it } from '@jest/globals';
import { commitEncoder, decodeCommit } from 'ts-mls/commit.js';
import type { Decoder } from 'ts-mls/codec/tlsDecoder.js';
import type { BufferEncoder } from 'ts-mls/codec/tlsEncoder.js';
import { determineLength } from 'ts-mls/codec/variableLength.js';
import { decodeGroupSecrets, groupSecretsEncoder } from 'ts-mls/groupSecrets.js';
import { decodeMlsMessage, mlsMessageEncoder } from 'ts-mls/message.js';
import {
  addEncoder, decodeAdd, decodeExternalInit, decodeGroupContextExtensions, decodePSK, decodeReinit, decodeRemove, decodeUpdate, externalInitEncoder,
  groupContextExtensionsEncoder, pskEncoder, reinitEncoder, removeEncoder, updateEncoder,
} from 'ts-mls/proposal.js';
import { decodeRatchetTree, ratchetTreeEncoder } from 'ts-mls/ratchetTree.js';
import { isLeaf, left, nodeWidth, parent, right, root, sibling, toNodeIndex } from 'ts-mls/treemath.js';
import { type Hex, bytes, cases, decoded, encoded, filesPresent, vectors } from './vectors.fixture.js';

describe('the official vectors', () => {
  it('are all known here, 566 cases', () => {
    expect(filesPresent()).toEqual(Object.keys(cases).sort());
    expect(Object.values(cases).reduce((sum, count) => sum + count, 0)).toBe(566);
  });
});

describe('deserialization', () => {
  it.each(vectors<{ vlbytes_header: Hex; length: number }>('deserialization'))('reads the length $length', ({ vlbytes_header, length }) => {
    expect(determineLength(bytes(vlbytes_header)).length).toBe(length);
  });
});

describe('tree-math', () => {
  interface TreeMath { n_leaves: number; n_nodes: number; root: number; left: (number | null)[]; right: (number | null)[]; parent: (number | null)[]; sibling: (number | null)[] }
  it.each(vectors<TreeMath>('tree-math'))('finds its way in a tree of $n_leaves leaves', (vector) => {
    const leaves = vector.n_leaves;
    const nodes = Array.from({ length: vector.n_nodes }, (_, at) => toNodeIndex(at));
    const top = root(leaves);
    expect(nodeWidth(leaves)).toBe(vector.n_nodes);
    expect(top).toBe(vector.root);
    expect(nodes.map((node) => (isLeaf(node) ? null : left(node)))).toEqual(vector.left);
    expect(nodes.map((node) => (isLeaf(node) ? null : right(node)))).toEqual(vector.right);
    expect(nodes.map((node) => (node === top ? null : parent(node, leaves)))).toEqual(vector.parent);
    expect(nodes.map((node) => (node === top ? null : sibling(node, leaves)))).toEqual(vector.sibling);
  });
});

describe('messages', () => {
  const roundTrip = <T>(decoder: Decoder<T>, encoder: BufferEncoder<T>) => (value: Hex): Hex => encoded(encoder, decoded(decoder, value));
  const message = roundTrip(decodeMlsMessage, mlsMessageEncoder);
  const kinds: Record<string, (value: Hex) => Hex> = {
    mls_welcome: message, mls_group_info: message, mls_key_package: message, private_message: message,
    public_message_application: message, public_message_proposal: message, public_message_commit: message,
    ratchet_tree: roundTrip(decodeRatchetTree, ratchetTreeEncoder),
    group_secrets: roundTrip(decodeGroupSecrets, groupSecretsEncoder),
    commit: roundTrip(decodeCommit, commitEncoder),
    add_proposal: roundTrip(decodeAdd, addEncoder),
    update_proposal: roundTrip(decodeUpdate, updateEncoder),
    remove_proposal: roundTrip(decodeRemove, removeEncoder),
    pre_shared_key_proposal: roundTrip(decodePSK, pskEncoder),
    re_init_proposal: roundTrip(decodeReinit, reinitEncoder),
    external_init_proposal: roundTrip(decodeExternalInit, externalInitEncoder),
    group_context_extensions_proposal: roundTrip(decodeGroupContextExtensions, groupContextExtensionsEncoder),
  };

  it('come back byte for byte in all 300 cases', () => {
    const all = vectors<Record<string, Hex>>('messages');
    for (const vector of all) {
      expect(Object.keys(vector).sort()).toEqual(Object.keys(kinds).sort());
      for (const [kind, again] of Object.entries(kinds)) expect(again(vector[kind]!)).toBe(vector[kind]);
    }
    expect(all).toHaveLength(300);
  });
});
