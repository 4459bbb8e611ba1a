import type { Instant } from '@comity/contracts';

/** A time that somebody states is their word; the service's own is told where the two are minutes apart. */
export const timesDiffer = (stated: Instant, stored: Instant): boolean => Math.abs(Date.parse(stored) - Date.parse(stated)) > 5 * 60_000;
