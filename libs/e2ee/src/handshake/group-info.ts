/** Group infos (RFC 9420 section 12.4.3) as the service sees them. Trust: the signature is checked by whoever joins. */
import type { SpaceId } from '@comity/contracts';
import { type HandshakeLeaf, readExtensions, readLeafNode } from './leaf-node.js';
import { readMessage, readSpace, wireFormats } from './message.js';
import { type Reader, parsing } from './reader.js';
import { type SpacePolicy, decodePolicy, policyExtensionType } from './space-policy.js';

export interface ParsedGroupInfo {
  readonly space: SpaceId;
  readonly epoch: number;
  readonly suite: number;
  /** The leaf that signed it. */
  readonly signer: number;
  /** By leaf index; null where the leaf is blank. No blanks at the end. */
  readonly leaves: readonly (HandshakeLeaf | null)[];
  readonly policy: SpacePolicy;
}

const extensionTypes = { ratchetTree: 2, externalPub: 4 } as const;
const nodeTypes = { leaf: 1, parent: 2 } as const;

function readNode(reader: Reader): HandshakeLeaf | 'parent' {
  const type = reader.uint8();
  if (type === nodeTypes.leaf) {
    const { practitioner, device, key } = readLeafNode(reader);
    return { practitioner, device, key };
  }
  reader.expect(type === nodeTypes.parent);
  reader.skip(); // encryption_key
  reader.skip(); // parent_hash
  reader.list((unmerged) => unmerged.uint32());
  return 'parent';
}

/** Nodes alternate between leaf and parent, starting with leaf 0; the last one is not blank (RFC 9420 section 12.4.3.3). */
function readTree(reader: Reader): (HandshakeLeaf | null)[] {
  const nodes = reader.list((node) => node.optional(readNode));
  reader.expect(nodes.length > 0 && nodes.at(-1) !== undefined);
  const leaves: (HandshakeLeaf | null)[] = [];
  nodes.forEach((node, at) => {
    reader.expect(node === undefined || (node === 'parent') === (at % 2 === 1));
    if (at % 2 === 0) leaves.push(node === undefined || node === 'parent' ? null : node);
  });
  while (leaves.at(-1) === null) leaves.pop();
  return leaves;
}

function readGroupInfo(reader: Reader): ParsedGroupInfo {
  reader.expect(reader.uint16() === 1);
  const suite = reader.uint16();
  const space = readSpace(reader);
  const epoch = reader.uint64();
  reader.skip(); // tree_hash
  reader.skip(); // confirmed_transcript_hash
  const contextExtensions = readExtensions(reader).filter((extension) => extension.type === policyExtensionType);
  const extensions = readExtensions(reader);
  reader.skip(); // confirmation_tag
  const signer = reader.uint32();
  reader.skip(); // signature
  const trees = extensions.filter((extension) => extension.type === extensionTypes.ratchetTree);
  const publicKeys = extensions.filter((extension) => extension.type === extensionTypes.externalPub);
  const [tree] = trees;
  const [policyExtension] = contextExtensions;
  reader.expect(trees.length === 1 && publicKeys.length === 1 && contextExtensions.length === 1 && tree !== undefined && policyExtension !== undefined);
  const leaves = parsing(tree.data, readTree);
  const policy = decodePolicy(policyExtension.data);
  reader.expect(leaves !== undefined && policy !== undefined && leaves[signer] != null);
  return { space, epoch, suite, signer, leaves, policy };
}

/** Parses MLSMessage(GroupInfo) with its ratchet tree, external_pub and policy; undefined if it is anything else. */
export const parseGroupInfo = (bytes: Uint8Array): ParsedGroupInfo | undefined =>
  parsing(bytes, (reader) => readMessage(reader, wireFormats.groupInfo, readGroupInfo));
