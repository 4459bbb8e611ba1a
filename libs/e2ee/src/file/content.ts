/**
 * What stands of a file inside a sealed message, and nowhere else: how to find, open and show it. A plain JSON value.
 * Trust: a member wrote it; decoding never throws, and whatever is not exactly such a value is none.
 */
import { FileId, limits } from '@comity/contracts';
import { decodeBase64Url, toBase64Url } from '../bytes.js';
import { fileChunkBytes, largestFile } from './sizes.js';

export interface FilePreviewContent { type: string; bytes: string; width: number; height: number }
/** `key`, `hash` and the preview's `bytes` are base64url. */
export interface FileContent { id: FileId; name: string; type: string; size: number; key: string; hash: string; chunk: number; preview: FilePreviewContent | null }

const members: readonly string[] = ['id', 'name', 'type', 'size', 'key', 'hash', 'chunk', 'preview'] satisfies (keyof FileContent)[];
const previewMembers: readonly string[] = ['type', 'bytes', 'width', 'height'] satisfies (keyof FilePreviewContent)[];
const longestName = 255;
const unknownType = 'application/octet-stream';
/** Pictures without scripts, which every browser decodes. */
const previewTypes: readonly string[] = ['image/jpeg', 'image/png', 'image/webp'];

// Control characters, and the bidirectional overrides that make `fdp.exe` read as `exe.pdf`; separators of paths.
// eslint-disable-next-line no-control-regex -- refusing control characters is the point
const notInNames = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069/\\]/g;
const mediaType = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,63}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,63}$/;

/** A name that can travel: without folders, control characters and overrides, and not too long (its ending is kept). */
export function fileName(name: string): string {
  const last = name.toWellFormed().split(/[/\\]/).at(-1) ?? '';
  const clean = last.replace(notInNames, '').trim();
  const kept = clean.length <= longestName ? clean : `${[...clean].slice(0, 200).join('').slice(0, 200).toWellFormed()}${/\.[^.]{1,32}$/.exec(clean)?.[0] ?? ''}`;
  return isName(kept) ? kept : 'file';
}

/** A media type that can travel: without parameters. */
export function fileType(type: string): string {
  const bare = type.split(';')[0]?.trim().toLowerCase() ?? '';
  return mediaType.test(bare) ? bare : unknownType;
}

/** The value as it goes into a message; throws RangeError for what no reader would take. */
export function encodeFile(file: Omit<FileContent, 'chunk' | 'key' | 'hash' | 'preview'> & { key: Uint8Array; hash: Uint8Array; preview: { type: string; bytes: Uint8Array; width: number; height: number } | null }): FileContent {
  const { id, name, type, size, key, hash, preview } = file;
  const content: FileContent = { id, name, type, size, key: toBase64Url(key), hash: toBase64Url(hash), chunk: fileChunkBytes, preview: preview === null ? null : { ...preview, bytes: toBase64Url(preview.bytes) } };
  if (decodeFile(content) === undefined) throw new RangeError('not a file that can be sent');
  return content;
}

export function decodeFile(value: unknown): FileContent | undefined {
  if (!isRecord(value, members)) return undefined;
  const { id, name, type, size, key, hash, chunk, preview } = value;
  const named = FileId.safeParse(id);
  if (!named.success || typeof name !== 'string' || !isName(name) || typeof type !== 'string' || !mediaType.test(type)) return undefined;
  if (!isCount(size, 0, largestFile) || !isBytes(key, 32, 32) || !isBytes(hash, 32, 32) || chunk !== fileChunkBytes) return undefined;
  const picture = preview === null ? null : decodePreview(preview);
  return picture === undefined ? undefined : { id: named.data, name, type, size, key, hash, chunk, preview: picture };
}

/** The files of a message: undefined unless it is a list of at most as many as one may carry, none of them twice. */
export function decodeFiles(value: unknown): FileContent[] | undefined {
  if (!Array.isArray(value) || value.length > limits.filesPerMessage) return undefined;
  const files = value.map(decodeFile);
  const known = files.filter((file) => file !== undefined);
  return known.length === files.length && new Set(known.map(({ id }) => id)).size === files.length ? known : undefined;
}

function decodePreview(value: unknown): FilePreviewContent | undefined {
  if (!isRecord(value, previewMembers)) return undefined;
  const { type, bytes, width, height } = value;
  if (typeof type !== 'string' || !previewTypes.includes(type) || !isBytes(bytes, 1, limits.previewBytes)) return undefined;
  return isCount(width, 1, 16_384) && isCount(height, 1, 16_384) ? { type, bytes, width, height } : undefined;
}

const isName = (name: string): boolean => name.length > 0 && name.length <= longestName && name.trim() === name && name !== '.' && name !== '..' && name.search(notInNames) === -1 && name.isWellFormed();
const isCount = (value: unknown, least: number, most: number): value is number => typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
const isRecord = (value: unknown, names: readonly string[]): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === names.length && names.every((name) => Object.hasOwn(value, name));
function isBytes(value: unknown, least: number, most: number): value is string {
  if (typeof value !== 'string' || value.length > Math.ceil((most * 4) / 3)) return false;
  const bytes = decodeBase64Url(value);
  return bytes !== undefined && bytes.length >= least && bytes.length <= most;
}
