/** Passport's strategies here speak our problems: what they throw reaches the client as it is. */
import { AuthGuard } from '@nestjs/passport';
import { Injectable, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { Refusal } from '../../http/refusal.js';
import type { SignedIn } from './sign-in.service.js';

const property = 'comitySignedIn';
type WithSignedIn = Request & { [property]?: SignedIn };

/** Runs the named strategy; a refusal is passed on, anything but a sign-in is `sign-in-refused`. */
export function Strategy(name: 'passphrase' | 'passkey' | 'passphrase-step-up' | 'passkey-step-up') {
  @Injectable()
  class StrategyGuard extends AuthGuard(name) {
    override getAuthenticateOptions() {
      return { session: false, property };
    }

    override handleRequest<T>(error: unknown, signedIn: T | false): T {
      if (error instanceof Error) throw error;
      if (error !== null && error !== undefined || signedIn === false) throw new Refusal('sign-in-refused');
      return signedIn;
    }
  }
  return StrategyGuard;
}

/** What the route's strategy proved. */
export const Proved = createParamDecorator((_data: unknown, context: ExecutionContext): SignedIn => {
  const signedIn = context.switchToHttp().getRequest<WithSignedIn>()[property];
  if (signedIn === undefined) throw new Refusal('sign-in-refused');
  return signedIn;
});
