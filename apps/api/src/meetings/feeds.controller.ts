/** Calendar addresses over HTTP. */
import { Controller, Header, Param } from '@nestjs/common';
import { CalendarToken, type FeedAddress, type FeedStatus } from '@comity/contracts';
import type { z } from 'zod';
import { Public } from '../http/access.js';
import { Route } from '../http/route.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { CurrentSession } from '../identity/sessions/session.guard.js';
import { MeetingFeeds } from './feeds.js';

@Controller()
export class MeetingFeedsController {
  constructor(private readonly feeds: MeetingFeeds) {}

  @Route('feedStatus', { summary: 'Whether the caller has a calendar address' })
  status(@CurrentSession() session: SessionContext): Promise<z.infer<typeof FeedStatus>> { return this.feeds.status(session); }

  @Route('makeFeed', { summary: 'A calendar address for the caller, in place of the one before; shown once', created: true })
  make(@CurrentSession() session: SessionContext): Promise<z.infer<typeof FeedAddress>> { return this.feeds.make(session); }

  @Route('endFeed', { summary: 'Takes the caller’s calendar address back' })
  end(@CurrentSession() session: SessionContext): Promise<void> { return this.feeds.end(session); }

  @Public()
  @Header('Content-Type', 'text/calendar; charset=utf-8')
  @Route('calendar', { summary: 'The meetings of the person whose address it is, without a word of what they are about', bytes: 'calendar' })
  calendar(@Param('token', { schema: CalendarToken }) token: string): Promise<string> { return this.feeds.read(token); }
}
