/** Confirms the person of a live session by one of their own passkeys. */
import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-custom';
import type { Request } from 'express';
import { PasskeyResponse } from '@comity/contracts';
import { Audited } from '../../audit/audited.js';
import { parseContract } from '../../http/contract.pipe.js';
import { Refusal } from '../../http/refusal.js';
import { SessionService } from '../sessions/session.service.js';
import { SignInService, type SignedIn } from '../sign-in/sign-in.service.js';
import { PasskeyVerifier } from './passkey-verifier.js';

@Injectable()
export class PasskeyStepUpStrategy extends PassportStrategy(Strategy, 'passkey-step-up') {
  constructor(private readonly verifier: PasskeyVerifier, private readonly signIn: SignInService, private readonly sessions: SessionService, private readonly audited: Audited) {
    super();
  }

  async validate(request: Request): Promise<SignedIn> {
    const { response } = parseContract(PasskeyResponse, request.body);
    const held = await this.sessions.authenticate(request.headers.cookie);
    if (held === null) throw new Refusal('not-signed-in');
    const account = await this.verifier.verify(response, 'step-up', held.session);
    return this.audited.perform({ action: 'identity.step-up-passkey', actor: held.practitioner, subject: held.session }, async (unit) => {
      if (account?.practitioner !== held.practitioner) throw new Refusal('sign-in-refused');
      return this.signIn.confirm(unit, held, 'passkey');
    });
  }
}
