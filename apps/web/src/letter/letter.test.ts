import { describe, expect, it } from '@jest/globals';
import { lawEdition, ownPacks } from '@comity/casework';
import { assetFacts } from '@comity/sdk';
import { letterLanguages, type Frame } from './frame.js';
import { inAdvance } from './in-advance.js';
import { directionOfText, inLanguage, letterOf, type Block, type Letter } from './letter.js';
import { letterTags } from './line.js';
import { names, sections, today, view } from './sample.js';
import { tongueOf } from './tongue.js';

const letterIn = async (language: (typeof letterLanguages)[number], given?: Parameters<typeof view>[0]): Promise<Letter> => letterOf(view(given), await tongueOf(language), names, today);

const headings = ({ blocks }: Letter) => blocks.filter((block) => block.kind === 'heading');
const said = ({ blocks }: Letter) => blocks.flatMap((block) => (block.kind === 'said' ? block.paragraphs : []));
const rows = ({ blocks }: Letter, kind: 'facts' | 'closing') => blocks.flatMap((block) => (block.kind === kind ? block.rows : [])).map(({ label, value }) => [label, value?.map(({ text }) => text).join('') ?? null]);
const textOf = (block: Block): string => ('line' in block ? block.line.map(({ text }) => text).join('') : '');

describe('a letter', () => {
  it.each(letterLanguages)('that is read in advance is a draft, and goes with words that say so, in %s', async (language) => {
    const { frame } = await tongueOf(language);
    const { text, file } = await inAdvance(view({ sent: false }), language, names, today);
    expect(text).toBe(frame.inAdvance.replace('{subject}', 'Port contract'));
    expect(text).not.toContain('{');
    expect([/^draft-.*\.docx$/.test(file.name), (await letterIn(language, { sent: false })).blocks[0]]).toEqual([true, { kind: 'mark', text: frame.draft }]);
  });

  it.each(letterLanguages)('has every part of UNCAC 46(15) in its order, and each measure by its number, in %s', async (language) => {
    const { frame } = await tongueOf(language);
    const letter = await letterIn(language);
    const found = headings(letter).filter(({ articles }) => articles.some((article) => article.startsWith('UNCAC 46(15)')));
    expect(found.map(({ text, articles }) => [text, articles])).toEqual(sections.map(({ part }, i) => [frame.parts[part as keyof Frame['parts']], [`UNCAC 46(15)(${'abcdef'[i]})`]]));
    expect(said(letter)).toEqual(['A hearing is fixed', 'Fiscalía Especial, Madrid', 'Case 118/2026', 'Three payments.', 'أُودِعت في 3 دفعات.', 'Certified copies', 'A <person> & “another”', 'Evidence', 'Statements of the account', 'The balance']);
    expect(headings(letter).filter(({ level }) => level === 3).map(({ text, articles }) => [text, articles])).toEqual([
      [`1. ${frame.assistance.ORIGINAL_OR_CERTIFIED_RECORDS}`, ['UNCAC 46(3)(f)']], [`2. ${frame.assistance.SEARCH_SEIZE_FREEZE}`, ['UNCAC 46(3)(c)']],
    ]);
    expect(headings(letter).find(({ text }) => text === frame.confidentiality)?.articles).toEqual(['UNCAC 46(20)']);
    expect(headings(letter).find(({ text }) => text === frame.deadline)?.articles).toEqual(['UNCAC 46(24)']);
    expect(letter.direction).toBe(language === 'ar' ? 'rtl' : 'ltr');
    expect(letter.unverified).toEqual([]);
    expect(JSON.stringify(letter)).not.toMatch(/\{(from|to|date|name|state)\}|undefined/);
  });

  it.each(letterLanguages)('on the European Convention alone has what its article 14 wants, in its own words, and the deadline without a provision, in %s', async (language) => {
    const { frame } = await tongueOf(language);
    const { measureViews: [first, second] } = view();
    const letter = await letterIn(language, {
      basis: { instruments: ['ecma'], agreed: [], lawPermits: [], periods: {}, edition: lawEdition }, measureViews: [{ ...first!, assistance: 'SERVE_JUDICIAL_DOCUMENTS' }, { ...second!, assistance: 'TELEPHONE_HEARING' }],
      sections: [...sections, { part: 'NAME_AND_ADDRESS_FOR_SERVICE', text: 'Jean Martin, 4 rue du Port' }],
    });
    const found = new Map(headings(letter).map(({ text, articles }) => [text, articles]));
    const { parts, assistance, deadline } = frame;
    expect([parts.REQUESTING_AUTHORITY, parts.PURPOSE, parts.NAME_AND_ADDRESS_FOR_SERVICE, parts.FACTS_SUMMARY, deadline].map((text) => found.get(text))).toEqual([['ECMA 14(1)(a)'], ['ECMA 14(1)(b)'], ['ECMA 14(1)(d)'], [], []]);
    expect([found.get(`1. ${assistance.SERVE_JUDICIAL_DOCUMENTS}`), found.get(`2. ${assistance.TELEPHONE_HEARING}`)]).toEqual([['ECMA 7'], ['2AP 10']]);
    expect(said(letter)).toContain('Jean Martin, 4 rue du Port');
    expect(letter.unverified).toEqual(expect.arrayContaining(['ECMA 14(1)(a)', 'ECMA 7']));
    expect(letter.blocks.some(({ kind }) => kind === 'unwritten')).toBe(false);
  });

  it('says who writes to whom, when, about what and how urgently, and who sent it', async () => {
    const letter = await letterIn('fr');
    expect(rows(letter, 'facts')).toEqual([['Destinataire', 'النيابة العامة (Jordanie)'], ['Date', '4 mars 2026'], ['Référence', '00000000-0000-4000-8000-000000000001'], ['Objet', 'Port contract'], ['Urgence', 'URGENT']]);
    expect(rows(letter, 'closing')).toEqual([['Lieu et date', null], ['Nom et fonction', 'Ana Ruiz, Fiscal'], ['Signature et sceau', null]]);
    expect(letter.blocks.flatMap((block) => (block.kind === 'letterhead' ? block.lines : [])).map((line) => line[0])).toEqual([{ text: 'Fiscalía Especial', as: 'said' }, { text: 'Espagne', as: 'frame' }]);
    expect(letter.blocks.map(textOf).find((text) => text.includes('compliments'))).toContain('L’autorité requérante, Fiscalía Especial (Espagne), présente');
    expect(letter.fileName).toBe('request-2026-03-04-Jordanie');
  });

  it('has on its face how it may be used, with the words of H3', async () => {
    const marking = { handling: 'H3', restriction: 'Not for the press\n\nAsk us', evaluation: null, tlp: 'amber' } as const;
    expect((await letterIn('fr', { marking })).blocks.slice(0, 2)).toEqual([{ kind: 'mark', text: 'H3 · TLP:AMBER' }, { kind: 'said', paragraphs: ['Not for the press', 'Ask us'] }]);
    const evaluation = { source: 'B', information: 2 } as const;
    expect((await letterIn('fr', { marking: { ...marking, handling: 'H1', restriction: null, evaluation } })).blocks[0]).toEqual({ kind: 'mark', text: 'H1 · TLP:AMBER' });
    for (const change of [{}, { marking: { ...marking, handling: 'none', restriction: null, tlp: null, evaluation } }] as const) expect((await letterIn('fr', change)).blocks[0]).toMatchObject({ kind: 'letterhead' });
  });

  it('marks a draft, what is not written yet, and nothing that may be left out', async () => {
    const letter = await letterIn('en', { sent: false, urgent: false, sections: sections.slice(0, 1) });
    expect(letter.blocks[0]).toEqual({ kind: 'mark', text: 'Draft – not transmitted' });
    expect(rows(letter, 'facts').map(([label]) => label)).toEqual(['To', 'Date', 'Subject']);
    expect(letter.blocks.filter(({ kind }) => kind === 'unwritten')).toHaveLength(4);
    expect(headings(letter).some(({ articles }) => articles.includes('UNCAC 46(15)(e)'))).toBe(false);
    expect(rows(letter, 'closing')[1]).toEqual(['Name and function', null]);
    expect(letter.fileName).toBe('request-2026-03-01-Jordan');
  });

  it('keeps what was written though nothing of the basis asks for it', async () => {
    const letter = await letterIn('es', { basis: { instruments: ['ecma', 'uncac'], agreed: [], lawPermits: [], periods: {} } });
    expect(said(letter)).toContain('Evidence');
    expect(headings(letter).every(({ articles }) => articles.every((article) => !article.startsWith('UNCAC 46(15)')))).toBe(true);
    const agreed = await letterIn('es', { basis: { instruments: ['ecma', 'uncac'], agreed: ['uncac'], lawPermits: [], periods: {} } });
    expect(agreed.blocks.find((block) => block.kind === 'list')?.items.map(({ line }) => line.length)).toEqual([1, 2]);
  });

  it('names the provisions that nobody has read', async () => {
    const letter = await letterIn('en', { basis: { instruments: ['untoc', 'uncac'], agreed: [], lawPermits: [], periods: {} } });
    expect(letter.unverified).toContain('UNTOC 18(15)(c)');
    expect(letter.unverified.every((article) => article.startsWith('UNTOC'))).toBe(true);
    expect(headings(letter).some(({ articles }) => String(articles) === 'UNTOC 18(15)(c),UNCAC 46(15)(c)')).toBe(true);
  });

  it('has a name for its file that is a path of one part and no formula, whatever the name it is made of', async () => {
    const tongue = await tongueOf('en');
    const to = (name: string) => letterOf(view(), tongue, { ...names, authority: () => ({ name, state: 'UN' }) }, today).fileName;
    expect(to('../=HYPERLINK("x")\u202e/..\\a')).toBe('request-2026-03-04-HYPERLINK-x-a');
    expect(to('…')).toBe('request-2026-03-04');
    expect(to('北'.repeat(99))).toBe(`request-2026-03-04-${'北'.repeat(60)}`);
  });
});

describe('a letter of another kind', () => {
  const extradition = { kind: 'extradition', basis: { instruments: ['ece'], agreed: [], lawPermits: [], periods: {} }, sections: [{ part: 'JUDGMENT_OR_WARRANT', text: 'A warrant of 3 March' }] } as const satisfies Parameters<typeof view>[0];
  const person = { ...view().measureViews[0]!, assistance: null, sought: 'Jean Martin\nborn 1970' };

  it.each(letterLanguages)('says what it is, whom it seeks and what ECE 12(2) asks for, in %s', async (language) => {
    const { frame } = await tongueOf(language);
    const letter = await letterIn(language, { ...extradition, sent: false, sections: [...extradition.sections], measureViews: [person] });
    expect(letter.blocks.find(({ kind }) => kind === 'title')).toEqual({ kind: 'title', text: frame.kinds.extradition.title });
    expect(headings(letter).map(({ text }) => text)).toEqual([frame.basis, frame.parts.JUDGMENT_OR_WARRANT, frame.parts.OFFENCES_TIME_PLACE_LAW, frame.parts.ENACTMENTS_IDENTITY, frame.kinds.extradition.measures, '1.']);
    expect(headings(letter)[1]!.articles).toEqual(['ECE 12(2)']);
    expect(letter.blocks.filter(({ kind }) => kind === 'unwritten')).toHaveLength(2);
    expect(said(letter)).toEqual(['A warrant of 3 March', 'Jean Martin', 'born 1970']);
  });

  it.each(letterLanguages)('asks for arrest alone, with what ECE 16(2) has it state, until the full request follows, in %s', async (language) => {
    const { frame } = await tongueOf(language);
    const urgent = { ...view().transmission!, action: 'request-provisional-arrest', deadline: null, words: {} };
    const given = { ...extradition, sections: [{ part: 'OFFENCE_WHEN_AND_WHERE', text: 'Bribery' }], transmission: urgent, measureViews: [{ ...person, steps: [urgent] }] };
    const letter = await letterIn(language, given);
    expect(letter.blocks.find(({ kind }) => kind === 'title')).toEqual({ kind: 'title', text: frame.kinds.provisionalArrest.title });
    expect(headings(letter).map(({ text }) => text)).toEqual([frame.basis, frame.parts.WARRANT_EXISTS_AND_REQUEST_FOLLOWS, frame.parts.OFFENCE_WHEN_AND_WHERE, frame.kinds.provisionalArrest.measures, '1.']);
    const full = await letterIn(language, { ...given, measureViews: [{ ...person, steps: [urgent, { ...urgent, action: 'send-request', by: 'd'.repeat(43) as typeof urgent.by, at: '2026-03-10T09:00:00.000Z' as typeof urgent.at }] }] });
    // By whom and when the full one was sent, whoever asked for arrest.
    expect([rows(letter, 'closing')[1]![1], rows(full, 'closing')[1]![1]]).toEqual(['Ana Ruiz, Fiscal', null]);
    expect(full.fileName).toContain('2026-03-10');
    expect(full.blocks.find(({ kind }) => kind === 'title')).toEqual({ kind: 'title', text: frame.kinds.extradition.title });
  });

  it('of an asset asks for nothing before it is traced, and keeps what was said of it', async () => {
    const { frame } = await tongueOf('en');
    const letter = await letterIn('en', { kind: 'asset', sent: false, sections: [{ part: 'FACTS', text: 'Three payments' }], measureViews: [{ ...person, sought: 'The vessel Alba' }] });
    expect(letter.blocks.find(({ kind }) => kind === 'title')).toEqual({ kind: 'title', text: 'Request for the recovery of assets' });
    expect(headings(letter).map(({ text }) => text)).toEqual([frame.basis, frame.parts.FACTS, 'Assets', '1.']);
    expect(letter.blocks.some(({ kind }) => kind === 'unwritten')).toBe(false);
  });
});

describe('what an asset is known by', () => {
  const facts = { type: 'Yacht', number: 'IMO 9074729', country: 'FR', value: { amount: '9500000', currency: 'EUR' }, date: '2026-11-03', restraint: 'Order 12/2026' };

  it.each(letterLanguages)('stands under its words, with its days, States and amounts in the language of the letter, in %s', async (language) => {
    const { frame, states } = await tongueOf(language);
    const letter = await letterIn(language, { kind: 'asset', measureViews: [{ ...view().measureViews[0]!, assistance: null, sought: 'The vessel Alba', facts }] });
    const block = letter.blocks.findLast((each) => each.kind === 'facts');
    const day = new Intl.DateTimeFormat(letterTags[language], { dateStyle: 'long', calendar: 'gregory', numberingSystem: 'latn', timeZone: 'UTC' }).format(new Date('2026-11-03'));
    const told = block?.kind === 'facts' ? block.rows.map(({ label, value }) => [label, value![0]!.as, value![0]!.text]) : [];
    expect(told.filter(([label]) => label !== frame.facts.value)).toEqual([[frame.facts.type, 'said', 'Yacht'], [frame.facts.number, 'said', 'IMO 9074729'], [frame.facts.country, 'frame', states['FR']], [frame.facts.date, 'frame', day], [frame.facts.restraint, 'said', 'Order 12/2026']]);
    const [, , amount] = told.find(([label]) => label === frame.facts.value)!;
    expect([amount!.includes('EUR'), amount!.replaceAll(/\D/g, '')]).toEqual([true, '9500000']);
    expect(Object.keys(frame.facts)).toEqual(assetFacts.map(({ id }) => id));
  });
});

describe('what hangs on a request', () => {
  const enclosures = [{ file: { id: '00000000-0000-4000-8000-000000000009' as never, name: 'العقد.pdf', type: 'application/pdf', size: 9, preview: null, available: 'yes' as const }, sha256: 'ab'.repeat(32), on: null }];

  it('is listed with its hash, and called as each side calls it, from the requesting side, whoever prints', async () => {
    const { frame } = await tongueOf('en');
    const ours = await letterIn('en', { enclosures, references: { ours: 'FE 118', theirs: 'JO-77' } });
    const theirs = await letterIn('en', { enclosures, side: 'requested', references: { ours: 'JO-77', theirs: 'FE 118' } });
    expect(rows(ours, 'facts').slice(2, 5)).toEqual([['Reference', '00000000-0000-4000-8000-000000000001'], ['Our reference', 'FE 118'], ['Your reference', 'JO-77']]);
    expect(theirs).toEqual(ours);
    const at = ours.blocks.findIndex((block) => block.kind === 'heading' && block.text === frame.enclosures);
    expect(ours.blocks[at + 1]).toEqual({ kind: 'list', items: [{ line: [{ text: '1. ', as: 'frame' }, { text: 'العقد.pdf', as: 'said' }, { text: ` – SHA-256 ${'ab'.repeat(32)}`, as: 'frame' }], articles: [] }] });
  });

  it('has the words of a translation where there are any', () => {
    const pieces = [['title', 'عقد الميناء'], ['PURPOSE', 'أدلة'], ['1', 'كشوف']].map(([of = '', text = '']) => ({ of, text, by: 'c'.repeat(43) as never, machine: false, stale: false }));
    const given = view({ translations: [{ language: 'ar', missing: ['2'], pieces }] });
    const told = inLanguage(given, 'ar');
    expect([told.title, told.sections.find(({ part }) => part === 'PURPOSE')?.text, told.measureViews.map(({ sought }) => sought)]).toEqual(['عقد الميناء', 'أدلة', ['كشوف', 'The balance']]);
    expect(inLanguage(given, 'fr')).toEqual(given);
  });
});

describe('the frames', () => {
  const kinds = ['mla', 'extradition', 'asset'] as const;
  const packs = [...ownPacks.values()].filter(({ governs }) => kinds.some((kind) => governs.includes(kind)));
  const sentences = ({ party, deadlineText, closing, kinds: { mla, extradition, provisionalArrest, asset } }: Frame): string[] => [party, deadlineText, closing, mla.opening, provisionalArrest.opening, extradition.opening, asset.opening];
  const places = (frame: Frame) => sentences(frame).map((sentence) => [...sentence.matchAll(/\{[a-z]+\}/g)].map(([place]) => place).sort());

  it.each(letterLanguages)('have words for every term of the law of such requests, and for nothing else, in %s', async (language) => {
    const { frame, states } = await tongueOf(language);
    const ids = (lists: { id: string }[][]) => [...new Set(lists.flat().map(({ id }) => id))].sort();
    expect(Object.keys(frame.parts).sort()).toEqual(ids(packs.map(({ content }) => content.filter(({ cycle }) => kinds.some((kind) => kind === cycle)))));
    expect(Object.keys(frame.assistance).sort()).toEqual(ids(packs.map(({ assistance }) => assistance)));
    expect(Object.keys(frame.instruments).sort()).toEqual(packs.map(({ id }) => id).sort());
    expect(places(frame)).toEqual(places((await tongueOf('en')).frame));
    // The names by which articles are cited stand in the titles.
    for (const { id, content } of packs) if (content.length > 0) expect(frame.instruments[id as keyof Frame['instruments']]).toContain(`${content[0]!.article.split(' ')[0]}`);
    expect(states['ES']).toBeDefined();
  });
});

describe('the direction of a text', () => {
  it('is that of its first letter', () => {
    expect(['Port', '118 — ميناء', '(عقد) port', '1234', 'ё', 'שלום', '港口'].map(directionOfText)).toEqual(['ltr', 'rtl', 'rtl', null, 'ltr', 'rtl', 'ltr']);
  });
});
