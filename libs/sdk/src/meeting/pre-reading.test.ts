import { beforeAll, describe, expect, it } from '@jest/globals';
import type { FileId, ItemId, PractitionerId, SpaceId } from '@comity/contracts';
import { randomBytes, ready, type EntryContent, type EntryId } from '@comity/e2ee';
import { preReading } from '../meetings.js';
import type { Kept } from '../register/fold.js';
import type { Space } from '../space/space.js';
import { MemoryStore } from '../store/memory.js';
import { SealedStore } from '../store/sealed.js';
import { keepRead, preReadingOf } from './pre-reading.js';

beforeAll(ready);
const by = 'ana' as PractitionerId, on = { id: 'message' as ItemId, seq: 3 };
const file = { on, file: 'file' as FileId, name: 'Ledger.pdf', size: 12, sha256: 'ab'.repeat(32) };
const storeOf = () => new SealedStore(new MemoryStore(), 'person/', randomBytes(32));
const entry = (name: string) => name as EntryId;
const made = (seq: number | null) => ({ place: seq, seq, by, at: '2026-11-03T09:00:00.000Z', content: null }) as NonNullable<Kept['made']>;
const kept = (name: string, seq: number | null, content: Partial<EntryContent>, struck = false): [EntryId, Kept] => [entry(name), {
  id: entry(name), made: made(seq), struck: struck ? { ...made(9), reason: 'Over' } : null, head: { handling: 'none', content: { kind: 'note', title: name, fields: {}, links: [], source: null, ...content } as EntryContent },
} as Kept];
/** Of the messages that are named, the history has this one, as it stands. */
const space = (all: [EntryId, Kept][], message: object | null = { type: 'message' }) => ({ id: 'space' as SpaceId, register: { present: () => Promise.resolve(new Map(all)) }, history: { find: () => Promise.resolve(message === null ? undefined : { place: 0, entry: message }) } }) as unknown as Pick<Space, 'id' | 'register' | 'history'>;

describe('what is to be read before a meeting', () => {
  it('is what says so by the word alone: a file by its folder, what leads elsewhere by its text', async () => {
    const store = storeOf(), text = { text: preReading }, document = { kind: 'document' as const, fields: { file, folder: preReading } };
    const link = { to: entry('Ledger'), label: 'of' };
    const listed = await preReadingOf(space([
      kept('Waits', null, { fields: text, links: [link] }), kept('Said', 5, { fields: text, source: on }), kept('Ledger', 4, document), kept('Elsewhere', 6, { ...document, fields: { file, folder: 'Bank' } }),
      kept('Decision', 7, { fields: { text: 'Decision' }, source: on }), kept('Words', 7, { fields: text }), kept('Both', 7, { fields: text, links: [link, { to: entry('Said'), label: 'of' }] }), kept('Struck', 8, document, true),
    ]), store);
    expect(listed.map(({ title, lead }) => [title, lead])).toEqual([['Ledger', { file: 'file', on }], ['Said', { message: on }], ['Waits', { entry: 'Ledger' }]]);
    expect(listed[0]).toMatchObject({ id: 'Ledger', kind: 'document', put: { by, seq: 4 }, read: false });
  });

  it('is not what leads to nothing any more: an entry that was struck out, moved or erased, a message that was withdrawn or is not here', async () => {
    const text = { text: preReading }, to = (name: string) => ({ fields: text, links: [{ to: entry(name), label: 'of' }] });
    const register = [kept('Standing', 1, {}), kept('Struck', 2, {}, true), kept('To standing', 3, to('Standing')), kept('To struck', 4, to('Struck')), kept('To erased', 5, to('Erased')), kept('Said', 6, { fields: text, source: on })];
    const listed = async (message?: object | null) => (await preReadingOf(space(register, message), storeOf())).map(({ title }) => title);
    expect(await listed()).toEqual(['To standing', 'Said']);
    expect([await listed({ type: 'message', withdrawn: { seq: 7, at: '2026-11-03T10:00:00.000Z' } }), await listed(null)]).toEqual([['To standing'], ['To standing']]);
  });

  it('is read once this device was told so, until it is told otherwise', async () => {
    const store = storeOf(), both = space([kept('One', 1, { fields: { text: preReading }, source: on }), kept('Other', 2, { fields: { text: preReading }, source: on })]);
    const read = async () => (await preReadingOf(both, store)).flatMap(({ title, read: done }) => (done ? [title] : []));
    await Promise.all([keepRead(store, both.id, entry('One'), true), keepRead(store, both.id, entry('Other'), true)]);
    expect(await read()).toEqual(['One', 'Other']);
    await keepRead(store, both.id, entry('One'), false);
    expect(await read()).toEqual(['Other']);
  });
});
