/** Where in a conversation an address points: which view of it, whether with details, and at which message. */
import type { ItemId, SpaceId } from '@comity/contracts';
import type { Ref } from '@comity/sdk';

/** One topic, what has none (`main`), or everything. */
export type View = ItemId | 'main' | undefined;
export interface SpacePlace { view: View; details: boolean; target: Ref | 'unknown' | null }

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads what stands behind `/spaces/ID/`; what it does not know, it ignores, except a broken link to a message. */
export function readPlace(rest: string): SpacePlace {
  const parts = rest.split('/');
  const details = parts.at(-1) === 'details';
  const [kind, value = ''] = parts;
  if (kind === 'm') return { view: undefined, details, target: readRef(value) ?? 'unknown' };
  if (kind === 't' && (value === 'main' || uuid.test(value))) return { view: value as ItemId | 'main', details, target: null };
  return { view: undefined, details, target: null };
}

export function readRef(text: string): Ref | null {
  const [, seq, id = ''] = /^(\d{1,15})-(.+)$/.exec(text) ?? [];
  return seq !== undefined && uuid.test(id) ? { seq: Number(seq), id: id as ItemId } as Ref : null;
}

export const spacePath = (space: SpaceId, view?: View, details = false): string =>
  `/spaces/${space}${view === undefined ? '' : `/t/${view}`}${details ? '/details' : ''}`;
export const messagePath = (space: SpaceId, on: Ref): string => `/spaces/${space}/m/${on.seq}-${on.id}`;

/** A case file's register, beside its conversation. */
export const registerPath = (space: SpaceId): string => `/spaces/${space}/register`;
/** A new entry that keeps a reference to a message. */
export const promotionPath = (space: SpaceId, on: Ref): string => `${registerPath(space)}/from/${on.seq}-${on.id}`;
