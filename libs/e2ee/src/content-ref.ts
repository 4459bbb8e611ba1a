/** Naming an earlier item of the same space. */
import type { ItemId } from '@comity/contracts';
import { isFields, isId, isWhole } from './content-rules.js';

/** Found by its place in the log, checked by its id. */
export interface Ref { id: ItemId; seq: number }

export const readRef = (value: unknown): Ref | undefined =>
  (isFields(value) && isId<ItemId>(value['id']) && isWhole(value['seq'], 1) ? { id: value['id'], seq: value['seq'] } : undefined);
