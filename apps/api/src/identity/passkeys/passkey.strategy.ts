/** Sign-in by passkey: phishing-resistant, needs neither passphrase nor code, and no failures of others stand in its way. */
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
import { attemptOf } from './attempt-cookie.js';
import { PasskeyVerifier } from './passkey-verifier.js';

@Injectable()
export class PasskeyStrategy extends PassportStrategy(Strategy, 'passkey') {
  constructor(private readonly verifier: PasskeyVerifier, private readonly signIn: SignInService, private readonly sessions: SessionService, private readonly audited: Audited) {
    super();
  }

  async validate(request: Request): Promise<SignedIn> {
    const { response } = parseContract(PasskeyResponse, request.body), attempt = attemptOf(request.headers.cookie);
    const account = attempt === undefined ? undefined : await this.verifier.verify(response, 'sign-in', attempt);
    const previous = await this.sessions.authenticate(request.headers.cookie);
    return this.audited.perform({ action: 'identity.sign-in-passkey', actor: account?.practitioner ?? null }, async (unit) => {
      if (account === undefined) throw new Refusal('sign-in-refused');
      return this.signIn.open(unit, account, 'passkey', previous);
    });
  }
}
