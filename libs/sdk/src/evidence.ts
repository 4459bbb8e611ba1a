/**
 * Evidence bundles as callers see them. Part of the one interface in `api.ts`. Trust: a report says what signatures prove; what rests on somebody's word alone
 * (times, what is left out) is named so in docs/PROTOCOL.md section 19, and whoever shows a report says it.
 */
import type { AuthorityId, AuthorityKind, DeviceId, EntryKind, HandlingCode, Instant, ItemKind, NetworkId, PractitionerId, SpaceId, SpaceKind, StatementId } from '@comity/contracts';
import type { ChainRole, ChainRule, Ended, EvidenceFileRule, Facts, MessageContent, ProfileContent } from '@comity/e2ee';
import type { EntryRule } from './evidence/log-check.js';
import type { CustodyView, EntryId, FieldValue, FileVersion, Said } from './register.js';
import type { Marking } from './marking.js';
import type { MatterKind, StepRefusal } from './matters.js';

/** What is shown in words: nothing; what a request or a register consists of; that and the conversation. Never what was withdrawn, nor what its handling code or label keeps from being passed on. */
export type EvidenceContents = 'none' | 'case' | 'all';

/** The first link that does not hold. `at`: the statement's or receipt's number in the bundle, or the entry's in the log. */
export type EvidenceFault =
  | { part: 'file'; at: null; rule: EvidenceFileRule }
  | { part: 'root'; at: null; rule: 'another-root' }
  | { part: 'statement'; at: number; rule: ChainRule }
  | { part: 'entry'; at: number; rule: EntryRule }
  | { part: 'receipt'; at: number; rule: ReceiptRule }
  | { part: 'seal'; at: null; rule: SealRule };
export type ReceiptRule = 'malformed' | 'wrong-space' | 'unknown-device' | 'device-ended' | 'bad-signature' | 'not-in-this-log' | 'transcript-fork' | 'twice';
export type SealRule = 'unknown-device' | 'device-ended' | 'made-in-the-future' | 'bad-signature';

export type EvidenceResult = { ok: true; report: EvidenceReport } | { ok: false; fault: EvidenceFault };

export interface EvidenceReport {
  /** The id of the network's first statement. `expected`: the caller named it; else the bundle alone says so, and it has to be compared. */
  root: StatementId; expected: boolean; network: { id: NetworkId; name: string };
  space: { id: SpaceId; kind: SpaceKind };
  madeAt: Instant; madeBy: PractitionerId; madeOn: DeviceId;
  statements: number;
  /** Numbers of the first and the last entry, and the transcript's link after the last. */
  from: number; to: number; link: string;
  authorities: EvidenceAuthority[];
  people: EvidencePerson[];
  entries: EvidenceEntryView[];
  /** Null: no request, or none in words. */
  request: EvidenceRequest | null;
  /** Null: no register, or nothing of it in words. */
  register: EvidenceRegistered[] | null;
}
export interface EvidenceAuthority { id: AuthorityId; name: string; state: string; kind: AuthorityKind; from: Instant; ended: Ended | null }
export interface EvidencePerson {
  id: PractitionerId; name: string; title: string | null; authority: AuthorityId; role: ChainRole; from: Instant; until: Instant | null; ended: Ended | null;
  devices: { id: DeviceId; name: string; from: Instant; until: Instant | null; ended: Ended | null }[];
  /** The last entry up to which a signature of theirs says that the log is as it stands here; null: none does. */
  confirms: number | null;
}

/** `hash`: SHA-256 of the entry's bytes, in hexadecimal. `at`: when the service stored it, by its word as the maker passes it on. */
interface Common { seq: number; at: Instant; hash: string; /** Others whose signatures cover this entry. */ confirmedBy: PractitionerId[] }
export interface EvidenceItem extends Common {
  type: 'item'; by: PractitionerId; device: DeviceId; kind: ItemKind; handling: HandlingCode; bytes: number;
  /** Whether it follows from the log that the device sat inside; null: who was inside is not known there. */
  inside: true | null;
  /** Null: closed. */
  content: MessageContent | ({ type: 'profile' } & ProfileContent) | null;
  /** Of a request: null where it stands. */
  refused: StepRefusal | null;
}
export interface EvidenceCommit extends Common { type: 'commit'; by: PractitionerId | null; added: PractitionerId[]; removed: PractitionerId[] }
export interface EvidenceGap extends Common { type: 'withheld-item' | 'withheld-commit' | 'destroyed' }
export type EvidenceEntryView = EvidenceItem | EvidenceCommit | EvidenceGap;

export interface EvidenceRequest {
  kind: MatterKind; title: string; requesting: AuthorityId; requested: AuthorityId; state: string;
  /** Of its dossier, with its files. */
  marking: Marking;
  /** Files of the dossier. */
  enclosures: EvidenceEnclosure[];
  measures: { id: string; assistance: string | null; sought: string; /** Of an asset; otherwise none. */ facts: Facts; state: string | null; steps: EvidenceStep[] }[];
}
/** `attested`: on the word of whoever transmitted it; `seq` is the entry that says it. `enclosures`: the files that came with it. */
export interface EvidenceStep { action: string; by: PractitionerId; at: Instant; article: string; to: string; attested: boolean; seq: number | null; /** Of the step, with its files. */ marking: Marking; enclosures: EvidenceEnclosure[] }
/** A file by what whoever has it can compute: SHA-256 of the whole, in hexadecimal. */
export interface EvidenceEnclosure { name: string; size: number; sha256: string }

/** An entry of a register as it stands by what is shown. `doubtful`: another version may stand, for want of what is not shown. `links`: with the other's title, where that is shown. */
export interface EvidenceRegistered {
  id: EntryId; kind: EntryKind; title: string; fields: Record<string, FieldValue>; marking: Marking; links: { to: EntryId; label: string; title: string | null }[];
  /** All that it had, by which version first. */
  files: FileVersion[];
  made: Said; changed: Said; versions: number; proposals: number; doubtful: boolean; custody: CustodyView[]; struck: (Said & { reason: string }) | null;
}
