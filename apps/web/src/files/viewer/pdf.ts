/**
 * pdf.js, with what a foreign document may do kept small: no scripts, no forms, no links, no fonts handed to the browser, no
 * evaluation, bounded pictures. Character maps, standard fonts and decoders come from this origin. It runs in its own worker.
 */
// oxlint-disable-next-line import/default -- Vite gives its address
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import { getDocument, PasswordException, PDFDataRangeTransport, PDFWorker, TextLayer, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { scriptUrl } from '../../trusted-types.js';
import { pdfFiles } from './pdf-files.js';
import { mostPixels } from '../image-size.js';

export type Read = (from: number, to: number) => Promise<Uint8Array>;
/** `broken` rejects when a part cannot be read. */
export interface OpenPdf { document: PDFDocumentProxy; broken: Promise<never>; close(): Promise<void> }
/** Bytes asked for at once: a chunk of a file. */
const piece = 1_048_576;
/** Pixels of a page's canvas, whatever size the page claims. */
const mostCanvas = 16_777_216;

export const isLocked = (error: unknown): boolean => error instanceof PasswordException;

class Range extends PDFDataRangeTransport {
  constructor(length: number, initial: Uint8Array, private readonly read: Read, private readonly failed: (error: unknown) => void) { super(length, initial); }
  override requestDataRange(begin: number, end: number): void {
    this.read(begin, end).then((bytes) => { this.onDataRange(begin, bytes); }, this.failed);
  }
}

/** Opens a document of which only the parts that are looked at are read. */
export async function openPdf(size: number, read: Read): Promise<OpenPdf> {
  const first = Uint8Array.from(await read(0, Math.min(size, piece)));
  const port = new Worker(scriptUrl(workerUrl), { type: 'module', name: 'comity-pdf' });
  const worker = PDFWorker.create({ port });
  const close = async (): Promise<void> => { worker.destroy(); port.terminate(); };
  let fail: (error: unknown) => void = () => undefined;
  const broken = new Promise<never>((_, reject) => { fail = reject; });
  broken.catch(() => undefined);
  const base = new URL(`/${pdfFiles}/`, location.origin).href;
  const task = getDocument({
    range: new Range(size, first, read, (error) => { fail(error); }), rangeChunkSize: piece, disableAutoFetch: true, disableStream: true, worker,
    cMapUrl: `${base}cmaps/`, standardFontDataUrl: `${base}standard_fonts/`, wasmUrl: `${base}wasm/`, iccUrl: `${base}iccs/`, useWorkerFetch: true,
    useSystemFonts: false, disableFontFace: true, enableXfa: false, maxImageSize: mostPixels, canvasMaxAreaInBytes: mostCanvas * 4, stopAtErrors: false, verbosity: 0,
  });
  try {
    const document = await Promise.race([task.promise, broken]);
    return { document, broken, close: async () => { await task.destroy().catch(() => undefined); await close(); } };
  } catch (error) {
    await task.destroy().catch(() => undefined);
    await close();
    throw error;
  }
}

/** A page on a canvas, so many CSS pixels wide; sharper on sharper screens, within bounds. */
export async function drawPage(page: PDFPageProxy, canvas: HTMLCanvasElement, width: number, sharpness: number): Promise<{ scale: number; width: number; height: number }> {
  const natural = page.getViewport({ scale: 1 });
  const scale = width / natural.width;
  const wanted = page.getViewport({ scale: scale * sharpness });
  const shrink = Math.min(1, Math.sqrt(mostCanvas / (wanted.width * wanted.height)));
  const viewport = page.getViewport({ scale: scale * sharpness * shrink });
  canvas.width = Math.max(1, Math.floor(viewport.width));
  canvas.height = Math.max(1, Math.floor(viewport.height));
  await page.render({ canvas, viewport, annotationMode: 0 }).promise;
  return { scale, width, height: natural.height * scale };
}

/** The page's words over its picture, for reading aloud, searching and copying. */
export async function layText(page: PDFPageProxy, container: HTMLElement, scale: number): Promise<void> {
  container.replaceChildren();
  container.style.setProperty('--total-scale-factor', String(scale));
  await new TextLayer({ textContentSource: page.streamTextContent(), container, viewport: page.getViewport({ scale }) }).render();
}

/** The first page of a file at hand, fitting a square of this edge. */
export async function firstPage(file: Blob, edge: number): Promise<HTMLCanvasElement> {
  const { document: opened, close } = await openPdf(file.size, async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer()));
  try {
    const page = await opened.getPage(1);
    const { width, height } = page.getViewport({ scale: 1 });
    const canvas = document.createElement('canvas');
    await drawPage(page, canvas, (edge * width) / Math.max(width, height), 2);
    return canvas;
  } finally {
    await close();
  }
}
