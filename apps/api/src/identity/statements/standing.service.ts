/**
 * Carries the chain of trust over to accounts and sessions: who was vouched for becomes active, who was revoked or ran
 * out is signed out everywhere. Accounts follow the chain; nothing here decides.
 */
import { Injectable } from '@nestjs/common';
import type { Unit } from '../../audit/audited.js';
import { run } from '../../database/run.js';
import { SessionEvents } from '../sessions/session-events.js';
import { SessionService } from '../sessions/session.service.js';
import type { Chain } from '@comity/e2ee/verify';
import type { Consequences } from './consequences.js';

const uuids = (ids: readonly string[]): string => `{${ids.join(',')}}`;

@Injectable()
export class StandingService {
  constructor(private readonly sessions: SessionService, private readonly events: SessionEvents) {}

  /** Applies `found` within the unit; sockets learn of it after the commit. */
  async settle({ em, afterCommit }: Pick<Unit, 'em' | 'afterCommit'>, chain: Chain, found: Consequences): Promise<void> {
    for (const id of found.begun) {
      const person = chain.persons.get(id);
      if (person === undefined) continue;
      await run(em, `update account set state = 'active', authority = ? where practitioner = ? and state <> 'active'`, [person.authority, id]);
    }
    const ended: string[] = [];
    if (found.ended.length > 0) {
      await run(em, `update account set state = 'ended' where practitioner = any (?::uuid[]) and state = 'active'`, [uuids(found.ended)]);
      await run(em, `update invitation set withdrawn_at = now() where invited_by = any (?::uuid[]) and person is null and withdrawn_at is null`, [uuids(found.ended)]);
      ended.push(...await this.sessions.end(em, { practitioners: found.ended }));
    }
    if (found.endedDevices.length > 0) ended.push(...await this.sessions.end(em, { devices: found.endedDevices }));
    afterCommit(() => {
      if (ended.length > 0) this.events.emit('ended', { sessions: ended, reason: 'revoked' });
      if (found.endedDevices.length + found.ended.length > 0) this.events.emit('revoked', { devices: found.endedDevices, practitioners: found.ended });
      if (found.begun.length > 0) this.events.emit('begun', found.begun);
    });
  }
}
