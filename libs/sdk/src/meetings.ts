/**
 * Sessions at which authorities meet, as callers see them: the contract's own rows, as the service holds them. Part of the one interface in `api.ts`, asked for by
 * `meetings(name, ...)`, because most people never do. Throws problem `stale-version` where somebody else was first, and `not-allowed` for what is the secretariat's.
 */
import type { Agenda, AuthorityId, Delegate, DraftCheck, Interpreter, MeetingRequest, MeetingRoom, MeetingSession, MeetingSessionId, MeetingSessionSummary, Office, OfficeView, Placement, Plan, PlanId, PlanOrder, ServerEvents, SessionFacts, TimetableDraft } from '@comity/contracts';
import type { z } from 'zod';
import type { Talks } from './talks.js';

export interface Meetings extends Talks {
  sessions(): Promise<MeetingSessionSummary[]>;
  addSession(facts: SessionFacts): Promise<MeetingSession>;
  session(id: MeetingSessionId): Promise<MeetingSession>;
  changeSession(id: MeetingSessionId, version: number, facts: SessionFacts): Promise<MeetingSession>;
  offices(id: MeetingSessionId): Promise<OfficeView[]>;
  /** Any number of rows: they go in parts, one after another. */
  writeOffices(id: MeetingSessionId, rows: Office[]): Promise<void>;
  removeOffice(id: MeetingSessionId, authority: AuthorityId, version: number): Promise<void>;
  rooms(id: MeetingSessionId): Promise<MeetingRoom[]>;
  writeRooms(id: MeetingSessionId, rows: MeetingRoom[]): Promise<void>;
  removeRoom(id: MeetingSessionId, row: string, version: number): Promise<void>;
  interpreters(id: MeetingSessionId): Promise<Interpreter[]>;
  writeInterpreters(id: MeetingSessionId, rows: Interpreter[]): Promise<void>;
  removeInterpreter(id: MeetingSessionId, row: string, version: number): Promise<void>;
  delegates(id: MeetingSessionId): Promise<Delegate[]>;
  writeDelegates(id: MeetingSessionId, rows: Delegate[]): Promise<void>;
  removeDelegate(id: MeetingSessionId, row: string, version: number): Promise<void>;
  /** All of them, page by page. */
  requests(id: MeetingSessionId): Promise<MeetingRequest[]>;
  draft(id: MeetingSessionId, since: number): Promise<TimetableDraft>;
  editDraft(id: MeetingSessionId, edits: Placement[]): Promise<TimetableDraft>;
  lockDays(id: MeetingSessionId, lockVersion: number, locked: string[]): Promise<TimetableDraft>;
  checkDraft(id: MeetingSessionId): Promise<DraftCheck>;
  plans(id: MeetingSessionId): Promise<Plan[]>;
  orderPlan(id: MeetingSessionId, order: Omit<z.infer<typeof PlanOrder>, 'id'>): Promise<Plan>;
  plan(id: MeetingSessionId, plan: PlanId): Promise<Plan>;
  cancelPlan(id: MeetingSessionId, plan: PlanId): Promise<Plan>;
  approvePlan(id: MeetingSessionId, plan: PlanId, draft: number): Promise<TimetableDraft>;
  publish(id: MeetingSessionId, draft: number): Promise<Agenda>;
  agenda(id: MeetingSessionId, version: number | null): Promise<Agenda>;
}
/** Of what a hint is; `seen`: what this device showed. */
export type MeetingPart = ServerEvents['meetings:changed']['of'] | 'seen';
/** Asks for one of them by its name. */
export type AskMeetings = <M extends keyof Meetings>(name: M, ...args: Parameters<Meetings[M]>) => ReturnType<Meetings[M]>;
