import { describe, expect, it } from '@jest/globals';
import type { ItemId, SpaceId } from '@comity/contracts';
import type { EntryId } from '@comity/sdk';
import { promotionPath, registerPath } from '../messaging/place.js';
import { broughtPath, entryPath, graphPath, importPath, newEntryPath, readRegisterPlace, revisionPath, timelinePath } from './place.js';

const space = 's' as SpaceId;
const id = '00000000-0000-4000-8000-000000000001';
const read = (path: string) => readRegisterPlace(path.slice(registerPath(space).length + 1));

describe('an address within a register', () => {
  it('leads where it was made for', () => {
    expect(read(registerPath(space))).toEqual({ at: 'list', view: 'table' });
    expect(read(timelinePath(space))).toEqual({ at: 'list', view: 'timeline' });
    expect(read(graphPath(space))).toEqual({ at: 'list', view: 'graph', focus: null });
    for (const steps of [1, 2] as const) expect(read(graphPath(space, { id: id as EntryId, steps }))).toEqual({ at: 'list', view: 'graph', focus: { id, steps } });
    expect(read(importPath(space))).toEqual({ at: 'import' });
    expect(read(newEntryPath(space))).toEqual({ at: 'new', kind: 'note' });
    expect(read(newEntryPath(space, 'exhibit'))).toEqual({ at: 'new', kind: 'exhibit' });
    expect(read(entryPath(space, id as EntryId))).toEqual({ at: 'entry', id });
    expect(read(revisionPath(space, id as EntryId))).toEqual({ at: 'revise', id });
    expect(read(promotionPath(space, { id: id as ItemId, seq: 7 }))).toEqual({ at: 'from', on: { id, seq: 7 } });
    for (const from of [{ space: 'x' as SpaceId, on: { id: id as ItemId, seq: 7 } }, { space: 'x' as SpaceId, entry: 'e-1' as EntryId }]) expect(read(broughtPath(space, from))).toEqual({ at: 'brought', from });
  });
  it('leads to the list when it is broken', () => {
    for (const rest of ['from/x', 'brought/x', 'entry/', 'nowhere']) expect(readRegisterPlace(rest)).toEqual({ at: 'list', view: 'table' });
    expect(readRegisterPlace('new/treasure')).toEqual({ at: 'new', kind: 'note' });
  });
});
