/** Tells of entries that a space took in or changed, once they are stored. */
import type { SpaceId } from '@comity/contracts';
import type { StoredEntry } from './history.js';

/** `added`: it is new, rather than another in the place of what was there. */
export interface Taken { index: number; entry: StoredEntry; added: boolean }
type Listener = (space: SpaceId, taken: readonly Taken[]) => void;

export class News {
  private readonly listeners: Listener[] = [];
  listen(listener: Listener): void { this.listeners.push(listener); }
  tell(space: SpaceId, taken: readonly Taken[]): void {
    if (taken.length > 0) for (const listener of this.listeners) listener(space, taken);
  }
}
