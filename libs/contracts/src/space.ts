/** What the service knows of a space besides who is inside: its kind, and the cipher suite that goes with it. */
import { z } from 'zod';
import { limits } from './limits.js';

export const SpaceKind = z.enum(['direct', 'channel', 'case-file', 'request']);
export type SpaceKind = z.infer<typeof SpaceKind>;

/**
 * MLS cipher suites (RFC 9420 section 17.1) by number. `hybrid` agrees on keys by X-Wing (ML-KEM-768 with X25519); no registered
 * suite does, so its number is of the private range.
 */
export const suites = { classical: 0x0003, hybrid: 0xf0c1 } as const;
export const Suite = z.union([z.literal(suites.hybrid), z.literal(suites.classical)]);
export type Suite = z.infer<typeof Suite>;
export const everySuite: readonly Suite[] = [suites.hybrid, suites.classical];

/** The suite of a new space that begins with so many devices. It is for good. */
export const suiteFor = (kind: SpaceKind, devices: number): Suite =>
  (kind !== 'channel' || devices <= limits.devicesPerHybridSpace ? suites.hybrid : suites.classical);

/** Whether a space of this kind may use a suite: only channels grow too large for the hybrid one. */
export const suiteFits = (kind: SpaceKind, suite: number): boolean => suite === suites.hybrid || (suite === suites.classical && kind === 'channel');

/** Up to how many devices a space of this suite takes in by being added. A person's further device that joins by itself is never kept out. */
export const devicesAllowed = (suite: number): number => (suite === suites.hybrid ? limits.devicesPerHybridSpace : Infinity);
