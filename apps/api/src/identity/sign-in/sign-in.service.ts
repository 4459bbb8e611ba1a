/** What a proved person gets: a session of their own, or their own session confirmed. */
import { Inject, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { Session } from '@comity/contracts';
import type { Unit } from '../../audit/audited.js';
import { CONFIG, type Config } from '../../config.js';
import { Refusal } from '../../http/refusal.js';
import { Account } from '../accounts/account.js';
import type { SessionContext } from '../sessions/session-context.js';
import { sessionCookie } from '../sessions/session-cookie.js';
import { SessionEvents } from '../sessions/session-events.js';
import { SessionView } from '../sessions/session-view.js';
import { SessionService } from '../sessions/session.service.js';

/** What a strategy hands to its route. */
export interface SignedIn { session: string; token: string }

@Injectable()
export class SignInService {
  constructor(private readonly sessions: SessionService, private readonly view: SessionView, private readonly events: SessionEvents, @Inject(CONFIG) private readonly config: Config) {}

  /** Opens a session within `unit`; the one the same browser held before, `previous`, ends. */
  async open(unit: Unit, account: Account, method: SessionContext['method'], previous: SessionContext | null): Promise<SignedIn> {
    const ended = previous === null ? [] : await this.sessions.end(unit.em, { session: previous.session });
    if (ended.length > 0) unit.afterCommit(() => this.events.emit('ended', { sessions: ended, reason: 'signed-out' }));
    const opened = await this.sessions.open(unit.em, { practitioner: account.practitioner, network: account.network, method });
    unit.trace.subject = opened.session;
    return opened;
  }

  /** Confirms `held` within `unit`: fresh again, under a new token. */
  async confirm(unit: Unit, held: SessionContext, method: SessionContext['method']): Promise<SignedIn> {
    const token = await this.sessions.rotate(unit.em, held.session, method);
    if (token === null) throw new Refusal('not-signed-in');
    unit.trace.subject = held.session;
    return { session: held.session, token };
  }

  /** Hands the cookie over and answers the session. */
  async answer(response: Response, { session, token }: SignedIn): Promise<Session> {
    const context = await this.sessions.current(session);
    if (context === null) throw new Refusal('not-signed-in');
    response.appendHeader('Set-Cookie', sessionCookie(this.config, token));
    return this.view.of(context);
  }
}
