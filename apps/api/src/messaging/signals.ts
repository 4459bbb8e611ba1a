/**
 * Signals: sealed items that say what holds for a moment, such as that somebody is writing. They are passed on to those
 * connected who are inside, here and at the other processes, and are stored nowhere. Who may send one is asked as for
 * items: a leaf of the calling device that has not ended, in the space's present epoch, while the space is not barred.
 */
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { Pool } from 'pg';
import { limits, type DeviceId, type SpaceId } from '@comity/contracts';
import { parseItem } from '@comity/e2ee/verify';
import { Clock } from '../clock.js';
import { POOL } from '../database/pool.js';
import { isOutage } from '../database/outage.js';
import { Refusal } from '../http/refusal.js';
import { EventRouter, type Caller } from '../realtime/event-router.js';
import { FanOut } from '../realtime/fan-out.js';
import { Hints } from '../realtime/hints.js';
import { TokenBucket } from '../realtime/token-bucket.js';
import { accessTo, forInsiders } from './access.js';

interface Standing { epoch: string; barred: boolean }
const standing = `select s.epoch, s.barred ${forInsiders} and exists (select 1 from space_leaf l where l.space = s.id and l.device = $4 and not l.ended)`;

/** Devices whose rate is remembered at once; the longest silent is forgotten first. */
const remembered = 20_000;

@Injectable()
export class Signals implements OnModuleInit, OnApplicationBootstrap {
  private readonly rates = new Map<DeviceId, TokenBucket>();

  constructor(@Inject(POOL) private readonly pool: Pool, private readonly router: EventRouter, private readonly fanOut: FanOut, private readonly hints: Hints, private readonly clock: Clock) {}

  onModuleInit(): void {
    this.router.register({ 'messaging:signal': (caller, { signal }) => this.pass(caller, signal) });
  }

  onApplicationBootstrap(): void {
    this.hints.on('comity_signals', (payload) => {
      const signal = Buffer.from(payload.slice(37), 'base64url');
      this.fanOut.toSpace(payload.slice(0, 36) as SpaceId, 'messaging:signalled', { space: payload.slice(0, 36) as SpaceId, signal });
    });
  }

  private async pass(caller: Caller, bytes: Uint8Array): Promise<Record<string, never>> {
    if (!this.rate(caller.device).take(this.clock.now().getTime())) throw new Refusal('too-many-requests', { retryAfter: 1 });
    const parsed = parseItem(bytes);
    if (!parsed.ok) throw new Refusal('malformed', { detail: parsed.rule });
    const { kind, space, sender, epoch } = parsed.header;
    if (kind !== 'signal') throw new Refusal('malformed', { detail: 'not-a-signal' });
    if (sender !== caller.device) throw new Refusal('wrong-sender');
    const { rows: [held] } = await this.pool.query<Standing>({ name: 'signal-standing', text: standing, values: [...accessTo(caller, space), sender] })
      .catch((error: unknown) => { throw isOutage(error) ? new Refusal('unavailable') : error; });
    if (held === undefined) throw new Refusal('not-found');
    if (held.barred) throw new Refusal('space-barred');
    if (Number(held.epoch) !== epoch) throw epoch < Number(held.epoch) ? new Refusal('stale-epoch', { epoch: Number(held.epoch) }) : new Refusal('wrong-epoch');
    const signal = Buffer.from(bytes);
    this.fanOut.toSpace(space, 'messaging:signalled', { space, signal });
    // A notification carries 8,000 bytes; a signal has at most 1,024.
    this.hints.publish('comity_signals', `${space} ${signal.toString('base64url')}`);
    return {};
  }

  private rate(device: DeviceId): TokenBucket {
    const rate = this.rates.get(device) ?? new TokenBucket(limits.signalsPerSecond, limits.signalsBurst, this.clock.now().getTime());
    this.rates.delete(device);
    this.rates.set(device, rate);
    if (this.rates.size > remembered) for (const [oldest] of this.rates) { this.rates.delete(oldest); break; }
    return rate;
  }
}
