/** Kinds of files as people look for them; by what the sender calls them, which decides nothing else. */
import type { FileView } from '@comity/sdk';

export const kinds = ['image', 'document', 'media', 'other'] as const;
export type Kind = (typeof kinds)[number];

const documents = /\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|txt|md|csv|eml|msg)$/i;

export function kindOf({ name, type }: Pick<FileView, 'name' | 'type'>): Kind {
  if (type.startsWith('image/')) return 'image';
  if (type.startsWith('audio/') || type.startsWith('video/')) return 'media';
  return type.startsWith('text/') || type === 'application/pdf' || documents.test(name) ? 'document' : 'other';
}
