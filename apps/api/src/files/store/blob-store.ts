/**
 * Where blobs lie. A store knows ids and bytes, nothing of people: whoever calls has decided. Nothing passes through memory
 * whole, and nothing that is not finished can be read.
 */
import type { Readable } from 'node:stream';
import type { FileId } from '@comity/contracts';

/** An upload as the store sees it; `handle` is what `begin` answered. */
export interface Receiving { id: FileId; handle: string }
/** A piece that has arrived whole, and is not part of the blob yet. `tag` is the object store's. */
export interface Piece { part: number; length: number; tag: string; place: string }

export abstract class BlobStore {
  /** Bytes of an append that does not end the blob: fewer are refused. */
  abstract readonly least: number;

  /** Called at start; throws what an operator must know. */
  abstract prepare(): Promise<void>;
  abstract begin(id: FileId): Promise<string>;
  /**
   * Takes a piece of exactly `length` bytes with this SHA-256; throws `WrongBytes` for others, and what the body throws.
   * Whatever happens, nothing of a refused piece is left. `part` is a number no other piece of this upload has.
   */
  abstract receive(upload: Receiving, part: number, body: AsyncIterable<Buffer>, length: number, sha256: Buffer): Promise<Piece>;
  /** Makes a piece part of the upload; flushed when it resolves. The caller sees to it that one piece at a time comes to an offset. */
  abstract join(upload: Receiving, piece: Piece, offset: number): Promise<void>;
  abstract discard(upload: Receiving, piece: Piece): Promise<void>;
  /** Makes an upload readable, wholly and at once. Once done, doing it again changes nothing. */
  abstract finish(upload: Receiving, parts: readonly { part: number; tag: string }[], size: number): Promise<void>;
  /** Bytes `from` to `to`, both included, of a finished blob. */
  abstract read(id: FileId, from: number, to: number, signal: AbortSignal): Promise<Readable>;
  /** Removes a blob, finished or not; what is not there is removed already. */
  abstract remove(upload: Receiving): Promise<void>;
  /** Removes what interrupted appends left behind before `before`. */
  abstract tidy(before: Date): Promise<void>;
}

/** The bytes are not those that were announced. */
export class WrongBytes extends Error {
  constructor(readonly rule: 'length' | 'digest') { super(rule); }
}
/** The store has no room. */
export class StoreFull extends Error {}
/** The store cannot be reached, or does not do what it should, at the moment. */
export class StoreOutage extends Error {}
