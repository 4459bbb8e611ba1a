/** Requests for meetings over HTTP. */
import { Body, Controller, Param, Query } from '@nestjs/common';
import { MeetingAct, MeetingRequestId, MeetingRequestQuery, MeetingSessionId, OutcomeWord, type MeetingRequest, type MeetingWords } from '@comity/contracts';
import { Route } from '../http/route.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { CurrentSession } from '../identity/sessions/session.guard.js';
import { MeetingOutcomes } from './outcomes.js';
import { MeetingRequests } from './requests.js';

@Controller()
export class MeetingRequestsController {
  constructor(private readonly requests: MeetingRequests, private readonly outcomes: MeetingOutcomes) {}

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

  @Route('meetingOutcomes', { summary: 'What parties signed of what became of meetings: all for the secretariat, others of those that their authority is a party of' })
  said(@CurrentSession() session: SessionContext, @Param('id', { schema: MeetingSessionId }) id: MeetingSessionId): Promise<MeetingWords[]> {
    return this.outcomes.list(session, id);
  }

  @Route('sayOutcome', { summary: 'A party says what became of a meeting that began, or corrects what it said, signed by the calling device' })
  say(@CurrentSession() session: SessionContext, @Param('id', { schema: MeetingSessionId }) id: MeetingSessionId, @Param('request', { schema: MeetingRequestId }) request: MeetingRequestId, @Body({ schema: OutcomeWord }) word: OutcomeWord): Promise<MeetingWords> {
    return this.outcomes.say(session, id, request, word);
  }
}
