/** Requests for meetings over HTTP. */
import { Body, Controller, Param, Query } from '@nestjs/common';
import { MeetingAct, MeetingRequestId, MeetingRequestQuery, MeetingSessionId, type MeetingRequest } from '@comity/contracts';
import { Route } from '../http/route.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { CurrentSession } from '../identity/sessions/session.guard.js';
import { MeetingRequests } from './requests.js';

@Controller()
export class MeetingRequestsController {
  constructor(private readonly requests: MeetingRequests) {}

  @Route('meetingRequests', { summary: 'Requests with their signed acts: all for the secretariat, others those that their authority is a party of' })
  list(@CurrentSession() session: SessionContext, @Param('id', { schema: MeetingSessionId }) id: MeetingSessionId, @Query({ schema: MeetingRequestQuery }) query: MeetingRequestQuery): Promise<MeetingRequest[]> {
    return this.requests.list(session, id, query);
  }

  @Route('meetingRequest', { summary: 'One request with its signed acts' })
  one(@CurrentSession() session: SessionContext, @Param('id', { schema: MeetingSessionId }) id: MeetingSessionId, @Param('request', { schema: MeetingRequestId }) request: MeetingRequestId): Promise<MeetingRequest> {
    return this.requests.one(session, id, request);
  }

  @Route('actOnRequest', { summary: 'A party asks, accepts, counters, declines or withdraws, signed by the calling device' })
  act(@CurrentSession() session: SessionContext, @Param('id', { schema: MeetingSessionId }) id: MeetingSessionId, @Param('request', { schema: MeetingRequestId }) request: MeetingRequestId, @Body({ schema: MeetingAct }) act: MeetingAct): Promise<MeetingRequest> {
    return this.requests.act(session, id, request, act);
  }
}
