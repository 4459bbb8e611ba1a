/** Files without what they tell beside their content. The same file always gives the same bytes, so that an upload can go on with the file chosen anew. */
import { withoutJpegDetails } from './jpeg.js';
import { isOffice, withoutProperties } from './office.js';
import { withoutPngDetails } from './png.js';
import { withoutWebpDetails } from './webp.js';
import { starts } from './window.js';

/** Kinds whose details can be taken out; `image` keeps its pixels, `office` its text. */
export type Strippable = 'image' | 'office';
type Way = (blob: Blob) => Promise<BlobPart[]>;

async function wayFor(blob: Blob): Promise<{ kind: Strippable; way: Way } | null> {
  const head = new Uint8Array(await blob.slice(0, 16).arrayBuffer());
  if (starts(head, '\u00ff\u00d8\u00ff')) return { kind: 'image', way: withoutJpegDetails };
  if (starts(head, '\u0089PNG\r\n\u001a\n')) return { kind: 'image', way: withoutPngDetails };
  if (starts(head, 'RIFF') && starts(head, 'WEBP', 8)) return { kind: 'image', way: withoutWebpDetails };
  return starts(head, 'PK\u0003\u0004') && await isOffice(blob) ? { kind: 'office', way: withoutProperties } : null;
}

export const strippable = async (blob: Blob): Promise<Strippable | null> => (await wayFor(blob))?.kind ?? null;

/** Throws for a file that is not built as its kind is. */
export async function stripped(file: File): Promise<File> {
  const found = await wayFor(file);
  if (found === null) throw new TypeError('not of a kind that can be stripped');
  return new File(await found.way(file), file.name, { type: file.type });
}
