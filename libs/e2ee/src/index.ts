/** Everything a client needs: what the service may use, and what signs, seals and opens. */
export * from './verify.js';
export { signStatement, statementSignature } from './statement-sign.js';
export { attachSignature, newDevice, newIdentity, type KeyPair } from './identity.js';
export { sealItem, fitsItem, type ItemToSeal } from './item-seal.js';
export { openItem } from './item-open.js';
export { signReceipt } from './receipt-sign.js';
export { createVault, openVaultRecord, openVaultWithPassphraseKey, openVaultWithRecoveryCode, rewrapVault, sealVaultRecord, wrapForPassphrase, wrapForRecovery, type PassphraseWrap } from './vault.js';
export { derivePassphraseKeys, kdfFloor, kdfRule, newKdfParameters, type PassphraseKeys } from './passphrase.js';
export { formatRecoveryCode, newRecoveryCode, parseRecoveryCode, type RecoveryCodeResult } from './recovery-code.js';
export { enrolmentProof, formatInvitationLink, newInvitationLink, parseInvitationLink, verifyEnrolmentProof, type EnrolmentClaim, type InvitationLink } from './invitation.js';
export { safetyNumber, type SafetyParty } from './safety.js';
export { checkPassphrase, passphraseLimits, type PassphraseRule, type PassphraseVerdict } from './passphrase-policy.js';
export { contentLimits, decodeMessage, decodeProfile, encodeMessage, encodeProfile, type ContentResult, type ContentRule, type Encoded, type MessageContent, type ProfileContent } from './content.js';
export type { Act, Evaluation, FileContent, Mention, MentionAt, Origin, Ref, TextContent, Tlp } from './content-message.js';
export { decodeKeyring, encodeKeyring, mergeKeyrings, newKeyring, withEpoch, type Anchor, type EpochKey, type Keyring, type MergeResult } from './keyring.js';
export * from './mls/index.js';
