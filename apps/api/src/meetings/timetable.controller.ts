/** The timetable over HTTP: draft, plans, and what is published. */
import { Body, Controller, Param, Query } from '@nestjs/common';
import { AgendaQuery, AtDraft, DayLocks, DraftEdits, DraftQuery, MeetingSessionId, PlanId, PlanOrder, PresenceWord, type Agenda, type DraftCheck, type Elsewhere, type Plan, type Presence, type Publication, type TimetableDraft } from '@comity/contracts';
import type { z } from 'zod';
import { Route } from '../http/route.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { CurrentSession } from '../identity/sessions/session.guard.js';
import { MeetingDrafts } from './drafts.js';
import { PlanRunner } from './plan-runner.js';
import { MeetingPlans } from './plans.js';
import { MeetingPresence } from './presence.js';
import { MeetingPublications } from './publications.js';

const Id = () => Param('id', { schema: MeetingSessionId });
const PlanOf = () => Param('plan', { schema: PlanId });

@Controller()
export class TimetableController {
  constructor(private readonly drafts: MeetingDrafts, private readonly orders: MeetingPlans, private readonly runner: PlanRunner, private readonly publications: MeetingPublications, private readonly presence: MeetingPresence) {}

  @Route('timetableDraft', { summary: 'The secretariat: the draft, or what changed in it since a version' })
  draft(@CurrentSession() session: SessionContext, @Id() id: MeetingSessionId, @Query({ schema: DraftQuery }) { since }: z.infer<typeof DraftQuery>): Promise<TimetableDraft> { return this.drafts.read(session, id, since); }

  @Route('editDraft', { summary: 'The secretariat: places, moves, pins and unplaces meetings, all or none' })
  edit(@CurrentSession() session: SessionContext, @Id() id: MeetingSessionId, @Body({ schema: DraftEdits }) edits: DraftEdits): Promise<TimetableDraft> { return this.drafts.edit(session, id, edits); }

  @Route('lockDays', { summary: 'The secretariat: days that stay as they are' })
  lock(@CurrentSession() session: SessionContext, @Id() id: MeetingSessionId, @Body({ schema: DayLocks }) locks: z.infer<typeof DayLocks>): Promise<TimetableDraft> { return this.drafts.lock(session, id, locks); }

  @Route('checkDraft', { summary: 'The secretariat: which rules the draft breaks, and what is not placed' })
  check(@CurrentSession() session: SessionContext, @Id() id: MeetingSessionId): Promise<DraftCheck> { return this.drafts.check(session, id); }

  @Route('elsewhere', { summary: 'The secretariat: in which slots people of the session are in published meetings of others' })
  elsewhere(@CurrentSession() session: SessionContext, @Id() id: MeetingSessionId): Promise<Elsewhere[]> { return this.drafts.elsewhere(session, id); }

  @Route('bePresent', { summary: 'The secretariat: who has the timetable open, and which meeting in hand' })
  bePresent(@CurrentSession() session: SessionContext, @Id() id: MeetingSessionId, @Body({ schema: PresenceWord }) word: PresenceWord): Promise<Presence[]> { return this.presence.say(session, id, word); }

  @Route('plans', { summary: 'The secretariat: the last plans' })
  plans(@CurrentSession() session: SessionContext, @Id() id: MeetingSessionId): Promise<Plan[]> { return this.orders.list(session, id); }

  @Route('orderPlan', { summary: 'The secretariat: has the session planned, or planned anew with few changes', created: true })
  async order(@CurrentSession() session: SessionContext, @Id() id: MeetingSessionId, @Body({ schema: PlanOrder }) order: PlanOrder): Promise<Plan> {
    const plan = await this.orders.order(session, id, order);
    void this.runner.sweep();
    return plan;
  }

  @Route('plan', { summary: 'The secretariat: how far a plan is, and what it would change' })
  plan(@CurrentSession() session: SessionContext, @Id() id: MeetingSessionId, @PlanOf() plan: PlanId): Promise<Plan> { return this.orders.one(session, id, plan); }

  @Route('cancelPlan', { summary: 'The secretariat: gives up a plan, or puts one aside that nobody wants' })
  cancel(@CurrentSession() session: SessionContext, @Id() id: MeetingSessionId, @PlanOf() plan: PlanId): Promise<Plan> { return this.orders.cancel(session, id, plan); }

  @Route('approvePlan', { summary: 'The secretariat: puts what a plan proposes into the draft' })
  approve(@CurrentSession() session: SessionContext, @Id() id: MeetingSessionId, @PlanOf() plan: PlanId, @Body({ schema: AtDraft }) { draft }: z.infer<typeof AtDraft>): Promise<TimetableDraft> { return this.orders.approve(session, id, plan, draft); }

  @Route('publishTimetable', { summary: 'The secretariat: publishes the draft, if it breaks no rule' })
  publish(@CurrentSession() session: SessionContext, @Id() id: MeetingSessionId, @Body({ schema: AtDraft }) { draft }: z.infer<typeof AtDraft>): Promise<Agenda> { return this.publications.publish(session, id, draft); }

  @Route('publications', { summary: 'The versions that were published: when, by whom, and in how many meetings of the caller’s each differs from the one before' })
  versions(@CurrentSession() session: SessionContext, @Id() id: MeetingSessionId): Promise<Publication[]> { return this.publications.versions(session, id); }

  @Route('agenda', { summary: 'What is published, as far as the caller sees it, and what changed against the version before' })
  agenda(@CurrentSession() session: SessionContext, @Id() id: MeetingSessionId, @Query({ schema: AgendaQuery }) { version }: z.infer<typeof AgendaQuery>): Promise<Agenda> { return this.publications.agenda(session, id, version); }
}
