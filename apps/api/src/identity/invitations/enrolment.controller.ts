/** Invitations over HTTP, for those who hold a link. */
import { Body, Controller, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { z } from 'zod';
import { Enrolment, InvitationToken, type InvitationView, type Session } from '@comity/contracts';
import { Public } from '../../http/access.js';
import { Route } from '../../http/route.js';
import { SignInService } from '../sign-in/sign-in.service.js';
import { EnrolmentService } from './enrolment.service.js';

@Public()
@Controller()
export class EnrolmentController {
  constructor(private readonly enrolments: EnrolmentService, private readonly signIn: SignInService) {}

  @Route('viewInvitation', { summary: 'What an invitation is for, to the holder of its token' })
  view(@Body({ schema: InvitationToken }) { token }: z.infer<typeof InvitationToken>): Promise<InvitationView> {
    return this.enrolments.view(token);
  }

  @Route('enrol', { summary: 'Makes an account that waits for vouching, and signs it in', created: true })
  async enrol(@Body({ schema: Enrolment }) enrolment: Enrolment, @Res({ passthrough: true }) response: Response): Promise<Session> {
    return this.signIn.answer(response, await this.enrolments.enrol(enrolment));
  }
}
