/** Sockets: handshake, dispatch of events, rooms, fan-out. Knows nothing of what the events mean. */
import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { Announcements } from './announcements.js';
import { Denials } from './denials.js';
import { Entrance } from './entrance.js';
import { EventRouter } from './event-router.js';
import { FanOut } from './fan-out.js';
import { Gateway } from './gateway.js';
import { Hints } from './hints.js';
import { SessionWatch } from './session-watch.js';
import { SlowReaders } from './slow-readers.js';
import { Subscriptions } from './subscriptions.js';

@Module({
  imports: [IdentityModule],
  providers: [Announcements, Denials, Entrance, EventRouter, FanOut, Gateway, Hints, SessionWatch, SlowReaders, Subscriptions],
  exports: [Denials, EventRouter, FanOut, Hints, Subscriptions],
})
export class RealtimeModule {}
