/** Instants of the wire out of dates of the platform. */
import type { Instant } from '@comity/contracts';

export const instant = (date: Date): Instant => date.toISOString() as Instant;
export const day = 86_400_000;
/** How far this device's clock and the service's may differ, in milliseconds. */
export const clockSkew = 300_000;
