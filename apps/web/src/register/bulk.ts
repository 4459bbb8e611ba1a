/** What is done to many entries at once: one after another, each as a version or a strike of its own, so that what fails leaves the others as they are. */
import type { HandlingCode, PractitionerId, SpaceId } from '@comity/contracts';
import type { EntrySummary, EntryView, Failure, FieldsInput } from '@comity/sdk';
import type { Remote } from '../worker/protocol.js';
import { contentOf } from './draft.js';

export type BulkChange = { do: 'handling'; handling: HandlingCode; restriction: string | null } | { do: 'assign'; owner: PractitionerId | null } | { do: 'strike'; reason: string } | { do: 'move'; to: SpaceId; reason: string };
type Door = Pick<Remote, 'entry' | 'reviseEntry' | 'strikeEntry' | 'moveEntry'>;
export interface Failed { entry: EntrySummary; failure: Failure }

/** Those that a change is for: nothing that was struck out, only tasks are given to somebody, and what is there already, or was proposed otherwise and not settled, is not moved there. */
export const meant = (entries: readonly EntrySummary[], what: BulkChange['do'], to?: SpaceId | ''): EntrySummary[] => entries.filter(({ struck, task, space, proposals }) => !struck && (what !== 'assign' || task !== null) && (what !== 'move' || (space !== to && proposals === 0)));

/** Answers what could not be changed. `onEach` hears how many are through. */
export async function changeAll(remote: Door, entries: readonly EntrySummary[], change: BulkChange, onEach: (done: number) => void): Promise<Failed[]> {
  const failed: Failed[] = [];
  for (const [i, entry] of entries.entries()) {
    try {
      if (change.do === 'strike') await remote.strikeEntry(entry.space, entry.id, change.reason);
      else if (change.do === 'move') await remote.moveEntry(entry.space, entry.id, change.to, change.reason);
      else await revise(remote, await remote.entry(entry.space, entry.id), change);
    } catch (thrown) {
      failed.push({ entry, failure: thrown as Failure });
    }
    onEach(i + 1);
  }
  return failed;
}

async function revise(remote: Door, view: EntryView, change: Exclude<BulkChange, { do: 'strike' | 'move' }>): Promise<void> {
  const { title, fields, links, marking } = contentOf(view);
  const { owner: _before, ...rest } = fields;
  const stated: FieldsInput = change.do === 'assign' ? (change.owner === null ? rest : { ...rest, owner: change.owner }) : fields;
  const marked = change.do === 'handling' ? { ...marking, handling: change.handling, restriction: change.restriction } : marking;
  await remote.reviseEntry(view.space, view.id, { after: view.versions.find(({ state }) => state === 'current')?.key ?? null, kind: view.kind, title, fields: stated, links: [...links], marking: marked, source: view.source });
}
