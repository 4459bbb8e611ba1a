import { describe, expect, it } from '@jest/globals';
import type { AuthorityId, MeetingSession, PractitionerId, ProblemCode } from '@comity/contracts';
import type { Failure, Meetings } from '@comity/sdk';
import type { CommonSlot } from '@comity/timetable';
import { TalksBeginning } from './begin-talks.js';

const other = 'other' as AuthorityId, by = { authority: 'own' as AuthorityId, practitioner: 'self' as PractitionerId, name: 'Wanjiru' };
const slot = (time: string): CommonSlot => ({ startsAt: Date.parse(`2026-12-01T${time}Z`), endsAt: Date.parse(`2026-12-01T${time}Z`) + 3_600_000, best: true, outside: [0, 0] });
const slots = [{ date: '2026-12-01', time: '08:00', startsAt: '2026-12-01T08:00:00.000Z', endsAt: '2026-12-01T08:30:00.000Z' }];
const facts = (title = 'Nairobi – Paris') => ({ title, zone: 'UTC', slotMinutes: 30, days: [{ date: '2026-12-01', starts: ['08:00', '08:30', '09:00', '09:30'], breaks: [] }] });
const lost: Failure = { kind: 'offline' };

/** A service that did what it was asked, or did not, and whose answer came, or did not. */
function scene() {
  const sessions = new Map<string, string>(), delegates: string[] = [], said = new Map<string, string>(), fates: ('well' | 'before' | 'after')[] = [];
  const call = (act: () => ProblemCode | undefined): Promise<never> => {
    const fate = fates.shift() ?? 'well', code = fate === 'before' ? undefined : act();
    const failure = fate !== 'well' ? lost : code === undefined ? undefined : { kind: 'problem', problem: { code } } as Failure;
    return (failure === undefined ? Promise.resolve(undefined) : Promise.reject(failure as unknown as Error)) as Promise<never>;
  };
  const ask: Pick<Meetings, 'beginTalks' | 'session' | 'writeDelegates' | 'offices' | 'setAvailability'> = {
    beginTalks: (id, _, { title }) => call(() => { if (sessions.has(id)) return 'already-exists'; sessions.set(id, title); return undefined; }),
    writeDelegates: (id, [row]) => call(() => { if (delegates.includes(`${id} ${row!.id}`)) return 'stale-version'; delegates.push(`${id} ${row!.id}`); return undefined; }),
    session: (id) => Promise.resolve({ id, slots } as unknown as MeetingSession),
    offices: (id) => Promise.resolve([{ version: said.has(id) ? 2 : 1, authority: by.authority, requests: null, away: [], remote: null }]),
    setAvailability: (id, _, version, away, remote) => call(() => { if (version !== (said.has(id) ? 2 : 1)) return 'stale-version'; said.set(id, `${away.length} ${remote!.zone}`); return undefined; }),
  };
  let count = 0;
  const beginning = new TalksBeginning(() => `id${++count}`);
  return { sessions, delegates, said, fates, go: (at = '08:00', made = facts(), whom = other) => beginning.go(ask, by, whom, made, slot(at), { zone: 'Africa/Nairobi', from: '08:00', to: '16:00' }) };
}

describe('talks that somebody begins', () => {
  it.each([['before', 'well', 'well'], ['after', 'well', 'well'], ['well', 'before', 'well'], ['well', 'after', 'well'], ['after', 'after', 'after', 'well'], ['well', 'well', 'before', 'well'], ['well', 'well', 'after', 'well']] as const)('are made once, however often it is tried, where calls go %s, %s, %s, %s', async (...course) => {
    const { sessions, delegates, said, fates, go } = scene();
    fates.push(...course);
    let made: unknown;
    for (let tries = 0; made === undefined && tries < 5; tries += 1) made = await go().catch((failure: unknown) => { expect(failure).toBe(lost); });
    expect([made, [...sessions.keys()], delegates, [...said]]).toEqual([{ id: 'id1', delegate: 'id2', slots }, ['id1'], ['id1 id2'], [['id1', '0 Africa/Nairobi']]]);
  });

  it('are gone on with at another of their times, and not with another office or at a time that they do not hold', async () => {
    const { sessions, fates, go } = scene();
    fates.push('well', 'before');
    await expect(go()).rejects.toBe(lost);
    expect((await go('09:00')).id).toBe('id1');
    expect((await go('09:30')).id).toBe('id3');
    expect((await go('09:00', facts(), 'third' as AuthorityId)).id).toBe('id5');
    expect(sessions.size).toBe(3);
  });

  it('are others where the first may not stand and something else is wanted', async () => {
    const { sessions, fates, go } = scene();
    fates.push('before');
    await expect(go()).rejects.toBe(lost);
    expect((await go('08:00', facts('Paris – Nairobi'))).id).toBe('id3');
    expect([...sessions.values()]).toEqual(['Paris – Nairobi']);
  });
});
