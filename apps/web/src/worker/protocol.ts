/**
 * What window and worker say to each other. The worker holds the SDK and every key; the window asks by method name.
 * Trust: both ends are ours and of one build; the worker still answers only to the names listed here.
 */
import type { Comity, ComityEvent, Failure, Phase } from '@comity/sdk';

/** Every method of the SDK that the window may call. */
export const methods = [
  'status', 'checkSetUpToken', 'setUp', 'judgePassphrase', 'newTotp', 'viewInvitation', 'enrol', 'signInWithPassphrase', 'passkeySignInOptions', 'signInWithPasskey', 'openVault', 'passkeyUnlockOptions', 'wrapForPasskey',
  'checkRecoveryCode', 'newRecoveryCode', 'replaceRecoveryCode', 'changePassphrase',
  'requestLink', 'linkAnswered', 'confirmLink', 'withdrawLink', 'linkRequest', 'answerLink', 'readLinkCode', 'giveLink', 'refuseLink',
  'stepUpWithPassphrase', 'passkeyStepUpOptions', 'stepUpWithPasskey', 'signOut', 'lock', 'unlock', 'passkeys', 'passkeyOptions', 'addPasskey',
  'removePasskey', 'sessions', 'endSession', 'authorities', 'people', 'myDevices', 'endDevice', 'renameDevice', 'endAccess', 'renewAccess', 'safetyNumber', 'markVerified', 'invite', 'inviteAnew', 'invitations', 'withdrawInvitation',
  'vouch', 'admitAuthority', 'pendingStatements', 'coSign', 'spaces', 'space', 'createChannel', 'openDirect', 'setPolicy', 'setClosed', 'giveHistory', 'addMembers', 'removeMember', 'setOwner', 'send',
  'edit', 'withdraw', 'react', 'pin', 'pins', 'vote', 'closePoll', 'acknowledge', 'remind', 'createTopic', 'renameTopic', 'forward', 'locate', 'indexAt', 'typing', 'spaceSettings', 'setSpaceSettings',
  'resend', 'discard', 'timeline', 'markRead', 'draft', 'saveDraft', 'search', 'savedSearches', 'saveSearch', 'forgetSearch', 'inbox', 'noticeSettings', 'setNoticeSettings', 'upload', 'transfers',
  'matters', 'savedFilters', 'saveFilter', 'forgetFilter', 'matter', 'earlierSteps', 'draftMatter', 'reviseMatter', 'setReference', 'takeStep', 'figuresSetting', 'setFigures', 'toldMatters', 'figures', 'matterStatistics', 'tellOffence', 'tellAmount', 'meetings', 'entries', 'entry', 'entryTies', 'fingerprint', 'myTasks', 'writeEntry', 'reviseEntry', 'strikeEntry', 'addCustody', 'accessLog', 'tellAccess', 'compartments', 'createCompartment', 'moveEntry', 'unmoved', 'dismissUnmoved', 'notes', 'note', 'newNote', 'renameNote', 'beginWriting', 'writeNote', 'freezeNote', 'moveNote', 'offers', 'offer', 'makeOffer', 'takeOfferStep', 'bundle', 'checkBundle',
  'pauseTransfer', 'resumeTransfer', 'cancelTransfer', 'download', 'downloaded', 'readFile', 'fileAllowance', 'alarms', 'acknowledgeAlarm', 'settled',
] as const satisfies readonly (keyof Comity)[];
export type Method = (typeof methods)[number];

/** Methods to which bytes are given away: the window keeps no copy of what opens a vault. */
const handsOver: ReadonlySet<Method> = new Set<Method>(['signInWithPasskey', 'openVault', 'unlock', 'wrapForPasskey', 'changePassphrase']);

/** The memory a message takes with it. */
export function givenAway(message: ToWorker): ArrayBuffer[] {
  if (message.type !== 'call' || !handsOver.has(message.method)) return [];
  const bytes = (value: unknown): ArrayBuffer[] => (value instanceof Uint8Array && value.buffer instanceof ArrayBuffer ? [value.buffer] : []);
  return message.args.flatMap((arg) => [...bytes(arg), ...(typeof arg === 'object' && arg !== null && !(arg instanceof Uint8Array) ? Object.values(arg).flatMap(bytes) : [])]);
}

/** The SDK seen through the border: every answer is a promise, every rejection a `Failure`. */
export type Remote = { readonly [M in Method]: (...args: Parameters<Comity[M]>) => Promise<Awaited<ReturnType<Comity[M]>>> };

export type ToWorker =
  /** First message: `take` closes the client in another worker and continues here; `tab` names a lock that the tab holds while it lives. */
  | { type: 'start'; take: boolean; tab: string }
  | { type: 'call'; id: number; method: Method; args: unknown[] };

export type FromWorker =
  | { type: 'phase'; phase: Phase }
  /** Another worker of this browser holds the keys and the local store; this one must not touch them. */
  | { type: 'elsewhere' }
  | { type: 'answer'; id: number; value: unknown }
  | { type: 'failure'; id: number; failure: Failure }
  | { type: 'event'; event: ComityEvent };

/** The worker's side of the channel, and a stand-in for it in tests. */
export interface Port<In, Out> {
  send(message: Out): void;
  receive(listener: (message: In) => void): void;
}
