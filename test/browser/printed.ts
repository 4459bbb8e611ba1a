/** A page as its browser prints it: the paper's size, and what stands on each sheet. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface Printed { size: number[]; texts: string[] }

/** `file`: where the PDF is left for whoever looks at it. */
export async function printed(page: Page, file: string): Promise<Printed> {
  const bytes = await page.pdf({ preferCSSPageSize: true });
  await writeFile(file, bytes);
  const loading = getDocument({ data: new Uint8Array(bytes) });
  const document = await loading.promise;
  const texts: string[] = [];
  let size: number[] = [];
  for (let n = 1; n <= document.numPages; n += 1) {
    const sheet = await document.getPage(n);
    const { items } = await sheet.getTextContent();
    size = sheet.view.slice(2).map(Math.round);
    texts.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
  }
  await loading.destroy();
  return { size, texts };
}
/** Whether this machine has a font for Chinese. */
export const drawsHan = async (): Promise<boolean> => (await promisify(execFile)('fc-list', [':lang=zh']).catch(() => ({ stdout: '' }))).stdout.trim() !== '';
/** A script that is written from right to left comes out of a PDF in the order and the shapes of its signs; spaces come as they were set. */
export const letters = (text: string): string[] => [...bare(text)].sort();
export const bare = (text: string): string => text.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, '');
