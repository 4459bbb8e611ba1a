/** What a file is, by its first bytes alone: names and types are the sender's words, and a browser must never be asked to guess. */
import { ascii, starts } from './strip/window.js';

export type Shown =
  | { kind: 'image'; type: 'image/jpeg' | 'image/png' | 'image/gif' | 'image/webp' }
  | { kind: 'pdf' }
  | { kind: 'audio' | 'video'; type: string }
  | { kind: 'text' }
  | { kind: 'none' };

/** Bytes that are looked at, and of a text shown. */
export const sniffed = 65_536;

export function sniff(head: Uint8Array): Shown {
  if (starts(head, '\u00ff\u00d8\u00ff')) return { kind: 'image', type: 'image/jpeg' };
  if (starts(head, '\u0089PNG\r\n\u001a\n')) return { kind: 'image', type: 'image/png' };
  if (starts(head, 'GIF87a') || starts(head, 'GIF89a')) return { kind: 'image', type: 'image/gif' };
  if (starts(head, 'RIFF') && starts(head, 'WEBP', 8)) return { kind: 'image', type: 'image/webp' };
  if (ascii(head.subarray(0, 1024)).includes('%PDF-')) return { kind: 'pdf' };
  return media(head) ?? (looksLikeText(head) ? { kind: 'text' } : { kind: 'none' });
}

function media(head: Uint8Array): Shown | null {
  if (starts(head, 'RIFF') && starts(head, 'WAVE', 8)) return { kind: 'audio', type: 'audio/wav' };
  if (starts(head, 'ID3') || (head[0] === 0xff && ((head[1] ?? 0) & 0xe6) === 0xe2)) return { kind: 'audio', type: 'audio/mpeg' };
  if (starts(head, 'fLaC')) return { kind: 'audio', type: 'audio/flac' };
  if (starts(head, 'OggS')) return { kind: 'audio', type: 'audio/ogg' };
  if (starts(head, '\u001aE\u00df\u00a3')) return { kind: 'video', type: 'video/webm' };
  if (!starts(head, 'ftyp', 4)) return null;
  const brand = ascii(head.subarray(8, 12));
  if (brand.startsWith('M4A')) return { kind: 'audio', type: 'audio/mp4' };
  return /^(?:isom|iso\d|mp4\d|avc1|M4V |qt {2}|MSNV|dash|3gp\d)$/.test(brand) ? { kind: 'video', type: 'video/mp4' } : null;
}

const marked = (head: Uint8Array): boolean => (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);

/** No zero byte, and next to no control characters, unless it says to be UTF-16. */
function looksLikeText(head: Uint8Array): boolean {
  if (head.length === 0 || marked(head)) return head.length > 0;
  let odd = 0;
  for (const byte of head) {
    if (byte === 0) return false;
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27) odd += 1;
  }
  return odd <= head.length / 100;
}
