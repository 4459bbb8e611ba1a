import { beforeAll, describe, expect, it } from '@jest/globals';
import { beginsSoon } from '@comity/casework';
import type { Agenda, AuthorityId, Delegate, Instant, MeetingRequestId, MeetingSession, MeetingSessionId, MeetingSessionSummary, MeetingSlot, OfficeView, PractitionerId, PublishedMeeting } from '@comity/contracts';
import { randomBytes, ready } from '@comity/e2ee';
import type { ComityEvent } from '../api.js';
import type { MeetingActView, MeetingRequestView } from '../meetings.js';
import { MemoryStore } from '../store/memory.js';
import { SealedStore } from '../store/sealed.js';
import type { Surroundings } from '../surroundings.js';
import { MeetingNotices } from './notices.js';
import { signsOf } from './signs.js';

beforeAll(ready);

const own = 'own' as AuthorityId, other = 'other' as AuthorityId, self = 'self' as PractitionerId, colleague = 'colleague' as PractitionerId;
const session = 'session' as MeetingSessionId;
const id = (name: string) => name as MeetingRequestId;
const requestOf = (name: string, acts: [MeetingActView['act'], AuthorityId][], consents: AuthorityId[] = [other]): MeetingRequestView => ({
  id: id(name), session, version: acts.length, sound: true, state: 'asked', terms: { parties: [other, own] } as MeetingRequestView['terms'], consents: consents.map((authority) => ({ authority, wishes: { priority: 1, delegates: [] } })),
  acts: acts.map(([act, authority]) => ({ act, authority, terms: { parties: [other, own] }, wishes: { priority: 1, delegates: [] }, reason: null }) as unknown as MeetingActView), mayNow: [],
});
const meeting = (name: string, startsAt: string, more: Partial<PublishedMeeting> = {}): PublishedMeeting =>
  ({ request: id(name), parties: [other, own], startsAt: startsAt as Instant, endsAt: startsAt.replace(':00:00', ':20:00') as Instant, room: { name: 'Table 1' }, delegates: [], ...more }) as PublishedMeeting;

/** A service and a device, with a clock that stands until it is set. */
function scene() {
  let now = '2026-11-20T09:00:00.000Z';
  const gone = new Set<string>(), elsewhere = { id: 'elsewhere' as MeetingSessionId, state: 'open', role: 'delegate', deadline: null, endsAt: '2026-12-05T17:00:00.000Z' } as MeetingSessionSummary;
  const here = <T>(id: string, value: T): Promise<T> => (gone.has(id) ? Promise.reject(new Error('not-found')) : Promise.resolve(value));
  const facts = { both: false, session: { id: session, state: 'open', role: 'delegate', deadline: null as string | null, endsAt: '2026-12-05T17:00:00.000Z' } as MeetingSessionSummary, requests: [] as MeetingRequestView[], agendas: [[]] as PublishedMeeting[][], delegates: [] as Delegate[], offices: [] as OfficeView[], slots: [{ date: '2026-11-30', time: '09:00', startsAt: '2026-11-30T08:00:00.000Z' }] as MeetingSlot[], seen: {} as Record<string, number>, remind: 'all' as 'all' | 1 };
  const asked: string[] = [], events: unknown[] = [], during: (() => void)[] = [];
  const store = new SealedStore(new MemoryStore(), 'person/', randomBytes(32));
  const env = { emit: (event: ComityEvent) => { if (event.type === 'meeting-notice') events.push({ kind: event.kind, request: event.request }); }, store, now: () => new Date(now), secrets: { practitioner: self }, directory: { chain: { person: () => ({ authority: own }) } } } as unknown as Surroundings;
  const begin = () => new MeetingNotices(env, {
    sessions: () => { asked.push('sessions'); return here('list', [facts.session, ...(facts.both ? [elsewhere] : [])].filter(({ id: each }) => gone.has('late') || !gone.has(each))); },
    session: (of) => { asked.push('session'); return here(of, { slots: facts.slots } as MeetingSession); },
    requests: (of) => {
      asked.push('requests');
      const before = here(of, of === session ? facts.requests : []);
      during.splice(0).forEach((act) => act());
      return before;
    },
    delegates: (of) => { asked.push('delegates'); return here(of, of === session ? facts.delegates : []); },
    offices: (of) => { asked.push('offices'); return here(of, of === session ? facts.offices : []); },
    agenda: (of, version = of === session ? facts.agendas.length - 1 : 0) => { asked.push(`agenda ${version}`); return here(of, { version, meetings: of === session ? facts.agendas[version] : [] } as unknown as Agenda); },
    seen: () => Promise.resolve(facts.seen),
  }, () => facts.remind);
  const device = { notices: begin() };
  return {
    facts, asked, events, gone, during, store, at: (time: string) => { now = time; },
    told: async () => { await device.notices.look(); return events.splice(0); },
    changed: async (of: 'requests' | 'published' | 'roster' | 'draft' | 'session', at = session) => { await device.notices.changed(at, of).catch(() => undefined); return events.splice(0); },
    /** As a screen shows them at this time. */
    signs: async () => (await signsOf(env, async () => facts.seen)).flatMap(({ requests, timetable, late, coming }) => {
      const soon = coming.filter((each) => beginsSoon(each, new Date(now))).map(({ request }) => request);
      return requests.length === 0 && timetable === null && late === 0 && soon.length === 0 ? [] : [{ answer: requests.filter(({ waits }) => waits).length, unseen: requests.filter(({ fresh }) => fresh).map(({ id: each }) => each), timetable: timetable?.version ?? 0, late, ...(soon.length > 0 && { soon }) }];
    }),
    kept: async () => (await signsOf(env, async () => facts.seen)).flatMap(({ requests }) => requests),
    reload: () => { device.notices = begin(); },
  };
}

describe('notices of meetings', () => {
  it('tell of what others did about a request, once, also over a reload, and of nothing that was there before, or that this device showed', async () => {
    const { facts, told, changed, reload } = scene();
    facts.requests = [requestOf('old', [['ask', other]])];
    expect(await told()).toEqual([]);
    facts.requests = [...facts.requests, requestOf('new', [['ask', other]])];
    expect(await changed('requests')).toEqual([{ kind: 'asked', request: 'new' }]);
    expect([await changed('requests'), await told()]).toEqual([[], []]);
    reload();
    expect(await told()).toEqual([]);
    facts.requests = [requestOf('old', [['ask', other], ['accept', own]]), requestOf('new', [['ask', other], ['counter', own], ['withdraw', other]])];
    expect(await changed('requests')).toEqual([{ kind: 'answered', request: 'new' }]);
    facts.seen = { old: 3 };
    facts.requests = [requestOf('old', [['ask', other], ['accept', own], ['withdraw', other]])];
    expect(await changed('requests')).toEqual([]);
    facts.requests = [{ ...requestOf('forged', [['ask', other]]), sound: false }];
    expect(await changed('requests')).toEqual([]);
  });

  it('tell of a timetable that is another one for this person, whatever was published in between', async () => {
    const { facts, told, changed, reload } = scene();
    expect(await told()).toEqual([]);
    facts.agendas.push([meeting('a', '2026-11-30T10:00:00.000Z')]);
    expect(await changed('published')).toEqual([{ kind: 'timetable', request: null }]);
    facts.agendas.push([meeting('a', '2026-11-30T10:00:00.000Z')]);
    expect(await changed('published')).toEqual([]);
    // Named: somebody else of the office comes.
    facts.delegates = [{ id: 'd', authority: own, practitioner: colleague } as Delegate];
    facts.agendas.push([meeting('a', '2026-11-30T10:00:00.000Z'), meeting('b', '2026-11-30T11:00:00.000Z', { delegates: ['d'] as never })]);
    expect(await changed('published')).toEqual([]);
    reload();
    facts.agendas.push([meeting('a', '2026-11-30T15:00:00.000Z')], [meeting('a', '2026-11-30T16:00:00.000Z')]);
    expect([await told(), await told()]).toEqual([[{ kind: 'timetable', request: null }], []]);
    facts.agendas.push([]);
    expect(await changed('published')).toEqual([{ kind: 'timetable', request: null }]);
  });

  it('remind three days and one day before the deadline, while something waits for this office, as early as the person wants', async () => {
    const { facts, told, at, reload } = scene();
    facts.session = { ...facts.session, deadline: '2026-11-25T12:00:00.000Z' as Instant };
    facts.requests = [requestOf('r', [['ask', other]])];
    expect(await told()).toEqual([]);
    at('2026-11-22T12:00:00.000Z');
    expect([await told(), await told()]).toEqual([[{ kind: 'answer-due', request: null }], []]);
    reload();
    at('2026-11-24T11:59:00.000Z');
    expect(await told()).toEqual([]);
    at('2026-11-24T12:00:00.000Z');
    expect([await told(), await told()]).toEqual([[{ kind: 'answer-due', request: null }], []]);
    const late = scene();
    late.facts.session = facts.session;
    late.facts.requests = facts.requests;
    late.facts.remind = 1;
    late.at('2026-11-22T12:00:00.000Z');
    expect(await late.told()).toEqual([]);
    late.facts.requests = [requestOf('r', [['ask', other], ['accept', own]], [other, own])];
    late.at('2026-11-25T11:00:00.000Z');
    expect(await late.changed('requests')).toEqual([]);
  });

  it('tell of a meeting a quarter of an hour before it begins, once for each time it is to begin, and of no colleague’s', async () => {
    const { facts, told, changed, at, reload, asked, signs } = scene();
    facts.delegates = [{ id: 'd', authority: own, practitioner: colleague } as Delegate];
    facts.agendas.push([meeting('a', '2026-11-30T10:00:00.000Z'), meeting('b', '2026-11-30T10:00:00.000Z', { delegates: ['d'] as never })]);
    expect(await told()).toEqual([]);
    asked.splice(0);
    at('2026-11-30T09:44:59.000Z');
    expect([await told(), await signs()]).toEqual([[], []]);
    at('2026-11-30T09:45:00.000Z');
    expect([await told(), await told()]).toEqual([[{ kind: 'soon', request: 'a' }], []]);
    expect(await signs()).toEqual([{ answer: 0, unseen: [], timetable: 0, late: 0, soon: ['a'] }]);
    at('2026-11-30T10:20:00.000Z');
    expect(await signs()).toEqual([]);
    at('2026-11-30T09:45:00.000Z');
    // Minutes pass without a question to the service, and so does what only secretaries see.
    expect([await changed('draft'), asked]).toEqual([[], []]);
    reload();
    expect(await told()).toEqual([]);
    facts.agendas.push([meeting('a', '2026-11-30T11:00:00.000Z')]);
    expect(await changed('published')).toEqual([{ kind: 'timetable', request: null }]);
    at('2026-11-30T10:50:00.000Z');
    expect(await told()).toEqual([{ kind: 'soon', request: 'a' }]);
  });

  it('leave out sessions that are over, and of those that this person prepares all but who is late', async () => {
    const { facts, told, changed, at, asked } = scene();
    facts.session = { ...facts.session, role: 'secretary' };
    expect([await told(), asked.splice(0)]).toEqual([[], ['sessions', 'offices', 'session']]);
    facts.session = { ...facts.session, role: 'delegate' };
    at('2026-12-05T17:00:00.000Z');
    expect([await changed('session'), asked]).toEqual([[], ['sessions']]);
  });

  it('go on for the other sessions when this office is taken off one, and for that one when it is back', async () => {
    const { facts, gone, told, changed, at, asked } = scene();
    facts.both = true;
    facts.agendas.push([meeting('a', '2026-11-30T10:00:00.000Z')]);
    expect(await told()).toEqual([]);
    gone.add('elsewhere');
    expect(await changed('roster', 'elsewhere' as MeetingSessionId)).toEqual([]);
    at('2026-11-30T09:45:00.000Z');
    expect(await told()).toEqual([{ kind: 'soon', request: 'a' }]);
    asked.splice(0);
    expect([await told(), asked]).toEqual([[], []]);
    gone.delete('elsewhere');
    await changed('session', 'elsewhere' as MeetingSessionId);
    expect(asked).toEqual(['sessions', 'requests', 'agenda 0', 'delegates']);
  });

  it('wait for all sessions before anything counts as known, and tell by what is known while the list cannot be had', async () => {
    const { facts, gone, told, changed, at } = scene();
    facts.both = true;
    facts.requests = [requestOf('old', [['ask', other]])];
    facts.agendas.push([meeting('a', '2026-11-30T10:00:00.000Z')]);
    // The list still names it.
    gone.add('late').add(session);
    expect(await changed('session')).toEqual([]);
    gone.clear();
    expect(await told()).toEqual([]);
    gone.add('list');
    at('2026-11-30T09:45:00.000Z');
    expect(await changed('session')).toEqual([{ kind: 'soon', request: 'a' }]);
  });

  it('tell whoever prepares a session that an office is late, once for each time, until that is over or taken back', async () => {
    const { facts, told, changed, at, signs } = scene();
    const late = (from: string, to: string, reason = 'late') => ({ authority: other, away: [{ date: '2026-11-30', from, to, reason }] }) as OfficeView;
    facts.session = { ...facts.session, role: 'secretary', zone: 'Moon/Tycho' };
    facts.offices = [late('09:00', '09:20', 'arrival')];
    expect([await told(), await signs()]).toEqual([[], []]);
    facts.offices = [late('09:00', '09:20')];
    expect([await changed('roster'), await signs()]).toEqual([[{ kind: 'late', request: null }], [{ answer: 0, unseen: [], timetable: 0, late: 1 }]]);
    facts.seen = { late: 1 };
    expect([await changed('roster'), await signs()]).toEqual([[], []]);
    facts.offices = [late('09:40', '10:00')];
    expect([await changed('roster'), await signs()]).toEqual([[{ kind: 'late', request: null }], [{ answer: 0, unseen: [], timetable: 0, late: 2 }]]);
    // Ten o'clock on the walls of the session, whose zone nobody knows here; then it is moved to a place that is an hour behind.
    at('2026-11-30T09:00:00.000Z');
    expect([await told(), await signs()]).toEqual([[], []]);
    facts.slots = [{ date: '2026-11-30', time: '09:00', startsAt: '2026-11-30T09:00:00.000Z' } as MeetingSlot];
    expect(await changed('session')).toEqual([{ kind: 'late', request: null }]);
  });

  it('go on for all sessions where the zone of one is unknown', async () => {
    const { facts, told, at } = scene();
    facts.session = { ...facts.session, zone: 'Moon/Tycho' };
    facts.agendas.push([meeting('a', '2026-11-30T10:00:00.000Z')]);
    expect(await told()).toEqual([]);
    at('2026-11-30T09:45:00.000Z');
    expect(await told()).toEqual([{ kind: 'soon', request: 'a' }]);
  });

  it('tell the other side alone that somebody will be late to a meeting of theirs', async () => {
    const { facts, told, changed, signs } = scene();
    const late = (authority: AuthorityId) => meeting('a', '2026-11-30T10:00:00.000Z', { late: [{ authority, to: '11:20' }] });
    facts.session = { ...facts.session, zone: 'Europe/Vienna' };
    facts.agendas.push([meeting('a', '2026-11-30T10:00:00.000Z')]);
    expect(await told()).toEqual([]);
    facts.agendas[1] = [late(own)];
    expect([await changed('published'), await signs()]).toEqual([[], []]);
    facts.agendas[1] = [late(other)];
    expect([await changed('published'), await changed('published'), await signs()]).toEqual([[{ kind: 'late', request: 'a' }], [], [{ answer: 0, unseen: [], timetable: 0, late: 1 }]]);
  });

  it('leave a sign of what waits, or was not shown, until it is answered or shown, also on a device that asks for the first time', async () => {
    const { facts, told, changed, signs, reload } = scene();
    facts.requests = [requestOf('waits', [['ask', other]]), requestOf('ended', [['ask', own], ['decline', other]], [own])];
    facts.agendas.push([meeting('a', '2026-11-30T10:00:00.000Z')]);
    expect(await told()).toEqual([]);
    expect(await signs()).toEqual([{ answer: 1, unseen: ['waits'], timetable: 0, late: 0 }]);
    facts.seen = { waits: 1 };
    expect(await signs()).toEqual([{ answer: 1, unseen: [], timetable: 0, late: 0 }]);
    facts.requests = [requestOf('waits', [['ask', other], ['accept', own]], [other, own]), facts.requests[1]!, requestOf('moot', [['ask', own], ['decline', other]], [own])];
    await changed('requests');
    facts.agendas.push([meeting('a', '2026-11-30T11:00:00.000Z')]);
    await changed('published');
    reload();
    await told();
    expect(await signs()).toEqual([{ answer: 0, unseen: ['moot'], timetable: 2, late: 0 }]);
    facts.seen = { moot: 2, agenda: 2 };
    expect(await signs()).toEqual([]);
  });

  it('leave no sign of a session that ended, by the clock alone', async () => {
    const { facts, told, at, asked, signs } = scene();
    facts.requests = [requestOf('waits', [['ask', other]])];
    await told();
    expect(await signs()).toEqual([{ answer: 1, unseen: ['waits'], timetable: 0, late: 0 }]);
    asked.splice(0);
    at('2026-12-05T17:00:00.000Z');
    expect([await told(), await signs(), asked]).toEqual([[], [], []]);
  });

  it('say of an acceptance whether the meeting was agreed before it: then it is another delegate, or a case file', async () => {
    const { facts, told, changed, kept } = scene();
    expect(await told()).toEqual([]);
    facts.requests = [requestOf('r', [['ask', other], ['counter', own], ['accept', other]], [other, own])];
    await changed('requests');
    expect(await kept()).toMatchObject([{ id: 'r', act: 'accept', agreed: false }]);
    facts.requests = [requestOf('r', [['ask', other], ['counter', own], ['accept', other], ['accept', other]], [other, own])];
    await changed('requests');
    expect(await kept()).toMatchObject([{ id: 'r', act: 'accept', agreed: true }]);
    facts.requests = [requestOf('r', [['ask', other], ['counter', own], ['accept', other], ['accept', other], ['withdraw', other]], [other, own])];
    await changed('requests');
    expect(await kept()).toMatchObject([{ id: 'r', act: 'withdraw', agreed: true }]);
  });

  it('leave nothing in the store of the signs of before', async () => {
    const { told, store } = scene();
    await store.putJson('meetings-signs', [{ title: 'Plenary' }]);
    await told();
    expect(await store.getJson('meetings-signs')).toBeUndefined();
  });

  it('forget which signatures were verified at sessions that are over for long, or that nobody lists any more', async () => {
    const { facts, at, changed, store } = scene();
    facts.both = true;
    facts.session.endsAt = '2026-11-21T17:00:00.000Z' as Instant;
    for (const key of [session, `${session}/words`, 'elsewhere', 'unlisted']) await store.putJson(`meetings-vouched/${key}`, [key]);
    const kept = async (): Promise<string[]> => (await store.list('meetings-vouched/')).map(([key]) => key.slice('meetings-vouched/'.length));
    await changed('session');
    expect(await kept()).toEqual(['elsewhere', session, `${session}/words`]);
    // As long as the case files of its meetings may be closed, its requests are read.
    at('2027-02-19T16:59:00.000Z');
    await changed('session');
    expect(await kept()).toEqual(['elsewhere', session, `${session}/words`]);
    at('2027-02-19T17:01:00.000Z');
    await changed('session');
    expect(await kept()).toEqual(['elsewhere']);
  });

  it('ask again for what changed while it was asked for', async () => {
    const { facts, told, changed, during } = scene();
    expect(await told()).toEqual([]);
    facts.requests = [requestOf('first', [['ask', other]])];
    let second: Promise<unknown[]> | undefined;
    during.push(() => { facts.requests = [...facts.requests, requestOf('second', [['ask', other]])]; second = changed('requests'); });
    const first = await changed('requests');
    expect([...first, ...(await second!)]).toEqual([{ kind: 'asked', request: 'first' }, { kind: 'asked', request: 'second' }]);
  });

  it('ask once for what a thousand hints are of, and once more for what came while they asked', async () => {
    const { told, changed, asked, during } = scene();
    await told();
    asked.splice(0);
    const hints = () => Promise.all(Array.from({ length: 1_000 }, () => changed('requests')));
    let meanwhile: Promise<unknown> | undefined;
    during.push(() => { meanwhile = hints(); });
    await hints();
    await meanwhile;
    expect(asked.filter((each) => each === 'requests')).toEqual(['requests', 'requests']);
  });
});
