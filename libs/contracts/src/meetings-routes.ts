/** Routes of meetings, apart from the others: most people never call them, and load them when they do. */
import { z } from 'zod';
import { Delegate, Interpreter, MeetingRoom, MeetingSession, OfficeView, MeetingSessionSummary } from './meetings.js';
import { MailStatus } from './meetings-mail.js';
import { MeetingWords } from './meetings-outcomes.js';
import { MeetingRequest } from './meetings-requests.js';
import { Screen, ScreenAddress, ScreenStatus } from './meetings-screen.js';
import { Agenda, DraftCheck, Elsewhere, FeedAddress, FeedStatus, Plan, Presence, Publication, TimetableDraft } from './meetings-timetable.js';

/** `:id` a session; `:row` one of its offices (by authority), rooms, interpreters or delegates; `:request`, `:plan`; `:token` the secret of the address of a calendar or a screen. Removing a row asks for `?version`. */
export const meetingRoutes = {
  meetingSessions: 'GET /api/meetings/sessions',
  addSession: 'POST /api/meetings/sessions',
  beginTalks: 'POST /api/meetings/talks',
  meetingSession: 'GET /api/meetings/sessions/:id',
  changeSession: 'PUT /api/meetings/sessions/:id',
  offices: 'GET /api/meetings/sessions/:id/offices',
  writeOffices: 'PUT /api/meetings/sessions/:id/offices',
  removeOffice: 'DELETE /api/meetings/sessions/:id/offices/:row',
  setAvailability: 'PUT /api/meetings/sessions/:id/offices/:row/availability',
  rooms: 'GET /api/meetings/sessions/:id/rooms',
  writeRooms: 'PUT /api/meetings/sessions/:id/rooms',
  removeRoom: 'DELETE /api/meetings/sessions/:id/rooms/:row',
  interpreters: 'GET /api/meetings/sessions/:id/interpreters',
  writeInterpreters: 'PUT /api/meetings/sessions/:id/interpreters',
  removeInterpreter: 'DELETE /api/meetings/sessions/:id/interpreters/:row',
  delegates: 'GET /api/meetings/sessions/:id/delegates',
  writeDelegates: 'PUT /api/meetings/sessions/:id/delegates',
  removeDelegate: 'DELETE /api/meetings/sessions/:id/delegates/:row',
  meetingRequests: 'GET /api/meetings/sessions/:id/requests', // ?state&authority&after&limit
  meetingRequest: 'GET /api/meetings/sessions/:id/requests/:request',
  actOnRequest: 'POST /api/meetings/sessions/:id/requests/:request/acts',
  meetingOutcomes: 'GET /api/meetings/sessions/:id/outcomes',
  sayOutcome: 'POST /api/meetings/sessions/:id/requests/:request/outcomes',
  timetableDraft: 'GET /api/meetings/sessions/:id/draft', // ?since
  editDraft: 'POST /api/meetings/sessions/:id/draft/edits',
  lockDays: 'PUT /api/meetings/sessions/:id/draft/locks',
  checkDraft: 'GET /api/meetings/sessions/:id/draft/check',
  elsewhere: 'GET /api/meetings/sessions/:id/draft/elsewhere',
  bePresent: 'PUT /api/meetings/sessions/:id/draft/presence',
  plans: 'GET /api/meetings/sessions/:id/plans',
  orderPlan: 'POST /api/meetings/sessions/:id/plans',
  plan: 'GET /api/meetings/sessions/:id/plans/:plan',
  cancelPlan: 'DELETE /api/meetings/sessions/:id/plans/:plan',
  approvePlan: 'POST /api/meetings/sessions/:id/plans/:plan/approval',
  publishTimetable: 'POST /api/meetings/sessions/:id/publications',
  publications: 'GET /api/meetings/sessions/:id/publications',
  agenda: 'GET /api/meetings/sessions/:id/agenda', // ?version
  feedStatus: 'GET /api/meetings/feed',
  makeFeed: 'POST /api/meetings/feed',
  endFeed: 'DELETE /api/meetings/feed',
  calendar: 'GET /api/calendar/:token',
  mailStatus: 'GET /api/meetings/mail',
  setMail: 'PUT /api/meetings/mail',
  confirmMail: 'POST /api/meetings/mail/confirmation',
  endMail: 'DELETE /api/meetings/mail',
  screenStatus: 'GET /api/meetings/sessions/:id/screen',
  makeScreen: 'POST /api/meetings/sessions/:id/screen',
  endScreen: 'DELETE /api/meetings/sessions/:id/screen',
  screen: 'GET /api/screen/:token',
} as const;
export const meetingAnswers = {
  /** What begins first, first. The secretariat sees all, others those their authority attends, once they are open. */
  meetingSessions: z.array(MeetingSessionSummary),
  addSession: MeetingSession,
  beginTalks: MeetingSession,
  meetingSession: MeetingSession,
  changeSession: MeetingSession,
  offices: z.array(OfficeView),
  writeOffices: z.array(OfficeView),
  removeOffice: null,
  setAvailability: OfficeView,
  rooms: z.array(MeetingRoom),
  writeRooms: z.array(MeetingRoom),
  removeRoom: null,
  /** For the secretariat alone. */
  interpreters: z.array(Interpreter),
  writeInterpreters: z.array(Interpreter),
  removeInterpreter: null,
  /** All to the secretariat; to an office its own, and those named in requests that it is a party of. */
  delegates: z.array(Delegate),
  writeDelegates: z.array(Delegate),
  removeDelegate: null,
  /** By id, ascending; `after` is the last one of the page before. */
  meetingRequests: z.array(MeetingRequest),
  meetingRequest: MeetingRequest,
  actOnRequest: MeetingRequest,
  /** Of all requests of which anything was said, that the caller may see. */
  meetingOutcomes: z.array(MeetingWords),
  sayOutcome: MeetingWords,
  /** The draft, plans, and publishing are for the secretariat alone. */
  timetableDraft: TimetableDraft,
  editDraft: TimetableDraft,
  lockDays: TimetableDraft,
  checkDraft: DraftCheck,
  /** In the order of `of`. */
  elsewhere: z.array(Elsewhere),
  /** The others. */
  bePresent: z.array(Presence),
  /** Newest first, at most twenty; `difference` is left out (null): ask for one. */
  plans: z.array(Plan),
  orderPlan: Plan,
  plan: Plan,
  cancelPlan: Plan,
  approvePlan: TimetableDraft,
  publishTimetable: Agenda,
  /** Newest first. */
  publications: z.array(Publication),
  agenda: Agenda,
  feedStatus: FeedStatus,
  makeFeed: FeedAddress,
  endFeed: null,
  /** `text/calendar` (RFC 5545); problem `not-found` for an address that was revoked. */
  calendar: null,
  mailStatus: MailStatus,
  setMail: MailStatus,
  confirmMail: MailStatus,
  endMail: null,
  /** For the secretariat alone. */
  screenStatus: ScreenStatus,
  makeScreen: ScreenAddress,
  endScreen: null,
  /** To whoever has the address; problem `not-found` for one that was taken back, or whose session is over. */
  screen: Screen,
} as const satisfies Record<keyof typeof meetingRoutes, z.ZodType | null>;
/** `?version` of removing a row. */
export const AtVersion = z.object({ version: z.coerce.number().int().min(1) }).strict();
