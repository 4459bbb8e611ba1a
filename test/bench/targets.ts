import { FloorTarget } from './floor-target.js';
import type { Target } from './target.js';

/** Where a target is, in a form that crosses a process border. */
export type TargetAddress = { kind: 'floor'; url: string; wire: 'text' | 'binary' };

export async function openTarget(address: TargetAddress): Promise<Target> {
  return new FloorTarget(address.url, address.wire);
}
