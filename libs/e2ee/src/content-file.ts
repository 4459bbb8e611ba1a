/** A file as a message carries it: everything about it stands inside the sealed message; its bytes are sealed under `key`. */
import type { FileId } from '@comity/contracts';
import { contentLimits, firstBroken, isFields, isId, isWhole, textRule, type ContentRule } from './content-rules.js';

/** `key` and `hash` have 32 bytes each, in base64url; `size` and `chunk` are in bytes. */
export interface FileContent { id: FileId; name: string; type: string; size: number; key: string; hash: string; chunk: number }

const bytes32 = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;
const mediaType = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,62}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,62}$/;

export function readFiles(value: unknown): FileContent[] | undefined {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length > contentLimits.files) return undefined;
  const files = value.map(readFile);
  return files.every((file) => file !== undefined) ? files : undefined;
}

function readFile(value: unknown): FileContent | undefined {
  if (!isFields(value)) return undefined;
  const { id, name, type, size, key, hash, chunk } = value;
  const shaped = isId<FileId>(id) && typeof name === 'string' && typeof type === 'string' && isWhole(size) && typeof key === 'string' && typeof hash === 'string' && isWhole(chunk, 1);
  return shaped ? { id, name, type, size, key, hash, chunk } : undefined;
}

export function filesRule(files: readonly FileContent[]): ContentRule | null {
  if (files.length > contentLimits.files) return 'too-long';
  if (new Set(files.map(({ id }) => id)).size < files.length) return 'wrong-shape';
  return firstBroken(...files.map(({ name, type, key, hash }) => textRule(name, contentLimits.fileName, false) ?? (mediaType.test(type) && bytes32.test(key) && bytes32.test(hash) ? null : 'wrong-shape')));
}
