/** Where in a register an address points. */
import type { ItemId, SpaceId } from '@comity/contracts';
import { entryKinds, type EntryKind } from '@comity/contracts/register';
import type { BroughtFrom, EntryId, Ref } from '@comity/sdk';
import { readRef, registerPath } from '../messaging/place.js';

/** An entry with what is linked to it, one or two links away. */
export interface GraphFocus { id: EntryId; steps: 1 | 2 }
export type RegisterPlace = { at: 'list'; view: 'table' | 'timeline' } | { at: 'list'; view: 'graph'; focus: GraphFocus | null } | { at: 'import' } | { at: 'compartments' } | { at: 'log'; what: string | null } | { at: 'new'; kind: EntryKind } | { at: 'from'; on: Ref } | { at: 'brought'; from: BroughtFrom } | { at: 'entry' | 'revise'; id: EntryId } | { at: 'notes'; id: ItemId | null };

/** Reads what stands behind `/spaces/ID/register/`; what it does not know is the list. */
export function readRegisterPlace(rest: string): RegisterPlace {
  const [what, which = '', then] = rest.split('/');
  if (what === 'new') return { at: 'new', kind: entryKinds.find((kind) => kind === which) ?? 'note' };
  if (what === 'import' || what === 'compartments') return { at: what };
  if (what === 'log') return { at: 'log', what: which === '' ? null : which };
  const on = what === 'from' ? readRef(which) : null;
  if (on) return { at: 'from', on };
  const from = what === 'brought' ? broughtFrom(which as SpaceId, then) : null;
  if (from) return { at: 'brought', from };
  if (what === 'entry' && which !== '') return { at: then === 'revise' ? 'revise' : 'entry', id: which as EntryId };
  if (what === 'graph') return { at: 'list', view: 'graph', focus: which === '' ? null : { id: which as EntryId, steps: then === '2' ? 2 : 1 } };
  if (what === 'notes') return { at: 'notes', id: which === '' ? null : which as ItemId };
  return { at: 'list', view: what === 'timeline' ? 'timeline' : 'table' };
}

/** Of another space: a message as it is named in addresses, or an entry by its id. */
function broughtFrom(space: SpaceId, what = ''): BroughtFrom | null {
  const on = readRef(what);
  return what === '' ? null : on ? { space, on } : { space, entry: what as EntryId };
}

export const timelinePath = (space: SpaceId): string => `${registerPath(space)}/timeline`;
export const graphPath = (space: SpaceId, focus: GraphFocus | null = null): string => `${registerPath(space)}/graph${focus === null ? '' : `/${focus.id}${focus.steps === 2 ? '/2' : ''}`}`;
export const importPath = (space: SpaceId): string => `${registerPath(space)}/import`;
export const compartmentsPath = (space: SpaceId): string => `${registerPath(space)}/compartments`;
/** Who opened what; of one entry or note, by its id. */
export const logPath = (space: SpaceId, what?: string): string => `${registerPath(space)}/log${what === undefined ? '' : `/${what}`}`;
export const notesPath = (space: SpaceId): string => `${registerPath(space)}/notes`;
export const notePath = (space: SpaceId, id: ItemId): string => `${notesPath(space)}/${id}`;
export const newEntryPath = (space: SpaceId, kind?: EntryKind): string => `${registerPath(space)}/new${kind === undefined ? '' : `/${kind}`}`;
/** A new entry of what stands elsewhere. */
export const broughtPath = (space: SpaceId, from: BroughtFrom): string => `${registerPath(space)}/brought/${from.space}/${'on' in from ? `${from.on.seq}-${from.on.id}` : from.entry}`;
export const entryPath = (space: SpaceId, id: EntryId): string => `${registerPath(space)}/entry/${id}`;
export const revisionPath = (space: SpaceId, id: EntryId): string => `${entryPath(space, id)}/revise`;
