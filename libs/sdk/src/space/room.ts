import { devicesAllowed, problem } from '@comity/contracts';
import { refused } from '../failure.js';

/** How much room is left where so many are inside, once so many came in. Refuses what the space's suite does not allow, before anybody's key package is spent. */
export function expectRoom(suite: number, inside: number, devices: number): number {
  const allowed = devicesAllowed(suite);
  const left = allowed - inside - devices;
  if (devices > 0 && left < 0) throw refused(problem('space-full', { detail: `a post-quantum space takes in at most ${allowed} devices: take out devices no longer used, or open a new channel, which can be larger` }));
  return Math.max(0, left);
}
