/** What a client asks of what it runs on. Part of the one interface in `api.ts`. */
import type { FileId } from '@comity/contracts';

/** What a file is read from. In a browser the worker makes one of a `File` or `Blob`; in Node see `fileAt`. `read` answers exactly the bytes from `from` to before `to`. */
export interface FileSource { name: string; type: string; size: number; read(from: number, to: number): Promise<Uint8Array> }
/** What `upload` takes. A handle is opened again after a reload, a `File` or `Blob` is asked for again; in Node, `path` names a file. */
export type FileInput = Blob | FileSystemFileHandle | FileSource | { path: string };
/** Upload: the id of its file. Download: an id of its own. */
export type TransferId = string;
/**
 * What the client asks of its surroundings. In the browser: IndexedDB with sealed values; in Node: a file or memory.
 * A store holds small named values; a batch is applied wholly or not at all.
 */
export interface Store {
  get(key: string): Promise<Uint8Array | undefined>;
  /** All keys with a prefix, in order; `after` (exclusive) and `limit` page. */
  list(prefix: string, options?: { after?: string; limit?: number; reverse?: boolean }): Promise<[string, Uint8Array][]>;
  write(batch: { put: [string, Uint8Array][]; delete: string[] }): Promise<void>;
  clear(): Promise<void>;
}
/** What a download is written to: chunks in any order, and after `finish` it lies where it belongs. */
export interface FileSink {
  /** Bytes that lie there already; left out: as many as were written. */
  readonly held?: number;
  write(at: number, bytes: Uint8Array): Promise<void>;
  /** What was written so far is on the disk when this resolves. */
  flush(): Promise<void>;
  finish(): Promise<void>;
  close(): Promise<void>;
}
/** Where files come from and go to on this device. */
export interface FilePlatform {
  /** A source over what `upload` was given, kept so that `reopen` finds it after a restart, as far as that is possible here. */
  open(id: FileId, file: FileInput): Promise<FileSource>;
  reopen(id: FileId): Promise<FileSource | undefined>;
  /** A sink that goes on where an earlier one of this transfer stopped. `to`: a path, in Node. */
  sink(id: TransferId, file: { name: string; type: string; size: number }, to: string | undefined): Promise<FileSink>;
  /** The finished download, where it is not simply at its path. */
  downloaded(id: TransferId, file: { name: string; type: string }): Promise<Blob | undefined>;
  /** Forgets a source, or what there is of a download that is not finished. */
  forget(id: FileId | TransferId): Promise<void>;
}
export interface Platform {
  /** The service's origin, for example `https://comity.example`. */
  origin: string;
  store: Store;
  now(): Date;
  /** Absent: files can be neither sent nor fetched. */
  files?: FilePlatform;
  /** Node clients keep their cookie here; in a browser the cookie jar is the browser's and this is absent. */
  cookies?: { get(): string | undefined; set(value: string | undefined): void };
}
