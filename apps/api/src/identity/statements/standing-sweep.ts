/**
 * Access also ends, and begins, by the passing of time. Looks every few seconds whose instant came, and at start makes up
 * for what was missed; repeating it changes nothing.
 */
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { Clock } from '../../clock.js';
import { Log } from '../../http/log.js';
import { ChainService } from './chain.service.js';
import { consequences, isNothing, type Moment } from './consequences.js';
import { StandingService } from './standing.service.js';

const interval = 5_000;

@Injectable()
export class StandingSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private last: Moment | undefined;

  constructor(private readonly em: EntityManager, private readonly chains: ChainService, private readonly standing: StandingService, private readonly clock: Clock, private readonly log: Log) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => { this.running = this.running.then(() => this.sweep()); }, interval);
    this.timer.unref();
  }

  /** Compares this moment with that of the last sweep that succeeded. */
  async sweep(): Promise<void> {
    try {
      const chain = await this.chains.refresh();
      if (chain === undefined) return;
      const now: Moment = { chain, at: this.clock.now() };
      const found = consequences(this.last, now);
      const effects: (() => void)[] = [];
      if (!isNothing(found)) await this.em.fork({ clear: true }).transactional((em) => this.standing.settle({ em, afterCommit: (effect) => effects.push(effect) }, chain, found));
      this.last = now;
      for (const effect of effects) effect();
    } catch (error) {
      this.log.warn('sweep-failed', { error });
    }
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }
}
