/** Root actions over HTTP: propose, list, co-sign. */
import { Body, Controller, Param } from '@nestjs/common';
import { z } from 'zod';
import { StatementCoSignature, StatementId, StatementProposal, type PendingStatement, type StatementAccepted } from '@comity/contracts';
import { Fresh } from '../../http/access.js';
import { Route } from '../../http/route.js';
import type { SessionContext } from '../sessions/session-context.js';
import { CurrentSession } from '../sessions/session.guard.js';
import { RootActionService } from './root-action.service.js';

@Controller()
export class RootActionsController {
  constructor(private readonly actions: RootActionService) {}

  @Route('pendingStatements', { summary: 'Root actions that wait for the second officer; nothing for anybody else' })
  list(@CurrentSession() session: SessionContext): Promise<PendingStatement[]> {
    return this.actions.list(session.practitioner);
  }

  @Fresh()
  @Route('proposeStatement', { summary: 'Proposes a root action with the first officer\'s signature', created: true })
  propose(@CurrentSession() session: SessionContext, @Body({ schema: StatementProposal }) { body, signature }: z.infer<typeof StatementProposal>): Promise<PendingStatement> {
    return this.actions.propose(session.practitioner, body, signature);
  }

  @Fresh()
  @Route('coSignStatement', { summary: 'Adds the second officer\'s signature; the statement takes effect', created: true })
  coSign(@CurrentSession() session: SessionContext, @Param('id', { schema: StatementId }) id: StatementId, @Body({ schema: StatementCoSignature }) { signature }: z.infer<typeof StatementCoSignature>): Promise<StatementAccepted> {
    return this.actions.coSign(session.practitioner, id, signature);
  }
}
