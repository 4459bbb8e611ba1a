/**
 * Encrypted files as the service sees them: opaque blobs, made by a client's own id, bound to a space, and read by whoever
 * may read an item they were placed with. Names, types, true sizes and keys stand inside sealed messages alone.
 */
import { z } from 'zod';
import { FileId, ItemId, SpaceId } from './primitives.js';

/** How one sealed chunk is cut; see docs/PROTOCOL.md. */
export const fileWire = {
  /** Bytes of a sealed chunk that is not the last of its content. */
  chunk: 1_048_617,
  /** Chunks one append carries at most. */
  chunksPerAppend: 8,
} as const;

const bytes = z.number().int().positive().max(2 ** 40);

/** `size`: every byte of the blob. The same request again answers the same upload. */
export const UploadRequest = z.object({ id: FileId, space: SpaceId, size: bytes }).strict().meta({ id: 'UploadRequest' });
/** Where an upload stands. `offset`: bytes that are stored and flushed. `least`: bytes of an append that does not end the blob. */
export const Upload = z.object({ id: FileId, space: SpaceId, size: bytes, offset: z.number().int().nonnegative(), least: bytes, complete: z.boolean() }).meta({ id: 'Upload' });
export type Upload = z.infer<typeof Upload>;
/** In a path: where an append begins. */
export const UploadOffset = z.string().regex(/^(0|[1-9]\d{0,12})$/, 'must be a number of bytes').transform(Number);
/** `Content-Digest` of an append (RFC 9530): SHA-256 of its body, which the service compares before it stores anything. */
export const ContentDigest = z.string().regex(/^sha-256=:[A-Za-z0-9+/]{43}=:$/, 'must be `sha-256=:` and 32 bytes in base64, then `:`');

/** Makes a file readable for whoever may read the item `:item` of this device in the space. Comes before the item. */
export const FilePlace = z.object({ space: SpaceId }).strict().meta({ id: 'FilePlace' });
export const FileSpaceQuery = z.object({ space: SpaceId }).strict();
export const FileItem = ItemId;
/** In bytes of blobs: the largest one, and the room that is left to this person in this space. */
export const FileAllowance = z.object({ largest: bytes, left: z.number().int().nonnegative() }).meta({ id: 'FileAllowance' });
export type FileAllowance = z.infer<typeof FileAllowance>;
