/** What clients tell of requests over HTTP, and what they were told of. */
import { Body, Controller, Param, Query } from '@nestjs/common';
import { MatterAmount, MatterOffence, MatterQuery, MatterReport, SpaceId, type MatterStatistics, type ToldMatter } from '@comity/contracts';
import type { z } from 'zod';
import { Route } from '../http/route.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { CurrentSession } from '../identity/sessions/session.guard.js';
import { MatterList } from './list.js';
import { ToldMatters } from './told.js';

@Controller()
export class MattersController {
  constructor(private readonly list: MatterList, private readonly told: ToldMatters) {}

  @Route('matters', { summary: 'The requests of the caller\'s authority that the caller is inside of, as the service was told of them' })
  matters(@CurrentSession() session: SessionContext, @Query({ schema: MatterQuery }) query: MatterQuery): Promise<ToldMatter[]> {
    return this.list.page(session, query);
  }

  @Route('tellMatter', { summary: 'Tells of a step of the caller\'s that stands, if the network wants to know; once' })
  tell(@CurrentSession() session: SessionContext, @Param('id', { schema: SpaceId }) id: SpaceId, @Body({ schema: MatterReport }) report: MatterReport): Promise<void> {
    return this.told.tell(session, id, report);
  }

  @Route('matterStatistics', { summary: 'The requesting authority: what it said of a request for statistics, and of which assets it can' })
  statistics(@CurrentSession() session: SessionContext, @Param('id', { schema: SpaceId }) id: SpaceId): Promise<MatterStatistics> {
    return this.told.statisticsOf(session, id);
  }

  @Route('tellOffence', { summary: 'The requesting authority: a category of offence for statistics, if the network asks for it' })
  offence(@CurrentSession() session: SessionContext, @Param('id', { schema: SpaceId }) id: SpaceId, @Body({ schema: MatterOffence }) { offence }: z.infer<typeof MatterOffence>): Promise<void> {
    return this.told.tellOffence(session, id, offence);
  }

  @Route('tellAmount', { summary: 'The requesting authority: what an asset is worth by order of magnitude, for statistics, if the network asks for it' })
  amount(@CurrentSession() session: SessionContext, @Param('id', { schema: SpaceId }) id: SpaceId, @Body({ schema: MatterAmount }) told: MatterAmount): Promise<void> {
    return this.told.tellAmount(session, id, told);
  }
}
