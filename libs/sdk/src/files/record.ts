/** What a client remembers of a transfer, sealed in its store: enough to go on with after a restart. */
import type { FileId, ItemId, SpaceId } from '@comity/contracts';
import type { FileContent, FilePreviewContent } from '@comity/e2ee';
import type { Failure, TransferId, UploadPurpose } from '../api.js';

/** `open`: to be carried on as soon as it can be. */
export type TransferState = 'open' | 'paused' | 'failed' | 'done';
interface Common { space: SpaceId; state: TransferState; failure: Failure | null; /** Their order. */ since: number }
/** `hash` stands when the whole is stored. */
export interface UploadRecord extends Common { direction: 'up'; id: FileId; name: string; type: string; size: number; key: string; preview: FilePreviewContent | null; hash: string | null; purpose: UploadPurpose }
/** `chunk`: the next one to fetch; what is before lies in the sink. */
export interface DownloadRecord extends Common { direction: 'down'; id: TransferId; file: FileContent; to: string | null; chunk: number }
export type TransferRecord = UploadRecord | DownloadRecord;

const padded = (value: number) => String(value).padStart(6, '0');
export const keys = {
  all: 'files/transfer/',
  transfer: (id: TransferId) => `files/transfer/${id}`,
  leaves: (id: FileId) => `files/leaf/${id}/`,
  leaf: (id: FileId, chunk: number) => `files/leaf/${id}/${padded(chunk)}`,
  gone: 'files/gone',
  removals: 'files/removal/',
  removal: (item: ItemId, file: FileId) => `files/removal/${item}/${file}`,
} as const;
