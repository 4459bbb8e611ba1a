/**
 * The door of every route: without `@Public()` a live session is needed, of an active practitioner unless `@AnyState()`,
 * and a fresh one where `@Fresh()` says so. Denials of what a known person tried are audited.
 */
import { Injectable, createParamDecorator, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { AuditService } from '../../audit/audit.service.js';
import { Clock } from '../../clock.js';
import { ANY_STATE, FRESH, PUBLIC } from '../../http/access.js';
import { Refusal } from '../../http/refusal.js';
import { ROUTE, roomOf } from '../../http/route.js';
import type { SessionContext } from './session-context.js';
import { SessionService } from './session.service.js';

type WithSession = Request & { comitySession?: SessionContext };

/** The caller's session, on routes that need one. */
export const CurrentSession = createParamDecorator((_data: unknown, context: ExecutionContext): SessionContext => {
  const session = context.switchToHttp().getRequest<WithSession>().comitySession;
  if (session === undefined) throw new Refusal('not-signed-in');
  return session;
});

@Injectable()
export class SessionGuard implements CanActivate {
  constructor(private readonly reflector: Reflector, private readonly sessions: SessionService, private readonly audit: AuditService, private readonly clock: Clock) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const marked = (mark: string) => this.reflector.getAllAndOverride<boolean | undefined>(mark, [context.getHandler(), context.getClass()]) === true;
    if (marked(PUBLIC)) return true;
    const request = context.switchToHttp().getRequest<WithSession>();
    const session = await this.sessions.authenticate(request.headers.cookie);
    if (session === null) throw new Refusal('not-signed-in');
    if (session.state !== 'active' && !marked(ANY_STATE)) await this.deny(context, session, 'not-allowed');
    if (marked(FRESH) && session.freshUntil <= this.clock.now()) await this.deny(context, session, 'step-up-required');
    request.comitySession = session;
    return true;
  }

  private async deny(context: ExecutionContext, session: SessionContext, rule: 'not-allowed' | 'step-up-required'): Promise<never> {
    const route = this.reflector.get<string | undefined>(ROUTE, context.getHandler()) ?? 'unnamed';
    await this.audit.deny({ actor: session.practitioner, action: `${roomOf(route)}.${route}`, subject: null, rule });
    throw new Refusal(rule);
  }
}
