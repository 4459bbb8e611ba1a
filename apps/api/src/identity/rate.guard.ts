/** So many requests at once and a second: for a source where anybody may call, for a practitioner elsewhere. Runs after the session's guard. */
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { Clock } from '../clock.js';
import { Refusal } from '../http/refusal.js';
import type { SessionContext } from './sessions/session-context.js';
import { sourceOf } from './sign-in/source.js';
import { TokenBuckets } from './sign-in/token-buckets.js';

@Injectable()
export class RateGuard implements CanActivate {
  private readonly sources = new TokenBuckets(400, 20);
  private readonly practitioners = new TokenBuckets(600, 30);

  constructor(private readonly clock: Clock) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<Request & { comitySession?: SessionContext }>(), now = this.clock.now().getTime();
    const wait = request.comitySession === undefined ? this.sources.take(sourceOf(request), now) : this.practitioners.take(request.comitySession.practitioner, now);
    if (wait > 0) throw new Refusal('too-many-requests', { retryAfter: Math.ceil(wait) });
    return true;
  }
}
