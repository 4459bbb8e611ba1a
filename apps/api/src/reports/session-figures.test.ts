import { describe, expect, it } from '@jest/globals';
import type { MeetingSessionId, SessionFate } from '@comity/contracts';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { SessionFiguresService } from './session-figures.js';

type Arguments = ConstructorParameters<typeof SessionFiguresService>;
const by = {} as SessionContext;
const session = (id: string, kind: 'forum' | 'plenary', year = 2026) => ({ id: id as MeetingSessionId, kind, title: id, startsAt: `${year}-03-02T09:00:00.000Z`, cases: ['a'], year });

describe('figures of the sessions of a year', () => {
  it('read what became of a forum once, for this year and for all of them', async () => {
    const [old, quiet, recent, plenary] = [session('old', 'forum', 2025), session('quiet', 'forum'), session('recent', 'forum'), session('plenary', 'plenary')];
    const read: string[][] = [];
    const tallies = {
      kinds: async () => [], forums: async () => [old, quiet, recent], held: async () => [quiet, recent, plenary], talks: async () => 0,
      fates: async (sessions: readonly { id: MeetingSessionId }[]) => {
        read.push(sessions.map(({ id }) => id));
        return sessions.filter(({ id }) => id !== quiet.id).flatMap(({ id }) => Array.from({ length: 6 }, () => ({ session: id, parties: [], case: 'a', fate: 'held' as SessionFate, lies: null })));
      },
    };
    const service = new SessionFiguresService(tallies as unknown as Arguments[0], {} as Arguments[1]);
    const { held } = await service.ofYear(by, 2026, (await service.overYears(by)).forums);
    expect(held.map(({ session: id, met }) => [id, met])).toEqual([['quiet', 0], ['recent', 6], ['plenary', 6]]);
    expect(read).toEqual([['old', 'quiet', 'recent'], ['plenary']]);
  });
});
