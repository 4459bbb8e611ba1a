import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { between, idOf, reference, tableOf } from '../test/reference.js';
import { customary, lifeCycles, ownPacks, type RulePack } from './index.js';
import { packLists } from './pack.js';

const pack = (id: string) => ownPacks.get(id)!;
const list = (id: string, name: (typeof packLists)[number], provision: string) => pack(id)[name].filter(({ article }) => article.startsWith(provision)).map((entry) => `${entry.id} ${entry.article}`);
/** `a FIRST · b SECOND` as pairs of letter and words. */
const lettered = (text: string) => text.split(' · ').map((part): [string, string] => [part[0]!, part.slice(2).trim()]);

/** What the reference's prose says of an entry, word for word, and the entries that say it here: pack, list, ids, article. */
const quoted: [quote: string, pack: string, list: (typeof packLists)[number], ids: string[], article: string][] = [
  ['Also VIDEO_HEARING 46(18)', 'uncac', 'assistance', ['VIDEO_HEARING'], 'UNCAC 46(18)'],
  ['DETAINEE_TRANSFER 46(10)–(12) (informed consent, agreed return, sentence credit)', 'uncac', 'assistance', ['DETAINEE_TRANSFER'], 'UNCAC 46(10)–(12)'],
  ['DETAINEE_TRANSFER 46(10)–(12) (informed consent, agreed return, sentence credit)', 'uncac', 'listed', ['INFORMED_CONSENT', 'AGREED_RETURN', 'SENTENCE_CREDIT'], 'UNCAC 46(10)–(12)'],
  ['Harare adds locating persons and preserving computer data', 'harare', 'assistance', ['LOCATE_PERSONS', 'PRESERVE_COMPUTER_DATA'], 'Harare'],
  ['Budapest 29(7): preservation', 'budapest', 'assistance', ['PRESERVE_COMPUTER_DATA'], 'Budapest 29'],
  ['(a) for 55(1)(a): property description, location/value as possible, facts', 'uncac', 'content', ['PROPERTY_DESCRIPTION', 'LOCATION_AND_VALUE', 'FACTS'], 'UNCAC 55(3)(a)'],
  ['(b) for 55(1)(b): admissible order, facts, extent, third-party notice and due-process statement, finality statement', 'uncac', 'content', ['ADMISSIBLE_ORDER', 'FACTS', 'EXTENT', 'THIRD_PARTY_NOTICE_AND_DUE_PROCESS_STATEMENT', 'FINALITY_STATEMENT'], 'UNCAC 55(3)(b)'],
  ['(c) for 55(2): facts, actions, order if available', 'uncac', 'content', ['FACTS', 'ACTIONS', 'ORDER'], 'UNCAC 55(3)(c)'],
  ['**46(9)(b)** NO_DUAL_CRIMINALITY', 'uncac', 'grounds', ['NO_DUAL_CRIMINALITY'], 'UNCAC 46(9)(b)'],
  ['except DE_MINIMIS or AVAILABLE_ELSEWHERE', 'uncac', 'grounds', ['DE_MINIMIS', 'AVAILABLE_ELSEWHERE'], 'UNCAC 46(9)(b)'],
  ['but non-coercive help is due where consistent with the legal system\'s basic concepts', 'uncac', 'gates', ['NON_COERCIVE_HELP_IS_DUE'], 'UNCAC 46(9)(b)'],
  ['(UNTOC 18(9): discretion only)', 'untoc', 'grounds', ['NO_DUAL_CRIMINALITY'], 'UNTOC 18(9)'],
  ['**Barred:** BANK_SECRECY 46(8)', 'uncac', 'barred', ['BANK_SECRECY'], 'UNCAC 46(8)'],
  ['FISCAL as sole ground 46(22)', 'uncac', 'barred', ['FISCAL'], 'UNCAC 46(22)'],
  ['**Postponement, 46(25):** INTERFERES_WITH_ONGOING_PROCEEDINGS', 'uncac', 'grounds', ['INTERFERES_WITH_ONGOING_PROCEEDINGS'], 'UNCAC 46(25)'],
  ['ECMA 2 (political; fiscal, disapplied as sole ground by its 1978 Protocol art. 1; essential interests)', 'ecma', 'grounds', ['POLITICAL', 'FISCAL', 'ESSENTIAL_INTERESTS'], 'ECMA 2'],
  ['ECMA 2 (political; fiscal, disapplied as sole ground by its 1978 Protocol art. 1; essential interests)', 'ecma', 'barred', ['FISCAL'], 'ECMA 1978 Protocol 1'],
  ['CETS 198 art. 28 for confiscation', 'cets-198', 'grounds', ['GROUND_OF_ARTICLE_28'], 'CETS 198 28'],
  ['**Channel, 46(13):** CENTRAL_AUTHORITY; DIPLOMATIC if required; INTERPOL if urgent and agreed', 'uncac', 'listed', ['CENTRAL_AUTHORITY', 'DIPLOMATIC', 'INTERPOL'], 'UNCAC 46(13)'],
  ['46(14): written record, acceptable language, authenticity; oral only if urgent and agreed, confirmed forthwith', 'uncac', 'listed', ['WRITTEN_RECORD', 'ACCEPTABLE_LANGUAGE', 'AUTHENTICITY', 'ORAL'], 'UNCAC 46(14)'],
  ['Direct judicial: ECMA 15', 'ecma', 'listed', ['DIRECT_JUDICIAL'], 'ECMA 15'],
  ['plus reasoned suggested deadlines (46(24))', 'uncac', 'clocks', ['SUGGESTED_DEADLINE'], 'UNCAC 46(24)'],
  ['**Costs 46(28):** ordinary → requested State; substantial → CONSULT', 'uncac', 'listed', ['ORDINARY_BY_REQUESTED', 'SUBSTANTIAL_BY_CONSULTATION'], 'UNCAC 46(28)'],
  ['these come from treaty or domestic law (44(8))', 'uncac', 'clocks', ['SURRENDER'], 'UNCAC 44(8)'],
  ['PROVISIONAL_ARREST_REQUESTED | ECE 16(1)–(3); 44(10)', 'uncac', 'clocks', ['PROVISIONAL_ARREST'], 'UNCAC 44(8),(10)'],
  ['ECMA 6(2) requires return unless waived', 'ecma', 'duties', ['RETURN_OF_EVIDENCE'], 'ECMA 6(2)'],
  ['46(26) textually covers para. 21 refusals and postponement, *not* dual criminality, so hard gate there, soft gate here', 'uncac', 'gates', ['CONSULT_BEFORE_REFUSAL', 'CONSULT_BEFORE_POSTPONEMENT', 'CONSULT_ON_DUAL_CRIMINALITY'], 'UNCAC 46(26)'],
  ['UNCAC requires reasons only for refusal', 'uncac', 'requirements', ['REASONS_FOR_REFUSAL'], 'UNCAC 46(23)'],
  ['2AP 7(3), Budapest 27(7) and CETS 198 40 also for postponement', 'ecma', 'requirements', ['REASONS_FOR_REFUSAL', 'REASONS_FOR_POSTPONEMENT'], '2AP 7(3)'],
  ['2AP 7(3), Budapest 27(7) and CETS 198 40 also for postponement', 'budapest', 'requirements', ['REASONS_FOR_REFUSAL', 'REASONS_FOR_POSTPONEMENT'], 'Budapest 27(7)'],
  ['2AP 7(3), Budapest 27(7) and CETS 198 40 also for postponement', 'cets-198', 'requirements', ['REASONS_FOR_REFUSAL', 'REASONS_FOR_POSTPONEMENT'], 'CETS 198 40'],
  ['STATUS_QUERY/STATUS_REPLY is a duty (46(24); UNTOC 18(24) covers progress only)', 'uncac', 'duties', ['STATUS_REPLY'], 'UNCAC 46(24)'],
  ['STATUS_QUERY/STATUS_REPLY is a duty (46(24); UNTOC 18(24) covers progress only)', 'untoc', 'duties', ['STATUS_REPLY'], 'UNTOC 18(24)'],
  ['CANNOT_KEEP_CONFIDENTIAL must be notified promptly (46(20))', 'uncac', 'duties', ['CONFIDENTIALITY'], 'UNCAC 46(20)'],
  ['**Duties survive CLOSED:** use limitation (46(19)', 'uncac', 'duties', ['USE_LIMITATION', 'EXCULPATORY_DISCLOSURE'], 'UNCAC 46(19)'],
  ['Receiver honours confidentiality ("even temporarily") and use restrictions (46(4)–(5)', 'uncac', 'duties', ['CONFIDENTIALITY', 'USE_RESTRICTIONS'], 'UNCAC 46(5)'],
  ['**Conditions before content:** Budapest 26(2)', 'budapest', 'gates', ['CONDITIONS_BEFORE_CONTENT'], 'Budapest 26(2)'],
  ['**Conditions before content:** Budapest 26(2)', 'budapest', 'duties', ['CONFIDENTIALITY'], 'Budapest 26(2)'],
  ['notice and consent reservation, 2AP 11(4)', 'ecma', 'duties', ['USE_RESTRICTIONS'], '2AP 11(4)'],
  ['Joint investigations (49; UNTOC 19): case-by-case agreement, sovereignty respected', 'uncac', 'listed', ['CASE_BY_CASE_AGREEMENT', 'SOVEREIGNTY_RESPECTED'], 'UNCAC 49'],
  ['Joint investigations (49; UNTOC 19): case-by-case agreement, sovereignty respected', 'untoc', 'listed', ['CASE_BY_CASE_AGREEMENT', 'SOVEREIGNTY_RESPECTED'], 'UNTOC 19'],
  ['2AP 20 adds purpose, limited period, composition, leader', 'ecma', 'listed', ['PURPOSE', 'LIMITED_PERIOD', 'COMPOSITION', 'LEADER'], '2AP 20'],
  ['Police basis: 48 / UNTOC 27', 'uncac', 'listed', ['POLICE_COOPERATION'], 'UNCAC 48'],
  ['Police basis: 48 / UNTOC 27', 'untoc', 'listed', ['POLICE_COOPERATION'], 'UNTOC 27'],
  ['UNCAC: dual criminality 44(1)', 'uncac', 'grounds', ['NO_DUAL_CRIMINALITY'], 'UNCAC 44(1)'],
  ['treaty/domestic grounds and minimum penalty (8)', 'uncac', 'grounds', ['TREATY_OR_DOMESTIC_GROUND', 'MINIMUM_PENALTY'], 'UNCAC 44(8)'],
  ['NATIONALITY (11)', 'uncac', 'grounds', ['NATIONALITY'], 'UNCAC 44(11)'],
  ['DISCRIMINATORY_PURPOSE (15)', 'uncac', 'grounds', ['DISCRIMINATORY_PURPOSE'], 'UNCAC 44(15)'],
  ['Barred: fiscal as sole ground (16)', 'uncac', 'barred', ['FISCAL'], 'UNCAC 44(16)'],
  ['political label where the Convention is the basis and law permits (4)', 'uncac', 'barred', ['POLITICAL'], 'UNCAC 44(4)'],
  ['UN Model Treaty 3–4 adds torture/unfair trial, ad hoc court, humanitarian **[M]**', 'bilateral', 'grounds', ['TORTURE_UNFAIR_TRIAL', 'AD_HOC_COURT', 'HUMANITARIAN'], 'UN Model Treaty 3–4'],
  ['**Documents (ECE 12(2)):** judgment or warrant; offences, time, place, law; enactments, identity', 'ece', 'content', ['JUDGMENT_OR_WARRANT', 'OFFENCES_TIME_PLACE_LAW', 'ENACTMENTS_IDENTITY'], 'ECE 12(2)'],
  ['intend refusal | PRE_REFUSAL_CONSULTATION | 44(17) "where appropriate"', 'uncac', 'gates', ['CONSULT_BEFORE_EXTRADITION_REFUSAL'], 'UNCAC 44(17)'],
  ['refuse + reasons | REFUSED | ECE 18(2)', 'ece', 'requirements', ['REASONS_FOR_REFUSAL'], 'ECE 18(2)'],
  ['ask / supply, optional limit | INFO_REQUESTED / back | ECE 13', 'ece', 'clocks', ['INFORMATION'], 'ECE 13'],
  ['other offence / third State | SPECIALITY_CONSENT / RE_EXTRADITION_CONSENT | ECE 14(1)(a), 15', 'ece', 'duties', ['SPECIALITY'], 'ECE 14(1)'],
  ['other offence / third State | SPECIALITY_CONSENT / RE_EXTRADITION_CONSENT | ECE 14(1)(a), 15', 'ece', 'duties', ['NO_RE_EXTRADITION'], 'ECE 15'],
  ['requester heard | LIFTING_NOTICE | **55(8)** wherever possible', 'uncac', 'gates', ['HEAR_BEFORE_LIFTING'], 'UNCAC 55(8)'],
];

/** The periods, with the words of the reference: days, and at most. */
const periods: [quote: string, pack: string, id: string, article: string, days: number, maximum?: number][] = [
  ['Safe conduct lapses after 15 consecutive days, or as agreed (46(27))', 'uncac', 'SAFE_CONDUCT', 'UNCAC 46(27)', 15],
  ['EIO 12: decision 30 days (+30)', 'eio', 'DECISION', 'EIO 12', 30, 60],
  ['execution 90 after', 'eio', 'EXECUTION', 'EIO 12', 90],
  ['Budapest 29(7): preservation ≥60 days', 'budapest', 'PRESERVATION', 'Budapest 29(7)', 60],
  ['18, maximum 40 days (ECE 16(4))', 'ece', 'PROVISIONAL_ARREST', 'ECE 16(4)', 18, 40],
  ['60 (US–India 12(4)', 'bilateral', 'US_INDIA', 'US–India 12(4)', 60],
  ['en.wikisource.org; NL–US, NL–Canada)', 'bilateral', 'NL_US', 'NL–US', 60],
  ['en.wikisource.org; NL–US, NL–Canada)', 'bilateral', 'NL_CANADA', 'NL–Canada', 60],
  ['45 (NL–Australia)', 'bilateral', 'NL_AUSTRALIA', 'NL–Australia', 45],
  ['90 (NL–Mexico', 'bilateral', 'NL_MEXICO', 'NL–Mexico', 90],
  ['20 (Indonesia–Philippines', 'bilateral', 'INDONESIA_PHILIPPINES', 'Indonesia–Philippines', 20],
  ['notify ≤10 days from arrest', 'ece', 'NOTIFY_CONSENT', '3AP 6', 10],
  ['decision ≤20 from consent', 'ece', 'SIMPLIFIED_DECISION', '3AP 7', 20],
  ['surrender preferably ≤10 from notification', 'ece', 'SIMPLIFIED_SURRENDER', '3AP 9', 10],
  ['not taken: may release +15, must +30 days | LAPSED | ECE 18(4)', 'ece', 'SURRENDER', 'ECE 18(4)', 15, 30],
  ['stays 45 days after final discharge, or returns (14(1)(b))', 'ece', 'SPECIALITY', 'ECE 14(1)(b)', 45],
  ['4th Protocol shortens to 30 **[M]**', 'ece', 'ECE_4AP', 'ECE 4th Protocol', 30],
  ['EAW: 60 days +30', 'eaw', 'DECISION', 'EAW', 60, 90],
  ['10 from consent (EJN Fiches Belges)', 'eaw', 'SIMPLIFIED_DECISION', 'EAW', 10],
];

const [common, minimum] = [
  'CONFISCATION DETAINEE_TRANSFER EXAMINE_OBJECTS_SITES INFORMATION_ITEMS_EXPERT_EVALUATIONS ORIGINAL_OR_CERTIFIED_RECORDS OTHER_NOT_CONTRARY_TO_LAW PROVISIONAL_MEASURES SEARCH_SEIZE_FREEZE SERVE_JUDICIAL_DOCUMENTS TAKE_EVIDENCE_OR_STATEMENTS TRACE_PROCEEDS_FOR_EVIDENCE VIDEO_HEARING VOLUNTARY_APPEARANCE',
  'ASSISTANCE_AND_PROCEDURE_SOUGHT FACTS_SUMMARY IDENTITY_LOCATION_NATIONALITY PURPOSE REQUESTING_AUTHORITY',
];
/** What the reference does not go into and no request can do without; nobody has read these for the product. */
const lists: Record<string, string> = {
  'ecma assistance': 'CONTROLLED_DELIVERY COVERT_INVESTIGATIONS CRIMINAL_RECORDS CROSS_BORDER_OBSERVATION DETAINEE_TRANSFER INFORMATION_ITEMS_EXPERT_EVALUATIONS JOINT_INVESTIGATION_TEAM LAYING_OF_INFORMATION ORIGINAL_OR_CERTIFIED_RECORDS OTHER_NOT_CONTRARY_TO_LAW PROVISIONAL_MEASURES RESTITUTION SEARCH_SEIZE_FREEZE SERVE_JUDICIAL_DOCUMENTS TAKE_EVIDENCE_OR_STATEMENTS TELEPHONE_HEARING VIDEO_HEARING VOLUNTARY_APPEARANCE',
  'ecma content': `${minimum} FACTS_SUMMARY NAME_AND_ADDRESS_FOR_SERVICE OFFENCE`,
  'cets-198 assistance': 'BANK_ACCOUNTS BANK_TRANSACTIONS CONFISCATION MONITOR_TRANSACTIONS OTHER_NOT_CONTRARY_TO_LAW PROVISIONAL_MEASURES SERVE_JUDICIAL_DOCUMENTS TAKE_EVIDENCE_OR_STATEMENTS TRACE_PROCEEDS_FOR_EVIDENCE',
  'cets-198 content': `${minimum} ACTIONS ADMISSIBLE_ORDER ADMISSIBLE_ORDER EXTENT EXTENT FACTS FACTS FINALITY_STATEMENT FINALITY_STATEMENT LEGAL_TEXTS MAXIMUM_AMOUNT MAXIMUM_AMOUNT MEASURE_AVAILABLE_AT_HOME PROPERTY_DESCRIPTION PROPERTY_DESCRIPTION SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY THIRD_PARTY_NOTICE_AND_DUE_PROCESS_STATEMENT`,
  'budapest assistance': 'DISCLOSE_TRAFFIC_DATA INTERCEPTION OTHER_NOT_CONTRARY_TO_LAW REAL_TIME_TRAFFIC_DATA STORED_COMPUTER_DATA', 'budapest content': 'COMPUTER_DATA CUSTODIAN_OR_LOCATION FACTS_SUMMARY OFFENCE PURPOSE REQUESTING_AUTHORITY REQUEST_FOLLOWS',
  'eio assistance': 'BANK_ACCOUNTS BANK_TRANSACTIONS CONTROLLED_DELIVERY COVERT_INVESTIGATIONS DETAINEE_TRANSFER EXAMINE_OBJECTS_SITES INFORMATION_ITEMS_EXPERT_EVALUATIONS INTERCEPTION MONITOR_TRANSACTIONS ORIGINAL_OR_CERTIFIED_RECORDS OTHER_NOT_CONTRARY_TO_LAW PROVISIONAL_MEASURES SEARCH_SEIZE_FREEZE TAKE_EVIDENCE_OR_STATEMENTS TELEPHONE_HEARING VIDEO_HEARING',
  'eio content': `${minimum} LEGAL_TEXTS`, 'eaw content': 'IDENTITY_LOCATION_NATIONALITY JUDGMENT_OR_WARRANT OFFENCES_TIME_PLACE_LAW OTHER_CONSEQUENCES PENALTY REQUESTING_AUTHORITY',
  'harare assistance': common, 'harare content': `${minimum} NAME_AND_ADDRESS_FOR_SERVICE OFFENCE SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY`,
  'bilateral assistance': `${common} LOCATE_PERSONS PRESERVE_COMPUTER_DATA`, 'bilateral clocks': 'DECISION EXECUTION PRESERVATION SURRENDER', 'reciprocity assistance': `${common} LOCATE_PERSONS PRESERVE_COMPUTER_DATA`, 'reciprocity clocks': 'DECISION EXECUTION PROVISIONAL_ARREST SURRENDER',
};
const supplement = [
  ...Object.entries(lists).flatMap(([list, ids]) => ids.split(' ').map((id) => `${list} ${id}`)),
  'bilateral grounds GROUND_OF_THE_INSTRUMENT', 'bilateral grounds INTERFERES_WITH_ONGOING_PROCEEDINGS', 'bilateral grounds NATIONALITY', 'bilateral clocks PROVISIONAL_ARREST', 'budapest grounds ESSENTIAL_INTERESTS', 'budapest grounds INTERFERES_WITH_ONGOING_PROCEEDINGS',
  'budapest grounds POLITICAL', 'cets-198 grounds INTERFERES_WITH_ONGOING_PROCEEDINGS', 'eaw grounds GROUND_OF_THE_INSTRUMENT', 'ece content DESCRIPTION_OF_PERSON', 'ece content OFFENCE_WHEN_AND_WHERE', 'ece content WARRANT_EXISTS_AND_REQUEST_FOLLOWS', 'ecma grounds INTERFERES_WITH_ONGOING_PROCEEDINGS', 'eio grounds INTERFERES_WITH_ONGOING_PROCEEDINGS',
  'harare grounds GROUND_OF_THE_INSTRUMENT', 'harare grounds INTERFERES_WITH_ONGOING_PROCEEDINGS', 'reciprocity grounds DOMESTIC_GROUND', 'reciprocity grounds INTERFERES_WITH_ONGOING_PROCEEDINGS', 'reciprocity grounds NATIONALITY', 'uncac duties USE_LIMITATION',
];

describe('the lists of the reference', () => {
  it('of assistance are the packs’', () => {
    const letters = lettered(between('**Assistance, UNCAC 46(3):** ', '. **UNTOC'));
    expect(list('uncac', 'assistance', 'UNCAC 46(3)')).toEqual(letters.map(([letter, id]) => `${id} UNCAC 46(3)(${letter})`));
    expect(reference).toContain('**UNTOC 18(3) has only a–i.**');
    expect(list('untoc', 'assistance', 'UNTOC 18(3)')).toEqual(letters.filter(([letter]) => letter <= 'i').map(([letter, id]) => `${id} UNTOC 18(3)(${letter})`));
  });
  it('of required content are the pack’s, with their exceptions', () => {
    const letters = lettered(between('**Required content, 46(15):** ', '. Chapter V'));
    const parts = pack('uncac').content.filter(({ article }) => article.startsWith('UNCAC 46(15)'));
    expect(parts.map(({ article, exceptFor, wherePossible }) => [article, exceptFor !== undefined, wherePossible === true])).toEqual(letters.map(([letter, words]) => [`UNCAC 46(15)(${letter})`, words.includes('*not for service*'), words.includes('*where possible*')]));
    const firstWords = ({ id }: { id: string }) => id.toLowerCase().split('_')[0];
    for (const [index, [, words]] of letters.entries()) expect(words.toLowerCase()).toContain(firstWords(parts[index]!));
  });
  it('of grounds are the packs’', () => {
    expect(list('uncac', 'grounds', 'UNCAC 46(21)')).toEqual(lettered(between('**Refusal, 46(21):** ', '. **46(9)')).map(([letter, id]) => `${id} UNCAC 46(21)(${letter})`));
    const directive = lettered(between('(stored copy without address): ', '. CETS')).map(([letter, words]) => `${idOf(words.split(',')[0]!)} EIO 11(1)(${letter})`);
    expect(list('eio', 'grounds', 'EIO 11(1)')).toEqual(directive);
    const convention = (text: string) => text.split(', ').map((part) => (/^(.+) \((2nd Protocol \d)\)$/.exec(part) ?? /^(.+) (\S+)$/.exec(part))!).map(([, words, article]) => `${idOf(words!)} ECE ${article}`);
    const forced = (force: string) => pack('ece').grounds.filter((ground) => ground.force === force).map(({ id, article }) => `${id} ${article}`);
    expect(forced('mandatory')).toEqual(convention(between('ECE *mandatory*: ', '. *Optional*')));
    expect(forced('optional')).toEqual(convention(between('*Optional*: ', '. UN Model')));
  });
  it('of instruments that yield and of those that bind first are the packs’', () => {
    expect(reference).toContain('UNCAC 46(9)–(29) / UNTOC 18(9)–(29) apply only where *no MLA treaty binds the pair*, unless both agree (46(7))');
    expect([...ownPacks.values()].flatMap(({ yields }) => (yields === undefined ? [] : [`${yields.provision}(${yields.paragraphs[0]})–(${yields.paragraphs[1]})`]))).toEqual(['UNCAC 46(9)–(29)', 'UNTOC 18(9)–(29)']);
  });
});

describe('the prose of the reference', () => {
  const text = reference.replaceAll('\n', ' ');
  it('has its entries in the packs', () => {
    expect(quoted.filter(([quote]) => !text.includes(quote)).map(([quote]) => quote)).toEqual([]);
    for (const [quote, id, name, ids, article] of quoted) expect([quote, pack(id)[name].filter((entry) => entry.article === article && ids.includes(entry.id)).map((entry) => entry.id)]).toEqual([quote, ids]);
  });
  it('has its periods in the clocks', () => {
    expect(periods.filter(([quote]) => !text.includes(quote)).map(([quote]) => quote)).toEqual([]);
    const all = (id: string) => pack(id).clocks.flatMap((clock) => [clock, ...(clock.alternatives ?? [])]);
    for (const [quote, id, clock, article, days, maximum] of periods) expect([quote, all(id).find((candidate) => candidate.id === clock)]).toEqual([quote, expect.objectContaining({ article, days, ...(maximum === undefined ? {} : { maximum }) })]);
    const named = new Set(periods.map(([, id, clock]) => `${id} ${clock}`));
    const fixed = [...ownPacks.keys()].filter((id) => id !== 'untoc').flatMap((id) => all(id).filter(({ days }) => days !== undefined).map((clock) => `${id} ${clock.id}`));
    expect(fixed.filter((clock) => !named.has(clock))).toEqual([]);
  });
  it('says nothing in capitals that is not in packs and tables', () => {
    const known = new Set<string>([
      ...[...ownPacks.values()].flatMap((each) => packLists.flatMap((name) => each[name].map(({ id }) => id))),
      ...[...lifeCycles.values()].flatMap(({ states, choices, transitions }) => [...states, ...choices.map(({ id }) => id), ...transitions.map(({ action }) => idOf(action))]),
    ]);
    const words = reference.match(/\b[A-Z]+(?:_[A-Z]+)+\b/g)!;
    expect(words.length).toBeGreaterThan(80);
    expect([...new Set(words)].filter((word) => !known.has(word))).toEqual([]);
  });
});

describe('the packs', () => {
  const read: Record<string, string[]> = { uncac: ['UNCAC 46(3)(', 'UNCAC 46(15)(', 'UNCAC 46(21)('], untoc: ['UNTOC 18(3)('], eio: ['EIO 11(1)('], ece: [] };
  const entries = [...ownPacks.values()].flatMap((each) => packLists.flatMap((name) => each[name].map((entry) => ({ ...entry, pack: each.id, list: name }))));
  const isRead = (entry: (typeof entries)[number]) =>
    (read[entry.pack] ?? []).some((begin) => entry.article.startsWith(begin)) || (entry.pack === 'ece' && entry.list === 'grounds')
    || quoted.some(([, id, name, ids, article]) => id === entry.pack && name === entry.list && ids.includes(entry.id) && article === entry.article)
    || periods.some(([, id, clock, article]) => id === entry.pack && clock === entry.id && article === entry.article && entry.list === 'clocks');
  it('have nothing that is not in the reference, but what mirrors it or is listed here as a supplement', () => {
    const beyond = entries.filter((entry) => entry.pack !== 'untoc' && !isRead(entry));
    expect(beyond.map((entry) => `${entry.pack} ${entry.list} ${entry.id}`).sort()).toEqual([...supplement].sort());
    expect(beyond.filter(({ verified }) => verified)).toEqual([]);
  });
  it('go for UNTOC paragraph by paragraph beside UNCAC, unverified where the reference does not name it', () => {
    const mirrored = (each: RulePack, provision: string, others: Record<string, string>) => packLists.flatMap((name) => each[name].flatMap(({ id, article }) => (article.startsWith(`${provision}(`) ? [`${name} ${id} ${article.slice(provision.length)}`] : article in others ? [`${name} ${id} ${others[article]}`] : [])));
    const own = new Set(mirrored(pack('uncac'), 'UNCAC 46', { 'UNCAC 48': 'police', 'UNCAC 49': 'joint' }).filter((line) => !/\(3\)\([jk]\)|DE_MINIMIS|AVAILABLE_ELSEWHERE|NON_COERCIVE/.test(line)).map((line) => line.replace('(9)(b)', '(9)')));
    expect(new Set(mirrored(pack('untoc'), 'UNTOC 18', { 'UNTOC 27': 'police', 'UNTOC 19': 'joint' }))).toEqual(own);
    expect(entries.filter((entry) => entry.pack === 'untoc' && entry.verified !== isRead(entry))).toEqual([]);
  });
  it('mark as unverified what the reference marks so, and what else nobody has read', () => {
    expect(reference.match(/\*\*\[M\]\*\*/g)).toHaveLength(2);
    const unverified = entries.filter((entry) => !entry.verified && isRead(entry)).map(({ id }) => id);
    expect(unverified).toEqual(['TORTURE_UNFAIR_TRIAL', 'AD_HOC_COURT', 'HUMANITARIAN']);
    expect(pack('ece').clocks.flatMap(({ alternatives }) => alternatives ?? []).map(({ id, verified }) => [id, verified])).toEqual([['ECE_4AP', false]]);
    expect([...lifeCycles.values()].flatMap(({ transitions, choices, begin }) => [begin, ...transitions, ...choices]).filter(({ verified }) => !verified).map((entry) => ('action' in entry ? `${entry.action} ${entry.article}` : entry.id))).toEqual(['forward ECE 12(1), 22', 'forward UNCAC 46(13), 55(1)', ...['request-consent', 'consent-to-use', 'refuse-use'].map((action) => `${action} UNCAC 46(19), 55(3), 57(5)`)]);
  });
  it('let every request be refused and every measure be postponed on some ground', () => {
    const without = [...ownPacks.values()].flatMap(({ id, governs, grounds }) => governs.flatMap((cycle) => {
      const bars = new Set(grounds.filter(({ cycles }) => cycles.includes(cycle)).map((ground) => ground.bars));
      return [...(cycle === 'mla' || cycle === 'extradition' || cycle === 'asset' ? ['execution' as const] : []), ...(cycle === 'mla' ? ['time' as const] : [])].filter((sort) => !bars.has(sort)).map((sort) => `${id} ${cycle} ${sort}`);
    }));
    expect(without).toEqual([]);
  });
  it('go with tables: the reference has three', () => {
    expect([tableOf('2. MLA').length, tableOf('4. Extradition').length, tableOf('5. Asset').length]).toEqual([19, 21, 14]);
  });
});

describe('the documentation', () => {
  it('names every entry that nobody has verified', () => {
    const text = readFileSync(join(dirname(fileURLToPath(import.meta.url)), '../../../docs/ARCHITECTURE.md'), 'utf8');
    const all = text.split('**Not verified.**')[1]!.split('\n## ')[0]!;
    const rows = [...all.matchAll(/^\| ([a-z0-9-]+) \| (.+) \|$/gm)].map(([, id, names]) => [id, id === 'untoc' ? [] : names!.split(', ')]);
    const unread = (each: RulePack, name: (typeof packLists)[number]): string[] => {
      const all = each[name].flatMap((entry) => [entry, ...('alternatives' in entry ? entry.alternatives ?? [] : [])]);
      const found = all.filter(({ verified }) => !verified).map(({ id }) => id);
      return (name === 'assistance' || name === 'content') && found.length > 0 && found.length === all.length ? [`all of \`${name}\``] : found;
    };
    const unverified = [...ownPacks.values(), customary].map((each) => [each.id, [...new Set(packLists.flatMap((name) => unread(each, name)))]] as [string, string[]]);
    const untoc = pack('untoc');
    expect(packLists.flatMap((name) => untoc[name].filter((entry) => entry.verified === (/^UNTOC 1[38]\(/.test(entry.article) && !/^UNTOC 18\((3|9)\)/.test(entry.article) && entry.id !== 'STATUS_REPLY')))).toEqual([]);
    expect(rows).toEqual(unverified.filter(([, names]) => names.length > 0).map(([id, names]) => [id, id === 'untoc' ? [] : names]));
    const tables = [...lifeCycles.values()].map(({ id, begin, transitions, choices, duties }) => [id, [begin, ...transitions, ...choices, ...duties].filter(({ verified }) => !verified).map((entry) => ('action' in entry ? entry.action : entry.id)).join(', ')]);
    expect([...all.matchAll(/^\| table of ([a-z]+) \| (.+) \|$/gm)].map(([, id, names]) => [id, names])).toEqual(tables.filter(([, names]) => names !== ''));
  });
});
