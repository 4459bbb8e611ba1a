/** Ends the account of a newcomer whose invitation was withdrawn before anybody vouched for them. */
import { Injectable } from '@nestjs/common';
import type { PractitionerId } from '@comity/contracts';
import type { Unit } from '../../audit/audited.js';
import { run } from '../../database/run.js';
import { SessionEvents } from '../sessions/session-events.js';
import { SessionService } from '../sessions/session.service.js';

@Injectable()
export class InvitationEnding {
  constructor(private readonly sessions: SessionService, private readonly events: SessionEvents) {}

  async end({ em, afterCommit }: Unit, practitioner: PractitionerId): Promise<void> {
    await run(em, `update account set state = 'ended' where practitioner = ? and state = 'awaiting-vouching'`, [practitioner]);
    const sessions = await this.sessions.end(em, { practitioners: [practitioner] });
    afterCommit(() => this.events.emit('ended', { sessions, reason: 'revoked' }));
  }
}
