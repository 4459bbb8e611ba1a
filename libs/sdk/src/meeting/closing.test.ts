import { describe, expect, it } from '@jest/globals';
import type { Instant, MeetingSessionSummary, PractitionerId, SpaceId } from '@comity/contracts';
import type { MeetingRequestView, Meetings } from '../meetings.js';
import type { SpaceRecord } from '../space/record.js';
import type { Space } from '../space/space.js';
import type { Spaces } from '../space/spaces.js';
import { closesAt, MeetingClosing } from './closing.js';

const self = 'self' as PractitionerId, other = 'other' as PractitionerId;
interface File { owner: PractitionerId; written: string | null; within?: string }

/** Sessions by when they end and what their requests name; case files by their owner, and when somebody last wrote in them. */
function scene(sessions: Record<string, [end: string, ...spaces: string[]]>, files: Record<string, File>) {
  let now = '2027-01-01T12:00:00.000Z', clockIsWrong = false;
  const asked: string[] = [], closed: string[] = [];
  const space = (id: string, { owner, written, within }: File) => ({ id: id as SpaceId, record: { kind: 'case-file', left: false, within: within ?? null } as SpaceRecord, owners: () => [owner], marks: { newestBefore: () => files[id]?.written ?? written } }) as unknown as Space;
  const here = new Map(Object.entries(files).map(([id, file]) => [id, space(id, file)]));
  const meetings: Pick<Meetings, 'sessions' | 'requests'> = {
    sessions: () => Promise.resolve(Object.entries(sessions).map(([id, [endsAt]]) => ({ id, endsAt, role: 'delegate' }) as MeetingSessionSummary)),
    requests: (id) => { asked.push(id); return Promise.resolve(sessions[id]!.slice(1).map((name) => ({ sound: true, terms: { space: name } }) as unknown as MeetingRequestView)); },
  };
  const membership = { setClosed: ({ id, record }: Space) => { closed.push(id); record.closing = { closed: true, at: 0, seq: 9 }; return Promise.resolve(); } };
  const spaces = { all: () => [...here.values()], expectClock: () => (clockIsWrong ? Promise.reject(new Error('clock-ahead')) : Promise.resolve()), membership: { get: () => Promise.resolve(membership) } } as unknown as Spaces;
  const closing = new MeetingClosing({ now: () => new Date(now), secrets: { practitioner: self } as never }, meetings, spaces);
  return {
    sessions, files, space: (id: string) => here.get(id)!, at: (time: string) => { now = time; }, turnClock: (wrong: boolean) => { clockIsWrong = wrong; }, connect: () => { closing.forget(); },
    look: async () => { await closing.look(); return closed.splice(0); },
    until: (id: string) => closesAt(meetings, id as SpaceId, spaces, new Date(now)), asked: () => asked.splice(0),
  };
}

describe('the case file of a meeting', () => {
  const [first, ended] = ['2026-12-02T09:00:00.000Z', '2026-12-20T17:00:00.000Z'];

  it('is closed by its owner’s client a fortnight after its session, once, and not before', async () => {
    const { look, at, asked, until } = scene({ one: [ended, 'ours', 'theirs'] }, { ours: { owner: self, written: first }, theirs: { owner: other, written: first } });
    expect([await look(), await until('ours')]).toEqual([[], '2027-01-03T17:00:00.000Z']);
    asked();
    at('2027-01-02T11:00:00.000Z');
    expect([await look(), asked()]).toEqual([[], []]);
    at('2027-01-03T17:00:00.000Z');
    expect([await look(), await look(), await until('ours'), await until('theirs')]).toEqual([['ours'], [], null, '2027-01-03T17:00:00.000Z']);
  });

  it('stays open while somebody writes in it, or in a compartment of it', async () => {
    const { look, at, files, until, connect } = scene({ one: [ended, 'ours'] }, { ours: { owner: self, written: '2026-12-28T08:00:00.000Z' }, sealed: { owner: self, written: '2027-01-05T08:00:00.000Z', within: 'ours' } });
    at('2027-01-12T00:00:00.000Z');
    expect([await look(), await until('ours'), await until('sealed')]).toEqual([[], '2027-01-19T08:00:00.000Z', null]);
    at('2027-01-19T08:00:00.000Z');
    files['ours']!.written = '2027-01-18T08:00:00.000Z' as Instant;
    expect(await look()).toEqual([]);
    at('2027-02-01T08:00:00.000Z');
    connect();
    expect(await look()).toEqual(['ours']);
  });

  it('waits for the last session that names it', async () => {
    const { look, at, sessions, until, connect } = scene({ one: ['2026-12-10T17:00:00.000Z', 'ours'], two: ['2026-12-28T17:00:00.000Z', 'ours'] }, { ours: { owner: self, written: first } });
    expect([await look(), await until('ours')]).toEqual([[], '2027-01-11T17:00:00.000Z']);
    sessions['three'] = ['2027-02-01T17:00:00.000Z', 'ours'];
    at('2027-01-12T00:00:00.000Z');
    expect(await look()).toEqual([]);
    at('2027-02-16T00:00:00.000Z');
    connect();
    expect(await look()).toEqual(['ours']);
  });

  it('stays as an owner said', async () => {
    const { look, at, space, until } = scene({ one: [ended, 'ours'] }, { ours: { owner: self, written: first } });
    space('ours').record.closing = { closed: false, at: 12, seq: 12 };
    at('2027-02-01T00:00:00.000Z');
    expect([await look(), await until('ours')]).toEqual([[], null]);
  });

  it('is closed by no clock that is ahead of the service’s, and by that of the next look once it is right', async () => {
    const { look, at, turnClock } = scene({ one: [ended, 'ours'] }, { ours: { owner: self, written: first } });
    at('2027-02-01T00:00:00.000Z');
    turnClock(true);
    await expect(look()).rejects.toThrow('clock-ahead');
    turnClock(false);
    expect(await look()).toEqual(['ours']);
  });

  it('is left alone where the session is over for longer than a season', async () => {
    const { look, at, until, asked } = scene({ one: [ended, 'ours'] }, { ours: { owner: self, written: first } });
    at('2027-04-01T00:00:00.000Z');
    expect([await look(), await until('ours'), asked()]).toEqual([[], null, []]);
  });
});
