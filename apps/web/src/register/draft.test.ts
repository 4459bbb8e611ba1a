import { describe, expect, it } from '@jest/globals';
import type { FileId, ItemId } from '@comity/contracts';
import type { EntryId } from '@comity/sdk';
import { plain } from '../messaging/marking.js';
import { fieldsOf, registerLimits } from '@comity/contracts/register';
import { amountOf, broughtDraft, brokenIn, draftOf, emptyDraft, inputOf, missingOf, promotedDraft, writtenForm, type Draft } from './draft.js';

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

  it('says of all that keeps it from being saved what it is', () => {
    const cases = [draft({ values: { number: '1', balance: '5' } }), draft({ values: { number: '1' }, links: [{ to: 'e' as EntryId, label: ' ' }] }), draft({ values: { number: '1' } })];
    expect(cases.map((each) => missingOf('account', each))).toEqual([['balance'], ['links'], []]);
    expect(cases.map((each) => inputOf('account', each, origin) === null)).toEqual([true, true, false]);
  });

  it('is kept as it stands, and not taken for one that another version of the client kept', () => {
    const form = { kind: 'exhibit', draft: draft({ file: { on, file }, values: { place: 'Callao' }, links: [{ to: 'e' as EntryId, label: '' }] }), base: 'h' } as const;
    expect(writtenForm.read(writtenForm.write(form))).toEqual(form);
    expect(['', '{"v":2,"kind":"note"}', '{"v":1,"kind":"ship"}'].map(writtenForm.read)).toEqual([null, null, null]);
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
    expect(brokenIn(fieldsOf('account'), draft({ values: { balance: '5' } }))).toEqual(['balance']);
    expect(brokenIn(fieldsOf('account'), draft({ values: { balance: '5' }, currencies: { balance: 'USD' } }))).toEqual([]);
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
    expect(note.cut).toBe(false);
    // What a title or a field cannot hold is no part of it, and no sign is cut in two.
    expect(promotedDraft({ text: 'Account\t123\tEUR\nrow', files: [], ...plain }, on).draft.title).toBe('Account 123 EUR');
    expect(promotedDraft({ text: '😀'.repeat(60), files: [], ...plain }, on).draft.title).toBe(`${'😀'.repeat(39)}…`);
    const long = promotedDraft({ text: `a${'😀'.repeat(6_000)}`, files: [], ...plain }, on);
    expect([long.cut, long.draft.values['text']]).toEqual([true, `a${'😀'.repeat(registerLimits.text / 2 - 1)}`]);
    const exhibit = promotedDraft({ text: '', files: [{ id: file }], ...plain }, on);
    expect(exhibit).toMatchObject({ kind: 'exhibit', draft: { file: { on, file } } });
    expect(inputOf('exhibit', { ...exhibit.draft, title: 'Statement' }, origin)?.fields).toEqual({ file: { on, file } });
  });

  it('begins anew with what an entry of elsewhere says: as a task of somebody who is here, and not done', () => {
    const point = { kind: 'task' as const, title: 'Ask', fields: { owner: 'ana', done: true as const, due: '2026-05-01' }, links: [], bears: { ...plain, tlp: 'amber' as const } };
    const { kind, draft } = broughtDraft({ ...point, links: [{ to: 'e' as EntryId, space: null, label: 'of', direction: 'to', kind: null, title: null, struck: false }] }, ['ana']);
    expect(inputOf(kind, draft, origin)).toMatchObject({ kind: 'task', title: 'Ask', fields: { owner: 'ana', due: '2026-05-01' }, links: [], marking: point.bears });
    expect(inputOf(kind, broughtDraft(point, ['ben']).draft, origin)?.fields).toEqual({ due: '2026-05-01' });
    const decision = { ...point, kind: 'note' as const, fields: { text: 'Share the list', date: '2026-04-01', owner: 'ana' } };
    expect(inputOf('note', broughtDraft(decision, ['ana']).draft, origin)?.fields).toEqual(decision.fields);
    expect(inputOf('note', broughtDraft(decision, ['ben']).draft, origin)?.fields).toEqual({ text: 'Share the list', date: '2026-04-01' });
  });
});
