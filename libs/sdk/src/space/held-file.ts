import { problem, type FileId } from '@comity/contracts';
import type { FileContent, Ref } from '@comity/e2ee';
import { refused } from '../failure.js';
import type { Space } from './space.js';

/** A file of a message in the timeline, or of information that was delivered under conditions: what is asked for must stand there. */
export async function fileOf(space: Space, on: Ref, file: FileId): Promise<FileContent> {
  const entry = (await space.history.find(on))?.entry;
  const found = entry?.type === 'message' || entry?.type === 'offer' ? entry.files?.find(({ id }) => id === file) : undefined;
  if (found === undefined) throw refused(problem('not-found'));
  return found;
}
