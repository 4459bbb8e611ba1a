/** Confirms the person of a live session by passphrase and TOTP. */
import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-custom';
import type { Request } from 'express';
import { PassphraseStepUp } from '@comity/contracts';
import { Audited } from '../../audit/audited.js';
import { parseContract } from '../../http/contract.pipe.js';
import { Refusal } from '../../http/refusal.js';
import { SessionService } from '../sessions/session.service.js';
import { PassphraseVerifier } from './passphrase-verifier.js';
import { SignInService, type SignedIn } from './sign-in.service.js';
import { sourceOf } from './source.js';

@Injectable()
export class PassphraseStepUpStrategy extends PassportStrategy(Strategy, 'passphrase-step-up') {
  constructor(private readonly verifier: PassphraseVerifier, private readonly signIn: SignInService, private readonly sessions: SessionService, private readonly audited: Audited) {
    super();
  }

  async validate(request: Request): Promise<SignedIn> {
    const claim = parseContract(PassphraseStepUp, request.body), source = sourceOf(request);
    const held = await this.sessions.authenticate(request.headers.cookie);
    if (held === null) throw new Refusal('not-signed-in');
    const verified = claim.login === undefined || claim.login === held.login ? await this.verifier.verify({ ...claim, login: held.login, source }, () => undefined) : undefined;
    return this.audited.perform({ action: 'identity.step-up-passphrase', actor: held.practitioner, subject: held.session }, async (unit) => {
      if (verified === undefined || !await this.verifier.burn(unit.em, verified, source)) throw new Refusal('sign-in-refused');
      return this.signIn.confirm(unit, held, 'passphrase');
    });
  }
}
