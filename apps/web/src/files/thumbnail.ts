/** The small picture that a message carries of a file: made here, from what the sender's own machine holds. */
import type { FilePreview } from '@comity/sdk';
import { imageSize, isBounded } from './image-size.js';
import { previewBytes } from './limits.js';
import { sniff, sniffed } from './sniff.js';

/** Longest edge and quality, from the best down: the first that fits is taken. */
const steps = [[320, 0.7], [256, 0.6], [200, 0.5], [144, 0.45], [96, 0.4], [64, 0.3]] as const;
/** Segments before a JPEG's frame header may be long. */
const headers = 1_048_576;
const largestPdf = 64 * 1_048_576;

/** Null for what has no picture, or none that is safe to decode. */
export async function thumbnailOf(file: Blob): Promise<FilePreview | null> {
  const head = new Uint8Array(await file.slice(0, headers).arrayBuffer());
  const shown = sniff(head.subarray(0, sniffed));
  try {
    if (shown.kind === 'image' && isBounded(imageSize(head))) {
      const bitmap = await createImageBitmap(new Blob([file], { type: shown.type }));
      try { return await encoded(bitmap, bitmap.width, bitmap.height); } finally { bitmap.close(); }
    }
    if (shown.kind === 'pdf' && file.size <= largestPdf) {
      const { firstPage } = await import('./viewer/pdf.js');
      const canvas = await firstPage(file, steps[0][0]);
      return await encoded(canvas, canvas.width, canvas.height);
    }
  } catch {
    // What a decoder refuses is sent all the same, without a picture.
  }
  return null;
}

async function encoded(source: CanvasImageSource, width: number, height: number): Promise<FilePreview | null> {
  for (const [edge, quality] of steps) {
    const scale = Math.min(1, edge / Math.max(width, height));
    const canvas = new OffscreenCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
    const context = canvas.getContext('2d');
    if (context === null) return null;
    context.imageSmoothingQuality = 'high';
    context.drawImage(source, 0, 0, canvas.width, canvas.height);
    // Where WebP cannot be written, browsers answer PNG.
    let blob = await canvas.convertToBlob({ type: 'image/webp', quality });
    if (blob.type !== 'image/webp') blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
    if (blob.size <= previewBytes) return { type: blob.type, bytes: new Uint8Array(await blob.arrayBuffer()), width: canvas.width, height: canvas.height };
  }
  return null;
}
