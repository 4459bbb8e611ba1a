/** What the viewer reads of a file: its first bytes to see what it is, and all of it only where that is needed and not too much. */
import type { SpaceId } from '@comity/contracts';
import type { FileView, Ref } from '@comity/sdk';
import type { Client } from '../../client/client.js';
import { sniff, sniffed, type Shown } from '../sniff.js';

/** Bytes of pictures and recordings that are taken into memory to be shown; larger ones are downloaded. */
export const largestShown = 134_217_728;
const piece = 4_194_304;

export interface Source { file: FileView; read(from: number, to: number): Promise<Uint8Array> }
export const sourceOf = (client: Client, space: SpaceId, on: Ref, file: FileView): Source => ({ file, read: (from, to) => client.remote.readFile(space, on, file.id, from, to) });

export async function firstLook({ file, read }: Source): Promise<{ head: Uint8Array; shown: Shown }> {
  const head = await read(0, Math.min(file.size, sniffed));
  return { head, shown: sniff(head) };
}

/** The type is what its bytes say, never what the sender says. */
export async function wholeOf({ file, read }: Source, type: string, told: (done: number) => void, signal: AbortSignal): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 0; at < file.size; at += piece) {
    signal.throwIfAborted();
    parts.push(Uint8Array.from(await read(at, Math.min(file.size, at + piece))));
    told(Math.min(file.size, at + piece));
  }
  return new Blob(parts, { type });
}
