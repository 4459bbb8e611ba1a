/**
 * MLS handshake messages as the service reads them: our own strict parser, without ts-mls, without any private-key code.
 * Trust: parsed is not verified. Nothing here checks a signature; members do.
 */
export { type ParsedCommit, parseCommit } from './commit.js';
export { type ParsedGroupInfo, parseGroupInfo } from './group-info.js';
export { type ParsedKeyPackage, keyPackageLifetime, lifetimeHolds, parseKeyPackage } from './key-package.js';
export { type HandshakeLeaf, type LeafIdentity } from './leaf-node.js';
export { type LeafChanges, applyCommitToLeaves, commitAuthor } from './leaves.js';
export { type SpacePolicy, allowsHistory, decodePolicy, encodePolicy, epochSpan, isDue, keptFor, policyExtensionType, samePolicy, widensHistory } from './space-policy.js';
