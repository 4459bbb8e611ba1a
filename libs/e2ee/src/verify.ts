/**
 * What the service may use: parsing and verifying. Nothing reachable from here signs, decrypts or touches a private key;
 * a test walks the imports to prove it.
 */
export { ready } from './sodium.js';
export { bytesToUuid, concat, decodeBase64Url, equal, fromBase64Url, fromUtf8, randomBytes, toBase64Url, utf8, uuidToBytes, wipe } from './bytes.js';
export { verifySignature } from './signature.js';
export { statementId, verifyStatementSignature } from './statement.js';
export { Chain, type ChainResult } from './chain.js';
export { isFocalPointOrOfficerOf, mayEnd } from './chain-issuers.js';
export { chainRules, type ChainRule } from './chain-rule.js';
export { effectiveAt } from './chain-effects.js';
export { endOf, validAt, type ChainAuthority, type ChainDevice, type ChainNetwork, type ChainPerson, type ChainRole, type EndReason, type Ended } from './chain-state.js';
export { verifyAttach } from './attach.js';
export { verifyFiguresSetting } from './figures-setting.js';
export { verifyStatedDays } from './stated-days.js';
export { meetingActHash, verifyMeetingAct } from './meeting-act.js';
export { outcomeWordHash, verifyOutcomeWord } from './meeting-outcome.js';
export { invitationTokenHash } from './invitation-token.js';
export { canonicalJson } from './canonical.js';
export { parseItem, verifyItem, type ItemResult, type ItemRule, type ParsedItem, type VerifiedItem } from './item.js';
export { firstLink, linkOf, nextLink, type Linked } from './transcript.js';
export { parseReceipt, verifyReceipt, type Receipt } from './receipt.js';
export * from './handshake/index.js';
