/** The chain of trust over HTTP: read it, add to it. */
import { Body, Controller, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { DeviceId, StatementQuery, StatementSubmission, type SignedStatement, type StatementAccepted, type StatementPage } from '@comity/contracts';
import { Audited } from '../../audit/audited.js';
import { Fresh, Public } from '../../http/access.js';
import { Refusal } from '../../http/refusal.js';
import { Route } from '../../http/route.js';
import type { SessionContext } from '../sessions/session-context.js';
import { CurrentSession } from '../sessions/session.guard.js';
import { StatementService } from './statement.service.js';

@Controller()
export class StatementsController {
  constructor(private readonly statements: StatementService, private readonly audited: Audited) {}

  @Route('statements', { summary: 'One page of the network\'s statements, in order' })
  page(@Query({ schema: StatementQuery }) { after, limit }: z.infer<typeof StatementQuery>): Promise<StatementPage> {
    return this.statements.page(after, limit);
  }

  /** Open to all: a device that was revoked has lost its session with it, and is to erase what it holds. Ids are known to members alone. */
  @Public()
  @Route('deviceEnd', { summary: 'The statement that revoked a device' })
  async deviceEnd(@Param('id', { schema: DeviceId }) id: DeviceId): Promise<SignedStatement> {
    const found = await this.statements.endOf(id);
    if (found === undefined) throw new Refusal('not-found');
    return found;
  }

  @Fresh()
  @Route('submitStatement', { summary: 'Adds a statement that the caller signed alone', created: true })
  submit(@CurrentSession() session: SessionContext, @Body({ schema: StatementSubmission }) { statement }: z.infer<typeof StatementSubmission>): Promise<StatementAccepted> {
    return this.audited.perform({ action: `identity.${statement.body.kind}`, actor: session.practitioner }, (unit) => this.statements.accept(unit, statement, session.practitioner));
  }
}
