/**
 * Access also ends, and begins, by the passing of time. Looks every few seconds whose instant came, and at start makes up
 * for what was missed; repeating it changes nothing.
 */
import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { Clock } from '../../clock.js';
import { Log } from '../../http/log.js';
import { Sweep } from '../../sweep.js';
import { ChainService } from './chain.service.js';
import { consequences, isNothing, type Moment } from './consequences.js';
import { StandingService } from './standing.service.js';

const interval = 5_000;

@Injectable()
export class StandingSweep extends Sweep {
  private last: Moment | undefined;

  constructor(private readonly em: EntityManager, private readonly chains: ChainService, private readonly standing: StandingService, private readonly clock: Clock, log: Log) { super(log, interval, 'sweep-failed'); }

  /** Compares this moment with that of the last sweep that succeeded. */
  protected override async round(): Promise<void> {
    const chain = await this.chains.refresh();
    if (chain === undefined) return;
    const now: Moment = { chain, at: this.clock.now() };
    const found = consequences(this.last, now);
    const effects: (() => void)[] = [];
    if (!isNothing(found)) await this.em.fork({ clear: true }).transactional((em) => this.standing.settle({ em, afterCommit: (effect) => effects.push(effect) }, chain, found));
    this.last = now;
    for (const effect of effects) effect();
  }
}
