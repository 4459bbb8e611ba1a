/** One range of bytes (RFC 9110 section 14): exactly what clients of this service ask for, and nothing fancier. */
import { invalid } from '../http/refusal.js';

/** Both ends included. */
export interface Range { from: number; to: number; partial: boolean }

export function parseRange(header: string | undefined, size: number): Range {
  if (header === undefined) return { from: 0, to: size - 1, partial: false };
  const match = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(header);
  if (match === null) throw invalid('/range', 'must be one range, as bytes=from-to');
  const from = Number(match[1]), to = match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  if (from > to) throw invalid('/range', 'must lie within the file');
  return { from, to, partial: true };
}
