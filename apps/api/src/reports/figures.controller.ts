/** Figures over HTTP: what the network decided, and what follows from what was told. */
import { Body, Controller, Param, Query } from '@nestjs/common';
import { FiguresQuery, FiguresSetting, MeetingSessionId, type Figures, type HeldFiguresSetting, type SessionFigures } from '@comity/contracts';
import type { z } from 'zod';
import { Fresh } from '../http/access.js';
import { Refusal } from '../http/refusal.js';
import { Route } from '../http/route.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { CurrentSession } from '../identity/sessions/session.guard.js';
import { Denials } from '../realtime/denials.js';
import { FiguresAccess } from './access.js';
import { FiguresService } from './figures.js';
import { SessionFiguresService } from './session-figures.js';
import { FiguresSettings } from './settings.js';

@Controller()
export class FiguresController {
  constructor(private readonly service: FiguresService, private readonly sessions: SessionFiguresService, private readonly settings: FiguresSettings, private readonly access: FiguresAccess, private readonly denials: Denials) {}

  @Route('figuresSetting', { summary: 'What the network decided about figures, signed by an officer; null where nothing was decided' })
  async setting(@CurrentSession() session: SessionContext): Promise<z.infer<typeof HeldFiguresSetting>> {
    return { setting: await this.settings.find(session) };
  }

  @Fresh()
  @Route('setFigures', { summary: 'Officers: whether clients tell of requests, whether they are asked for offences and amounts, and who sees the figures' })
  set(@CurrentSession() session: SessionContext, @Body({ schema: FiguresSetting }) setting: FiguresSetting): Promise<FiguresSetting> {
    return this.settings.set(session, setting);
  }

  @Route('figures', { summary: 'The figures of a year, small counts kept back: for the secretariat, or for all where an officer opened them' })
  async figures(@CurrentSession() session: SessionContext, @Query({ schema: FiguresQuery }) { year }: z.infer<typeof FiguresQuery>): Promise<Figures> {
    await this.expectReader(session);
    return this.service.of(session, year);
  }

  @Route('sessionFigures', { summary: 'The figures of a session at which authorities met, small counts kept back: for whoever sees figures, of a session that they may know of' })
  async ofSession(@CurrentSession() session: SessionContext, @Param('id', { schema: MeetingSessionId }) id: MeetingSessionId): Promise<SessionFigures> {
    await this.expectReader(session);
    return this.sessions.of(session, id);
  }

  private async expectReader(session: SessionContext): Promise<void> {
    try {
      this.access.expectReader(session, await this.settings.find(session));
    } catch (error) {
      if (error instanceof Refusal) this.denials.record(session, 'reports.figures', null, error.problem.code);
      throw error;
    }
  }
}
