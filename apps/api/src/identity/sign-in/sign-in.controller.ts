/** Sign-in and step-up by passphrase. The strategies prove; the routes hand over the cookie. */
import { Body, Controller, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { PassphraseSignIn, PassphraseStepUp, type Session } from '@comity/contracts';
import { AnyState, Public } from '../../http/access.js';
import { Route } from '../../http/route.js';
import { SignInService, type SignedIn } from './sign-in.service.js';
import { Proved, Strategy } from './strategy.js';

@Controller()
export class SignInController {
  constructor(private readonly signIn: SignInService) {}

  @Public()
  @UseGuards(Strategy('passphrase'))
  @Route('signInPassphrase', { summary: 'Signs in by passphrase and TOTP; sets the session\'s cookie' })
  passphrase(@Body({ schema: PassphraseSignIn }) _claim: unknown, @Proved() proved: SignedIn, @Res({ passthrough: true }) response: Response): Promise<Session> {
    return this.signIn.answer(response, proved);
  }

  @AnyState()
  @UseGuards(Strategy('passphrase-step-up'))
  @Route('stepUpPassphrase', { summary: 'Confirms the session by passphrase and TOTP; replaces the cookie' })
  stepUp(@Body({ schema: PassphraseStepUp }) _claim: unknown, @Proved() proved: SignedIn, @Res({ passthrough: true }) response: Response): Promise<Session> {
    return this.signIn.answer(response, proved);
  }
}
