/**
 * A unit of work that leaves a trace: one transaction with its effect and its audit row (G8), or, when it is refused,
 * nothing but the denial. Works alike for requests, sockets and timers: each unit has its own entity manager.
 */
import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '../http/refusal.js';
import type { AuditRecord } from './audit-entry.js';
import { AuditService } from './audit.service.js';

export interface Unit {
  em: EntityManager;
  /** Who acts and on what, as far as the work finds out; ends up in the audit row of an allow and of a deny. */
  trace: { actor: string | null; subject: string | null };
  /** Runs once the transaction is committed: events belong here. */
  readonly afterCommit: (effect: () => void) => void;
}

@Injectable()
export class Audited {
  constructor(private readonly em: EntityManager, private readonly audit: AuditService) {}

  /** Does `work` and records it; a `Refusal` rolls everything back, is recorded as a denial and thrown on. */
  async perform<T>(record: Pick<AuditRecord, 'action' | 'actor'> & { subject?: string | null }, work: (unit: Unit) => Promise<T>): Promise<T> {
    const effects: (() => void)[] = [];
    const trace: Unit['trace'] = { actor: record.actor, subject: record.subject ?? null };
    try {
      const result = await this.em.fork({ clear: true }).transactional(async (em) => {
        const done = await work({ em, trace, afterCommit: (effect) => effects.push(effect) });
        await em.flush();
        await this.audit.append(em, { ...trace, action: record.action, outcome: 'allow' });
        return done;
      });
      for (const effect of effects) effect();
      return result;
    } catch (error) {
      // Throttled attempts are logged, not audited: an attacker must not be able to fill the chain.
      if (error instanceof Refusal && error.problem.status < 500 && error.problem.status !== 429) await this.audit.deny({ ...trace, action: record.action, rule: error.problem.code });
      throw error;
    }
  }
}
