/** The notes of a case file as callers see them. Part of the one interface in `api.ts`. */
import type { ItemId, PractitionerId, SpaceId } from '@comity/contracts';
import type { NoteOrigin } from '@comity/e2ee';
import type { Marking } from './marking.js';
import type { Said } from './register.js';

export interface NoteSummary {
  id: ItemId; title: string;
  /** Null: from before what this client can read. */
  made: Said | null;
  changed: Said;
  struck: boolean;
}

export interface NoteView extends NoteSummary {
  /** An update (Yjs). */
  update: Uint8Array;
  /** Its words, a line for each paragraph. */
  text: string;
  /** The share of its room that is used; from 1 on nobody adds to it. */
  used: number;
  /** Oldest first. */
  history: NoteDeed[];
  /** Whose snapshot this begins with, where what was before cannot be read here; null: everything can. */
  begins: PractitionerId | null;
  /** Whether something of it is missing here, or snapshots of it contradict each other. */
  doubtful: boolean;
  /** Of the entry that it became, which everything that is sent for it bears; of one that was moved, until then, the code that it had, without the words of H3. Null: none. */
  marking: Marking | null;
  /** For good, by whom and why; what others wrote in the same moment still stands in it. */
  struckOut: (Said & { reason: string }) | null;
  /** The note of the case file, or of a compartment of it, that it goes on from. `space`: where that is; null where this person cannot read it. */
  moved: (NoteOrigin & { space: SpaceId | null }) | null;
  /** The note elsewhere that goes on from this one; null where there is none that this person can read. */
  movedTo: { note: ItemId; space: SpaceId } | null;
  /** Where this device is moving it, while that is not done. */
  moving: SpaceId | null;
}

/** What somebody did to a note, `count` items without a long pause. `refused`: what may not be, and has no effect. `false-snapshot`: it says something else than what it covers. `other-snapshot`: it says something else than what the note begins with here. */
export interface NoteDeed extends Said { does: 'begun' | 'titled' | 'edited' | 'frozen' | 'struck' | 'refused' | 'false-snapshot' | 'other-snapshot'; count: number; since: Said['at'] }

/** `client` is the name that its document has to have. */
export interface Writing { n: number; client: number }
