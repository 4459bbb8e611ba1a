/** Instants of the wire out of dates of the platform. */
import type { Instant } from '@comity/contracts';

export const instant = (date: Date): Instant => date.toISOString() as Instant;
export const day = 86_400_000;
