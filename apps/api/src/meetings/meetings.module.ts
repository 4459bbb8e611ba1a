/** Meetings: sessions, requests, timetables and calendars, blind to what is talked about. Other rooms meet it through what it exports. */
import { Module, type OnModuleInit } from '@nestjs/common';
import { Log } from '../http/log.js';
import { IdentityModule } from '../identity/identity.module.js';
import { RealtimeModule } from '../realtime/realtime.module.js';
import { MeetingAccess } from './access.js';
import { ActJudge } from './act-judge.js';
import { MeetingDrafts } from './drafts.js';
import { MeetingFates } from './fates.js';
import { MeetingFeeds } from './feeds.js';
import { MeetingFeedsController } from './feeds.controller.js';
import { MeetingMail } from './mail.js';
import { MeetingMailController } from './mail.controller.js';
import { MailQueue } from './mail-queue.js';
import { Mailer } from './mailer.js';
import { MeetingNews } from './news.js';
import { MeetingOutcomes } from './outcomes.js';
import { PlanRunner } from './plan-runner.js';
import { PlanThreads } from './plan-threads.js';
import { MeetingPlans } from './plans.js';
import { MeetingPresence } from './presence.js';
import { MeetingPublications } from './publications.js';
import { MeetingRequests } from './requests.js';
import { MeetingRequestsController } from './requests.controller.js';
import { MeetingRoster } from './roster.js';
import { MeetingScreens } from './screens.js';
import { MeetingScreensController } from './screens.controller.js';
import { MeetingSessions } from './sessions.js';
import { MeetingSessionsController } from './sessions.controller.js';
import { MeetingTalks } from './talks.js';
import { MeetingTallies } from './tallies.js';
import { TimetableController } from './timetable.controller.js';
import { outdatedZones } from './wall-time.js';

@Module({
  imports: [IdentityModule, RealtimeModule],
  controllers: [MeetingSessionsController, MeetingRequestsController, TimetableController, MeetingFeedsController, MeetingMailController, MeetingScreensController],
  providers: [MeetingAccess, MeetingNews, MeetingSessions, MeetingRoster, ActJudge, MeetingTalks, MeetingRequests, MeetingOutcomes, MeetingDrafts, MeetingPlans, PlanThreads, PlanRunner, MeetingPublications, MeetingPresence, MeetingFeeds, Mailer, MailQueue, MeetingMail, MeetingScreens, MeetingFates, MeetingTallies],
  exports: [MeetingTallies],
})
export class MeetingsModule implements OnModuleInit {
  constructor(private readonly log: Log) {}

  onModuleInit(): void {
    const zones = outdatedZones();
    if (zones.length > 0) this.log.warn('time-zones-outdated', { count: zones.length });
  }
}
