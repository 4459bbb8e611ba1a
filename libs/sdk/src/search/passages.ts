/**
 * From drafts of requests to where they went: what both say is found once, where the request is taken further. Trust: that a draft went somewhere says a step that stands in the draft; what stands there was
 * brought by whoever took it, as the founder of that space.
 */
import type { SpaceId } from '@comity/contracts';
import type { StoredEntry } from '../space/entries.js';

interface Passage { to: SpaceId; by: string; seq: number }

export class Passages {
  private readonly passages = new Map<string, Passage>();

  /** Takes in an entry; whether it says where its draft went. */
  note(space: string, entry: StoredEntry): boolean {
    if (entry.type !== 'step' || entry.refused !== null || entry.content?.type !== 'case-step' || entry.content.shared === null) return false;
    this.passages.set(space, { to: entry.content.shared.space, by: entry.by, seq: entry.seq });
    return true;
  }

  /** The drafts that went to a space. */
  draftsOf(space: string): SpaceId[] { return [...this.passages].flatMap(([draft, { to }]) => (to === space ? [draft as SpaceId] : [])); }
  /** Where a draft went. */
  from(draft: string): Passage | undefined { return this.passages.get(draft); }
}
