/**
 * What is customary whatever the basis: the minimum that a request contains, as the United Nations Model Treaties have it, where no instrument of the basis has a list of its own; and
 * the dates that the parties set each other, which run though no provision asks for them. Nobody names it as a basis.
 */
import type { PackSource } from '../pack.js';

type Entries<List extends 'assistance' | 'content' | 'clocks'> = NonNullable<PackSource[List]>;

const [mla, extradition, asset] = ['mla', 'extradition', 'asset'] as const;
const asked = ['transmit', 'send-request', 'receive-request'];
const urgent = ['request-provisional-arrest'];
const freezing = ['submit-foreign-order', 'request-freezing'];
const usual = { verified: false, since: 2, customary: true } as const;
const [assistance, surrender, arrest] = ['UN Model Treaty on MLA 5', 'UN Model Treaty 5', 'UN Model Treaty 9'];

export const custom: PackSource = {
  id: 'custom',
  instruments: ['practice'],
  governs: [mla, extradition, asset],
  mlaTreaty: false,
  content: [
    { ...usual, id: 'REQUESTING_AUTHORITY', article: assistance, cycle: mla, actions: ['transmit'] },
    { ...usual, id: 'SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY', article: assistance, cycle: mla, actions: ['transmit'] },
    { ...usual, id: 'PURPOSE', article: assistance, cycle: mla, actions: ['transmit'] },
    { ...usual, id: 'ASSISTANCE_AND_PROCEDURE_SOUGHT', article: assistance, cycle: mla, actions: ['transmit'] },
    { ...usual, id: 'FACTS_SUMMARY', article: assistance, cycle: mla, actions: ['transmit'], exceptFor: ['SERVE_JUDICIAL_DOCUMENTS'] },
    { ...usual, id: 'LEGAL_TEXTS', article: assistance, cycle: mla, actions: ['transmit'], exceptFor: ['SERVE_JUDICIAL_DOCUMENTS'] },
    { ...usual, id: 'NAME_AND_ADDRESS_FOR_SERVICE', article: assistance, cycle: mla, actions: ['transmit'], for: ['SERVE_JUDICIAL_DOCUMENTS'] },
    { ...usual, id: 'IDENTITY_LOCATION_NATIONALITY', article: 'practice', cycle: mla, actions: ['transmit'], wherePossible: true },
    { ...usual, id: 'WARRANT_EXISTS_AND_REQUEST_FOLLOWS', article: arrest, cycle: extradition, actions: urgent },
    { ...usual, id: 'OFFENCE_WHEN_AND_WHERE', article: arrest, cycle: extradition, actions: urgent },
    { ...usual, id: 'DESCRIPTION_OF_PERSON', article: arrest, cycle: extradition, actions: urgent, wherePossible: true },
    { ...usual, id: 'JUDGMENT_OR_WARRANT', article: surrender, cycle: extradition, actions: asked },
    { ...usual, id: 'OFFENCES_TIME_PLACE_LAW', article: surrender, cycle: extradition, actions: asked },
    { ...usual, id: 'ENACTMENTS_IDENTITY', article: surrender, cycle: extradition, actions: asked },
    { ...usual, id: 'PROPERTY_DESCRIPTION', article: 'practice', cycle: asset, actions: freezing },
    { ...usual, id: 'FACTS', article: 'practice', cycle: asset, actions: freezing },
    { ...usual, id: 'ACTIONS', article: 'practice', cycle: asset, actions: freezing },
    { ...usual, id: 'ORDER', article: 'practice', cycle: asset, actions: freezing, wherePossible: true },
    { ...usual, id: 'PROPERTY_DESCRIPTION', article: assistance, cycle: asset, actions: ['choose-route'], for: ['OBTAIN_ORDER'] },
    { ...usual, id: 'FACTS', article: assistance, cycle: asset, actions: ['choose-route'], for: ['OBTAIN_ORDER', 'ENFORCE'] },
    { ...usual, id: 'ADMISSIBLE_ORDER', article: 'practice', cycle: asset, actions: ['choose-route'], for: ['ENFORCE'] },
  ],
  clocks: [
    { id: 'SUGGESTED_DEADLINE', article: '—', verified: true, cycle: mla, meaning: 'suggested', starts: ['transmit'], from: 'event', stops: ['execute', 'refuse', 'declare-impossible', 'withdraw'], until: 'deadline', bound: ['requested', 'executing'] },
    { id: 'INFORMATION', article: '—', verified: true, cycle: mla, meaning: 'deadline', starts: ['ask'], from: 'event', stops: ['supply', 'withdraw'], until: 'limit', bound: ['requesting'] },
    { id: 'INFORMATION', article: '—', verified: true, cycle: extradition, meaning: 'deadline', starts: ['ask'], from: 'event', stops: ['supply', 'withdraw'], until: 'limit', bound: ['requesting'] },
  ],
};

/** The types of assistance that treaties and laws commonly know, for a basis whose own list nobody entered. */
export const commonAssistance = (article: string): Entries<'assistance'> => [
  'TAKE_EVIDENCE_OR_STATEMENTS', 'SERVE_JUDICIAL_DOCUMENTS', 'SEARCH_SEIZE_FREEZE', 'EXAMINE_OBJECTS_SITES', 'INFORMATION_ITEMS_EXPERT_EVALUATIONS', 'ORIGINAL_OR_CERTIFIED_RECORDS', 'TRACE_PROCEEDS_FOR_EVIDENCE',
  'VOLUNTARY_APPEARANCE', 'DETAINEE_TRANSFER', 'VIDEO_HEARING', 'LOCATE_PERSONS', 'PRESERVE_COMPUTER_DATA', 'PROVISIONAL_MEASURES', 'CONFISCATION', 'OTHER_NOT_CONTRARY_TO_LAW',
].map((id) => ({ id, article, verified: false }));

const everybody = ['requesting', 'requested', 'executing'] as const;
const periods = {
  PROVISIONAL_ARREST: { cycle: extradition, meaning: 'lapse', starts: ['arrest'], from: 'date', stops: ['receive-request', 'consent', 'release', 'withdraw'], bound: [...everybody], alarm: 'start' },
  SURRENDER: { cycle: extradition, meaning: 'lapse', starts: ['schedule-surrender', 'reschedule'], from: 'date', stops: ['surrender', 'lapse', 'withdraw'], bound: [...everybody], alarm: 'start' },
  DECISION: { cycle: mla, meaning: 'deadline', starts: ['acknowledge'], from: 'event', stops: ['accept', 'accept-conditions', 'refuse', 'postpone', 'declare-impossible', 'withdraw'], bound: ['requested', 'executing'] },
  EXECUTION: { cycle: mla, meaning: 'deadline', starts: ['accept', 'accept-conditions'], from: 'event', stops: ['execute', 'refuse', 'postpone', 'declare-impossible', 'withdraw'], bound: ['requested', 'executing'] },
} satisfies Record<string, Partial<Entries<'clocks'>[number]>>;
/** A period that a treaty, or the laws of the parties, may set, and nobody entered: it runs once the parties enter its days. */
export const leftOpen = (id: keyof typeof periods, article: string, verified = false): Entries<'clocks'>[number] => ({ id, article, verified, agreed: true, ...periods[id] });

type Asked = [id: string, article: string, more?: Partial<Entries<'content'>[number]>];
/** What an instrument wants in a request, as lists have it that came with the second edition and that nobody has read in its text for the product. */
export const wanted = (cycle: 'mla' | 'extradition' | 'asset', actions: string[], entries: readonly Asked[]): Entries<'content'> => entries.map(([id, article, more]) => ({ id, article, verified: false, cycle, actions, since: 2, ...more }));
/** Types of assistance that nobody has read in the text for the product. */
export const provided = (entries: readonly [id: string, article: string][]): Entries<'assistance'> => entries.map(([id, article]) => ({ id, article, verified: false }));
