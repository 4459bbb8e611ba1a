/**
 * The directory of a ZIP archive (APPNOTE 6.3), and the archive again without some entries and with others replaced. What
 * stays is copied as it lies in the file: nothing is unpacked, and no archive is ever whole in memory. And small new ones.
 */
import { crc32 } from './crc.js';
import { Malformed, part, view, Window } from './window.js';

const signature = { local: 0x04034b50, entry: 0x02014b50, end: 0x06054b50 };
const most = { entries: 20_000, directory: 8 * 1_048_576, unpacked: 4 * 1_048_576 };

export interface Entry { name: string; method: number; packed: number; offset: number; /** Where the next entry, or the directory, begins. */ end: number; record: Uint8Array<ArrayBuffer> }
export interface Archive { blob: Blob; entries: Entry[] }

export async function openArchive(blob: Blob): Promise<Archive> {
  const look = new Window(blob);
  const tail = Math.min(blob.size, 65_557);
  const bytes = part(await look.take(blob.size - tail, tail));
  let at = bytes.length - 22;
  while (at >= 0 && view(bytes).getUint32(at, true) !== signature.end) at -= 1;
  if (at < 0) throw new Malformed('no directory');
  const end = view(bytes.subarray(at));
  const [count, size, offset] = [end.getUint16(10, true), end.getUint32(12, true), end.getUint32(16, true)];
  // Values of all ones point to the larger format, which office programs write for archives beyond 4 GiB alone.
  if (count > most.entries || size > most.directory || offset + size > blob.size || offset === 0xffffffff) throw new Malformed('directory');
  const entries = entriesOf(part(await look.take(offset, size)), count);
  const starts = [...entries.map((entry) => entry.offset), offset].sort((a, b) => a - b);
  for (const entry of entries) entry.end = starts[starts.indexOf(entry.offset) + 1] ?? offset;
  return { blob, entries };
}

function entriesOf(directory: Uint8Array<ArrayBuffer>, count: number): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0, i = 0; i < count; i += 1) {
    if (at + 46 > directory.length) throw new Malformed('directory');
    const data = view(directory.subarray(at));
    const length = 46 + data.getUint16(28, true) + data.getUint16(30, true) + data.getUint16(32, true);
    const encrypted = (data.getUint16(8, true) & 1) !== 0;
    if (data.getUint32(0, true) !== signature.entry || encrypted || at + length > directory.length) throw new Malformed('entry');
    const record = directory.slice(at, at + length);
    const name = new TextDecoder().decode(record.subarray(46, 46 + data.getUint16(28, true)));
    entries.push({ name, method: data.getUint16(10, true), packed: data.getUint32(20, true), offset: data.getUint32(42, true), end: 0, record });
    at += length;
  }
  if (new Set(entries.map(({ name }) => name)).size !== entries.length) throw new Malformed('two of a name');
  return entries;
}

/** The text of a small entry. */
export async function textOf({ blob }: Archive, entry: Entry): Promise<string> {
  const head = view(await new Window(blob).take(entry.offset, 30));
  if (head.getUint32(0, true) !== signature.local) throw new Malformed('entry');
  const from = entry.offset + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  if (entry.packed > most.unpacked || from + entry.packed > blob.size || (entry.method !== 0 && entry.method !== 8)) throw new Malformed('entry');
  const packed = blob.slice(from, from + entry.packed);
  const stream = entry.method === 0 ? packed.stream() : packed.stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  for await (const bytes of stream as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(bytes, { stream: true });
    if (text.length > most.unpacked) throw new Malformed('too large');
  }
  return text + decoder.decode();
}

/** The archive with entries left out, or their text replaced. */
export function rebuilt({ blob, entries }: Archive, changed: ReadonlyMap<string, string | null>): BlobPart[] {
  return joined(entries.flatMap((entry) => {
    const text = changed.get(entry.name);
    if (text === null) return [];
    return [text === undefined ? { body: blob.slice(entry.offset, entry.end), record: entry.record.slice() } : stored(entry.name, text)];
  }));
}

/** A new archive of texts, none of them packed. */
export const archiveOf = (files: readonly (readonly [name: string, text: string])[]): BlobPart[] => joined(files.map(([name, text]) => stored(name, text)));

function joined(pieces: readonly { body: Blob | Uint8Array<ArrayBuffer>; record: Uint8Array<ArrayBuffer> }[]): BlobPart[] {
  let at = 0;
  for (const { body, record } of pieces) {
    view(record).setUint32(42, at, true);
    at += body instanceof Blob ? body.size : body.length;
  }
  const records = pieces.map(({ record }) => record);
  const end = new Uint8Array(22);
  const data = view(end);
  data.setUint32(0, signature.end, true);
  data.setUint16(8, records.length, true);
  data.setUint16(10, records.length, true);
  data.setUint32(12, records.reduce((sum, record) => sum + record.length, 0), true);
  data.setUint32(16, at, true);
  return [...pieces.map(({ body }) => body), ...records, end];
}

/** An entry that is not packed, with its record; its time is the earliest there is. */
function stored(name: string, text: string): { body: Uint8Array<ArrayBuffer>; record: Uint8Array<ArrayBuffer> } {
  const [title, content] = [name, text].map((each) => new TextEncoder().encode(each)) as [Uint8Array, Uint8Array];
  const common = (bytes: Uint8Array<ArrayBuffer>, at: number): void => {
    const data = view(bytes);
    data.setUint16(at, 20, true);
    data.setUint16(at + 2, 0x0800, true);
    data.setUint16(at + 8, 0x21, true);
    data.setUint32(at + 10, crc32(content), true);
    data.setUint32(at + 14, content.length, true);
    data.setUint32(at + 18, content.length, true);
    data.setUint16(at + 22, title.length, true);
  };
  const body = new Uint8Array(30 + title.length + content.length);
  view(body).setUint32(0, signature.local, true);
  common(body, 4);
  body.set(title, 30);
  body.set(content, 30 + title.length);
  const record = new Uint8Array(46 + title.length);
  view(record).setUint32(0, signature.entry, true);
  view(record).setUint16(4, 20, true);
  common(record, 6);
  record.set(title, 46);
  return { body, record };
}
