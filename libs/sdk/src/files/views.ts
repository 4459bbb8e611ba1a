/** Files of messages as callers see them. */
import type { FileId } from '@comity/contracts';
import { fromBase64Url, type FileContent, type FilePreviewContent } from '@comity/e2ee';
import type { FilePreview, FileView } from '../api.js';

export const viewPreview = (preview: FilePreviewContent | null): FilePreview | null => (preview === null ? null : { ...preview, bytes: fromBase64Url(preview.bytes) });

export const viewFile = ({ id, name, type, size, preview }: FileContent, gone: ReadonlySet<FileId>): FileView =>
  ({ id, name, type, size, preview: viewPreview(preview), available: gone.has(id) ? 'expired' : 'yes' });
