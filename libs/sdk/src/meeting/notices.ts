/**
 * Tells, without content, of what happens around meetings, each thing once on a device: what others did about a request, a timetable that is another one for this person, a deadline
 * while something waits for their office, a meeting that begins. Times are looked at once a minute; what they are looked at in is read when a hint or a connection says so.
 */
import { isTheirs } from '@comity/casework';
import type { Agenda, AuthorityId, Delegate, MeetingSessionId, MeetingSessionSummary, PublishedMeeting } from '@comity/contracts';
import type { ComityEvent } from '../api.js';
import { day } from '../clock.js';
import type { NoticeSettings } from '../finding.js';
import { meetingsOf, type MeetingPart, type MeetingRequestView, type Meetings } from '../meetings.js';
import { Serial } from '../serial.js';
import type { Spaces } from '../space/spaces.js';
import type { Surroundings } from '../surroundings.js';
import { MeetingClosing } from './closing.js';
import { callMeetings } from './desk.js';

const minute = 60_000;
/** So long before it begins a meeting is told of. */
const ahead = 15 * minute;
/** Days before the deadline of a session. */
const leads = [1, 3] as const;
const key = 'meetings-told';
/** The newest so many are remembered. */
const most = 2_000;

/** `requests`: up to which version; `agendas`: which version of each session was told of, or was there before anybody asked. */
interface Told { requests: Record<string, number>; agendas: Record<string, number>; times: string[] }
interface Held { session: MeetingSessionSummary; requests: MeetingRequestView[]; agenda: Agenda; delegates: Delegate[] }
type Piece = Exclude<keyof Held, 'session'>;
const touched: Partial<Record<MeetingPart, readonly Piece[]>> = { roster: ['delegates'], requests: ['requests', 'delegates'], published: ['agenda', 'delegates'] };

type Reading = Pick<Meetings, 'sessions' | 'requests' | 'agenda' | 'delegates' | 'seen'>;
type Notice = Omit<Extract<ComityEvent, { type: 'meeting-notice' }>, 'type'>;

export class MeetingNotices {
  private readonly turns = new Serial();
  private readonly held = new Map<MeetingSessionId, Partial<Held> & Pick<Held, 'session'>>();
  private listed = false;
  /** What happened since a look began: what is being read now may be older. */
  private readonly hints: (() => void)[] = [];
  private next: Promise<void> | undefined;
  private told: Told | undefined;

  constructor(private readonly env: Pick<Surroundings, 'emit' | 'store' | 'now' | 'secrets' | 'directory'>, private readonly meetings: Reading, private readonly remind: () => NoticeSettings['remind'], private readonly closing?: Pick<MeetingClosing, 'look' | 'forget'>) {}

  /** A connection came: anything may have changed. */
  forget(): void {
    this.hints.push(() => {
      this.listed = false;
      this.held.clear();
      this.closing?.forget();
    });
  }

  changed(session: string, of: MeetingPart): Promise<void> {
    if (of === 'draft' || of === 'plans' || of === 'seen') return Promise.resolve();
    this.hints.push(() => {
      const held = this.held.get(session as MeetingSessionId);
      if (held === undefined || of === 'session') this.listed = false;
      else for (const piece of touched[of] ?? []) delete held[piece];
    });
    return this.look();
  }

  /** One that has not begun sees all that was told until it does: thousands of hints make two. */
  look(): Promise<void> {
    return (this.next ??= this.turns.run(async () => {
      this.next = undefined;
      for (const hint of this.hints.splice(0)) hint();
      await this.closing?.look().catch(() => undefined);
      const { all, whole } = await this.read();
      const told = (this.told ??= await this.env.store.getJson<Told>(key));
      // What was there before this device first asked is no news; so it asks for all of it.
      const silent = told === undefined;
      if (silent && !whole) return;
      const next: Told = told === undefined ? { requests: {}, agendas: {}, times: [] } : structuredClone(told);
      const notices: Notice[] = [];
      for (const held of all) {
        const news = [...(await this.requestsOf(held, next)), ...(await this.timetableOf(held, next))];
        notices.push(...(silent ? [] : news), ...this.deadlineOf(held, next), ...this.beginningsOf(held, next));
      }
      if (told !== undefined && JSON.stringify(next) === JSON.stringify(told)) return;
      next.times = next.times.slice(-most);
      next.requests = Object.fromEntries(Object.entries(next.requests).slice(-most));
      this.told = next;
      for (const notice of notices) this.env.emit({ type: 'meeting-notice', ...notice });
      await this.env.store.putJson(key, next);
    }));
  }

  /**
   * Sessions that are not over, where this person's authority attends: the secretariat sees everything, and would be told of everything. `whole`: what could not be had of one is no reason to be
   * silent of the others; it is left out, and looked for again with the list.
   */
  private async read(): Promise<{ all: Held[]; whole: boolean }> {
    const { meetings } = this;
    if (!this.listed) await this.list();
    const all = (await Promise.all([...this.held].map(async ([id, held]): Promise<Held[]> => {
      try {
        const [requests, agenda, delegates] = await Promise.all([held.requests ?? meetings.requests(id), held.agenda ?? meetings.agenda(id), held.delegates ?? meetings.delegates(id)]);
        return [Object.assign(held, { requests, agenda, delegates })];
      } catch {
        this.listed = false;
        this.held.delete(id);
        return [];
      }
    }))).flat();
    return { all, whole: this.listed };
  }

  /** Where there is a list already, it does until there is another one. */
  private async list(): Promise<void> {
    this.listed = true;
    try {
      const sessions = (await this.meetings.sessions()).filter(({ state, endsAt, role }) => role === 'delegate' && state === 'open' && new Date(endsAt) > this.env.now());
      for (const id of this.held.keys()) if (!sessions.some((session) => session.id === id)) this.held.delete(id);
      for (const session of sessions) this.held.set(session.id, { ...this.held.get(session.id), session });
    } catch (error) {
      this.listed = false;
      if (this.held.size === 0) throw error;
    }
  }

  private get own(): AuthorityId | undefined { return this.env.directory.chain.person(this.env.secrets.practitioner, this.env.now())?.authority; }

  private readonly isMine = (meeting: PublishedMeeting, delegates: readonly Delegate[]): boolean => {
    const { own: authority } = this;
    return authority !== undefined && isTheirs(meeting, delegates, { authority, practitioner: this.env.secrets.practitioner });
  };

  private async requestsOf({ session: { id: session }, requests }: Held, told: Told): Promise<Notice[]> {
    const fresh = requests.filter(({ id, version }) => version > (told.requests[id] ?? 0));
    if (fresh.length === 0) return [];
    for (const { id, version } of fresh) told.requests[id] = version;
    const shown = await this.meetings.seen(session);
    return fresh.flatMap(({ id, version, sound, acts }): Notice[] => {
      const last = acts.at(-1);
      if (!sound || last === undefined || last.authority === this.own || (shown[id] ?? 0) >= version) return [];
      return [{ kind: last.act === 'ask' ? 'asked' : 'answered', session, request: id }];
    });
  }

  /** By what this person saw published last, whatever came between. */
  private async timetableOf({ session: { id: session }, agenda, delegates }: Held, told: Told): Promise<Notice[]> {
    const before = told.agendas[session] ?? 0;
    if (agenda.version <= before) return [];
    const now = this.env.now();
    const mine = ({ meetings }: Agenda): string => JSON.stringify(meetings.filter((meeting) => new Date(meeting.endsAt) > now && this.isMine(meeting, delegates)).map(({ request, startsAt, endsAt, room }) => [request, startsAt, endsAt, room?.name]));
    const was = before === 0 ? '[]' : mine(await this.meetings.agenda(session, before));
    told.agendas[session] = agenda.version;
    return was === mine(agenda) ? [] : [{ kind: 'timetable', session, request: null }];
  }

  private deadlineOf({ session: { id: session, deadline }, requests }: Held, told: Told): Notice[] {
    const { own } = this, remind = this.remind(), left = deadline === null ? 0 : new Date(deadline).getTime() - this.env.now().getTime();
    const waits = requests.some(({ state, terms, consents, sound }) => sound && (state === 'asked' || state === 'countered') && terms.parties.includes(own!) && !consents.some(({ authority }) => authority === own));
    const before = leads.find((lead) => left <= lead * day && (remind === 'all' || lead <= remind));
    if (left <= 0 || before === undefined || !waits) return [];
    return once(told, `due ${session} ${deadline} ${before}`) ? [{ kind: 'answer-due', session, request: null }] : [];
  }

  private beginningsOf({ session: { id: session }, agenda: { meetings }, delegates }: Held, told: Told): Notice[] {
    const now = this.env.now().getTime();
    return meetings.flatMap((meeting): Notice[] => {
      const left = new Date(meeting.startsAt).getTime() - now;
      return left > 0 && left <= ahead && this.isMine(meeting, delegates) && once(told, `soon ${meeting.request} ${meeting.startsAt}`) ? [{ kind: 'soon', session, request: meeting.request }] : [];
    });
  }
}

/** Whether this was not told yet. */
function once(told: Told, what: string): boolean {
  if (told.times.includes(what)) return false;
  told.times.push(what);
  return true;
}

export function meetingNotices(env: Surroundings, spaces: Spaces, origin: string, remind: () => NoticeSettings['remind']): MeetingNotices {
  const meetings = meetingsOf({ meetings: (method, args) => callMeetings(env, spaces, origin, method, args) });
  return new MeetingNotices(env, meetings, remind, new MeetingClosing(env, meetings, spaces));
}
