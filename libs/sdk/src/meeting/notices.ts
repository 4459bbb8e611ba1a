/**
 * Tells, without content, of what happens around meetings, each thing once on a device: what others did about a request, a timetable that is another one for this person, a deadline
 * while something waits for their office, somebody who is late, a meeting that begins. Times are looked at once a minute; what they are looked at in is read when a hint or a connection says so.
 * What waits, or was not shown, stays in the store for the screens (`signs.ts`).
 */
import { agreedBefore, beginsSoon, isTheirs, lateNow } from '@comity/casework';
import type { Agenda, AuthorityId, Delegate, MeetingRequestId, MeetingSessionId, MeetingSessionSummary, MeetingSlot, OfficeView, PublishedMeeting } from '@comity/contracts';
import type { ComityEvent } from '../api.js';
import { day } from '../clock.js';
import type { NoticeSettings } from '../finding.js';
import { meetingsOf, type MeetingPart, type MeetingRequestView, type Meetings } from '../meetings.js';
import { Serial } from '../serial.js';
import type { Spaces } from '../space/spaces.js';
import { encodeJson } from '../store/json.js';
import type { Surroundings } from '../surroundings.js';
import { MeetingClosing, patience } from './closing.js';
import { callMeetings } from './desk.js';
import { formerSignsKey, signsKey, type KeptSign } from './signs.js';
import { forgetVouched } from './vouched.js';

/** Days before the deadline of a session. */
const leads = [1, 3] as const;
const key = 'meetings-told';
/** The newest so many are remembered. */
const most = 2_000;
/** So many meetings are kept to be shown when they begin. */
const next = 5;

/**
 * `requests`: up to which version; `agendas`: which version of each session was told of, or was there before anybody asked. `known`: versions of requests that were there before this device kept signs;
 * `moved`: the version that moved meetings of this person last; `late`: who is late of each session, and how often somebody came to them.
 */
interface Told { requests: Record<string, number>; agendas: Record<string, number>; times: string[]; known?: Record<string, number>; moved?: Record<string, number>; late?: Record<string, { count: number; who: string[] }> }
/** Of what one prepares, its offices and slots alone. */
interface Held { session: MeetingSessionSummary; requests: MeetingRequestView[]; agenda: Agenda; delegates: Delegate[]; offices: OfficeView[]; slots: readonly MeetingSlot[] }
type Piece = Exclude<keyof Held, 'session'>;
const noAgenda: Agenda = { version: 0, publishedAt: null, by: null, meetings: [], changes: [] };
const touched: Partial<Record<MeetingPart, readonly Piece[]>> = { session: ['slots'], roster: ['delegates', 'offices'], requests: ['requests', 'delegates'], published: ['agenda', 'delegates'] };

type Reading = Pick<Meetings, 'sessions' | 'session' | 'requests' | 'agenda' | 'delegates' | 'offices' | 'seen'>;
type Notice = Omit<Extract<ComityEvent, { type: 'meeting-notice' }>, 'type'>;

export class MeetingNotices {
  private readonly turns = new Serial();
  private readonly held = new Map<MeetingSessionId, Partial<Held> & Pick<Held, 'session'>>();
  private listed = false;
  /** What happened since a look began: what is being read now may be older. */
  private readonly hints: (() => void)[] = [];
  private next: Promise<void> | undefined;
  private told: Told | undefined;
  private signs: string | undefined;

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
    if (of === 'draft' || of === 'plans' || of === 'seen' || of === 'presence') return Promise.resolve();
    this.hints.push(() => {
      const held = this.held.get(session as MeetingSessionId);
      if (held === undefined || of === 'session') this.listed = false;
      for (const piece of touched[of] ?? []) delete held?.[piece];
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
        const news = [...(await this.requestsOf(held, next)), ...(await this.timetableOf(held, next, silent))];
        notices.push(...(silent ? [] : news), ...this.deadlineOf(held, next), ...this.lateOf(held, next), ...this.beginningsOf(held, next));
      }
      // Of what was told before, only what came since is shown as new.
      next.known ??= { ...(told ?? next).requests };
      await this.keepSigns(all, next);
      if (told !== undefined && JSON.stringify(next) === JSON.stringify(told)) return;
      next.times = next.times.slice(-most);
      next.requests = Object.fromEntries(Object.entries(next.requests).slice(-most));
      this.told = next;
      for (const notice of notices) this.env.emit({ type: 'meeting-notice', ...notice });
      await this.env.store.putJson(key, next);
    }));
  }

  /**
   * Sessions that are not over. Of those that this person prepares only who is late: the secretariat sees everything, and would be told of everything. `whole`: what could not be had of one is no reason to be
   * silent of the others; it is left out, and looked for again with the list.
   */
  private async read(): Promise<{ all: Held[]; whole: boolean }> {
    const { meetings } = this, now = this.env.now();
    if (!this.listed) await this.list();
    const all = (await Promise.all([...this.held].filter(([, { session }]) => new Date(session.endsAt) > now).map(async ([id, held]): Promise<Held[]> => {
      try {
        if (held.session.role === 'secretary') {
          const [offices, slots] = await Promise.all([held.offices ?? meetings.offices(id), held.slots ?? meetings.session(id).then((session) => session.slots)]);
          return [{ ...Object.assign(held, { offices, slots }), requests: [], agenda: noAgenda, delegates: [] }];
        }
        const [requests, agenda, delegates] = await Promise.all([held.requests ?? meetings.requests(id), held.agenda ?? meetings.agenda(id), held.delegates ?? meetings.delegates(id)]);
        return [{ ...Object.assign(held, { requests, agenda, delegates }), offices: [], slots: [] }];
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
      const all = await this.meetings.sessions(), now = this.env.now().getTime();
      await forgetVouched(this.env.store, new Set(all.filter(({ endsAt }) => now - Date.parse(endsAt) <= patience).map(({ id }) => id))).catch(() => undefined);
      const sessions = all.filter(({ state, endsAt }) => state === 'open' && Date.parse(endsAt) > now);
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
  private async timetableOf({ session: { id: session }, agenda, delegates }: Held, told: Told, silent: boolean): Promise<Notice[]> {
    const before = told.agendas[session] ?? 0;
    if (agenda.version <= before) return [];
    const now = this.env.now();
    const mine = ({ meetings }: Agenda): string => JSON.stringify(meetings.filter((meeting) => new Date(meeting.endsAt) > now && this.isMine(meeting, delegates)).map(({ request, startsAt, endsAt, room }) => [request, startsAt, endsAt, room?.name]));
    const was = before === 0 ? '[]' : mine(await this.meetings.agenda(session, before));
    told.agendas[session] = agenda.version;
    if (was === mine(agenda)) return [];
    if (!silent) (told.moved ??= {})[session] = agenda.version;
    return [{ kind: 'timetable', session, request: null }];
  }

  private deadlineOf({ session: { id: session, deadline }, requests }: Held, told: Told): Notice[] {
    const { own } = this, remind = this.remind(), left = deadline === null ? 0 : new Date(deadline).getTime() - this.env.now().getTime();
    const waits = requests.some((request) => waitsFor(own, request));
    const before = leads.find((lead) => left <= lead * day && (remind === 'all' || lead <= remind));
    if (left <= 0 || before === undefined || !waits) return [];
    return once(told, `due ${session} ${deadline} ${before}`) ? [{ kind: 'answer-due', session, request: null }] : [];
  }

  /** The other side of a meeting of theirs; to whoever prepares the session, every office. */
  private lateOf({ session: { id: session }, agenda: { meetings }, delegates, offices, slots }: Held, told: Told): Notice[] {
    const now = this.env.now();
    const mine = meetings.filter((meeting) => (meeting.late ?? []).length > 0 && new Date(meeting.endsAt) > now && this.isMine(meeting, delegates));
    const who: { key: string; request: MeetingRequestId | null }[] = [
      ...mine.flatMap(({ request, late = [] }) => late.filter(({ authority }) => authority !== this.own).map(({ authority, to }) => ({ key: `${request} ${authority} ${to}`, request }))),
      ...lateNow(offices, slots, now).map(({ authority, span: { date, from, to } }) => ({ key: `${authority} ${date} ${from} ${to}`, request: null })),
    ];
    const before = told.late?.[session], fresh = who.filter(({ key }) => !before?.who.includes(key));
    if (who.length > 0 || before !== undefined) (told.late ??= {})[session] = { count: (before?.count ?? 0) + fresh.length, who: who.map(({ key }) => key) };
    return fresh.map(({ request }) => ({ kind: 'late', session, request }));
  }

  private async keepSigns(all: readonly Held[], told: Told): Promise<void> {
    const { own } = this;
    const now = this.env.now();
    const signs = all.map(({ session: { id, title, role, deadline }, requests, agenda, delegates }): KeptSign => {
      const shown = requests.map((request) => ({ request, last: request.acts.at(-1), waits: waitsFor(own, request) }));
      const late = told.late?.[id];
      return {
        session: id, title, role, deadline, late: late === undefined || late.who.length === 0 ? 0 : late.count, agenda: { version: told.moved?.[id] ?? 0, at: agenda.publishedAt },
        requests: shown.flatMap(({ request: { id: each, version, sound, acts }, last, waits }) => (last !== undefined && (waits || (sound && last.authority !== own && version > (told.known?.[each] ?? 0))) ? [{ id: each, version, act: last.act, by: last.authority, at: last.at, agreed: agreedBefore(acts), waits }] : [])),
        coming: agenda.meetings.filter((meeting) => new Date(meeting.endsAt) > now && this.isMine(meeting, delegates)).sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1)).slice(0, next).map(({ request, parties, startsAt, endsAt }) => ({ request, parties, startsAt, endsAt })),
      };
    });
    const kept = JSON.stringify(signs);
    if (kept === this.signs) return;
    await this.env.store.write({ put: [[signsKey, encodeJson(signs)]], delete: this.signs === undefined ? [formerSignsKey] : [] });
    this.signs = kept;
    const [first] = all;
    this.env.emit({ type: 'meetings', session: first?.session.id ?? '', of: 'seen' });
  }

  private beginningsOf({ session: { id: session }, agenda: { meetings }, delegates }: Held, told: Told): Notice[] {
    const now = this.env.now().getTime();
    return meetings.flatMap((meeting): Notice[] => {
      const left = new Date(meeting.startsAt).getTime() - now;
      return left > 0 && beginsSoon(meeting, this.env.now()) && this.isMine(meeting, delegates) && once(told, `soon ${meeting.request} ${meeting.startsAt}`) ? [{ kind: 'soon', session, request: meeting.request }] : [];
    });
  }
}

/** Whether a request waits for an answer of this office. */
const waitsFor = (own: AuthorityId | undefined, { state, terms, consents, sound }: MeetingRequestView): boolean =>
  own !== undefined && sound && (state === 'asked' || state === 'countered') && terms.parties.includes(own) && !consents.some(({ authority }) => authority === own);

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
