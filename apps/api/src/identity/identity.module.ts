/** Identity: networks, practitioners, devices and sessions. Other rooms meet it through what it exports. */
import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { SessionEvents } from './sessions/session-events.js';
import { SessionGuard } from './sessions/session.guard.js';
import { SessionService } from './sessions/session.service.js';
import { SessionSweep } from './sessions/session-sweep.js';

@Module({
  providers: [SessionEvents, SessionService, SessionSweep, { provide: APP_GUARD, useClass: SessionGuard }],
  exports: [SessionEvents, SessionService],
})
export class IdentityModule {}
