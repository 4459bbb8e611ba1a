/** What goes on from something else, in any place of a case file: the case file itself, and the compartments of it that this person is in. */
import type { ItemId, PractitionerId } from '@comity/contracts';
import type { EntryId } from '@comity/e2ee';
import type { Space } from '../space/space.js';

/** What says that it goes on from something, and from what: `from`, as it was at `of`. `stands`: it was not struck out. */
export interface Onward<Id extends EntryId | ItemId> { as: Id; from: Id; of: string | number; by: PractitionerId | null; stands: boolean }

/** A log that cannot be read at all says nothing, and is not waited for. */
export function placesAround(spaces: readonly Space[], space: Space): Space[] {
  const file = space.file() ?? space;
  return spaces.filter((each) => (each === file || each.file() === file) && !each.record.left && each.record.halted === null);
}

/** Whether anything but one stands that goes on from something, or from what did and was moved further. */
export const goesOn = <Id extends EntryId | ItemId>(all: readonly Onward<Id>[], from: Id, but: Id | null = null): boolean =>
  all.some((each) => each.from === from && each.as !== but && (each.stands || goesOn(all.filter((other) => other !== each), each.as)));
