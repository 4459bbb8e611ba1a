/**
 * Commits (RFC 9420 sections 6.2 and 12.4) as the service sees them: public messages with proposals by value. What Comity has no use
 * for (references, updates of others, pre-shared keys, reinitialisation) does not parse.
 * Trust: signatures and tags are checked by members; the service compares the sender with the device that posted it.
 */
import type { SpaceId } from '@comity/contracts';
import { readKeyPackage } from './key-package.js';
import { type HandshakeLeaf, readExtensions, readLeafNode } from './leaf-node.js';
import { readMessage, readSpace, wireFormats } from './message.js';
import { type Reader, parsing } from './reader.js';
import { type SpacePolicy, decodePolicy, policyExtensionType } from './space-policy.js';

export interface ParsedCommit {
  readonly space: SpaceId;
  /** The epoch it was made in. */
  readonly epoch: number;
  readonly sender: { readonly leaf: number } | 'external';
  /** Whom it adds, in order. */
  readonly adds: readonly HandshakeLeaf[];
  /** The leaf indices it removes. */
  readonly removes: readonly number[];
  /** Whom the new leaf of its path stands for; absent without a path. Must be its author. */
  readonly path?: HandshakeLeaf;
  /** Who comes in with an external commit: its path's leaf. */
  readonly joiner?: HandshakeLeaf;
  /** Whether it replaces the group context extensions, and with them the policy. */
  readonly changesPolicy: boolean;
  /** The policy it puts in place; absent if it changes none, or one nobody can read. */
  readonly policy?: SpacePolicy;
}

const senders = { member: 1, newMemberCommit: 4 } as const;
const commitContent = 3;
const byValue = 1;
const proposals = { add: 1, remove: 3, externalInit: 6, groupContextExtensions: 7 } as const;

interface Gathered { adds: HandshakeLeaf[]; removes: number[]; externalInits: number; extensions: number; policy?: SpacePolicy | undefined }

function readProposal(reader: Reader, gathered: Gathered): void {
  reader.expect(reader.uint8() === byValue);
  switch (reader.uint16()) {
    case proposals.add: {
      const { practitioner, device, key } = readKeyPackage(reader);
      gathered.adds.push({ practitioner, device, key });
      return;
    }
    case proposals.remove:
      gathered.removes.push(reader.uint32());
      return;
    case proposals.externalInit:
      reader.skip();
      gathered.externalInits++;
      return;
    case proposals.groupContextExtensions:
      gathered.policy = policyAmong(readExtensions(reader));
      gathered.extensions++;
      return;
    default:
      reader.refuse();
  }
}

/** The policy among group context extensions; undefined unless there is exactly one, and it reads. */
function policyAmong(extensions: readonly { type: number; data: Uint8Array }[]): SpacePolicy | undefined {
  const [policy, ...more] = extensions.filter(({ type }) => type === policyExtensionType);
  return policy === undefined || more.length > 0 ? undefined : decodePolicy(policy.data);
}

function readPath(reader: Reader): HandshakeLeaf {
  const { practitioner, device, key, source } = readLeafNode(reader);
  reader.expect(source === 'commit');
  reader.list((node) => {
    node.skip(); // encryption_key
    node.list((ciphertext) => { ciphertext.skip(); ciphertext.skip(); });
  });
  return { practitioner, device, key };
}

function readSender(reader: Reader): { leaf: number } | 'external' {
  const type = reader.uint8();
  if (type === senders.member) return { leaf: reader.uint32() };
  reader.expect(type === senders.newMemberCommit);
  return 'external';
}

function readCommit(reader: Reader): ParsedCommit {
  const space = readSpace(reader);
  const epoch = reader.uint64();
  const sender = readSender(reader);
  reader.skip(); // authenticated_data
  reader.expect(reader.uint8() === commitContent);
  const gathered: Gathered = { adds: [], removes: [], externalInits: 0, extensions: 0 };
  reader.list((proposal) => readProposal(proposal, gathered));
  const path = reader.optional(readPath);
  reader.skip(); // signature
  reader.skip(); // confirmation_tag
  if (sender !== 'external') reader.skip(); // membership_tag
  const { adds, removes, externalInits, extensions, policy } = gathered;
  const common = { space, epoch, sender, adds, removes, changesPolicy: extensions > 0, ...(policy === undefined ? {} : { policy }) };
  if (sender === 'external') {
    reader.expect(path !== undefined && externalInits === 1 && adds.length === 0 && removes.length <= 1 && extensions === 0);
    return { ...common, path, joiner: path };
  }
  // Only a commit of nothing but additions may do without a path (RFC 9420 section 12.4).
  reader.expect(externalInits === 0 && extensions <= 1 && (path !== undefined || (adds.length > 0 && removes.length + extensions === 0)));
  return path === undefined ? common : { ...common, path };
}

/** Parses MLSMessage(PublicMessage(Commit)); undefined if it is anything else. */
export const parseCommit = (bytes: Uint8Array): ParsedCommit | undefined =>
  parsing(bytes, (reader) => readMessage(reader, wireFormats.publicMessage, readCommit));
