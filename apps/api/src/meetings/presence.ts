/** Which secretaries have a timetable open, and which meeting they have in hand: known while they say so again and again, to the processes that run, and stored nowhere. */
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { MeetingSessionId, PractitionerId, Presence, PresenceWord } from '@comity/contracts';
import { Clock } from '../clock.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { Hints } from '../realtime/hints.js';
import { MeetingAccess } from './access.js';
import { MeetingNews } from './news.js';

/** Milliseconds; clients say so three times as often. */
const lasts = 60_000;
interface Seen { holding: Presence['holding']; until: number }

@Injectable()
export class MeetingPresence implements OnApplicationBootstrap {
  private readonly sessions = new Map<MeetingSessionId, Map<PractitionerId, Seen>>();

  constructor(private readonly access: MeetingAccess, private readonly news: MeetingNews, private readonly hints: Hints, private readonly clock: Clock) {}

  onApplicationBootstrap(): void {
    this.hints.on('comity_presence', (payload) => {
      const [session, by, here, holding] = payload.split(' ');
      this.take(session as MeetingSessionId, by as PractitionerId, { here: here === 'here', holding: holding === '' ? null : holding as Presence['holding'] });
    });
  }

  /** Answers who else is there. */
  async say(by: SessionContext, id: MeetingSessionId, word: PresenceWord): Promise<Presence[]> {
    await this.access.enterAsSecretary(by, id);
    const changed = this.take(id, by.practitioner, word);
    this.hints.publish('comity_presence', `${id} ${by.practitioner} ${word.here ? 'here' : 'gone'} ${word.holding ?? ''}`);
    // Two windows of one person say two things; each told of the other's word would say its own again, without end.
    if (changed) this.news.tell(id, 'presence', null, [], by.practitioner);
    return [...this.sessions.get(id) ?? []].flatMap(([person, { holding }]) => (person === by.practitioner ? [] : [{ by: person, holding }]));
  }

  /** Whether anything of it is new to the others; who said nothing for long is gone. */
  private take(session: MeetingSessionId, by: PractitionerId, { here, holding }: PresenceWord): boolean {
    const now = this.clock.now().getTime(), there = this.sessions.get(session) ?? new Map<PractitionerId, Seen>(), before = there.get(by);
    if (here) there.set(by, { holding, until: now + lasts });
    else there.delete(by);
    for (const [person, { until }] of there) if (until <= now) there.delete(person);
    if (there.size > 0) this.sessions.set(session, there);
    else this.sessions.delete(session);
    return (before !== undefined) !== here || (before?.holding ?? null) !== (here ? holding : null);
  }
}
