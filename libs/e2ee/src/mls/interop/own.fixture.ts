/**
 * Our side of the conversation: ts-mls as patched on our provider, below the rules of a space, which another vendor's
 * credentials and capabilities cannot meet.
 */
import { type ClientState, createGroup, joinGroup } from 'ts-mls/clientState.js';
import { createCommit, createGroupInfoWithExternalPubAndRatchetTree, joinGroupExternal } from 'ts-mls/createCommit.js';
import { encode } from 'ts-mls/codec/tlsEncoder.js';
import { acceptAll } from 'ts-mls/incomingMessageAction.js';
import { type KeyPackage, type PrivateKeyPackage, decodeKeyPackage, generateKeyPackageWithKey, keyPackageEncoder } from 'ts-mls/keyPackage.js';
import { mlsExporter } from 'ts-mls/keySchedule.js';
import { defaultClientConfig } from 'ts-mls/clientConfig.js';
import { processPublicMessage } from 'ts-mls/processMessages.js';
import type { Proposal } from 'ts-mls/proposal.js';
import { emptyPskIndex } from 'ts-mls/pskIndex.js';
import { utf8 } from '../../bytes.js';
import { replacingLeaf } from '../client.js';
import { decodeGroupInfo, decodePublicMessage, decodeWelcome, encodeCommit, encodeGroupInfo, encodeMessage, encodeWelcome } from '../message.js';
import { suiteName, suiteOf } from '../provider/index.js';
import { ed25519KeyPair } from '../provider/primitives.js';

const suite = () => suiteOf(3);
const whole = <T>(decoded: [T, number] | undefined): T => {
  if (decoded === undefined) throw new Error('does not decode');
  return decoded[0];
};

export interface OurCommit { commit: Uint8Array; welcome: Uint8Array | undefined; groupInfo: Uint8Array }

/** One client of ours with a credential as core-crypto writes them. */
export class OwnClient {
  state: ClientState | undefined;
  private constructor(readonly identity: string, private readonly own: KeyPackage, private readonly keys: PrivateKeyPackage) {}

  static async start(): Promise<OwnClient> {
    const identity = `${crypto.randomUUID()}:decaf@example.org`;
    const { publicKey, secretKey } = ed25519KeyPair(crypto.getRandomValues(new Uint8Array(32)));
    const seconds = BigInt(Math.floor(Date.now() / 1000));
    const { publicPackage, privatePackage } = await generateKeyPackageWithKey(
      { credentialType: 'basic', identity: utf8(identity) },
      { versions: ['mls10'], ciphersuites: [suiteName(3)], extensions: [], proposals: [], credentials: ['basic', 'x509'] },
      { notBefore: seconds - 3_600n, notAfter: seconds + 86_400n }, [], { signKey: secretKey, publicKey }, suite(),
    );
    return new OwnClient(identity, publicPackage, privatePackage);
  }

  keyPackage = (): Uint8Array => encode(keyPackageEncoder)(this.own);

  async create(group: Uint8Array): Promise<void> {
    this.state = await createGroup(group, this.own, this.keys, [], suite());
  }

  async commit(changes: { add?: Uint8Array[]; remove?: number[] }): Promise<OurCommit> {
    const extraProposals: Proposal[] = [
      ...(changes.remove ?? []).map((removed): Proposal => ({ proposalType: 'remove', remove: { removed } })),
      ...(changes.add ?? []).map((bytes): Proposal => ({ proposalType: 'add', add: { keyPackage: whole(decodeKeyPackage(bytes, 0)) } })),
    ];
    const { newState, commit, welcome } = await createCommit({ state: this.state!, cipherSuite: suite() }, { wireAsPublicMessage: true, ratchetTreeExtension: true, extraProposals });
    this.state = newState;
    return { commit: encodeMessage(commit), welcome: welcome === undefined ? undefined : encodeWelcome(welcome), groupInfo: await this.groupInfo() };
  }

  groupInfo = async (): Promise<Uint8Array> => encodeGroupInfo(await createGroupInfoWithExternalPubAndRatchetTree(this.state!, [], suite()));

  async read(commit: Uint8Array): Promise<void> {
    this.state = (await processPublicMessage(this.state!, decodePublicMessage(commit), emptyPskIndex, suite(), acceptAll)).newState;
  }

  async joinByWelcome(welcome: Uint8Array): Promise<void> {
    this.state = await joinGroup(decodeWelcome(welcome), this.own, this.keys, emptyPskIndex, suite());
  }

  async joinByExternalCommit(groupInfo: Uint8Array, replaced?: number): Promise<Uint8Array> {
    const info = decodeGroupInfo(groupInfo);
    const node = replaced === undefined ? undefined : this.state!.ratchetTree[2 * replaced];
    const config = node?.nodeType === 'leaf' ? { ...defaultClientConfig, keyPackageEqualityConfig: replacingLeaf(node.leaf.hpkePublicKey).keyPackageEqualityConfig } : defaultClientConfig;
    const { publicMessage, newState } = await joinGroupExternal(info, this.own, this.keys, node !== undefined, suite(), undefined, config);
    this.state = { ...newState, clientConfig: defaultClientConfig };
    return encodeCommit(publicMessage);
  }

  exported = (): Promise<Uint8Array> => mlsExporter(this.state!.keySchedule.exporterSecret, 'exporter', new Uint8Array(0), 32, suite());
  leafOf = (identity: string): number => this.state!.ratchetTree.findIndex((node) => node?.nodeType === 'leaf' && 'identity' in node.leaf.credential && Buffer.from(node.leaf.credential.identity).toString() === identity) / 2;
  removed = (): boolean => this.state!.groupActiveState.kind === 'removedFromGroup';
}
