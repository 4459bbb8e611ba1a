/** MLS groups (RFC 9420) for spaces: keys and membership, never messages. See docs/PROTOCOL.md. */
export { type Changes, type CommittedChanges, commitChanges } from './commit.js';
export { createGroup, groupInfoOf } from './create.js';
export { type DeviceKeys, type Leaf } from './device.js';
export { type Group, contentKey, epochOf, epochTag, historyKey, leaves, ownLeaf, policyOf, wipeGroup } from './group.js';
export { joinByExternalCommit, joinByWelcome } from './join.js';
export { type CommitRule, type Judgement, type PolicyChain, judgeCommit, judgeGroup, staleLeaves } from './judgement.js';
export { type KeysBox, openKeys, sealKeys } from './keys-box.js';
export { type NewKeyPackage, keyPackageReference, newKeyPackage, welcomeReferences } from './key-package.js';
export { MlsRefusal, type MlsRefusalReason } from './refusal.js';
export { type Addition, type CredentialSwap, type StagedCommit, readCommit } from './staged.js';
export { decodeGroup, encodeGroup } from './storage.js';
