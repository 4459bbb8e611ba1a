/** A session as its owner sees it. */
import { Injectable } from '@nestjs/common';
import type { Instant, Session, SessionSummary } from '@comity/contracts';
import { NetworkService } from '../network.service.js';
import type { SessionContext } from './session-context.js';

const instant = (at: Date): Instant => at.toISOString() as Instant;

@Injectable()
export class SessionView {
  constructor(private readonly networks: NetworkService) {}

  async of(session: SessionContext): Promise<Session> {
    const { id, name, pin } = await this.networks.get();
    return {
      practitioner: session.practitioner, login: session.login, state: session.state, network: { id, name, pin }, authority: session.authority, device: session.device, method: session.method,
      signedInAt: instant(session.signedInAt), freshUntil: instant(session.freshUntil), expiresAt: instant(session.expiresAt), challenge: session.challenge.toString('base64url'),
    };
  }

  summary(session: SessionContext, current: string): SessionSummary {
    return { id: session.session, current: session.session === current, device: session.device, method: session.method, signedInAt: instant(session.signedInAt), lastSeenAt: instant(session.lastSeenAt) };
  }
}
