/** Instants of the log: the database gives milliseconds since 1970, the wire RFC 3339. One batch has one instant. */
import type { Instant } from '@comity/contracts';

let last = '', written = '' as Instant;

export function instantOf(milliseconds: string): Instant {
  if (milliseconds !== last) {
    last = milliseconds;
    written = new Date(Number(milliseconds)).toISOString() as Instant;
  }
  return written;
}
