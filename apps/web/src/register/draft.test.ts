import { describe, expect, it } from '@jest/globals';
import type { FileId, ItemId } from '@comity/contracts';
import type { EntryId } from '@comity/sdk';
import { plain } from '../messaging/marking.js';
import { amountOf, brokenOf, draftOf, emptyDraft, inputOf, missingOf, promotedDraft, type Draft } from './draft.js';

const draft = (part: Partial<Draft>): Draft => ({ ...emptyDraft, title: 'Account in Vienna', ...part });
const origin = { after: null, source: null };
const on = { id: 'i' as ItemId, seq: 4 };
const file = 'f' as FileId;

describe('an entry while it is written', () => {
  it('needs its title and what its kind requires', () => {
    expect(missingOf('account', emptyDraft)).toEqual(['title', 'number']);
    expect(missingOf('account', draft({ values: { number: ' ' } }))).toEqual(['number']);
    expect(missingOf('exhibit', draft({ file: { on, file } }))).toEqual([]);
    expect(missingOf('note', draft({ values: { text: 'x' }, marking: { ...plain, handling: 'H3', restriction: '' } }))).toEqual(['marking']);
    expect(inputOf('account', draft({}), origin)).toBeNull();
  });

  it('becomes an entry of what its kind knows, and of nothing that is empty', () => {
    expect(inputOf('account', draft({ values: { number: ' AT61 ', institution: '', text: 'of another kind', balance: '1 200.50' }, currencies: { balance: 'EUR' }, links: [{ to: 'e' as EntryId, label: ' of ' }] }), origin))
      .toEqual({ ...origin, kind: 'account', title: 'Account in Vienna', fields: { number: 'AT61', balance: { amount: '1200.50', currency: 'EUR' } }, links: [{ to: 'e', label: 'of' }], marking: plain });
    expect(inputOf('task', draft({ values: { done: 'yes' } }), origin)?.fields).toEqual({ done: true });
    expect(inputOf('task', draft({ links: [{ to: 'e' as EntryId, label: ' ' }] }), origin)).toBeNull();
  });

  it('takes amounts in the digits of the reader, and nothing that is no amount', () => {
    expect(['1200.5', '٠٫٢٥', '١٬٢٠٠', '007', '0'].map(amountOf)).toEqual(['1200.5', '0.25', '1200', '7', '0']);
    expect(['', 'x', '1,5', '-3', '1.2.3', '1.', '.5', '1.23456', '1e3'].map(amountOf)).toEqual(Array.from({ length: 9 }, () => null));
    expect(brokenOf('account', draft({ values: { balance: '5' } }))).toEqual(['balance']);
    expect(brokenOf('account', draft({ values: { balance: '5' }, currencies: { balance: 'USD' } }))).toEqual([]);
  });

  it('comes back as it was written', () => {
    const written = { number: 'AT61', balance: { amount: '5', currency: 'EUR' } };
    const content = { title: 'Account', fields: written, links: [{ to: 'e' as EntryId, label: 'of' }], marking: plain };
    expect(inputOf('account', draftOf(content), origin)).toEqual({ ...origin, kind: 'account', ...content });
    const exhibit = { on, file, name: 'a.pdf', size: 3, sha256: 'ab' };
    expect(inputOf('exhibit', draftOf({ ...content, fields: { file: exhibit } }), origin)?.fields).toEqual({ file: exhibit });
    expect(inputOf('task', draftOf({ ...content, fields: { done: true } }), origin)?.fields).toEqual({ done: true });
  });

  it('starts with what a message says, and with its file as an exhibit', () => {
    const marking = { ...plain, handling: 'H2' as const };
    const note = promotedDraft({ text: ` ${'long '.repeat(40)}\nsecond`, files: [], ...marking }, on);
    expect(note.kind).toBe('note');
    expect(note.draft.title).toMatch(/^long .{70,}…$/);
    expect(inputOf('note', note.draft, origin)?.fields).toEqual({ text: `${'long '.repeat(40)}\nsecond` });
    expect(note.draft.marking).toEqual(marking);
    const exhibit = promotedDraft({ text: '', files: [{ id: file }], ...plain }, on);
    expect(exhibit).toMatchObject({ kind: 'exhibit', draft: { file: { on, file } } });
    expect(inputOf('exhibit', { ...exhibit.draft, title: 'Statement' }, origin)?.fields).toEqual({ file: { on, file } });
  });
});
