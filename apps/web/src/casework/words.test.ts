import { setupI18n } from '@lingui/core';
import { describe, expect, it } from '@jest/globals';
import { Actor, Member, customary, lifeCycles, ownPacks, type LifeCycle, type RulePack } from '@comity/casework';
import { locales, partOf, readCatalogue } from '../../build/po.js';
import { entryLists, lawWords, type LawWords } from './words.js';

type Entry = { id: string; article: string };
const cycles = [...lifeCycles.values()];
const packs = [...ownPacks.values()];
const rowsOf = ({ begin, transitions }: LifeCycle) => [begin, ...transitions];
const all = (list: 'assistance' | 'content' | 'grounds' | 'barred' | 'gates' | 'requirements' | 'clocks' | 'duties'): Entry[] => packs.flatMap((pack: RulePack) => pack[list]);
const alternatives = packs.flatMap(({ clocks }) => clocks).flatMap((clock) => clock.alternatives ?? []);
/** `field` is noted of an asset in a case file; no step chooses it. */
const choices = cycles.flatMap((cycle) => cycle.choices.filter(({ list }) => list !== 'field'));
const duties = [...all('duties'), ...cycles.flatMap((cycle) => cycle.duties)];
const cited = [
  ...cycles.flatMap(rowsOf), ...choices, ...duties, ...alternatives, ...all('assistance'), ...all('content'), ...all('grounds'), ...all('barred'), ...all('gates'), ...all('requirements'), ...all('clocks'), ...packs.flatMap(({ yields = [], noOtherAssistance = [] }) => [yields, noOtherAssistance].flat()),
].map(({ article }) => article);

type Said = Exclude<keyof LawWords, 'action' | 'refusal' | 'did' | 'hint' | 'why'>;
const idsOf = (entries: { id: string }[]) => entries.map(({ id }) => id);
const listed = packs.flatMap((pack) => pack.listed);
/** What a request has to contain, on any basis, and whatever it is of. */
const parts = [...packs, customary].flatMap(({ content }) => content);
/** Everything that the product's law names. Articles only where they hold words, and not just the marks of an instrument. */
const terms: Record<Said, string[]> = {
  state: cycles.flatMap(({ states, transitions }) => [...states, ...transitions.flatMap(({ ends }) => ends ?? [])]), ground: idsOf([...all('grounds'), ...all('barred')]), assistance: idsOf(all('assistance')), part: idsOf(parts), clock: idsOf(all('clocks')), period: idsOf(alternatives),
  duty: idsOf(duties), gate: idsOf(all('gates')), requirement: idsOf(all('requirements')), listed: idsOf(listed), condition: listed.flatMap(({ onlyIf = [] }) => onlyIf), choice: idsOf(choices), pack: idsOf(packs), cycle: idsOf(cycles), actor: Actor.options, member: Member.options,
  article: cited.filter((article) => article === '—' || /(^|[\s;])[a-z]{3,}/.test(article)),
};

/** The words of a language, and which messages were read since `read` was emptied. */
async function spoken(locale: string) {
  const messages = await readCatalogue(locale);
  const i18n = setupI18n({ locale, messages: { [locale]: messages } });
  const read = new Set<string>();
  const words = lawWords((id, values) => {
    if (!(id in messages)) return null;
    read.add(id);
    return i18n._(id, values);
  }, locale);
  return { words, read, messages };
}

describe('the words of the law', () => {
  it.each(locales)('are there for every term of every pack and life cycle, and for nothing else, in %s', async (locale) => {
    const { words, read, messages } = await spoken(locale);
    const used = new Set(['law.unverified', 'law.unverified-what']);
    const without: string[] = [];
    const hear = (term: string, say: () => string | null) => {
      read.clear();
      say();
      if (read.size === 0) without.push(term);
      for (const id of read) used.add(id);
    };
    for (const [list, ids] of Object.entries(terms)) for (const id of ids) hear(`${list} ${id}`, () => words[list as Said](id));
    for (const cycle of cycles) for (const { action } of rowsOf(cycle)) hear(`${cycle.id} ${action}`, () => words.action(action, cycle.id));
    for (const { action, carries, may, wants } of cycles.flatMap(rowsOf)) for (const member of [...carries, ...may, ...wants]) hear(`${member} of ${action}`, () => words.member(member, action));
    // No rows of the law: what takes the place of a transmission that did not come through, and what an authority calls a request.
    for (const action of ['complete', 'through', 'reference']) hear(action, () => words.action(action));
    for (const kind of ['mla', 'extradition', 'asset'] as const) for (const { action } of rowsOf(lifeCycles.get(kind)!)) hear(`did ${action}`, () => words.did(action, 'X'));
    // Some reasons are of one type of assistance, or of one kind of matter.
    for (const { id } of parts) for (const of of [undefined, ...cycles.map((cycle) => cycle.id), ...terms.assistance]) hear(`why ${id} of ${of ?? 'any'}`, () => words.why(id, of));
    for (const action of ['share-draft']) hear(`hint ${action}`, () => words.hint(action));
    for (const { id } of all('barred')) hear(`barred ${id}`, () => words.refusal({ code: 'barred-ground', entry: id }));
    for (const code of Object.keys(entryLists) as (keyof typeof entryLists)[]) hear(`refusal ${code}`, () => words.refusal({ code, entry: 'X' }));
    for (const { action } of cycles.flatMap(({ transitions }) => transitions.filter(({ refused }) => refused !== undefined))) hear(`refusal for ${action}`, () => words.refusal({ code: 'wrong-ground', entry: action }));
    for (const action of cycles.flatMap(({ transitions }) => transitions.flatMap(({ follows = [], answers }) => [follows, answers === undefined ? [] : [answers, 'consent-to-use']].flat()))) hear(`refusal before ${action}`, () => words.refusal({ code: 'not-after-this', entry: action }));
    expect(without).toEqual([]);
    expect(Object.keys(messages).filter((id) => id.startsWith('law.') && !used.has(id))).toEqual([]);
  });

  it.each(locales)('tell the terms of one list apart, in %s', async (locale) => {
    const { words } = await spoken(locale);
    // Two instruments protect the same interests under two ids.
    const same = new Map([['ESSENTIAL_INTERESTS', 'SOVEREIGNTY_SECURITY_ORDRE_PUBLIC_ESSENTIAL_INTERESTS']]);
    for (const [list, ids] of Object.entries(terms)) {
      const names = new Set(ids.map((id) => same.get(id) ?? id));
      expect([list, new Set([...names].map((id) => words[list as Said](id))).size]).toEqual([list, names.size]);
    }
    for (const cycle of cycles) {
      const names = new Set(rowsOf(cycle).map(({ action }) => action));
      expect([cycle.id, new Set([...names].map((action) => words.action(action, cycle.id))).size]).toEqual([cycle.id, names.size]);
    }
  });

  it('say of a refusal what speaks against the step, with the entry in its own words', async () => {
    const { words } = await spoken('en');
    expect(words.refusal({ code: 'content-missing', entry: 'FACTS_SUMMARY' })).toBe('Missing in the request: Summary of the relevant facts');
    expect(words.refusal({ code: 'missing', entry: 'reasons' })).toBe('Missing: Reasons');
    expect(words.refusal({ code: 'gate', entry: 'CONSULT_BEFORE_REFUSAL' })).toBe('Required first: Consultation before refusal');
    expect(words.refusal({ code: 'barred-ground', entry: 'FISCAL' })).toBe('Refusal may not rest on: Fiscal matters as the sole ground');
    expect(words.refusal({ code: 'unknown-term', entry: 'FACTS' })).toBe('Unknown to the legal basis: Statement of the facts relied upon');
    expect(words.refusal({ code: 'wrong-ground', entry: 'NATIONAL' })).toBe('This ground does not support this step: Person claimed is a national of the requested Party');
    expect(words.refusal({ code: 'wrong-ground', entry: 'ask-for-prosecution' })).toBe('Open only after a refusal on account of nationality: Request submission for prosecution');
    expect(words.refusal({ code: 'not-after-this', entry: 'send-request' })).toBe('Open only after: Send the full request');
    const arabic = await spoken('ar');
    expect(arabic.words.refusal({ code: 'gate', entry: 'CONSULT_BEFORE_REFUSAL' })).toBe('يلزم أولًا: التشاور قبل الرفض');
  });

  it('name the same action differently where it is another thing', async () => {
    const { words } = await spoken('en');
    expect([words.action('accept', 'mla'), words.action('accept', 'spontaneous')]).toEqual(['Accept for execution', 'Accept conditions']);
  });

  it('show a term that came with a file in readable form, and an article as it is cited', async () => {
    const { words } = await spoken('ar');
    expect([words.ground('ROYAL_PEACE'), words.action('swear-oath'), words.action('swear-oath', 'mla'), words.pack('uk-france'), words.refusal({ code: 'unknown-instrument', entry: 'uk-france' })])
      .toEqual(['Royal peace', 'Swear oath', 'Swear oath', 'uk-france', 'لا قواعد مدخلة لهذا الصك: uk-france']);
    expect([words.article('UNCAC 46(21)(b)'), words.article('practice'), words.article('—'), words.article('ECE 16(4); bilateral treaty')]).toEqual([null, 'الممارسة المتبعة', 'من قواعد Comity', `ECE 16(4); ${words.article('bilateral treaty')!}`]);
  });

  it('come with the screens that need them, and not before', async () => {
    expect(Object.keys(await readCatalogue('en')).filter((id) => id.startsWith('law.') && partOf(id) !== 'later')).toEqual([]);
  });
});
