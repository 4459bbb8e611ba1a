/** The product as it is shipped: the built service as a process of its own, with a network and people inside. */
import { spawnService, type SpawnedService } from '../support/service.js';
import { found, seat, signIn, type Founded } from '../support/community.js';
import type { Running } from './child.js';
import type { ProductAddress } from './product-target.js';

export interface Product extends Running {
  address: ProductAddress;
  founded: Founded;
  /** A fresh session of the officer, without a device. */
  officerCookie: string;
  service: SpawnedService;
  /** Milliseconds from the start of the process, on a database that exists: until it listens, and until somebody has signed in. */
  coldStart: { listening: number; signedIn: number };
}

/** `collectable` lets its garbage be collected from outside, at a price in speed. */
export async function startProduct(databaseUrl: string, people: number, { collectable = false, settings = {} }: { collectable?: boolean; settings?: Record<string, string> } = {}): Promise<Product> {
  const token = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
  const service = await spawnService({ databaseUrl, settings: { SET_UP_TOKEN: token, WEB_ROOT: 'dist/web', ...settings, ...(collectable ? { NODE_OPTIONS: `--import ${new URL('./collect.ts', import.meta.url).href}` } : {}) } });
  const founded = await found(service.url, token);
  const seats = await seat(databaseUrl, founded, people);
  await service.kill('SIGTERM');
  const began = performance.now();
  await service.start();
  const listening = performance.now() - began;
  const officerCookie = await signIn(service.url, founded.signIn);
  const signedIn = performance.now() - began;
  return {
    service, founded, officerCookie, coldStart: { listening, signedIn }, url: service.url, address: { kind: 'product', url: service.url, seats },
    get pid() { return service.process().pid ?? 0; },
    stop: service.stop,
  };
}
