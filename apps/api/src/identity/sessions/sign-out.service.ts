/** Ends sessions at their owner's wish; sockets close with them. */
import { Injectable } from '@nestjs/common';
import { Audited } from '../../audit/audited.js';
import { Refusal } from '../../http/refusal.js';
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

  /** Ends one of the person's sessions from another; refuses with `not-found` what is unknown or somebody else's. */
  async other(by: SessionContext, session: string): Promise<void> {
    await this.end('identity.end-session', by, { session, of: by.practitioner }, session);
  }

  private async end(action: string, by: SessionContext, which: Parameters<SessionService['end']>[1], subject = by.session): Promise<void> {
    await this.audited.perform({ action, actor: by.practitioner, subject }, async ({ em, afterCommit }) => {
      const sessions = await this.sessions.end(em, which);
      if (sessions.length === 0 && subject !== by.session) throw new Refusal('not-found');
      afterCommit(() => this.events.emit('ended', { sessions, reason: 'signed-out' }));
    });
  }
}
