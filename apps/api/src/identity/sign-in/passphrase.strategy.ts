/** Sign-in by passphrase and TOTP. */
import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-custom';
import type { Request } from 'express';
import { PassphraseSignIn } from '@comity/contracts';
import { Audited } from '../../audit/audited.js';
import { parseContract } from '../../http/contract.pipe.js';
import { Refusal } from '../../http/refusal.js';
import { NetworkService } from '../network.service.js';
import { SessionService } from '../sessions/session.service.js';
import { PassphraseVerifier } from './passphrase-verifier.js';
import { SignInService, type SignedIn } from './sign-in.service.js';
import { sourceOf } from './source.js';

@Injectable()
export class PassphraseStrategy extends PassportStrategy(Strategy, 'passphrase') {
  constructor(private readonly verifier: PassphraseVerifier, private readonly signIn: SignInService, private readonly sessions: SessionService, private readonly networks: NetworkService, private readonly audited: Audited) {
    super();
  }

  async validate(request: Request): Promise<SignedIn> {
    const claim = parseContract(PassphraseSignIn, request.body), source = sourceOf(request);
    await this.networks.get();
    const previous = await this.sessions.authenticate(request.headers.cookie);
    let actor: string | null = null;
    const verified = await this.verifier.verify({ ...claim, source }, (practitioner) => { actor = practitioner; });
    return this.audited.perform({ action: 'identity.sign-in-passphrase', actor }, async (unit) => {
      if (verified === undefined || !await this.verifier.burn(unit.em, verified, source)) throw new Refusal('sign-in-refused');
      return this.signIn.open(unit, verified.account, 'passphrase', previous);
    });
  }
}
