/** Ends sessions at their owner's wish; sockets close with them. */
import { Injectable } from '@nestjs/common';
import { Audited } from '../../audit/audited.js';
import type { SessionContext } from './session-context.js';
import { SessionEvents } from './session-events.js';
import { SessionService } from './session.service.js';

@Injectable()
export class SignOutService {
  constructor(private readonly sessions: SessionService, private readonly events: SessionEvents, private readonly audited: Audited) {}

  async here(session: SessionContext): Promise<void> {
    await this.end('identity.sign-out', session, { session: session.session });
  }

  async everywhere(session: SessionContext): Promise<void> {
    await this.end('identity.sign-out-everywhere', session, { practitioners: [session.practitioner] });
  }

  private async end(action: string, by: SessionContext, which: Parameters<SessionService['end']>[1]): Promise<void> {
    await this.audited.perform({ action, actor: by.practitioner, subject: by.session }, async ({ em, afterCommit }) => {
      const sessions = await this.sessions.end(em, which);
      afterCommit(() => this.events.emit('ended', { sessions, reason: 'signed-out' }));
    });
  }
}
