/** The steps in which talks with another office begin. Whoever tries once more after a failure goes on with the talks that were made, so that none are left behind. */
import type { AuthorityId, DelegateId, MeetingSessionId, MeetingSlot, NewTalks, PractitionerId, Remote } from '@comity/contracts';
import type { Failure, Meetings } from '@comity/sdk';
import type { CommonSlot } from '@comity/timetable';
import { isProblem } from '../failure/is-problem.js';
import { holds } from './talk-slots.js';

type Facts = NewTalks['facts'];
/** `made`, `listed`, `told`: as far as the service answered. */
interface Begun { id: MeetingSessionId; delegate: DelegateId; other: AuthorityId; facts: Facts; made: boolean; listed: boolean; told: boolean }
export interface Beginner { authority: AuthorityId; practitioner: PractitionerId; name: string }

/** What an earlier try did, of which the answer was lost, is done. */
const unless = (code: 'already-exists' | 'stale-version') => (thrown: unknown): void => {
  if (!isProblem(thrown as Failure, code)) throw thrown;
};

export class TalksBeginning {
  private begun: Begun | null = null;

  constructor(private readonly newId: () => string) {}

  /** Makes the talks, with this person on the list of those who come, and says the own working hours, so that the other side need not guess them. Answers when they are, as the service sees it. */
  async go(ask: Pick<Meetings, 'beginTalks' | 'session' | 'writeDelegates' | 'offices' | 'setAvailability'>, by: Beginner, other: AuthorityId, facts: Facts, slot: CommonSlot, hours: Remote): Promise<Pick<Begun, 'id' | 'delegate'> & { slots: readonly MeetingSlot[] }> {
    const begun = this.begun = this.goesOn(other, facts, slot) ?? { id: this.newId() as MeetingSessionId, delegate: this.newId() as DelegateId, other, facts, made: false, listed: false, told: false };
    const { id, delegate } = begun;
    if (!begun.made) await ask.beginTalks(id, other, begun.facts).catch(unless('already-exists'));
    begun.made = true;
    if (!begun.listed) await ask.writeDelegates(id, [{ version: 0, id: delegate, ...by, away: [], remote: null }]).catch(unless('stale-version'));
    begun.listed = true;
    const own = begun.told ? undefined : (await ask.offices(id)).find(({ authority }) => authority === by.authority);
    if (own) await ask.setAvailability(id, by.authority, own.version, own.away ?? [], hours);
    begun.told = true;
    return { id, delegate, slots: (await ask.session(id)).slots };
  }

  /** Talks that stand hold another slot as well, if it was among theirs; of those that may not stand, only the very same are tried again. */
  private goesOn(other: AuthorityId, facts: Facts, slot: CommonSlot): Begun | null {
    const { begun } = this;
    if (begun?.other !== other || begun.facts.zone !== facts.zone) return null;
    return (begun.made ? holds(begun.facts, slot) : JSON.stringify(begun.facts) === JSON.stringify(facts)) ? begun : null;
  }
}
