/** Sign-in and step-up by passkey: first the options, then the assertion. */
import { Body, Controller, Inject, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { PasskeyResponse, type Session } from '@comity/contracts';
import { CONFIG, type Config } from '../../config.js';
import { AnyState, Public } from '../../http/access.js';
import { Route } from '../../http/route.js';
import type { SessionContext } from '../sessions/session-context.js';
import { newToken } from '../sessions/session-cookie.js';
import { CurrentSession } from '../sessions/session.guard.js';
import { SignInService, type SignedIn } from '../sign-in/sign-in.service.js';
import { Proved, Strategy } from '../sign-in/strategy.js';
import { attemptCookie } from './attempt-cookie.js';
import { CeremonyService } from './ceremony.service.js';
import { RelyingParty } from './relying-party.js';

@Controller()
export class PasskeySignInController {
  constructor(private readonly ceremonies: CeremonyService, private readonly relyingParty: RelyingParty, private readonly signIn: SignInService, @Inject(CONFIG) private readonly config: Config) {}

  @Public()
  @Route('passkeySignInOptions', { summary: 'A challenge for a passkey sign-in, tied to this browser' })
  async options(@Res({ passthrough: true }) response: Response): Promise<object> {
    const attempt = newToken();
    const options = await this.relyingParty.authenticationOptions(await this.ceremonies.issue('sign-in', attempt));
    response.appendHeader('Set-Cookie', attemptCookie(this.config, attempt));
    return options;
  }

  @Public()
  @UseGuards(Strategy('passkey'))
  @Route('signInPasskey', { summary: 'Signs in by passkey; sets the session\'s cookie' })
  passkey(@Body({ schema: PasskeyResponse }) _response: unknown, @Proved() proved: SignedIn, @Res({ passthrough: true }) response: Response): Promise<Session> {
    return this.signIn.answer(response, proved);
  }

  @AnyState()
  @Route('passkeyStepUpOptions', { summary: 'A challenge to confirm this session by passkey' })
  async stepUpOptions(@CurrentSession() session: SessionContext): Promise<object> {
    return this.relyingParty.authenticationOptions(await this.ceremonies.issue('step-up', session.session));
  }

  @AnyState()
  @UseGuards(Strategy('passkey-step-up'))
  @Route('stepUpPasskey', { summary: 'Confirms the session by passkey; replaces the cookie' })
  stepUp(@Body({ schema: PasskeyResponse }) _response: unknown, @Proved() proved: SignedIn, @Res({ passthrough: true }) response: Response): Promise<Session> {
    return this.signIn.answer(response, proved);
  }
}
