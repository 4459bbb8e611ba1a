/**
 * What a letter says around the words of its author, in one language. A language is a file beside this one (`frames/`); a word that it lacks
 * does not compile. `{…}` marks where something stands.
 */
import type { MatterKind } from '@comity/sdk';

export const letterLanguages = ['en', 'fr', 'es', 'ru', 'ar', 'zh'] as const;
export type LetterLanguage = (typeof letterLanguages)[number];
/** By their own names, as people look for theirs. */
export const ownNames = { en: 'English', fr: 'Français', es: 'Español', ru: 'Русский', ar: 'العربية', zh: '中文' } as const satisfies Record<LetterLanguage, string>;

/** Parts of the required content, as the packs name them; a test holds these lists and the packs together. */
export type PartTerm = 'REQUESTING_AUTHORITY' | 'SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY' | 'FACTS_SUMMARY' | 'ASSISTANCE_AND_PROCEDURE_SOUGHT' | 'IDENTITY_LOCATION_NATIONALITY' | 'PURPOSE'
  | 'WARRANT_EXISTS_AND_REQUEST_FOLLOWS' | 'OFFENCE_WHEN_AND_WHERE' | 'DESCRIPTION_OF_PERSON' | 'JUDGMENT_OR_WARRANT' | 'OFFENCES_TIME_PLACE_LAW' | 'ENACTMENTS_IDENTITY'
  | 'PROPERTY_DESCRIPTION' | 'LOCATION_AND_VALUE' | 'FACTS' | 'ADMISSIBLE_ORDER' | 'EXTENT' | 'THIRD_PARTY_NOTICE_AND_DUE_PROCESS_STATEMENT' | 'FINALITY_STATEMENT' | 'ACTIONS' | 'ORDER'
  | 'NAME_AND_ADDRESS_FOR_SERVICE' | 'OFFENCE' | 'LEGAL_TEXTS' | 'MEASURE_AVAILABLE_AT_HOME' | 'MAXIMUM_AMOUNT' | 'COMPUTER_DATA' | 'CUSTODIAN_OR_LOCATION' | 'REQUEST_FOLLOWS' | 'PENALTY' | 'OTHER_CONSEQUENCES';
export type AssistanceTerm =
  | 'TAKE_EVIDENCE_OR_STATEMENTS' | 'SERVE_JUDICIAL_DOCUMENTS' | 'SEARCH_SEIZE_FREEZE' | 'EXAMINE_OBJECTS_SITES' | 'INFORMATION_ITEMS_EXPERT_EVALUATIONS' | 'ORIGINAL_OR_CERTIFIED_RECORDS' | 'TRACE_PROCEEDS_FOR_EVIDENCE'
  | 'VOLUNTARY_APPEARANCE' | 'OTHER_NOT_CONTRARY_TO_LAW' | 'IDENTIFY_FREEZE_TRACE_CH_V' | 'ASSET_RECOVERY_CH_V' | 'VIDEO_HEARING' | 'DETAINEE_TRANSFER' | 'PRESERVE_COMPUTER_DATA' | 'LOCATE_PERSONS'
  | 'CRIMINAL_RECORDS' | 'LAYING_OF_INFORMATION' | 'TELEPHONE_HEARING' | 'RESTITUTION' | 'CROSS_BORDER_OBSERVATION' | 'CONTROLLED_DELIVERY' | 'COVERT_INVESTIGATIONS' | 'JOINT_INVESTIGATION_TEAM' | 'PROVISIONAL_MEASURES' | 'CONFISCATION' | 'BANK_ACCOUNTS' | 'BANK_TRANSACTIONS' | 'MONITOR_TRANSACTIONS' | 'INTERCEPTION' | 'DISCLOSE_TRAFFIC_DATA' | 'STORED_COMPUTER_DATA' | 'REAL_TIME_TRAFFIC_DATA';
/** What an asset is known by; a test holds it to `assetFacts`. */
export type FactTerm = 'type' | 'number' | 'holder' | 'country' | 'place' | 'value' | 'date' | 'restraint' | 'origin' | 'transit' | 'cluster';
export type PackTerm = 'uncac' | 'untoc' | 'ecma' | 'cets-198' | 'budapest' | 'eio' | 'harare' | 'ece' | 'eaw' | 'bilateral' | 'reciprocity';

export interface Frame {
  /** What the document is; `{from}`, `{to}` in its opening; and what it tracks. Provisional arrest: as long as nothing more of an extradition is asked for. */
  kinds: Readonly<Record<MatterKind | 'provisionalArrest', { title: string; opening: string; measures: string }>>;
  /** Stands above a letter whose request did not go out. */
  draft: string;
  /** Goes with such a letter where it is read in advance: `{subject}`. */
  inAdvance: string;
  /** Beside the addressee, date, reference and subject. */
  to: string; date: string; reference: string; subject: string;
  /** What the requesting authority calls it among its own files, and what the other does. */
  ourReference: string; yourReference: string;
  /** Files that go with it. */
  enclosures: string;
  urgency: string; urgent: string;
  /** An authority with its State: `{name}`, `{state}`. */
  party: string;
  basis: string;
  /** Of an instrument that would step back behind another one. */
  agreed: string;
  /** In the place of a part that nobody has written yet. */
  unwritten: string;
  deadline: string;
  /** `{date}`. */
  deadlineText: string;
  confidentiality: string;
  confidentialityText: string;
  /** `{from}`, `{to}`. */
  closing: string;
  place: string; name: string; signature: string;
  facts: Readonly<Record<FactTerm, string>>;
  parts: Readonly<Record<PartTerm, string>>;
  assistance: Readonly<Record<AssistanceTerm, string>>;
  /** With the short name by which articles are cited. */
  instruments: Readonly<Record<PackTerm, string>>;
}
