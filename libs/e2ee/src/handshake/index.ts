/**
 * MLS handshake messages as the service reads them: our own strict parser, without ts-mls, without any private-key code.
 * Trust: parsed is not verified. Nothing here checks a signature; members do.
 */
export { type ParsedCommit, parseCommit } from './commit.js';
export { type ParsedGroupInfo, parseGroupInfo } from './groupInfo.js';
export { type ParsedKeyPackage, parseKeyPackage } from './keyPackage.js';
export { type HandshakeLeaf, type LeafIdentity } from './leafNode.js';
export { type LeafChanges, applyCommitToLeaves, commitAuthor } from './leaves.js';
export { type SpacePolicy, decodePolicy, encodePolicy, policyExtensionType, samePolicy } from './spacePolicy.js';
