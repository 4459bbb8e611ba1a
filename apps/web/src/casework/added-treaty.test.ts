/** A treaty of two invented States, placed where the files of treaties are: nothing but the file says what the product knows of it. */
import { setupI18n } from '@lingui/core';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { CaseEvent, LegalBasis } from '@comity/casework';
import { locales, readCatalogue } from '../../build/po.js';

const file = JSON.parse(readFileSync('libs/casework/test/treaty.json', 'utf8')) as { id: string; words: Record<string, { name: string; title?: string; content: Record<string, string> }> };
jest.unstable_mockModule('../../../../libs/casework/src/treaties.js', () => ({ treaties: [file] }));
const open = async () => ({ law: await import('@comity/casework'), form: await import('./draft.js'), words: await import('./words.js'), letter: await import('../letter/letter.js'), ...await import('../letter/tongue.js'), ...await import('../letter/sample.js'), ...await import('../letter/frame.js') });
let product: Awaited<ReturnType<typeof open>>;
beforeAll(async () => { product = await open(); });

const draft = () => ({ ...product.form.newDraft(), requested: 'graustark', title: 'Crown', instruments: [file.id], measures: [{ id: 'a', assistance: 'SEARCH_ROYAL_ARCHIVES', sought: 'The will of the late king' }] });

describe('a treaty that was added as a file', () => {
  it('is among the bases of the matters that it governs, before what goes for any treaty', () => {
    expect([product.form.packIdsFor('mla').slice(-3), product.form.packIdsFor('extradition').slice(-3), product.form.packIdsFor('asset').includes(file.id)]).toEqual([[file.id, 'bilateral', 'reciprocity'], [file.id, 'bilateral', 'reciprocity'], false]);
  });

  it('says what a draft has to contain, what it may ask for and what is left to the parties', () => {
    const { rules } = product.form.lawOf(draft());
    expect(product.form.partsOf(rules!, draft().measures).map(({ id }) => id)).toEqual(['OFFICE_AND_CASE_NUMBER']);
    expect(product.form.offered(draft()).periods.map(({ clock, alternatives, agreed }) => [clock, alternatives.map(({ id }) => id), agreed])).toEqual([['ARCHIVE_SEARCH', ['BY_PROTOCOL'], true]]);
    expect(product.form.lacksOf(draft())).toEqual([]);
    expect(product.form.lacksOf({ ...draft(), measures: [{ id: 'a', assistance: 'INTERCEPTION', sought: 'x' }] })).toEqual([{ what: 'otherAssistance', measure: 1 }]);
  });

  it('decides', () => {
    const { LegalBasis, decide, lawEdition, rulesOf, clocksOf } = product.law;
    const made = rulesOf(LegalBasis.parse({ instruments: [file.id], periods: { ARCHIVE_SEARCH: 'BY_PROTOCOL' }, edition: lawEdition } satisfies Partial<LegalBasis>), 'mla');
    if (!made.ok) throw new Error(made.refusal.entry);
    const history: CaseEvent[] = [];
    const at = (day: number) => `2027-03-0${day}T09:00:00.000Z` as CaseEvent['at'];
    const take = (day: number, actor: 'requesting' | 'requested', action: string, carries = {}) => {
      const decision = decide(made.rules, history, { action, carries }, actor, at(day));
      if (decision.ok) history.push(decision.event);
      return decision.ok ? decision.event.to : `${decision.refusal.code} ${decision.refusal.entry} ${decision.refusal.article}`;
    };
    const words = 'A'.repeat(43);
    expect([
      take(1, 'requesting', 'draft', { assistance: 'SEARCH_ROYAL_ARCHIVES' }), take(1, 'requesting', 'submit'), take(2, 'requesting', 'transmit', { content: [] }), take(2, 'requesting', 'transmit', { content: ['OFFICE_AND_CASE_NUMBER'] }),
      take(3, 'requested', 'acknowledge'), take(3, 'requested', 'assess'), take(3, 'requested', 'refuse', { grounds: ['MILITARY'], reasons: words }), take(4, 'requested', 'accept'),
    ]).toEqual(['DRAFT', 'INTERNAL_REVIEW', 'content-missing OFFICE_AND_CASE_NUMBER Treaty 4(1)', 'TRANSMITTED', 'RECEIVED', 'UNDER_ASSESSMENT', 'gate CONSULT_FIRST Treaty 3(3)', 'IN_EXECUTION']);
    expect(clocksOf(history, made.rules, at(5)).filter(({ id }) => id === 'ARCHIVE_SEARCH').map(({ status, dueAt, article }) => [status, dueAt, article])).toEqual([['running', '2027-03-25T09:00:00.000Z', 'Treaty, Protocol 1']]);
  });

  it.each(locales)('is read in the words of its file beside those of the product, in %s', async (locale) => {
    const messages = await readCatalogue(locale);
    const i18n = setupI18n({ locale, messages: { [locale]: messages } });
    const spoken = (language: string) => product.words.lawWords((id, values) => (id in messages ? i18n._(id, values) : null), language);
    const words = spoken(locale);
    const own = file.words[locale] as unknown as Record<string, Record<string, string>>;
    expect([words.pack(file.id), words.part('OFFICE_AND_CASE_NUMBER'), words.why('OFFICE_AND_CASE_NUMBER'), words.assistance('SEARCH_ROYAL_ARCHIVES'), words.ground('ONGOING_CASE'), words.gate('CONSULT_FIRST'), words.clock('ARCHIVE_SEARCH'), words.period('BY_PROTOCOL')])
      .toEqual([own['name'], own['content']!['OFFICE_AND_CASE_NUMBER'], own['why']!['OFFICE_AND_CASE_NUMBER'], own['assistance']!['SEARCH_ROYAL_ARCHIVES'], own['grounds']!['ONGOING_CASE'], own['gates']!['CONSULT_FIRST'], own['clocks']!['ARCHIVE_SEARCH'], own['periods']!['BY_PROTOCOL']]);
    expect(words.refusal({ code: 'content-missing', entry: 'OFFICE_AND_CASE_NUMBER' })).toContain(own['content']!['OFFICE_AND_CASE_NUMBER']);
    // The product's own words go first; a language that the file does not speak reads its English.
    expect(words.clock('EXECUTION')).toBe(messages['law.clock.execution']);
    expect(spoken('tlh').part('OFFICE_AND_CASE_NUMBER')).toBe(file.words['en']!.content['OFFICE_AND_CASE_NUMBER']);
  });

  it('stands in letters of all languages under its own name, with its own headings', async () => {
    for (const language of product.letterLanguages) {
      const own = file.words[language]!;
      const basis: LegalBasis = { instruments: [file.id], agreed: [], lawPermits: [], periods: {}, edition: product.law.lawEdition };
      const given = product.view({ basis, sections: [{ part: 'OFFICE_AND_CASE_NUMBER', text: 'No. 7' }] });
      const { blocks } = product.letter.letterOf(given, await product.tongueOf(language), product.names, product.today);
      const said = blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : block.kind === 'list' ? block.items.flatMap(({ line }) => line.map(({ text }) => text)) : []));
      expect([language, said.filter((text) => text === (own.title ?? own.name) || text === own.content['OFFICE_AND_CASE_NUMBER'])]).toEqual([language, [own.title ?? own.name, own.content['OFFICE_AND_CASE_NUMBER']]]);
    }
  });
});
