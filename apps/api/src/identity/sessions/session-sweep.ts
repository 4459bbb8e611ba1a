/** Looks every few seconds for sessions whose time is over, so that their sockets close without waiting for a request. */
import { Injectable } from '@nestjs/common';
import { Log } from '../../http/log.js';
import { Sweep } from '../../sweep.js';
import { SessionEvents } from './session-events.js';
import { SessionService } from './session.service.js';

const interval = 5_000;

@Injectable()
export class SessionSweep extends Sweep {
  constructor(private readonly sessions: SessionService, private readonly events: SessionEvents, log: Log) { super(log, interval, 'sweep-failed'); }

  protected override async round(): Promise<void> {
    const sessions = await this.sessions.endExpired();
    if (sessions.length > 0) this.events.emit('ended', { sessions, reason: 'expired' });
  }
}
