/** The notes of a case file as callers see them. Part of the one interface in `api.ts`. */
import type { ItemId, PractitionerId } from '@comity/contracts';
import type { Said } from './register.js';

export interface NoteSummary {
  id: ItemId; title: string;
  /** Null: from before what this client can read. */
  made: Said | null;
  changed: Said;
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
}

/** What somebody did to a note, `count` items without a long pause. `refused`: what may not be, and has no effect. `false-snapshot`: it says something else than what it covers. `other-snapshot`: it says something else than what the note begins with here. */
export interface NoteDeed extends Said { does: 'begun' | 'titled' | 'edited' | 'frozen' | 'refused' | 'false-snapshot' | 'other-snapshot'; count: number; since: Said['at'] }

/** `client` is the name that its document has to have. */
export interface Writing { n: number; client: number }
