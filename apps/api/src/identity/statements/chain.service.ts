/**
 * The chain of trust in memory, rebuilt from the table at start and verified again on the way: a service whose table was
 * tampered with does not start. Other rooms ask here who a device or a person is. Not trusted by clients, who build their own.
 */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { Chain, ready, type ChainResult } from '@comity/e2ee/verify';
import { Refusal } from '../../http/refusal.js';
import { StoredStatement } from './stored-statement.js';

@Injectable()
export class ChainService implements OnModuleInit {
  private known: Chain | undefined;

  constructor(private readonly em: EntityManager) {}

  async onModuleInit(): Promise<void> {
    await ready();
    await this.refresh();
  }

  /** The chain as this process knows it; refuses with `set-up-needed` before set-up. */
  current(): Chain {
    if (this.known === undefined) throw new Refusal('set-up-needed');
    return this.known;
  }

  /** As `current`, but undefined before set-up. */
  find(): Chain | undefined {
    return this.known;
  }

  /** Reads what other processes appended; `em` reads within its transaction. Undefined before set-up. */
  async refresh(em: EntityManager = this.em.fork()): Promise<Chain | undefined> {
    let chain = this.known;
    const rows = await em.find(StoredStatement, { position: { $gt: chain?.length ?? 0 } }, { orderBy: { position: 'asc' }, disableIdentityMap: true });
    for (const { id, body, signatures, acceptedAt } of rows) {
      const result: ChainResult = chain === undefined ? Chain.found({ body, signatures }, id, acceptedAt) : chain.apply({ body, signatures }, acceptedAt);
      if (!result.ok) throw new Error(`The stored statements do not form a chain: ${result.rule}`);
      chain = result.chain;
    }
    if (chain !== undefined) this.advance(chain);
    return chain;
  }

  /** Takes over a chain whose last statement is committed. */
  advance(chain: Chain): void {
    if (this.known === undefined || chain.length > this.known.length) this.known = chain;
  }
}
