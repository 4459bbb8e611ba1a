import { describe, expect, it } from '@jest/globals';
import type { AuthorityId, DelegateId, MeetingRequestId, PractitionerId } from '@comity/contracts';
import { changesBetween, type Invited, type Link } from './mail-invited.js';

const now = new Date('2026-11-30T08:00:00Z'), [at, later] = ['2026-11-30T09:00:00Z', '2026-11-30T09:20:00Z'];
const meeting = (request: string, parties: string[], change: Partial<Invited> = {}): Invited => ({ request: request as MeetingRequestId, parties: parties as AuthorityId[], startsAt: at, endsAt: later, roomName: 'Table 1', delegates: [], ...change });
const link = (id: string, authority: string, practitioner: string | null): Link => ({ id: id as DelegateId, authority: authority as AuthorityId, practitioner: practitioner as PractitionerId | null });
const person = (id: string, authority: string) => ({ id: id as PractitionerId, authority: authority as AuthorityId });

describe('whom invitations concern', () => {
  it('is whoever the authority named, or all of it, also where none of those named has an account; what is the same for them or is over is not told', () => {
    const links = [link('d', 'kenya', 'amina'), link('e', 'kenya', null)];
    const before = [meeting('moved', ['kenya', 'france']), meeting('gone', ['kenya', 'france']), meeting('same', ['kenya', 'france']), meeting('over', ['kenya', 'france'], { endsAt: now })];
    const after = [meeting('moved', ['kenya', 'france'], { roomName: 'Table 2' }), meeting('same', ['kenya', 'france']), meeting('named', ['kenya', 'france'], { delegates: ['d' as DelegateId] }), meeting('nameless', ['kenya', 'spain'], { delegates: ['e' as DelegateId] }), meeting('half', ['kenya', 'spain'], { delegates: ['d', 'e'] as DelegateId[] })];
    const changes = changesBetween({ meetings: before, links }, { meetings: after, links }, now);
    const of = (id: string, authority: string) => changes(person(id, authority)).map(({ request, cancelled }) => `${cancelled ? '-' : '+'}${request}`);
    expect([of('amina', 'kenya'), of('omar', 'kenya'), of('zoe', 'france'), of('eva', 'spain'), of('ivo', 'italy')]).toEqual([['+moved', '+named', '+nameless', '+half', '-gone'], ['+moved', '+nameless', '-gone'], ['+moved', '+named', '-gone'], ['+nameless', '+half'], []]);
  });

  it('looks at each meeting once, however many people ask', () => {
    let looks = 0;
    const meetings = Array.from({ length: 400 }, (_, i) => new Proxy(meeting(`m${i}`, [`a${i % 100}`, `a${(i + 1) % 100}`]), { get: (target, key) => { if (key === 'parties') looks += 1; return Reflect.get(target, key) as unknown; } }));
    const changes = changesBetween({ meetings, links: [] }, { meetings, links: [] }, now);
    for (let i = 0; i < 100; i += 1) expect(changes(person(`p${i}`, `a${i}`))).toEqual([]);
    expect(looks).toBe(800);
  });
});
