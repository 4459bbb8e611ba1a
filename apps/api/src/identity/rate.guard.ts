/** So many requests at once and a second: for a source where anybody may call, for a practitioner elsewhere. Runs after the session's guard. */
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import type { routes } from '@comity/contracts';
import { Clock } from '../clock.js';
import { Refusal } from '../http/refusal.js';
import { ROUTE } from '../http/route.js';
import type { SessionContext } from './sessions/session-context.js';
import { sourceOf } from './sign-in/source.js';
import { TokenBuckets } from './sign-in/token-buckets.js';

const moving: ReadonlySet<string> = new Set<keyof typeof routes>(['appendUpload', 'file']);

@Injectable()
export class RateGuard implements CanActivate {
  private readonly sources = new TokenBuckets(400, 20);
  private readonly practitioners = new TokenBuckets(600, 30);
  /** Pieces of files follow each other fast; other limits hold them, so they do not use up what everything else needs. */
  private readonly pieces = new TokenBuckets(2_000, 200);

  constructor(private readonly clock: Clock, private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<Request & { comitySession?: SessionContext }>(), now = this.clock.now().getTime();
    const wait = request.comitySession === undefined ? this.sources.take(sourceOf(request), now) : this.bucketsFor(context).take(request.comitySession.practitioner, now);
    if (wait > 0) throw new Refusal('too-many-requests', { retryAfter: Math.ceil(wait) });
    return true;
  }

  private bucketsFor(context: ExecutionContext): TokenBuckets {
    return moving.has(this.reflector.get<string | undefined>(ROUTE, context.getHandler()) ?? '') ? this.pieces : this.practitioners;
  }
}
