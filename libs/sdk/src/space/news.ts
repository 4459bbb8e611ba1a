/** Tells of entries that a space took in or changed, once they are stored. */
import type { SpaceId } from '@comity/contracts';
import type { StoredEntry } from './entries.js';

/** `before`: what stood in its place, or null for a new one. */
export interface Taken { index: number; entry: StoredEntry; before: StoredEntry | null }
type Listener = (space: SpaceId, taken: readonly Taken[]) => void;

export class News {
  private readonly listeners: Listener[] = [];
  listen(listener: Listener): void { this.listeners.push(listener); }
  tell(space: SpaceId, taken: readonly Taken[]): void {
    if (taken.length > 0) for (const listener of this.listeners) listener(space, taken);
  }
}
