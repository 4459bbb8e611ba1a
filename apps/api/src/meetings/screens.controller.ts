/** Screens in the hall over HTTP. */
import { Body, Controller, Param } from '@nestjs/common';
import { MeetingSessionId, ScreenToken, ScreenWish, type Screen, type ScreenAddress, type ScreenStatus } from '@comity/contracts';
import type { z } from 'zod';
import { Public } from '../http/access.js';
import { Route } from '../http/route.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { CurrentSession } from '../identity/sessions/session.guard.js';
import { MeetingScreens } from './screens.js';

const Id = () => Param('id', { schema: MeetingSessionId });

@Controller()
export class MeetingScreensController {
  constructor(private readonly screens: MeetingScreens) {}

  @Route('screenStatus', { summary: 'The secretariat: whether a screen in the hall has an address, and whether it names offices' })
  status(@CurrentSession() session: SessionContext, @Id() id: MeetingSessionId): Promise<ScreenStatus> { return this.screens.status(session, id); }

  @Route('makeScreen', { summary: 'The secretariat: an address for a screen in the hall, in place of the one before; shown once', created: true })
  make(@CurrentSession() session: SessionContext, @Id() id: MeetingSessionId, @Body({ schema: ScreenWish }) { names }: z.infer<typeof ScreenWish>): Promise<ScreenAddress> { return this.screens.make(session, id, names); }

  @Route('endScreen', { summary: 'The secretariat: takes the address back' })
  end(@CurrentSession() session: SessionContext, @Id() id: MeetingSessionId): Promise<void> { return this.screens.end(session, id); }

  @Public()
  @Route('screen', { summary: 'Which rooms are taken now and next, to the screen whose address it is' })
  read(@Param('token', { schema: ScreenToken }) token: string): Promise<Screen> { return this.screens.read(token); }
}
