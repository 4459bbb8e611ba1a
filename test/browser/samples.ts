/** Small files of each kind that the client shows, made on the spot. */
import type { Page } from 'playwright-core';

export interface Sample { name: string; mimeType: string; buffer: Buffer }

/** A picture as a camera leaves it: turned by a quarter, with place and maker in its EXIF. Wider than high in the file, higher than wide to see. */
export async function photograph(page: Page): Promise<Sample> {
  const base64 = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(640, 400);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    const sky = context.createLinearGradient(0, 0, 640, 400);
    sky.addColorStop(0, '#12355b');
    sky.addColorStop(1, '#e8b36b');
    context.fillStyle = sky;
    context.fillRect(0, 0, 640, 400);
    context.fillStyle = '#f4efe2';
    context.fillRect(120, 140, 400, 160);
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  });
  const plain = Buffer.from(base64, 'base64');
  const maker = Buffer.from('SECRET CAMERA 5°23N\0', 'latin1');
  const tiff = Buffer.concat([Buffer.from('MM\0*\0\0\0\u0008\0\u0002', 'latin1'), entry(0x0112, 3, 1, 6 << 16), entry(0x010f, 2, maker.length, 38), Buffer.alloc(4), maker]);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return { name: 'IMG_2041.jpg', mimeType: 'image/jpeg', buffer: Buffer.concat([plain.subarray(0, 2), head, body, plain.subarray(2)]) };
}

function entry(tag: number, type: number, count: number, value: number): Buffer {
  const made = Buffer.alloc(12);
  made.writeUInt16BE(tag, 0);
  made.writeUInt16BE(type, 2);
  made.writeUInt32BE(count, 4);
  made.writeUInt32BE(value, 8);
  return made;
}

/** Two pages of text; opening it would run a script, if scripts were run. */
export function letter(): Sample {
  const page = (n: number) => `BT /F1 24 Tf 72 700 Td (Page ${n} of the request) Tj ET BT /F1 12 Tf 72 660 Td (Facts of the case, in two paragraphs.) Tj ET`;
  const stream = (text: string) => `<< /Length ${text.length} >>\nstream\n${text}\nendstream`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>', '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 7 0 R >> >> >>', '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R /Resources << /Font << /F1 7 0 R >> >> >>',
    stream(page(1)), stream(page(2)), '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, i) => {
    const at = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return { name: 'Request.pdf', mimeType: 'application/pdf', buffer: Buffer.from(text, 'latin1') };
}

/** A second of a tone. */
export function recording(): Sample {
  const rate = 8000;
  const wav = Buffer.alloc(44 + rate, 128);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(36 + rate, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate, 28);
  wav.writeUInt16LE(1, 32);
  wav.writeUInt16LE(8, 34);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(rate, 40);
  for (let i = 0; i < rate; i += 1) wav[44 + i] = 128 + Math.round(60 * Math.sin(i / 3));
  return { name: 'Call.wav', mimeType: 'audio/wav', buffer: wav };
}

export const note = (): Sample => ({ name: 'مذكرة.txt', mimeType: 'text/plain', buffer: Buffer.from('إلى السيد وكيل النيابة،\nنرفق طيه كشوف الحسابات.\n<script>document.title = "obeyed"</script>\n') });
