/** Files as callers see them. Part of the one interface in `api.ts`. */
import type { FileId } from '@comity/contracts';

/** A small picture that travels inside the message: made by the sender's client, shown without asking for the file. At most `limits.previewBytes`. */
export interface FilePreview { type: string; bytes: Uint8Array; width: number; height: number }
export interface FileView { id: FileId; name: string; type: string; size: number; preview: FilePreview | null; available: 'yes' | 'expired' }
