/** Sessions over HTTP, and who and what they have. */
import { Body, Controller, Param, Query } from '@nestjs/common';
import { AtVersion, AuthorityId, Availability, DelegateId, DelegateRows, InterpreterId, InterpreterRows, MeetingRoomId, MeetingSessionId, NewSession, NewTalks, OfficeRows, RoomRows, SessionChange, type Delegate, type Interpreter, type MeetingRoom, type MeetingSession, type MeetingSessionSummary, type OfficeView } from '@comity/contracts';
import type { z } from 'zod';
import { Route } from '../http/route.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { CurrentSession } from '../identity/sessions/session.guard.js';
import { MeetingRoster } from './roster.js';
import { MeetingSessions } from './sessions.js';
import { MeetingTalks } from './talks.js';

const Id = () => Param('id', { schema: MeetingSessionId });
const Version = () => Query({ schema: AtVersion });
type Version = z.infer<typeof AtVersion>;

@Controller()
export class MeetingSessionsController {
  constructor(private readonly sessions: MeetingSessions, private readonly talks: MeetingTalks, private readonly roster: MeetingRoster) {}

  @Route('meetingSessions', { summary: 'The sessions that the caller sees: the secretariat all, others those that their authority attends' })
  list(@CurrentSession() session: SessionContext): Promise<MeetingSessionSummary[]> { return this.sessions.list(session); }

  @Route('addSession', { summary: 'The secretariat: a new session', created: true })
  add(@CurrentSession() session: SessionContext, @Body({ schema: NewSession }) { id, facts }: z.infer<typeof NewSession>): Promise<MeetingSession> { return this.sessions.add(session, id, facts); }

  @Route('beginTalks', { summary: 'An office: begins talks with another one, which both see and the secretariat does not', created: true })
  begin(@CurrentSession() session: SessionContext, @Body({ schema: NewTalks }) talks: NewTalks): Promise<MeetingSession> { return this.talks.begin(session, talks); }

  @Route('meetingSession', { summary: 'A session with the instants of its slots' })
  one(@CurrentSession() session: SessionContext, @Id() id: MeetingSessionId): Promise<MeetingSession> { return this.sessions.one(session, id); }

  @Route('changeSession', { summary: 'The secretariat: changes a session' })
  change(@CurrentSession() session: SessionContext, @Id() id: MeetingSessionId, @Body({ schema: SessionChange }) { version, facts }: z.infer<typeof SessionChange>): Promise<MeetingSession> { return this.sessions.change(session, id, version, facts); }

  @Route('offices', { summary: 'Who attends; availability for the secretariat and the office itself' })
  offices(@CurrentSession() session: SessionContext, @Id() id: MeetingSessionId): Promise<OfficeView[]> { return this.roster.offices(session, id); }

  @Route('writeOffices', { summary: 'The secretariat: adds and changes offices, all or none' })
  writeOffices(@CurrentSession() session: SessionContext, @Id() id: MeetingSessionId, @Body({ schema: OfficeRows }) { rows }: z.infer<typeof OfficeRows>): Promise<OfficeView[]> { return this.roster.write(session, id, 'office', rows); }

  @Route('removeOffice', { summary: 'The secretariat: takes an office off the list, unless open requests or delegates name it' })
  removeOffice(@CurrentSession() session: SessionContext, @Id() id: MeetingSessionId, @Param('row', { schema: AuthorityId }) row: AuthorityId, @Version() { version }: Version): Promise<void> { return this.roster.remove(session, id, 'office', row, version); }

  @Route('setAvailability', { summary: 'An office, or the secretariat for it: when it is away, late, or working from elsewhere' })
  availability(@CurrentSession() session: SessionContext, @Id() id: MeetingSessionId, @Param('row', { schema: AuthorityId }) row: AuthorityId, @Body({ schema: Availability }) availability: z.infer<typeof Availability>): Promise<OfficeView> { return this.roster.setAvailability(session, id, row, availability); }

  @Route('rooms', { summary: 'Rooms and tables' })
  rooms(@CurrentSession() session: SessionContext, @Id() id: MeetingSessionId): Promise<MeetingRoom[]> { return this.roster.rooms(session, id); }

  @Route('writeRooms', { summary: 'The secretariat: adds and changes rooms and tables, all or none' })
  writeRooms(@CurrentSession() session: SessionContext, @Id() id: MeetingSessionId, @Body({ schema: RoomRows }) { rows }: z.infer<typeof RoomRows>): Promise<MeetingRoom[]> { return this.roster.write(session, id, 'room', rows); }

  @Route('removeRoom', { summary: 'The secretariat: takes a room away' })
  removeRoom(@CurrentSession() session: SessionContext, @Id() id: MeetingSessionId, @Param('row', { schema: MeetingRoomId }) row: MeetingRoomId, @Version() { version }: Version): Promise<void> { return this.roster.remove(session, id, 'room', row, version); }

  @Route('interpreters', { summary: 'The secretariat: who interprets' })
  interpreters(@CurrentSession() session: SessionContext, @Id() id: MeetingSessionId): Promise<Interpreter[]> { return this.roster.interpreters(session, id); }

  @Route('writeInterpreters', { summary: 'The secretariat: adds and changes interpreters, all or none' })
  writeInterpreters(@CurrentSession() session: SessionContext, @Id() id: MeetingSessionId, @Body({ schema: InterpreterRows }) { rows }: z.infer<typeof InterpreterRows>): Promise<Interpreter[]> { return this.roster.write(session, id, 'interpreter', rows); }

  @Route('removeInterpreter', { summary: 'The secretariat: takes an interpreter off the list' })
  removeInterpreter(@CurrentSession() session: SessionContext, @Id() id: MeetingSessionId, @Param('row', { schema: InterpreterId }) row: InterpreterId, @Version() { version }: Version): Promise<void> { return this.roster.remove(session, id, 'interpreter', row, version); }

  @Route('delegates', { summary: 'Delegates: all for the secretariat; of the own office, and named in requests that it is a party of' })
  delegates(@CurrentSession() session: SessionContext, @Id() id: MeetingSessionId): Promise<Delegate[]> { return this.roster.delegates(session, id); }

  @Route('writeDelegates', { summary: 'An office for its own, or the secretariat: adds and changes delegates, all or none' })
  writeDelegates(@CurrentSession() session: SessionContext, @Id() id: MeetingSessionId, @Body({ schema: DelegateRows }) { rows }: z.infer<typeof DelegateRows>): Promise<Delegate[]> { return this.roster.write(session, id, 'delegate', rows); }

  @Route('removeDelegate', { summary: 'An office for its own, or the secretariat: takes a delegate off the list, unless open requests name them' })
  removeDelegate(@CurrentSession() session: SessionContext, @Id() id: MeetingSessionId, @Param('row', { schema: DelegateId }) row: DelegateId, @Version() { version }: Version): Promise<void> { return this.roster.remove(session, id, 'delegate', row, version); }
}
