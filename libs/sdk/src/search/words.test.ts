import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fold } from './fold.js';
import { needsOf, placesOf, termsOf } from './words.js';

const terms = (text: string): Set<string> => new Set(termsOf(text));
/** Whether a text is found, as an index without typos would find it. */
const finds = (text: string, query: string): boolean => {
  const there = [...terms(text)];
  return needsOf(query).every((need) => need.terms.some(({ term, prefix }) => there.some((each) => each === term || (prefix && each.startsWith(term)))));
};

describe('one spelling', () => {
  it.each([
    ['Élodie', 'elodie'], ['FISCALÍA', 'fiscalia'], ['Straße', 'strasse'], ['Œuvre', 'oeuvre'], ['Łódź', 'lodz'], ['İstanbul', 'istanbul'], ['ΟΔΟΣ', 'οδοσ'],
    ['ёлка', 'елка'], ['Ёлка', 'елка'], ['قَرَار', 'قرار'], ['قـــرار', 'قرار'], ['إجراء', 'اجراء'], ['أمر', 'امر'], ['مستشفى', 'مستشفي'], ['محكمة', 'محكمه'], ['مسؤول', 'مسوول'],
    ['٢٠٢٦', '2026'], ['۲۰۲۶', '2026'], ['４２', '42'], ['1,234,500', '1234500'], ['١٬٢٣٤', '1234'], ['ｶﾞｽ', 'ガス'],
  ])('makes %s %s', (word, folded) => { expect(fold(word)).toBe(folded); });

  it('is reached in one step, whatever is folded', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => { expect(fold(fold(text))).toBe(fold(text)); }));
  });
});

describe('words', () => {
  it.each([
    ['القاضي', 'قاضي'], ['قاضي', 'القاضي'], ['والقاضي', 'قاضي'], ['قاضي', 'والقاضي'], ['والقاضي', 'القاضي'], ['بالقاضي', 'القاضي'], ['للقاضي', 'قاضي'], ['وللقاضي', 'القاضي'],
    ['لقاضي', 'قاضي'], ['فقرار', 'قرار'], ['كتاب', 'الكتاب'], ['الكتاب', 'كتاب'], ['بكتاب', 'الكتاب'], ['وزارة العدل', 'وزاره'], ['الوزارة', 'وزارة'], ['أمْرُ تجميدِ الأصول', 'امر تجميد اصول'],
  ])('of Arabic: %s is found by %s', (text, query) => { expect(finds(text, query)).toBe(true); });

  it('of Arabic that only look alike are told apart', () => {
    expect(finds('قرار', 'قاضي')).toBe(false);
    expect(finds('العدل', 'الدعل')).toBe(false);
  });

  it.each([
    ['最高人民检察院发出冻结令', '检察院'], ['最高人民检察院发出冻结令', '检察院冻结令'], ['最高人民检察院发出冻结令', '令'], ['本案涉及三个账户', '案'], ['请于周四前答复', '周四'],
    ['捜査共助の要請を受領しました', '共助'], ['東京地方検察庁', '検察'], ['ｶﾞｽ会社', 'ガス'], ['資料をメールで送ります', 'メール'],
    ['สำนักงานอัยการสูงสุดส่งหนังสือแล้ว', 'อัยการ'], ['검찰청에서 답변했습니다', '검찰청'],
  ])('that run on: %s is found by %s', (text, query) => { expect(finds(text, query)).toBe(true); });

  it('that run on are not found by characters that do not stand together', () => {
    expect(finds('检查法院', '检察')).toBe(false);
    expect(finds('北京上海', '京海')).toBe(false);
  });

  it.each([
    ['Décision de la cour d’appel', 'decision appel'], ['Orden de incautación', 'incautacion'], ['Постановление об аресте счёта', 'счета'], ['ПОСТАНОВЛЕНИЕ', 'постановл'],
    ['case no. IT-04-84bis', 'it 84bis'], ['USD 4,471,000 moved', '4471000'], ['المادة ٣١ من الاتفاقية', '31'], ['article 31', '٣١'], ['O’Brien', 'obrien o brien'.slice(7)],
  ])('of other scripts: %s is found by %s', (text, query) => { expect(finds(text, query)).toBe(true); });

  it('keep their places in the text as it was written', () => {
    const text = 'Le « mémoire » du القاضي est parti; 最高检察院 aussi.';
    const wanted = new Set(['memoire', 'قاضي', '检察']);
    expect(placesOf(text, (term) => wanted.has(term)).map(({ from, to }) => text.slice(from, to))).toEqual(['mémoire', 'القاضي', '检察']);
  });

  it('mark a single character alone where it was asked for alone', () => {
    const text = '案件涉及本案发生';
    expect(placesOf(text, (term) => term.startsWith('案')).map(({ from, to }) => text.slice(from, to))).toEqual(['案', '案']);
  });

  it('never fail, and a text is found by each of its words', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: fc.constantFrom(...'الوبكفقضي ةىأ検察庁ですカ案 ёщ 12,٣٤ไทย'), maxLength: 60 }));
    fc.assert(fc.property(text, (each) => {
      for (const word of each.split(/\s+/)) expect(finds(each, word)).toBe(true);
      for (const { from, to } of placesOf(each, () => true)) expect(from < to && to <= each.length).toBe(true);
    }), { numRuns: 400 });
  });
});
