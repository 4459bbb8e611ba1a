import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MessageIndex, type Filters } from './message-index.js';
import { within } from './typos.js';

const fill = (texts: readonly string[]): MessageIndex => {
  const index = new MessageIndex();
  texts.forEach((text, seq) => { index.put(documentOf(seq), text); });
  return index;
};
const documentOf = (seq: number, part: Partial<Parameters<MessageIndex['put']>[0]> = {}) => ({ space: 's', seq, index: seq, sender: 'a', topic: null, at: seq * 1_000, hasFile: false, mentionsMe: false, ...part });
const found = (index: MessageIndex, text: string, filters: Filters = {}) => index.query(text, filters, 0, 100).matches.map(({ seq }) => seq);

describe('the index of messages', () => {
  const languages = fill([
    'The freezing order was confirmed on 14 March', 'La décision de gel a été confirmée', 'Постановление о наложении ареста подтверждено', 'تم تأكيد أمر التجميد من القاضي', '最高人民检察院已确认冻结令', 'La orden de congelación fue confirmada',
  ]);
  it.each([['freezing', [0]], ['decision gel', [1]], ['арест', [2]], ['قاضي تجميد', [3]], ['检察院 冻结', [4]], ['congelacion', [5]], ['confirm', [5, 1, 0]], ['freezing decision', []], ['', [5, 4, 3, 2, 1, 0]]])('finds by %s', (query, seqs) => {
    expect(found(languages, query)).toEqual(seqs);
  });

  it('puts what only resembles the words after all that has them', () => {
    const index = fill(['extradition hearing', 'extraditoin hearing', 'tradition']);
    expect(found(index, 'extradition')).toEqual([0, 1]);
    expect(found(index, 'extradtion')).toEqual([1, 0]);
    expect(found(index, 'earring')).toEqual([]);
    expect(found(fill(['article 310045']), '310046')).toEqual([]);
  });

  it('tells which words of a text were meant', () => {
    const { meets } = fill(['seizure of assets']).query('asets', {}, 0, 1);
    expect(['seizure', 'assets'].map(meets)).toEqual([false, false]);
    const near = fill(['seizure of accounts']).query('acounts seiz', {}, 0, 1);
    expect(['seizure', 'of', 'accounts'].map(near.meets)).toEqual([true, false, true]);
  });

  it('keeps to its filters', () => {
    const index = new MessageIndex();
    index.put(documentOf(1), 'report');
    index.put(documentOf(2, { sender: 'b', hasFile: true }), 'report');
    index.put(documentOf(3, { topic: 't', mentionsMe: true }), 'report');
    index.put(documentOf(4, { space: 'other' }), 'report');
    expect(found(index, 'report')).toEqual([4, 3, 2, 1]);
    expect(found(index, 'report', { spaces: ['s'] })).toEqual([3, 2, 1]);
    expect(found(index, 'report', { spaces: ['unknown'] })).toEqual([]);
    expect(found(index, 'report', { spaces: ['other', 's', 'unknown'] })).toEqual([4, 3, 2, 1]);
    expect(found(index, 'report', { sender: 'b' })).toEqual([2]);
    expect(found(index, 'report', { topic: 't' })).toEqual([3]);
    expect(found(index, 'report', { topic: null, spaces: ['s'] })).toEqual([2, 1]);
    expect(found(index, 'report', { since: 2_000, until: 4_000 })).toEqual([3, 2]);
    expect(found(index, 'report', { hasFile: true })).toEqual([2]);
    expect(found(index, '', { mentionsMe: true })).toEqual([3]);
  });

  it('pages without repeating or losing any', () => {
    const index = fill(Array.from({ length: 250 }, () => 'same'));
    const seqs = [0, 100, 200].flatMap((offset) => index.query('same', {}, offset, 100).matches.map(({ seq }) => seq));
    expect(seqs).toEqual(Array.from({ length: 250 }, (_, i) => 249 - i));
    expect(index.query('same', {}, 240, 100).total).toBe(250);
  });

  it('forgets a message, and the words that were in no other', () => {
    const index = fill(['common secretword', 'common']);
    const before = index.terms;
    index.remove('s', 0);
    expect(found(index, 'secretword')).toEqual([]);
    expect(found(index, 'common')).toEqual([1]);
    while (index.sweep(1)) { /* on */ }
    expect(index.terms).toBe(before - 1);
    index.put(documentOf(9), 'anotherword');
    expect(found(index, 'anotherword')).toEqual([9]);
    expect(found(index, 'secretword')).toEqual([]);
  });

  it('finds an edited message by its new words alone', () => {
    const index = fill(['old words']);
    index.put(documentOf(0), 'new words');
    expect(found(index, 'old')).toEqual([]);
    expect(found(index, 'new')).toEqual([0]);
    expect(index.size).toBe(1);
  });

  it('answers as a plain look through all messages would, whatever is put in, removed and swept', () => {
    const word = fc.constantFrom('alpha', 'beta', 'gamma', 'delta', 'القاضي', 'قاضي', '检察院');
    const step = fc.oneof(
      fc.record({ kind: fc.constant('put' as const), seq: fc.nat(20), words: fc.array(word, { maxLength: 4 }) }),
      fc.record({ kind: fc.constant('remove' as const), seq: fc.nat(20) }),
      fc.record({ kind: fc.constant('sweep' as const), terms: fc.integer({ min: 1, max: 9 }) }),
    );
    fc.assert(fc.property(fc.array(step, { maxLength: 60 }), word, (steps, query) => {
      const index = new MessageIndex();
      const plain = new Map<number, string>();
      for (const each of steps) {
        if (each.kind === 'put') { plain.set(each.seq, each.words.join(' ')); index.put(documentOf(each.seq), each.words.join(' ')); }
        else if (each.kind === 'remove') { plain.delete(each.seq); index.remove('s', each.seq); }
        else index.sweep(each.terms);
      }
      const has = (text: string) => (query.endsWith('قاضي') ? text.includes('قاضي') : text.split(' ').includes(query));
      expect(found(index, query)).toEqual([...plain].filter(([, text]) => has(text)).map(([seq]) => seq).sort((a, b) => b - a));
      expect(index.size).toBe(plain.size);
    }), { numRuns: 300 });
  });
});

describe('typos', () => {
  it.each([['receive', 'recieve', 1], ['extradition', 'extraditon', 1], ['extradition', 'xtradition', 1], ['prosecutor', 'prosecutro', 1], ['prosecutor', 'persecutor', 2]] as const)('make %s of %s', (a, b, most) => {
    expect(within(a, b, most)).toBe(true);
    expect(within(b, a, most)).toBe(true);
  });
  it('are not other words', () => {
    expect(within('seizure', 'measure', 1)).toBe(false);
    expect(within('account', 'counter', 2)).toBe(false);
  });
});
