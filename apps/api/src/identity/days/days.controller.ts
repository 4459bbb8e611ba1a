/** The working days of States over HTTP: what is stated, and stating it. */
import { Body, Controller, Param } from '@nestjs/common';
import { AuthorityId, StatedDays, type DaysIndex } from '@comity/contracts';
import type { z } from 'zod';
import { Fresh } from '../../http/access.js';
import { Route } from '../../http/route.js';
import type { SessionContext } from '../sessions/session-context.js';
import { CurrentSession } from '../sessions/session.guard.js';
import { DaysService } from './days.service.js';

@Controller()
export class DaysController {
  constructor(private readonly days: DaysService) {}

  @Route('daysIndex', { summary: 'Which authorities stated the working days of their State, and when they did last' })
  index(@CurrentSession() session: SessionContext): Promise<z.infer<typeof DaysIndex>> {
    return this.days.index(session);
  }

  @Route('statedDays', { summary: 'The working days of its State as an authority stated them, signed by one of its focal points' })
  find(@CurrentSession() session: SessionContext, @Param('id', { schema: AuthorityId }) id: AuthorityId): Promise<StatedDays> {
    return this.days.find(session, id);
  }

  @Fresh()
  @Route('stateDays', { summary: 'Focal points: the working days of the State of their authority, signed; newer than what it stated before' })
  state(@CurrentSession() session: SessionContext, @Param('id', { schema: AuthorityId }) id: AuthorityId, @Body({ schema: StatedDays }) days: StatedDays): Promise<StatedDays> {
    return this.days.state(session, id, days);
  }
}
