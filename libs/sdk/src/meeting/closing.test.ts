import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Instant, MeetingSessionId, MeetingSessionSummary, PractitionerId, SpaceId } from '@comity/contracts';
import { randomBytes, ready } from '@comity/e2ee';
import type { MeetingRequestView, Meetings } from '../meetings.js';
import type { SpaceRecord } from '../space/record.js';
import type { Space } from '../space/space.js';
import type { Spaces } from '../space/spaces.js';
import { MemoryStore } from '../store/memory.js';
import { SealedStore } from '../store/sealed.js';
import { closesAt, MeetingClosing } from './closing.js';

beforeAll(ready);

const self = 'self' as PractitionerId;

/** Sessions by when they end and what their requests name; spaces by their owner. */
function scene(sessions: Record<string, [end: string, ...spaces: string[]]>, spaces: Record<string, PractitionerId>) {
  let now = '2027-01-01T12:00:00.000Z';
  const asked: string[] = [], closed: string[] = [];
  const space = (id: string, owner: PractitionerId) => ({ id: id as SpaceId, record: { kind: 'case-file', left: false } as SpaceRecord, owners: () => [owner] }) as unknown as Space;
  const here = new Map(Object.entries(spaces).map(([id, owner]) => [id, space(id, owner)]));
  const meetings: Pick<Meetings, 'sessions' | 'requests'> = {
    sessions: () => Promise.resolve(Object.entries(sessions).map(([id, [endsAt]]) => ({ id, endsAt, role: 'delegate' }) as MeetingSessionSummary)),
    requests: (id) => { asked.push(id); return Promise.resolve(sessions[id]!.slice(1).map((name) => ({ sound: true, terms: { space: name } }) as unknown as MeetingRequestView)); },
  };
  const membership = { setClosed: ({ id, record }: Space) => { closed.push(id); record.closing = { closed: true, at: 0, seq: 9 }; return Promise.resolve(); } };
  const store = new SealedStore(new MemoryStore(), 'person/', randomBytes(32));
  const begin = () => new MeetingClosing({ store, now: () => new Date(now), secrets: { practitioner: self } as never }, meetings, { all: () => [...here.values()], expectClock: () => Promise.resolve(), membership: { get: () => Promise.resolve(membership) } } as unknown as Spaces);
  const device = { closing: begin() };
  return {
    sessions, meetings, space: (id: string) => here.get(id), come: (id: string) => here.set(id, space(id, self)), at: (time: string) => { now = time; },
    look: async () => { await device.closing.look(); return closed.splice(0); },
    connect: () => { device.closing.forget(); }, told: (id: string) => { device.closing.forget(id as MeetingSessionId); }, restart: () => { device.closing = begin(); }, asked: () => asked.splice(0),
  };
}

describe('the case file of a meeting', () => {
  it('is closed by its owner’s client a fortnight after its session, once, and not before', async () => {
    const { look, at, space, asked, restart, told } = scene({ one: ['2026-12-20T17:00:00.000Z', 'ours', 'theirs'] }, { ours: self, theirs: 'other' as PractitionerId });
    expect([await look(), asked()]).toEqual([[], []]);
    at('2027-01-03T17:00:00.000Z');
    expect([await look(), await look()]).toEqual([['ours'], []]);
    delete space('ours')!.record.closing;
    asked();
    restart();
    expect([await look(), asked()]).toEqual([[], []]);
    told('one');
    expect(await look()).toEqual(['ours']);
  });

  it('waits for the last session that names it, and says until when', async () => {
    const { look, at, meetings, space, sessions, connect } = scene({ one: ['2026-12-10T17:00:00.000Z', 'ours'], two: ['2026-12-28T17:00:00.000Z', 'ours'] }, { ours: self });
    expect(await look()).toEqual([]);
    expect(await closesAt(meetings, 'one' as MeetingSessionId, space('ours'))).toBe('2027-01-11T17:00:00.000Z');
    sessions['three'] = ['2027-02-01T17:00:00.000Z' as Instant, 'ours'];
    at('2027-01-12T00:00:00.000Z');
    // The list it had does not name the third one.
    expect(await look()).toEqual([]);
    at('2027-02-16T00:00:00.000Z');
    connect();
    expect(await look()).toEqual(['ours']);
    expect(await closesAt(meetings, 'one' as MeetingSessionId, space('ours'))).toBeNull();
  });

  it('stays as an owner said', async () => {
    const { look, at, space } = scene({ one: ['2026-12-01T17:00:00.000Z', 'ours'] }, { ours: self });
    space('ours')!.record.closing = { closed: false, at: 12, seq: 12 };
    at('2027-03-01T00:00:00.000Z');
    expect(await look()).toEqual([]);
  });

  it('is found when it comes later than its session was looked at', async () => {
    const { look, come, connect } = scene({ one: ['2026-12-01T17:00:00.000Z', 'late'] }, {});
    expect(await look()).toEqual([]);
    come('late');
    connect();
    expect(await look()).toEqual(['late']);
  });
});
