import { describe, expect, it } from '@jest/globals';
import type { PractitionerId, SpaceId } from '@comity/contracts';
import type { EntryId, EntryInput, EntrySummary, EntryView } from '@comity/sdk';
import { changeAll, meant, type BulkChange } from './bulk.js';

const [ana, ben] = ['ana' as PractitionerId, 'ben' as PractitionerId];
const view = (id: string, part: Partial<EntryView> = {}): EntryView => ({
  id: id as EntryId, kind: 'task', title: id, struck: false, proposals: 0, owner: ana, task: { due: '2026-03-01', done: false }, fields: { owner: ana, due: '2026-03-01' }, source: null, links: [],
  marking: { handling: 'H3', restriction: 'Only here', evaluation: { source: 'A', information: 1 }, tlp: 'red' }, versions: [{ key: `${id} 2`, state: 'current' }, { key: `${id} 3`, state: 'proposed' }], ...part,
} as unknown as EntryView);
const entries = [view('one'), view('two'), view('note', { kind: 'note', task: null, fields: { text: 'words' } })];

const changed = async (change: BulkChange, those: readonly EntrySummary[], broken?: string) => {
  const [revised, struck, moved, heard]: [EntryInput[], string[], string[], number[]] = [[], [], [], []];
  // oxlint-disable-next-line prefer-promise-reject-errors -- a failure crosses the border as a plain object
  const orFail = (id: EntryId): Promise<void> => (id === broken ? Promise.reject({ kind: 'offline' }) : Promise.resolve());
  const failed = await changeAll({
    entry: (_, id) => Promise.resolve(entries.find((each) => each.id === id)!),
    reviseEntry: (_, id, input) => orFail(id).then(() => { revised.push(input); }),
    strikeEntry: (_, id, reason) => orFail(id).then(() => { struck.push(`${id}: ${reason}`); }),
    moveEntry: (from, id, to, reason) => orFail(id).then(() => { moved.push(`${from}/${id} to ${to}: ${reason}`); return id; }),
  }, those, change, (done) => heard.push(done));
  return { revised, struck, moved, heard, failed: failed.map(({ entry }) => entry.id) };
};

describe('many entries at once', () => {
  it('get a handling code and keep the rest of what marks them', async () => {
    const { revised, heard } = await changed({ do: 'handling', handling: 'H1', restriction: null }, entries);
    expect(revised.map(({ marking, after, title }) => [title, after, marking])).toEqual(entries.map(({ title }) => [title, `${title} 2`, { handling: 'H1', restriction: null, evaluation: { source: 'A', information: 1 }, tlp: 'red' }]));
    expect(heard).toEqual([1, 2, 3]);
  });
  it('are given to somebody, or to nobody, with all else as it was', async () => {
    expect((await changed({ do: 'assign', owner: ben }, [entries[0]!])).revised).toMatchObject([{ fields: { owner: ben, due: '2026-03-01' }, marking: { handling: 'H3', restriction: 'Only here' } }]);
    expect((await changed({ do: 'assign', owner: null }, [entries[0]!])).revised.map(({ fields }) => fields)).toEqual([{ due: '2026-03-01' }]);
  });
  it('are changed one by one: what fails is named, and stops nothing', async () => {
    expect(await changed({ do: 'strike', reason: 'twice' }, entries, 'two')).toMatchObject({ struck: ['one: twice', 'note: twice'], failed: ['two'], heard: [1, 2, 3] });
  });
  it('are moved from wherever each is kept, and once more only where it failed', async () => {
    const those = [view('one', { space: 'file' as SpaceId }), view('two', { space: 'taps' as SpaceId }), view('note', { space: 'sources' as SpaceId })];
    const change: BulkChange = { do: 'move', to: 'sources' as SpaceId, reason: 'Kept there' };
    expect(meant(those, 'move', change.to).map(({ id }) => id)).toEqual(['one', 'two']);
    const first = await changed(change, meant(those, 'move', change.to), 'two');
    expect(first).toMatchObject({ moved: ['file/one to sources: Kept there'], failed: ['two'] });
    expect(await changed(change, those.filter(({ id }) => first.failed.includes(id)))).toMatchObject({ moved: ['taps/two to sources: Kept there'], failed: [], heard: [1] });
  });
  it('leave out what a change is not for', () => {
    const all = [...entries, view('gone', { struck: true })];
    expect(meant(all, 'assign').map(({ id }) => id)).toEqual(['one', 'two']);
    expect(meant(all, 'strike').map(({ id }) => id)).toEqual(['one', 'two', 'note']);
  });
});
