/**
 * Key packages: this device's own, kept in store at the service so that others can add it while it is away, and others',
 * claimed to add them. Trust: the service hands out packages; each must be of the device it was claimed for, with the key
 * of that device's statement.
 */
import { equal, fromBase64Url, lifetimeHolds, newKeyPackage, parseKeyPackage, toBase64Url, welcomeReferences, type ParsedKeyPackage } from '@comity/e2ee';
import { suites, type ClientEvents, type DeviceId, type Suite } from '@comity/contracts';
import type { AlarmRule } from '../api.js';
import { alarmed, isPassing } from '../failure.js';
import { Batch } from '../store/batch.js';
import { decodeJson } from '../store/json.js';
import type { Surroundings } from '../surroundings.js';

interface Kept { bytes: string; secret: string; lastResort: boolean }
const key = (reference: string) => `key-package/${reference}`;
type Stock = ClientEvents['messaging:spaces'][1]['keyPackages'][number];
/** One-time packages of each suite kept at the service, and how few are left when new ones are made. */
const wanted = 40;
const few = 15;

export class KeyPackages {
  constructor(private readonly env: Surroundings) {}

  /** Makes and uploads what is missing of each suite, whatever the service left out. */
  async replenish(stocks: readonly Stock[]): Promise<void> {
    for (const suite of Object.values(suites)) await this.refill(stocks.find((stock) => stock.suite === suite) ?? { suite, left: 0, lastResort: false });
  }

  /** The private halves are stored before. */
  private async refill({ suite, left, lastResort: hasLastResort }: Stock): Promise<void> {
    if (left >= few && hasLastResort) return;
    const { env } = this;
    const batch = new Batch();
    const make = async (lastResort: boolean) => {
      const made = await newKeyPackage(env.secrets.device, suite, lastResort, env.now());
      batch.putJson(key(made.reference), { bytes: toBase64Url(made.bytes), secret: toBase64Url(made.secret), lastResort } satisfies Kept);
      return made.bytes;
    };
    const packages: Uint8Array[] = [];
    for (let i = left; i < wanted; i += 1) packages.push(await make(false));
    const lastResort = hasLastResort ? null : await make(true);
    await batch.writeTo(env.store);
    try {
      await env.link.ask('messaging:upload-key-packages', { suite, packages, lastResort });
    } catch (error) {
      if (!isPassing(error)) throw error;
    }
  }

  /** The own package that a welcome was made for, and the write that makes it unusable. */
  async of(welcome: Uint8Array): Promise<{ bytes: Uint8Array; secret: Uint8Array; spend(batch: Batch): void } | undefined> {
    for (const reference of welcomeReferences(welcome)) {
      const value = await this.env.store.get(key(reference));
      if (value === undefined) continue;
      const kept = decodeJson<Kept>(value);
      return { bytes: fromBase64Url(kept.bytes), secret: fromBase64Url(kept.secret), spend: (batch) => { if (!kept.lastResort) batch.delete(key(reference)); } };
    }
    return undefined;
  }

  /** Claims one package of this suite for each of these devices; a device without any is left out: it joins by itself later. */
  async claim(suite: Suite, devices: readonly DeviceId[]): Promise<Map<DeviceId, Uint8Array>> {
    const { env } = this;
    if (devices.length === 0) return new Map();
    const { packages } = await env.link.ask('messaging:claim-key-packages', { suite, devices: [...devices] }, 30_000);
    const asked = new Set(devices);
    const claimed = new Map<DeviceId, Uint8Array>();
    for (const { device, bytes } of packages) {
      if (!asked.has(device) || claimed.has(device)) throw await this.refuse();
      const parsed = parseKeyPackage(bytes);
      if (parsed !== undefined && parsed.suite !== suite) throw await this.refuse('suite-downgrade');
      if (!this.isOf(device, parsed)) throw await this.refuse();
      claimed.set(device, bytes);
    }
    return claimed;
  }

  private isOf(device: DeviceId, parsed: ParsedKeyPackage | undefined): boolean {
    const { chain, present } = this.env.directory, certified = chain.device(device, present);
    return parsed !== undefined && certified !== undefined && lifetimeHolds(parsed.lifetime, present)
      && parsed.device === device && parsed.practitioner === certified.practitioner && equal(parsed.key, certified.key);
  }

  private async refuse(rule: AlarmRule = 'key-package-refused'): Promise<Error> {
    await this.env.alarms.raise(rule);
    return alarmed(rule);
  }
}

