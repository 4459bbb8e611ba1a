/**
 * Puts what a known device tried in vain into the audit chain. A denial repeated within a minute is recorded once, and one
 * person fills no more than `most` records a minute: the chain is for reading, and an attacker must not be able to fill it.
 */
import { Injectable } from '@nestjs/common';
import type { ProblemCode } from '@comity/contracts';
import { AuditService } from '../audit/audit.service.js';
import { Clock } from '../clock.js';
import { Log } from '../http/log.js';
import type { SessionContext } from '../identity/sessions/session-context.js';

const denials: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['not-found', 'not-allowed', 'wrong-sender', 'device-required']);
const most = 60;
const minute = 60_000;

@Injectable()
export class Denials {
  private began = 0;
  private readonly recorded = new Set<string>();
  private readonly counts = new Map<string, number>();

  constructor(private readonly audit: AuditService, private readonly clock: Clock, private readonly log: Log) {}

  record({ practitioner }: SessionContext, event: string, subject: string | null, rule: ProblemCode): void {
    if (!denials.has(rule)) return;
    const now = this.clock.now().getTime();
    if (now - this.began >= minute) {
      this.began = now;
      this.recorded.clear();
      this.counts.clear();
    }
    const count = this.counts.get(practitioner) ?? 0, key = `${practitioner} ${event} ${subject} ${rule}`;
    if (count >= most || this.recorded.has(key)) return;
    this.recorded.add(key);
    this.counts.set(practitioner, count + 1);
    this.audit.deny({ actor: practitioner, action: event.replace(':', '.'), subject, rule }).catch((error: unknown) => this.log.warn('denial-not-recorded', { error }));
  }
}
