import { describe, expect, it } from '@jest/globals';
import { lawEdition, ownPacks } from '@comity/casework';
import type { Instant, PractitionerId, SpaceId } from '@comity/contracts';
import type { DossierSource, MatterView, Ref } from '@comity/sdk';
import { view } from '../letter/sample.js';
import { plain } from '../messaging/marking.js';
import { assistanceOf, baseOf, countingOffered, draftFrom, draftOf, inputOf, lacksOf, lawOf, missingOf, newDraft, offered, packIdsFor, partsOf, reasonsOf, shareOf, strays, withSettled, writtenAnew, writtenForm, yielding, type Draft } from './draft.js';

const draftWith = (change: Partial<Draft>): Draft => ({ ...newDraft(), requested: 'authority', title: ' Title ', instruments: ['uncac'], measures: [{ id: 'a', assistance: 'VIDEO_HEARING', sought: ' A witness ' }], ...change });
const rulesFor = (draft: Draft) => { const { rules } = lawOf(draft); if (!rules) throw new Error('refused'); return rules; };
const partsFor = (draft: Draft) => partsOf(rulesFor(draft), draft.measures);

describe('the form of a request', () => {
  it('asks for what the basis asks for, each part once with all its provisions', () => {
    const parts = partsFor(draftWith({ instruments: ['untoc', 'uncac'] }));
    expect(parts.map(({ id }) => id)).toEqual(['REQUESTING_AUTHORITY', 'SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY', 'FACTS_SUMMARY', 'ASSISTANCE_AND_PROCEDURE_SOUGHT', 'IDENTITY_LOCATION_NATIONALITY', 'PURPOSE']);
    expect(parts[2]).toEqual({ id: 'FACTS_SUMMARY', sources: [{ article: 'UNTOC 18(15)(c)', verified: false }, { article: 'UNCAC 46(15)(c)', verified: true }], wherePossible: false, steps: ['transmit'], due: true, measures: [] });
    expect(parts.filter(({ wherePossible }) => wherePossible).map(({ id }) => id)).toEqual(['IDENTITY_LOCATION_NATIONALITY']);
  });

  it('says for which measures a part is, when it is not for all', () => {
    const service = { id: 'b', assistance: 'SERVE_JUDICIAL_DOCUMENTS', sought: '' };
    const facts = (draft: Draft) => partsFor(draft).find(({ id }) => id === 'FACTS_SUMMARY');
    expect(facts(draftWith({ measures: [service, ...draftWith({}).measures] }))?.measures).toEqual([2]);
    expect(facts(draftWith({ measures: [service] }))).toBeUndefined();
  });

  it('says of each part why it is asked for, and of which measures where they have different reasons', () => {
    const why = (id: string, of?: string) => (id !== 'PURPOSE' ? null : of === 'PRESERVE_COMPUTER_DATA' ? 'Or it is lost' : 'It binds');
    const reasons = (part: string, ...types: string[]) => {
      const draft = draftWith({ instruments: ['harare'], measures: types.map((assistance, i) => ({ id: String(i), assistance, sought: '' })) });
      return reasonsOf(partsFor(draft).find(({ id }) => id === part)!, draft, why);
    };
    expect(reasons('PURPOSE', 'VIDEO_HEARING', 'CONFISCATION')).toEqual([{ text: 'It binds', of: [] }]);
    expect(reasons('PURPOSE', 'PRESERVE_COMPUTER_DATA')).toEqual([{ text: 'Or it is lost', of: [] }]);
    expect(reasons('PURPOSE', 'VIDEO_HEARING', 'PRESERVE_COMPUTER_DATA', 'VIDEO_HEARING', 'CONFISCATION')).toEqual([{ text: 'It binds', of: ['VIDEO_HEARING', 'CONFISCATION'] }, { text: 'Or it is lost', of: ['PRESERVE_COMPUTER_DATA'] }]);
    expect(reasons('FACTS_SUMMARY', 'VIDEO_HEARING')).toEqual([]);
  });

  it('counts as missing what is blank and not only asked for where possible', () => {
    const draft = draftWith({ sections: { PURPOSE: 'Evidence', FACTS_SUMMARY: ' \n' } });
    expect(missingOf(draft, partsFor(draft)).map(({ id }) => id)).toEqual(['REQUESTING_AUTHORITY', 'SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY', 'FACTS_SUMMARY', 'ASSISTANCE_AND_PROCEDURE_SOUGHT']);
  });

  it('sends what is asked for and keeps the rest back', () => {
    const draft = draftWith({ sections: { PURPOSE: ' Evidence ', FACTS_SUMMARY: '', ORDER: 'left over' } });
    expect(strays(draft, partsFor(draft))).toEqual(['ORDER']);
    expect(inputOf(draft, partsFor(draft))).toEqual({
      kind: 'mla', requested: 'authority', basis: { instruments: ['uncac'], agreed: [], lawPermits: [], periods: {}, edition: lawEdition }, title: 'Title', urgent: false,
      sections: [{ part: 'PURPOSE', text: 'Evidence' }], measures: [{ id: 'a', assistance: 'VIDEO_HEARING', sought: 'A witness' }], source: null,
    });
  });

  it.each([{ requested: '' }, { title: '  ' }, { instruments: [] }, { measures: [] }, { measures: [{ id: 'a', assistance: '', sought: 'x' }] }, { measures: [{ id: 'a', assistance: 'VIDEO_HEARING', sought: ' ' }] }])('is no draft yet with %j', (change) => {
    expect(inputOf(draftWith(change), [])).toBeNull();
  });

  it('knows how much of one item it takes, and when it is too long for it, by its bytes', () => {
    const written = (text: string) => { const draft = draftWith({ sections: { PURPOSE: text } }); return inputOf(draft, partsFor(draft))!; };
    expect([written('ع'.repeat(17_000)), written('ع'.repeat(18_000))].map((input) => shareOf(input) > 1)).toEqual([false, true]);
    const [half, more] = [written('ع'.repeat(8_000)), written('ع'.repeat(9_000))].map(shareOf);
    expect([half! < 0.5, more! > 0.5, more! - half!]).toEqual([true, true, expect.closeTo(2_000 / 35_500, 5)]);
  });

  it('offers to agree on what steps back behind a treaty, and forgets it with the instrument', () => {
    expect(yielding('mla', ['uncac'])).toEqual([]);
    expect(yielding('mla', ['ecma', 'uncac'])).toEqual([{ pack: 'uncac', article: 'UNCAC 46(7)', verified: true }]);
    expect([yielding('extradition', ['bilateral', 'uncac']), yielding('asset', ['bilateral', 'uncac'])]).toEqual([[], [{ pack: 'uncac', article: 'UNCAC 46(7)', verified: true }]]);
    expect(partsFor(draftWith({ instruments: ['ecma', 'uncac'] })).flatMap(({ sources }) => sources.map(({ article }) => article)).filter((article) => article.startsWith('UNCAC'))).toEqual([]);
    expect(partsFor(draftWith({ instruments: ['ecma', 'uncac'], agreed: ['uncac'] })).filter(({ sources }) => sources.some(({ article }) => article.startsWith('UNCAC 46(15)')))).toHaveLength(6);
    expect(inputOf(draftWith({ agreed: ['ecma'] }), [])?.basis.agreed).toEqual([]);
  });

  it('asks on every basis alone for who asks, why and on what facts, and offers types of assistance', () => {
    for (const id of packIdsFor('mla').filter((pack) => ownPacks.has(pack))) {
      const draft = draftWith({ instruments: [id], measures: [{ id: 'a', assistance: 'OTHER_NOT_CONTRARY_TO_LAW', sought: 'x' }] });
      expect([id, missingOf(draft, partsFor(draft)).map((part) => part.id)]).toEqual([id, expect.arrayContaining(['REQUESTING_AUTHORITY', 'FACTS_SUMMARY', 'PURPOSE'])]);
      expect([id, lacksOf(draft), assistanceOf(rulesFor(draft)).length > 1]).toEqual([id, [], true]);
    }
  });

  it('asks once for what several instruments want, each with its article, and for the address of whoever is served', () => {
    const parts = partsFor(draftWith({ instruments: ['ecma', 'cets-198'], measures: [{ id: 'a', assistance: 'PROVISIONAL_MEASURES', sought: 'x' }, { id: 'b', assistance: 'SERVE_JUDICIAL_DOCUMENTS', sought: 'y' }] }));
    const part = (wanted: string) => parts.find(({ id }) => id === wanted);
    expect(parts.map(({ id }) => id)).toEqual([...new Set(parts.map(({ id }) => id))]);
    expect(part('PURPOSE')!.sources.map(({ article }) => article)).toEqual(['ECMA 14(1)(b)', 'CETS 198 37(1)(b)']);
    expect([part('NAME_AND_ADDRESS_FOR_SERVICE')?.measures, part('LEGAL_TEXTS')?.measures, part('FACTS_SUMMARY')?.measures]).toEqual([[2], [1], [1]]);
  });

  it('says why it cannot be saved, first things first', () => {
    const bare: Draft = { ...newDraft(), measures: [{ id: 'a', assistance: '', sought: '' }] };
    expect(lacksOf(bare).map(({ what, measure }) => `${what} ${measure}`)).toEqual(['requested 0', 'title 0', 'basis 0', 'assistance 1', 'sought 1']);
    const asset = (values: Record<string, string>, currencies: Record<string, string> = {}) => draftWith({ kind: 'asset', measures: [{ id: 'a', assistance: '', sought: 'The flat', facts: { values, currencies } }] });
    expect([lacksOf(asset({ value: '5' })), lacksOf(asset({ value: '5' }, { value: 'EUR' }))]).toEqual([[{ what: 'value', measure: 1 }], []]);
    expect(inputOf(asset({ value: '5', holder: ' Lagoon Ltd ', place: ' ' }, { value: 'EUR' }), [])?.measures).toEqual([{ id: 'a', assistance: null, sought: 'The flat', facts: { holder: 'Lagoon Ltd', value: { amount: '5', currency: 'EUR' } } }]);
    expect(lacksOf(draftWith({ instruments: ['ece'] }))).toEqual([{ what: 'otherBasis', measure: 0 }]);
    expect(lacksOf(draftWith({ instruments: ['reciprocity'], measures: [...draftWith({}).measures, { id: 'b', assistance: 'CONTROLLED_DELIVERY', sought: 'x' }] }))).toEqual([{ what: 'otherAssistance', measure: 2 }]);
    expect(lacksOf(draftWith({ kind: 'extradition', instruments: ['bilateral'], periods: { SURRENDER: '#' } }))).toEqual([{ what: 'period', measure: 0 }]);
    expect([lacksOf(draftWith({})), lacksOf(draftWith({ measures: [] }))]).toEqual([[], [{ what: 'sought', measure: 1 }]]);
  });

  it('keeps the edition of the law that a request went out by, and writes on a draft by that of today', () => {
    const edition = (change: Parameters<typeof view>[0], more = {}) => draftOf(view({ ...change, ...more })).edition;
    const basis = { instruments: ['ecma'], agreed: [], lawPermits: [], periods: {} };
    expect([edition({ basis }), edition({ basis: { ...basis, edition: 2 } }), edition({ basis, sent: false })]).toEqual([1, 2, lawEdition]);
    expect([inputOf(draftWith({ edition: 1 }), [])?.basis, baseOf(draftWith({ edition: 1 })) === baseOf(draftWith({}))]).toEqual([{ instruments: ['uncac'], agreed: [], lawPermits: [], periods: {} }, true]);
  });

  it('offers each type of assistance once', () => {
    const types = assistanceOf(rulesFor(draftWith({ instruments: ['uncac', 'untoc'] })));
    expect(new Set(types.map(({ id }) => id)).size).toBe(types.length);
    expect(types.find(({ id }) => id === 'VIDEO_HEARING')?.article).toBe('UNCAC 46(18)');
  });

  it('of a person asks for what each step has to carry, and sends no type of assistance', () => {
    const draft = draftWith({ kind: 'extradition', instruments: ['ece', 'uncac'], measures: [{ id: 'a', assistance: 'VIDEO_HEARING', sought: ' Jean Martin ' }], sections: { JUDGMENT_OR_WARRANT: 'A warrant' } });
    const parts = partsFor(draft);
    expect(parts.map(({ id, steps, due }) => [id, steps.join(), due])).toEqual([
      ...['WARRANT_EXISTS_AND_REQUEST_FOLLOWS', 'OFFENCE_WHEN_AND_WHERE', 'DESCRIPTION_OF_PERSON'].map((id) => [id, 'request-provisional-arrest', false]), ...['JUDGMENT_OR_WARRANT', 'OFFENCES_TIME_PLACE_LAW', 'ENACTMENTS_IDENTITY'].map((id) => [id, 'transmit,send-request', true]),
    ]);
    expect(missingOf(draft, parts).map(({ id }) => id)).toEqual(['OFFENCES_TIME_PLACE_LAW', 'ENACTMENTS_IDENTITY']);
    expect(inputOf(draft, parts)).toMatchObject({ kind: 'extradition', measures: [{ id: 'a', assistance: null, sought: 'Jean Martin' }], sections: [{ part: 'JUDGMENT_OR_WARRANT', text: 'A warrant' }] });
    expect(packIdsFor('extradition').filter((id) => ownPacks.has(id))).toEqual(['uncac', 'ece', 'eaw', 'bilateral', 'reciprocity']);
  });

  it('of an asset asks for what freezing and the routes need, by step; and keeps what both sides read already', () => {
    const draft = draftWith({ kind: 'asset', sections: { FACTS: 'Payments', OLD: 'Said before' } });
    const parts = partsOf(rulesFor(draft), draft.measures, ['request-freezing', 'choose-route']);
    expect(parts.find(({ id }) => id === 'FACTS')).toMatchObject({ steps: ['submit-foreign-order', 'request-freezing', 'choose-route'], due: true, wherePossible: false });
    expect(parts.find(({ id }) => id === 'FACTS')!.sources.map(({ article }) => article)).toEqual(['UNCAC 55(3)(c)', 'UNCAC 55(3)(a)', 'UNCAC 55(3)(b)']);
    expect(missingOf({ ...draft, sections: {} }, parts).map(({ id }) => id)).toEqual(['FACTS', 'ACTIONS']);
    expect(missingOf(draft, partsFor(draft))).toEqual([]);
    expect(inputOf(draft, parts, ['OLD'])?.sections).toEqual([{ part: 'OLD', text: 'Said before' }, { part: 'FACTS', text: 'Payments' }]);
  });

  it('has what both sides read already as it stands there, whoever added it meanwhile', () => {
    const [ana, mine] = ['c'.repeat(43) as never, { text: 'mine', from: 'x', kept: false, by: null, machine: false }];
    const file = (id: string) => ({ file: { id, name: id, type: '', size: 1, preview: null, available: 'yes' }, sha256: '' }) as unknown as MatterView['enclosures'][number];
    const piece = (of: string, text: string) => ({ of, text, by: ana, machine: false, stale: false });
    const sent = view({ sections: [{ part: 'PURPOSE', text: 'Theirs' }], enclosures: [file('old'), file('new')], translations: [{ language: 'ar', missing: [], pieces: [piece('PURPOSE', 'theirs')] }, { language: 'fr', missing: [], pieces: [piece('PURPOSE', 'la leur')] }] });
    const begun = draftWith({ sections: { PURPOSE: 'Mine', ORDER: 'Mine' }, enclosures: ['old', 'mine'], translations: [{ language: 'es', pieces: { ORDER: mine } }, { language: 'ar', pieces: { PURPOSE: mine, ORDER: mine } }] });
    const kept = (text: string) => ({ text, from: 'Theirs', kept: true, by: ana, machine: false });
    expect(withSettled(begun, sent)).toEqual({
      ...begun, edition: 1, sections: { PURPOSE: 'Theirs', ORDER: 'Mine' }, enclosures: ['old', 'new', 'mine'],
      translations: [{ language: 'es', pieces: { ORDER: mine } }, { language: 'ar', pieces: { PURPOSE: kept('theirs'), ORDER: mine } }, { language: 'fr', pieces: { PURPOSE: kept('la leur') } }],
    });
  });

  it('offers the periods and bars that the instruments leave to the parties, and sends those that are chosen', () => {
    const draft = draftWith({ kind: 'extradition', instruments: ['bilateral', 'uncac'] });
    const basis = (change: Partial<Draft>) => inputOf({ ...draft, ...change }, [])?.basis;
    const { periods, permits } = offered(draft);
    expect(periods.map(({ clock, usual, agreed, alternatives }) => [clock, usual, agreed, alternatives.map(({ days }) => days)])).toEqual([['PROVISIONAL_ARREST', null, true, [60, 60, 60, 45, 90, 20]], ['SURRENDER', null, true, []]]);
    const clocks = (kind: Draft['kind'], ...instruments: string[]) => offered({ kind, instruments }).periods.map(({ clock }) => clock);
    expect([clocks('mla', 'bilateral'), clocks('mla', 'reciprocity'), clocks('mla', 'reciprocity', 'eio'), clocks('mla', 'uncac')]).toEqual([['DECISION', 'EXECUTION', 'PRESERVATION'], ['DECISION', 'EXECUTION'], [], ['SAFE_CONDUCT']]);
    // Of the parties’ laws where no instrument says anything of its own.
    expect([clocks('extradition', 'uncac'), clocks('extradition', 'reciprocity', 'eaw'), clocks('extradition', 'ece', 'uncac')]).toEqual([['PROVISIONAL_ARREST', 'SURRENDER'], ['PROVISIONAL_ARREST', 'SURRENDER'], ['SPECIALITY']]);
    expect(basis({ instruments: ['uncac'], periods: { PROVISIONAL_ARREST: '#60' } })?.periods).toEqual({ PROVISIONAL_ARREST: 60 });
    expect(permits.map(({ id, article }) => [id, article])).toEqual([['POLITICAL', 'UNCAC 44(4)']]);
    expect(basis({ periods: { PROVISIONAL_ARREST: 'NL_MEXICO' }, lawPermits: ['POLITICAL', 'GONE'] })).toEqual({ instruments: ['bilateral', 'uncac'], agreed: [], lawPermits: ['POLITICAL'], periods: { PROVISIONAL_ARREST: 'NL_MEXICO' }, edition: lawEdition });
    expect([basis({ periods: { PROVISIONAL_ARREST: '#30' } })?.periods, basis({ periods: { PROVISIONAL_ARREST: '' } })?.periods, basis({ periods: { PROVISIONAL_ARREST: 'GONE' } })?.periods]).toEqual([{ PROVISIONAL_ARREST: 30 }, {}, {}]);
    // Days that are none yet are not passed over.
    expect([basis({ periods: { PROVISIONAL_ARREST: '#' } }), basis({ periods: { PROVISIONAL_ARREST: '#4000' } })]).toEqual([undefined, undefined]);
    expect(basis({ instruments: ['ece'], periods: { PROVISIONAL_ARREST: '#' } })?.periods).toEqual({});
    const { rules } = lawOf({ ...draft, periods: { PROVISIONAL_ARREST: '#30' } });
    expect(rules?.clocks.find(({ id }) => id === 'PROVISIONAL_ARREST')?.days).toBe(30);
    expect(draftFrom(inputOf({ ...draft, periods: { PROVISIONAL_ARREST: '#30' }, lawPermits: ['POLITICAL'] }, [])!)).toMatchObject({ kind: 'extradition', periods: { PROVISIONAL_ARREST: '#30' }, lawPermits: ['POLITICAL'] });
  });

  it('offers how days of the parties count, where no instrument fixes them, and sends what takes effect', () => {
    const own = draftWith({ kind: 'mla', instruments: ['bilateral'], periods: { DECISION: '#20' } });
    expect([countingOffered(own), countingOffered({ ...own, instruments: ['bilateral', 'eio'] }), countingOffered({ ...own, edition: 2 }), countingOffered({ ...own, kind: 'extradition', instruments: ['ece'] })])
      .toEqual([[{ clock: 'DECISION', days: true }, { clock: 'SUGGESTED_DEADLINE', days: false }], [{ clock: 'SUGGESTED_DEADLINE', days: false }], [], []]);
    const counting = { DECISION: { count: 'working-days' }, SUGGESTED_DEADLINE: { pauses: 'information' } } as const;
    const counted = (change: Partial<Draft>) => inputOf({ ...own, counting, ...change }, [])?.basis.counting;
    expect([counted({}), counted({ periods: {} }), counted({ kind: 'extradition', instruments: ['ece'], counting: { SURRENDER: { count: 'working-days' } } }), counted({ counting: {} })]).toEqual([counting, { SUGGESTED_DEADLINE: counting.SUGGESTED_DEADLINE }, undefined, undefined]);
    expect(draftFrom(inputOf({ ...own, counting }, [])!).counting).toEqual(counting);
    // What was kept before is the same draft.
    const { counting: _none, ...before } = own;
    expect([baseOf(own), baseOf(own) === baseOf({ ...own, counting })]).toEqual([JSON.stringify({ ...before, edition: undefined, source: undefined, marking: undefined }), false]);
  });

  it('keeps where it comes from, and names the place and its use alone where it is saved', () => {
    const source: DossierSource = { place: { kind: 'message', space: 's' as SpaceId, on: { id: 'm', seq: 3 } as Ref }, use: 'intelligence', by: 'p' as PractitionerId, at: '2027-03-01T12:00:00.000Z' as Instant, words: 'The account is at the harbour bank', handling: 'H1', restriction: null, evaluation: null, tlp: null };
    const draft = draftWith({ source });
    expect(writtenAnew.read(writtenAnew.write({ draft, base: null }))?.draft.source).toEqual(source);
    expect(inputOf(draft, [])).toMatchObject({ source: { place: source.place, use: 'intelligence' } });
    expect(JSON.stringify(inputOf(draft, []))).not.toContain('harbour');
    // What was said before of it stands where nothing is said.
    // Left out, it is said to be none, so that what the draft had before does not stay.
    expect(inputOf({ ...draft, source: null }, [])).toHaveProperty('source', null);
  });

  it('is marked as it is said, and like what it comes from where nothing is said', () => {
    const marking = { ...plain, handling: 'H3', restriction: ' Not for the press ' } as const;
    expect(inputOf(draftWith({}), [])).not.toHaveProperty('marking');
    expect(inputOf(draftWith({ marking }), [])).toMatchObject({ marking: { handling: 'H3', restriction: 'Not for the press' } });
    expect([draftOf(view({ marking })).marking, draftFrom({ ...inputOf(draftWith({ marking }), [])! }).marking?.handling]).toEqual([marking, 'H3']);
    // A draft of which nothing is marked is the one that was kept before.
    expect([baseOf(draftWith({ marking: plain })) === baseOf(draftWith({})), baseOf(draftWith({ marking })) === baseOf(draftWith({}))]).toEqual([true, false]);
  });

  it('reads back what it kept, and nothing of another shape', () => {
    const draft = draftWith({});
    expect(writtenForm.read(writtenForm.write({ draft, base: 'b' }))).toEqual({ draft, base: 'b' });
    // Kept by a version that knew one kind alone.
    const { kind: _kind, lawPermits: _permits, periods: _periods, ...before } = draft;
    expect(writtenForm.read(JSON.stringify({ draft: before, base: null }))).toEqual({ draft, base: null });
    for (const { read } of [writtenForm, writtenAnew]) for (const text of ['', '{', '{"draft":{}}', JSON.stringify({ draft: { ...draft, more: 1 }, base: null })]) expect(read(text)).toBeNull();
  });

  it('asks for other measures when a new one is taken up again: the first may have been drafted', () => {
    const draft = draftWith({});
    const again = writtenAnew.read(writtenAnew.write({ draft, base: null }));
    expect(again).toEqual({ draft: { ...draft, measures: [{ ...draft.measures[0], id: expect.any(String) }] }, base: null });
    expect(again?.draft.measures[0]?.id).not.toBe(draft.measures[0]?.id);
  });
});
