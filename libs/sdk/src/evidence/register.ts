/** A register as a bundle's words amount to it: folded by the same rules as every client folds it. What is closed in the bundle has no part in it. */
import type { HandlingCode, Instant, ItemId, PractitionerId, SpaceId } from '@comity/contracts';
import type { EntryId, RegisterContent } from '@comity/e2ee';
import type { EvidenceRegistered } from '../evidence.js';
import { follow, type Kept } from '../register/fold.js';
import { hasRoom, itemOf } from '../register/item.js';
import { filesOf, isReadable, markingOf, saidOf, versionView } from '../register/view.js';

export class RegisterFold {
  private readonly entries = new Map<EntryId, Kept>();

  constructor(private readonly space: SpaceId) {}

  /** Takes the next item; what may not be has no effect. */
  take(said: { seq: number; id: ItemId; by: PractitionerId; at: Instant; handling: HandlingCode; content: RegisterContent }): void {
    // Nothing is kept of what was said but in the items of the bundle: so they stand as what waits in an outbox does, each with its own words.
    const item = itemOf(this.space, { ...said, place: null });
    const followed = follow(this.entries.get(item.entry), item, { room: hasRoom(this.entries, item), unread: 0 });
    if (followed.ok) this.entries.set(item.entry, followed.entry);
  }

  /** In the order in which they were made; null: there are none. */
  view(): EvidenceRegistered[] | null {
    if (this.entries.size === 0) return null;
    return [...this.entries.values()].filter(isReadable).map(({ id, head: { content, handling }, made, changed, versions, custody, struck, doubt, instead }) => ({
      id, kind: content.kind, title: content.title, fields: content.fields, marking: markingOf(content, handling), made: saidOf(made), changed: saidOf(changed), files: filesOf(versions.flatMap((mark) => (mark.content === null ? [] : [versionView(mark, mark.content)]))), versions: versions.length, proposals: versions.filter(({ state }) => state === 'proposed').length, doubtful: doubt !== null || instead !== null,
      links: content.links.map(({ to, label }) => ({ to, label, title: this.entries.get(to)?.head?.content.title ?? null })),
      custody: custody.flatMap((mark) => (mark.content === null ? [] : [{ ...saidOf(mark), holder: mark.content.holder, from: mark.content.from, reason: mark.content.reason }])),
      struck: struck === null ? null : { ...saidOf(struck), reason: struck.reason },
    }));
  }
}
