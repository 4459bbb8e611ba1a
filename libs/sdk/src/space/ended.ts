/** Whose leaf has to go: devices and persons that are no longer valid. */
import { ownLeaf, staleLeaves, type Chain, type Group } from '@comity/e2ee';
import { clockSkew } from '../clock.js';

/**
 * Others judge a removal by the service's clock: too early by this device's would look like a breach of policy. So a
 * leaf counts when it ended a while ago. The service saying that somebody inside has ended (`barred`) is the one reason
 * to go by less than certain. `now`: never before the last statement of the chain, or a slow clock would take those who came since for ended.
 */
export function endedLeaves(group: Group, chain: Chain, now: Date, barred: boolean): number[] {
  const own = ownLeaf(group);
  const at = (shift: number) => staleLeaves(group, chain, new Date(now.getTime() + shift)).filter((leaf) => leaf !== own);
  const likely = at(0);
  const earlier = new Set(likely.length === 0 ? [] : at(-clockSkew));
  const certain = likely.filter((leaf) => earlier.has(leaf));
  if (certain.length > 0 || !barred) return certain;
  return likely.length > 0 ? likely : at(clockSkew);
}
