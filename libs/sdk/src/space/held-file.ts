import { problem, type FileId } from '@comity/contracts';
import type { CaseContent, FileContent, Ref } from '@comity/e2ee';
import { refused } from '../failure.js';
import type { Space } from './space.js';

/** A file of a message in the timeline, of a request, or of information that was delivered under conditions: what is asked for must stand there. */
export async function fileOf(space: Space, on: Ref, file: FileId): Promise<FileContent> {
  const entry = (await space.history.find(on))?.entry;
  const files = entry?.type === 'message' || entry?.type === 'offer' ? entry.files : (entry?.type === 'dossier' || entry?.type === 'step') && entry.refused === null ? enclosedIn(entry.content) : undefined;
  const found = files?.find(({ id }) => id === file);
  if (found === undefined) throw refused(problem('not-found'));
  return found;
}

/** Of an item that stands: its annex was read then. */
const enclosedIn = (content: CaseContent | null): FileContent[] => (content === null ? [] : (((content.type === 'case-step' ? content : content.dossier).annex?.['enclosures'] ?? []) as { file: FileContent }[]).map(({ file }) => file));
