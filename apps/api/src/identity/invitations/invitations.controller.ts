/** Invitations over HTTP, for those who invite. */
import { Body, Controller, Param } from '@nestjs/common';
import type { z } from 'zod';
import { InvitationId, InvitationRequest, type Invitation } from '@comity/contracts';
import { Fresh } from '../../http/access.js';
import { Route } from '../../http/route.js';
import type { SessionContext } from '../sessions/session-context.js';
import { CurrentSession } from '../sessions/session.guard.js';
import { InvitationService } from './invitation.service.js';

@Controller()
export class InvitationsController {
  constructor(private readonly invitations: InvitationService) {}

  @Route('invitations', { summary: 'Invitations of the caller and, for focal points and officers, of their authority' })
  list(@CurrentSession() session: SessionContext): Promise<Invitation[]> {
    return this.invitations.list(session);
  }

  @Fresh()
  @Route('invite', { summary: 'Makes a one-time invitation', created: true })
  invite(@CurrentSession() session: SessionContext, @Body({ schema: InvitationRequest }) request: z.infer<typeof InvitationRequest>): Promise<Invitation> {
    return this.invitations.invite(session, request);
  }

  @Fresh()
  @Route('withdrawInvitation', { summary: 'Withdraws an invitation nobody was vouched for by' })
  withdraw(@CurrentSession() session: SessionContext, @Param('id', { schema: InvitationId }) id: InvitationId): Promise<void> {
    return this.invitations.withdraw(session, id);
  }
}
