/** Invitations by e-mail over HTTP: whether the caller wants them, and where. */
import { Body, Controller } from '@nestjs/common';
import { MailCode, MailWish, type MailStatus } from '@comity/contracts';
import type { z } from 'zod';
import { Route } from '../http/route.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { CurrentSession } from '../identity/sessions/session.guard.js';
import { MeetingMail } from './mail.js';

@Controller()
export class MeetingMailController {
  constructor(private readonly mail: MeetingMail) {}

  @Route('mailStatus', { summary: 'Whether the caller has invitations sent, and where' })
  status(@CurrentSession() session: SessionContext): Promise<MailStatus> { return this.mail.status(session); }

  @Route('setMail', { summary: 'An address for the caller’s invitations: a code is sent there' })
  set(@CurrentSession() session: SessionContext, @Body({ schema: MailWish }) wish: MailWish): Promise<MailStatus> { return this.mail.set(session, wish); }

  @Route('confirmMail', { summary: 'The code that came to the address: from then on invitations do' })
  confirm(@CurrentSession() session: SessionContext, @Body({ schema: MailCode }) { code }: z.infer<typeof MailCode>): Promise<MailStatus> { return this.mail.confirm(session, code); }

  @Route('endMail', { summary: 'Deletes the caller’s address, and what was to be sent there' })
  end(@CurrentSession() session: SessionContext): Promise<void> { return this.mail.end(session); }
}
