/** What is kept of a move until it is done, and what there is to do of it. */
import type { HandlingCode, ItemId, SpaceId } from '@comity/contracts';
import type { EntryId } from '@comity/e2ee';
import type { Space } from '../space/space.js';

/** `as`: what goes on there; an entry has no name before its file lies there. `strike`: the item that strikes it out here. */
interface Errand { from: SpaceId; to: SpaceId; reason: string; strike: ItemId }
/** `version`: that was written there. `file`: the message that says its file anew there. */
export interface EntryMove extends Errand { what: 'entry'; id: EntryId; title: string; version: string; as: EntryId | null; file: ItemId | null }
/** `upTo`: the last item that is in it. `update`: its words, in base64url, and their item. `handling`: the code that it bears; not of a move that a version before began. `stage`: what of it is in the outbox or the log. */
export interface NoteMove extends Errand { what: 'note'; id: ItemId; title: string; upTo: number; as: ItemId; update: { id: ItemId; data: string }; handling?: HandlingCode; stage: 'planned' | 'begun' | 'written' }
export type Move = EntryMove | NoteMove;

/** Why it stays where it was: it was changed there, or struck out by something else; `lost`: it was not taken where it was to go, or struck out there; `onward`: it was moved on from there too early. */
export type Unmoving = 'changed' | 'struck' | 'lost' | 'onward';
/** `waits`: on its way. */
export type Copy = 'waits' | 'there' | Unmoving;
/** What was moved, where it was. `waits`: its strike is on its way. `changed`: it says something else by now. `done`: struck out by this move. `struck`: by something else. */
export type Origin = 'stands' | 'waits' | 'changed' | 'done' | 'struck';
export interface Mover<M extends Move> {
  /** Does the next thing, and says how far it is. */
  copy(move: M, from: Space, to: Space): Promise<Copy>;
  origin(move: M, from: Space): Promise<Origin>;
  strike(move: M, from: Space): Promise<void>;
  /** Takes back what there is of it; false while that cannot be done yet. */
  withdraw(move: M, to: Space): Promise<boolean>;
}

/** Why a copy is struck out again. Whoever reads it there may not be one who may know why something was to come. */
export const takenBack = 'Taken back';

/** Whether all of a log is here as far as anybody said: what is not there then was not taken. */
export const isRead = ({ record, head, readsAnew, trouble }: Space): boolean => record.cursor >= head && !readsAnew && trouble === null && record.halted === null;
