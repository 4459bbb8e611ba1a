/** The part of a text that shows why it was found. */
import type { Place } from './words.js';

const longest = 220;
/** Before the first mark. */
const lead = 60;

/** `places` in order; lines become one, so that an excerpt is a line. */
export function excerptOf(text: string, places: readonly Place[]): { excerpt: string; marks: [number, number][] } {
  const first = places[0]?.from ?? 0;
  const from = text.length <= longest || first <= lead ? 0 : wordStart(text, first - lead, first);
  const to = from + longest >= text.length ? text.length : wordEnd(text, from + longest, places.find((place) => place.from < from + longest && place.to > from + longest)?.to);
  const before = from > 0 ? '…' : '';
  const shift = before.length - from;
  return {
    excerpt: before + text.slice(from, to).replace(/\s/g, ' ') + (to < text.length ? '…' : ''),
    marks: places.filter((place) => place.from >= from && place.to <= to).map((place) => [place.from + shift, place.to + shift]),
  };
}

/** The next beginning of a word from `at` on, or `at` where none is near. */
function wordStart(text: string, at: number, first: number): number {
  const space = text.slice(at, Math.min(at + 24, first)).search(/\s/);
  return space === -1 ? whole(text, at) : at + space + 1;
}

function wordEnd(text: string, at: number, mark: number | undefined): number {
  if (mark !== undefined) return mark;
  const space = text.slice(at - 24, at).search(/\s\S*$/);
  return space === -1 ? whole(text, at) : at - 24 + space;
}

/** Never between the halves of a character. */
const whole = (text: string, at: number): number => (/[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at);
