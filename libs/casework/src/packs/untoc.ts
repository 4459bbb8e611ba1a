/**
 * United Nations Convention against Transnational Organized Crime (2000), articles 13, 18, 19 and 27. Article 18 goes paragraph by
 * paragraph beside UNCAC 46; where only that was read, the entry is unverified.
 */
import type { PackSource } from '../pack.js';
import { wanted } from './custom.js';

const mla = 'mla';
const executed = ['execute', 'execute-in-part'];

export const untoc: PackSource = {
  id: 'untoc',
  instruments: ['UNTOC'],
  governs: ['mla', 'asset', 'spontaneous', 'use'],
  mlaTreaty: false,
  yields: { provision: 'UNTOC 18', paragraphs: [9, 29], article: 'UNTOC 18(7)', verified: false },
  noOtherAssistance: { article: 'UNTOC 18(3)', verified: true },
  assistance: [
    { id: 'TAKE_EVIDENCE_OR_STATEMENTS', article: 'UNTOC 18(3)(a)', verified: true },
    { id: 'SERVE_JUDICIAL_DOCUMENTS', article: 'UNTOC 18(3)(b)', verified: true },
    { id: 'SEARCH_SEIZE_FREEZE', article: 'UNTOC 18(3)(c)', verified: true },
    { id: 'EXAMINE_OBJECTS_SITES', article: 'UNTOC 18(3)(d)', verified: true },
    { id: 'INFORMATION_ITEMS_EXPERT_EVALUATIONS', article: 'UNTOC 18(3)(e)', verified: true },
    { id: 'ORIGINAL_OR_CERTIFIED_RECORDS', article: 'UNTOC 18(3)(f)', verified: true },
    { id: 'TRACE_PROCEEDS_FOR_EVIDENCE', article: 'UNTOC 18(3)(g)', verified: true },
    { id: 'VOLUNTARY_APPEARANCE', article: 'UNTOC 18(3)(h)', verified: true },
    { id: 'OTHER_NOT_CONTRARY_TO_LAW', article: 'UNTOC 18(3)(i)', verified: true },
    { id: 'VIDEO_HEARING', article: 'UNTOC 18(18)', verified: false },
    { id: 'DETAINEE_TRANSFER', article: 'UNTOC 18(10)–(12)', verified: false },
  ],
  content: [
    { id: 'REQUESTING_AUTHORITY', article: 'UNTOC 18(15)(a)', verified: false, cycle: mla, actions: ['transmit'] },
    { id: 'SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY', article: 'UNTOC 18(15)(b)', verified: false, cycle: mla, actions: ['transmit'] },
    { id: 'FACTS_SUMMARY', article: 'UNTOC 18(15)(c)', verified: false, cycle: mla, actions: ['transmit'], exceptFor: ['SERVE_JUDICIAL_DOCUMENTS'] },
    { id: 'ASSISTANCE_AND_PROCEDURE_SOUGHT', article: 'UNTOC 18(15)(d)', verified: false, cycle: mla, actions: ['transmit'] },
    { id: 'IDENTITY_LOCATION_NATIONALITY', article: 'UNTOC 18(15)(e)', verified: false, cycle: mla, actions: ['transmit'], wherePossible: true },
    { id: 'PURPOSE', article: 'UNTOC 18(15)(f)', verified: false, cycle: mla, actions: ['transmit'] },
    ...wanted('asset', ['choose-route'], [
      ['PROPERTY_DESCRIPTION', 'UNTOC 13(3)(a)', { for: ['OBTAIN_ORDER'] }], ['FACTS', 'UNTOC 13(3)(a)', { for: ['OBTAIN_ORDER'] }],
      ['ADMISSIBLE_ORDER', 'UNTOC 13(3)(b)', { for: ['ENFORCE'] }], ['FACTS', 'UNTOC 13(3)(b)', { for: ['ENFORCE'] }], ['EXTENT', 'UNTOC 13(3)(b)', { for: ['ENFORCE'] }],
    ]),
    ...wanted('asset', ['submit-foreign-order', 'request-freezing'], [['FACTS', 'UNTOC 13(3)(c)'], ['ACTIONS', 'UNTOC 13(3)(c)']]),
  ],
  grounds: [
    { id: 'NON_CONFORMING', article: 'UNTOC 18(21)(a)', verified: false, cycles: ['mla', 'asset'], bars: 'execution', force: 'optional' },
    { id: 'SOVEREIGNTY_SECURITY_ORDRE_PUBLIC_ESSENTIAL_INTERESTS', article: 'UNTOC 18(21)(b)', verified: false, cycles: ['mla', 'asset'], bars: 'execution', force: 'optional' },
    { id: 'PROHIBITED_IN_SIMILAR_DOMESTIC_CASE', article: 'UNTOC 18(21)(c)', verified: false, cycles: ['mla', 'asset'], bars: 'execution', force: 'optional' },
    { id: 'CONTRARY_TO_MLA_LEGAL_SYSTEM', article: 'UNTOC 18(21)(d)', verified: false, cycles: ['mla', 'asset'], bars: 'execution', force: 'optional' },
    { id: 'NO_DUAL_CRIMINALITY', article: 'UNTOC 18(9)', verified: true, cycles: ['mla'], bars: 'execution', force: 'optional', kind: 'dual-criminality' },
    { id: 'INTERFERES_WITH_ONGOING_PROCEEDINGS', article: 'UNTOC 18(25)', verified: false, cycles: ['mla'], bars: 'time', force: 'optional' },
  ],
  barred: [
    { id: 'BANK_SECRECY', article: 'UNTOC 18(8)', verified: false, cycles: ['mla', 'asset'], sole: false },
    { id: 'FISCAL', article: 'UNTOC 18(22)', verified: false, cycles: ['mla', 'asset'], sole: true },
  ],
  gates: [
    { id: 'CONSULT_BEFORE_REFUSAL', article: 'UNTOC 18(26)', verified: false, cycle: mla, action: 'refuse', force: 'hard', through: 'CONSULTATION', grounds: ['NON_CONFORMING', 'SOVEREIGNTY_SECURITY_ORDRE_PUBLIC_ESSENTIAL_INTERESTS', 'PROHIBITED_IN_SIMILAR_DOMESTIC_CASE', 'CONTRARY_TO_MLA_LEGAL_SYSTEM'] },
    { id: 'CONSULT_BEFORE_POSTPONEMENT', article: 'UNTOC 18(26)', verified: false, cycle: mla, action: 'postpone', force: 'hard', through: 'CONSULTATION' },
    { id: 'CONSULT_ON_DUAL_CRIMINALITY', article: 'UNTOC 18(26)', verified: false, cycle: mla, action: 'refuse', force: 'soft', through: 'CONSULTATION', grounds: ['NO_DUAL_CRIMINALITY'] },
  ],
  requirements: [
    { id: 'REASONS_FOR_REFUSAL', article: 'UNTOC 18(23)', verified: false, cycle: mla, action: 'refuse', carries: 'reasons' },
  ],
  clocks: [
    { id: 'SUGGESTED_DEADLINE', article: 'UNTOC 18(24)', verified: false, cycle: mla, meaning: 'suggested', starts: ['transmit'], from: 'event', stops: ['execute', 'refuse', 'declare-impossible', 'withdraw'], until: 'deadline', bound: ['requested', 'executing'] },
    { id: 'SAFE_CONDUCT', article: 'UNTOC 18(27)', verified: false, cycle: mla, meaning: 'lapse', starts: ['release-witness'], from: 'date', stops: [], days: 15, agreed: true, bound: ['requesting'] },
  ],
  duties: [
    { id: 'USE_LIMITATION', article: 'UNTOC 18(19)', verified: false, cycle: mla, bound: ['requesting'], from: executed, until: [], outlivesClosure: true },
    { id: 'EXCULPATORY_DISCLOSURE', article: 'UNTOC 18(19)', verified: false, cycle: mla, bound: ['requesting'], from: executed, until: [], outlivesClosure: true },
    { id: 'CONFIDENTIALITY', article: 'UNTOC 18(20)', verified: false, cycle: mla, bound: ['requested', 'executing'], from: ['transmit'], until: ['cannot-keep-confidential'], outlivesClosure: true },
    { id: 'STATUS_REPLY', article: 'UNTOC 18(24)', verified: true, cycle: mla, bound: ['requested', 'executing'], from: ['status-query'], until: ['status-reply'], outlivesClosure: false },
    { id: 'CONFIDENTIALITY', article: 'UNTOC 18(5)', verified: false, cycle: 'spontaneous', bound: ['receiving'], from: ['accept'], until: [], outlivesClosure: true },
    { id: 'USE_RESTRICTIONS', article: 'UNTOC 18(5)', verified: false, cycle: 'spontaneous', bound: ['receiving'], from: ['accept'], until: [], outlivesClosure: true },
  ],
  listed: [
    { list: 'channel', id: 'CENTRAL_AUTHORITY', article: 'UNTOC 18(13)', verified: false },
    { list: 'channel', id: 'DIPLOMATIC', article: 'UNTOC 18(13)', verified: false, onlyIf: ['REQUIRED'] },
    { list: 'channel', id: 'INTERPOL', article: 'UNTOC 18(13)', verified: false, onlyIf: ['URGENT', 'AGREED'] },
    { list: 'form', id: 'WRITTEN_RECORD', article: 'UNTOC 18(14)', verified: false },
    { list: 'form', id: 'ACCEPTABLE_LANGUAGE', article: 'UNTOC 18(14)', verified: false },
    { list: 'form', id: 'AUTHENTICITY', article: 'UNTOC 18(14)', verified: false },
    { list: 'form', id: 'ORAL', article: 'UNTOC 18(14)', verified: false, onlyIf: ['URGENT', 'AGREED', 'CONFIRMED_FORTHWITH'] },
    { list: 'costs', id: 'ORDINARY_BY_REQUESTED', article: 'UNTOC 18(28)', verified: false },
    { list: 'costs', id: 'SUBSTANTIAL_BY_CONSULTATION', article: 'UNTOC 18(28)', verified: false },
    { list: 'transfer', id: 'INFORMED_CONSENT', article: 'UNTOC 18(10)–(12)', verified: false },
    { list: 'transfer', id: 'AGREED_RETURN', article: 'UNTOC 18(10)–(12)', verified: false },
    { list: 'transfer', id: 'SENTENCE_CREDIT', article: 'UNTOC 18(10)–(12)', verified: false },
    { list: 'joint-work', id: 'CASE_BY_CASE_AGREEMENT', article: 'UNTOC 19', verified: true },
    { list: 'joint-work', id: 'SOVEREIGNTY_RESPECTED', article: 'UNTOC 19', verified: true },
    { list: 'joint-work', id: 'POLICE_COOPERATION', article: 'UNTOC 27', verified: true },
  ],
};
