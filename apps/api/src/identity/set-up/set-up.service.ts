/**
 * The founding of the network: once, by whoever has the token printed at the first start, both officers at one screen.
 * The founding statement pins everything that follows.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { NetworkId, SetUp, StatementId } from '@comity/contracts';
import { Chain, statementId } from '@comity/e2ee/verify';
import { Audited } from '../../audit/audited.js';
import { Clock } from '../../clock.js';
import { CONFIG, type Config } from '../../config.js';
import { isDuplicate } from '../../database/outage.js';
import { invalid, Refusal } from '../../http/refusal.js';
import { AccountService } from '../accounts/account.service.js';
import { Network } from '../network.js';
import { ChainService } from '../statements/chain.service.js';
import { StatementService } from '../statements/statement.service.js';

const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();

@Injectable()
export class SetUpService {
  /** The one-time token of this process; worth nothing once the network exists. */
  readonly token: string;

  constructor(private readonly accounts: AccountService, private readonly statements: StatementService, private readonly chains: ChainService, private readonly audited: Audited, private readonly clock: Clock, @Inject(CONFIG) config: Config) {
    this.token = config.setUpToken ?? randomBytes(32).toString('base64url');
  }

  /** Refuses a wrong token, and any once the network exists. */
  check(token: string): void {
    if (!timingSafeEqual(digest(token), digest(this.token))) throw new Refusal('sign-in-refused');
    if (this.chains.find() !== undefined) throw new Refusal('already-exists');
  }

  /** Network, founding statement and both accounts, or nothing. */
  async found({ token, statement, accounts }: SetUp): Promise<{ network: NetworkId; pin: StatementId }> {
    return this.audited.perform({ action: 'identity.set-up', actor: null }, async (unit) => {
      this.check(token);
      const { body } = statement, now = this.clock.now();
      if (body.kind !== 'network-founded') throw invalid('/statement/body/kind', 'must be network-founded');
      const pin = statementId(body), founded = Chain.found(statement, pin, now);
      if (!founded.ok) throw new Refusal('statement-refused', { detail: founded.rule });
      if (accounts.some(({ person }, i) => person !== body.officers[i]?.id)) throw invalid('/accounts', 'must be those of the officers, in order');
      unit.trace.subject = pin;
      unit.em.create(Network, { id: body.network, name: body.name, pin, head: 0, foundedAt: now });
      try {
        await unit.em.flush();
      } catch (error) {
        throw isDuplicate(error) ? new Refusal('already-exists') : error;
      }
      await this.statements.append(unit, statement, 1);
      for (const [i, account] of accounts.entries()) await this.accounts.create(unit, account, { network: body.network, authority: body.secretariat.id, state: 'active' }, `/accounts/${i}`);
      unit.afterCommit(() => this.chains.advance(founded.chain));
      return { network: body.network, pin };
    });
  }
}
