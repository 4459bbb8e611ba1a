import { ready } from '@comity/e2ee';
import { FloorTarget } from './floor-target.js';
import { ProductTarget, type ProductAddress } from './product-target.js';
import type { Target } from './target.js';

/** Where a target is, in a form that crosses a process border. */
export type TargetAddress = { kind: 'floor'; url: string; wire: 'text' | 'binary' } | ProductAddress;

export async function openTarget(address: TargetAddress): Promise<Target> {
  if (address.kind === 'floor') return new FloorTarget(address.url, address.wire);
  await ready();
  return new ProductTarget(address.url, address.seats);
}
