/** What the rest of a client asks of its files: the outbox, which waits for them, and the timeline, which shows them. */
import type { FileId, ItemId, SpaceId } from '@comity/contracts';
import type { FileContent } from '@comity/e2ee';
import type { FileSource, FileView } from '../api.js';
import type { Batch } from '../store/batch.js';

export interface Attachments {
  /** Where the files of a message stand: all stored, on their way, stopped until somebody does something, or given up. */
  stateOf(files: readonly FileId[]): 'stored' | 'underway' | 'stopped' | 'missing';
  /** What a message will say of its files, as far as it takes room: without previews. Undefined for what are not uploads, or too many. */
  drafts(files: readonly FileId[]): FileContent[] | undefined;
  /** What a message says of its files; `fits` tells whether it may say so much. Undefined while one is not stored. */
  contents(files: readonly FileId[], fits: (files: FileContent[]) => boolean): FileContent[] | undefined;
  /** A stored upload to a space, and what it was read from, as long as this device can read that. */
  uploaded(space: SpaceId, file: FileId): { content: FileContent; source(): Promise<FileSource | undefined> } | undefined;
  /** Makes the files of a message readable for whoever will read it. Comes before the message is posted. */
  place(space: SpaceId, item: ItemId, files: readonly FileId[]): Promise<void>;
  /** The log holds the message: its uploads are over. */
  arrived(files: readonly FileId[]): void;
  /** A message is withdrawn: its files go from the service, now or with the next connection. Stored with the batch. */
  withdraw(item: ItemId, files: readonly FileId[], batch: Batch): void;
  /** Gives an upload up. */
  cancel(file: FileId): Promise<void>;
  /** Messages of a space were erased: what was fetched of their files goes from this device. */
  erase(space: SpaceId, files: readonly FileId[]): Promise<void>;
  viewsOf(files: readonly FileContent[]): FileView[];
  /** Of a message that is not stored yet. */
  queuedViews(files: readonly FileId[]): FileView[];
}
