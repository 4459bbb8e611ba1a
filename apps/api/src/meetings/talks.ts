/** Talks that an office begins with another one: two offices, no secretaries. What both accept is placed and published at once, by the rules and bookings of every session. */
import { Injectable } from '@nestjs/common';
import { haveTalksBegun } from '@comity/casework';
import { meetingLimits, type MeetingRequestId, type MeetingSession, type MeetingSessionId, type MeetingTerms, type NewTalks } from '@comity/contracts';
import { Audited } from '../audit/audited.js';
import { Clock } from '../clock.js';
import { run, type Transaction } from '../database/run.js';
import { invalid, Refusal } from '../http/refusal.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { ChainService } from '../identity/statements/chain.service.js';
import { MeetingAccess, type SessionRow } from './access.js';
import { write } from './drafts.js';
import { MeetingNews } from './news.js';
import { MeetingPublications } from './publications.js';
import { insert, slotsOf, viewOf } from './sessions.js';

const day = 86_400_000;

@Injectable()
export class MeetingTalks {
  constructor(private readonly access: MeetingAccess, private readonly audited: Audited, private readonly chains: ChainService, private readonly publications: MeetingPublications, private readonly news: MeetingNews, private readonly clock: Clock) {}

  begin(by: SessionContext, { id, with: other, facts }: NewTalks): Promise<MeetingSession> {
    return this.audited.perform({ action: 'meetings.begin-talks', actor: by.practitioner, subject: id }, async ({ em, afterCommit }) => {
      const { authority: own } = by, now = this.clock.now();
      if (other === own || this.chains.current().authorities.get(other)?.ended !== null) throw invalid('/with', 'must be another authority of the network');
      // Two that begin at once count each other.
      await run(em, 'select pg_advisory_xact_lock(hashtextextended(?, 0))', [`talks ${own}`]);
      const [{ count } = { count: 0 }] = await run<{ count: number }>(em, "select count(*)::integer as count from meeting_session where founder = ? and state <> 'closed' and ends_at > ?", [own, now]);
      if (count >= meetingLimits.talksPerOffice) throw new Refusal('not-acceptable', { detail: `An office has at most ${meetingLimits.talksPerOffice} talks that are not over.` });
      await insert(em, by, now, id, { ...facts, kind: 'bilateral', place: null, state: 'open', deadline: null, requestsPerOffice: null, cases: [] }, own);
      await run(em, "insert into meeting_office (session, authority, version, requests, away, remote) select ?, authority, 1, null, '[]', null from unnest(?::uuid[]) as authority", [id, `{${own},${other}}`]);
      afterCommit(() => { this.news.tell(id, 'session', own, [own]); });
      const made = viewOf(await this.access.enter(by, id, em)), last = made.slots.at(-1)!;
      if (Date.parse(last.endsAt) <= now.getTime() || Date.parse(last.startsAt) > now.getTime() + meetingLimits.talksAheadDays * day) throw invalid('/facts/days', `must not be over, and lie within ${meetingLimits.talksAheadDays} days from now`);
      return made;
    });
  }

  /** Who began a session is settled with it. */
  async are(em: Transaction, id: MeetingSessionId): Promise<boolean> {
    return (await run(em, 'select 1 from meeting_session where id = ? and founder is not null', [id])).length > 0;
  }

  /** Both know exactly when; there is nobody who would plan. */
  judge(session: SessionRow, { earliest, latest, slots, languages }: MeetingTerms): void {
    if (languages !== null) throw invalid('/body/terms/languages', 'must be null: talks have no interpreters');
    const all = slotsOf(session), at = (end: MeetingTerms['earliest']) => all.findIndex(({ date, time }) => date === end?.date && time === end.time);
    const taken = all.slice(at(earliest), at(earliest) + slots);
    if (at(earliest) < 0) throw invalid('/body/terms/earliest', 'must be the slot in which the talks begin');
    if (at(latest) !== at(earliest) + slots - 1 || taken.some((slot, i) => i > 0 && taken[i - 1]!.endsAt !== slot.startsAt)) throw invalid('/body/terms/latest', 'must be the last of so many slots that follow each other');
  }

  /** Publishes the meeting when it is agreed, and takes it out when it is no more; refuses where somebody of it is not free. What began stays, and so does what else they have. */
  async settle(em: Transaction, by: SessionContext, session: SessionRow, { request, terms, agreed }: { request: MeetingRequestId; terms: MeetingTerms; agreed: boolean }, afterCommit: (act: () => void) => void): Promise<void> {
    const at = terms.earliest!;
    if (haveTalksBegun({ founder: session.founder, slots: slotsOf(session) }, terms, this.clock.now())) throw new Refusal('not-acceptable', { detail: 'That time has come already.' });
    const { version } = await write(em, session, [{ request, place: agreed ? { at, room: null, interpreter: null } : null, pinned: false }], by.practitioner);
    await this.publications.publishIn(em, by, { ...session, draftVersion: version }, afterCommit, { request, agreed });
  }
}
