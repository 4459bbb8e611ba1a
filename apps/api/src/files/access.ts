/**
 * Who may do what with a file: the one place that says it, as the part of each statement that lets rows through, so that
 * a decision and what it lets happen are one snapshot. Who may not gets no row, hence `not-found`, the same as for a file
 * that does not exist.
 *
 * An upload belongs to the device that began it, for as long as that device may write in its space. A finished file is
 * read by whoever may read an item it was placed with. Until it is placed, its own device may place it.
 */
import type { FileId, SpaceId } from '@comity/contracts';
import { mayReadItem, mayWrite } from '../messaging/access.js';
import type { Caller } from './caller.js';

/** A piece of SQL with `?` for each of its values, in order. */
export interface Fragment { sql: string; values: unknown[] }

const writesInOwn = mayWrite('f.space', '?', '?', '?');
const readsPlace = `exists (select 1 from file_place p where p.file = f.id and ${mayReadItem('?', { space: 'p.space', sender: 'p.sender', item: 'p.item' })})`;

/** `file f`: an upload of the caller's device, finished or not. */
export const ownUpload = ({ practitioner, device, network }: Caller, id: FileId): Fragment => ({
  sql: `file f where f.id = ? and f.network = ? and f.practitioner = ? and f.device = ? and f.doomed_at is null and ${writesInOwn}`,
  values: [id, network, practitioner, device, practitioner, device, network],
});

/** `file f`: a finished file that the caller may read. */
export const readable = ({ practitioner, network }: Caller, id: FileId): Fragment => ({
  sql: `file f where f.id = ? and f.network = ? and f.completed_at is not null and f.doomed_at is null and ${readsPlace}`, values: [id, network, practitioner],
});

/** `file f`: a finished file that the caller may place in a space: their device's own upload, or one they may read (to forward it). */
export const placeable = ({ practitioner, device, network }: Caller, id: FileId, space: SpaceId): Fragment => ({
  sql: `file f where f.id = ? and f.network = ? and f.completed_at is not null and f.doomed_at is null
    and ((f.practitioner = ? and f.device = ? and ${writesInOwn}) or ${readsPlace}) and ${mayWrite('?', '?', '?', '?')}`,
  values: [id, network, practitioner, device, practitioner, device, network, practitioner, practitioner, device, space, network],
});

/** A condition: whether the caller may write in a space. */
export const writes = ({ practitioner, device, network }: Caller, space: SpaceId): Fragment => ({ sql: mayWrite('?', '?', '?', '?'), values: [practitioner, device, space, network] });
