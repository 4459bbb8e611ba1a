/** One's own sessions: look, prove a device, sign out here or everywhere. */
import { Body, Controller, Inject, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { DeviceAttach, type Session, type SessionSummary } from '@comity/contracts';
import { CONFIG, type Config } from '../../config.js';
import { AnyState } from '../../http/access.js';
import { Route } from '../../http/route.js';
import { DeviceAttachService } from './device-attach.service.js';
import type { SessionContext } from './session-context.js';
import { noSessionCookie } from './session-cookie.js';
import { SessionView } from './session-view.js';
import { CurrentSession } from './session.guard.js';
import { SessionService } from './session.service.js';
import { SignOutService } from './sign-out.service.js';

const SessionId = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'must be the id of a session');

@AnyState()
@Controller()
export class SessionsController {
  constructor(private readonly sessions: SessionService, private readonly view: SessionView, private readonly devices: DeviceAttachService, private readonly signOuts: SignOutService, @Inject(CONFIG) private readonly config: Config) {}

  @Route('session', { summary: 'The caller\'s session' })
  current(@CurrentSession() session: SessionContext): Promise<Session> {
    return this.view.of(session);
  }

  @Route('sessions', { summary: 'All live sessions of the caller' })
  async list(@CurrentSession() session: SessionContext): Promise<SessionSummary[]> {
    return (await this.sessions.list(session.practitioner)).map((each) => this.view.summary(each, session.session));
  }

  @Route('attachDevice', { summary: 'Proves possession of a certified device\'s key; the session acts as that device' })
  attach(@CurrentSession() session: SessionContext, @Body({ schema: DeviceAttach }) { device, signature }: z.infer<typeof DeviceAttach>): Promise<Session> {
    return this.devices.attach(session, device, Buffer.from(signature, 'base64url'));
  }

  @Route('signOut', { summary: 'Ends this session and its sockets' })
  async signOut(@CurrentSession() session: SessionContext, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.signOuts.here(session);
    response.appendHeader('Set-Cookie', noSessionCookie(this.config));
  }

  @Route('endSession', { summary: 'Ends another session of the caller and its sockets' })
  end(@CurrentSession() session: SessionContext, @Param('id', { schema: SessionId }) id: string): Promise<void> {
    return this.signOuts.other(session, id);
  }

  @Route('signOutEverywhere', { summary: 'Ends all sessions of the caller and their sockets' })
  async signOutEverywhere(@CurrentSession() session: SessionContext, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.signOuts.everywhere(session);
    response.appendHeader('Set-Cookie', noSessionCookie(this.config));
  }
}
