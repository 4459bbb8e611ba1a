/**
 * The rule for case files of meetings: a fortnight after the last session in which a request names it, and after the last thing that anybody wrote in it, the client of an owner closes it, once.
 * What an owner says of that, before or after, stands (PROTOCOL section 18.5).
 */
import type { Instant, SpaceId } from '@comity/contracts';
import { day, instant } from '../clock.js';
import type { Meetings } from '../meetings.js';
import type { Space } from '../space/space.js';
import type { Spaces } from '../space/spaces.js';
import type { Surroundings } from '../surroundings.js';

type Reading = Pick<Meetings, 'sessions' | 'requests'>;
type Known = Pick<Spaces, 'all'>;

const after = 14 * day;
/** Sessions that are over for longer close nothing any more, and their signatures are not remembered. */
export const patience = 90 * day;
const time = (at: Instant): number => Date.parse(at);
const latest = (...times: (Instant | null | undefined)[]): Instant | null => times.reduce<Instant | null>((last, at) => (at && (last === null || at > last) ? at : last), null);

/** Of each space that requests of the sessions attended name, when the last of them ends; of sessions that are not over for longer than `patience`. */
async function endsOf(meetings: Reading, now: number): Promise<Map<SpaceId, Instant>> {
  const ends = new Map<SpaceId, Instant>();
  for (const { id, endsAt, role } of await meetings.sessions()) {
    if (role !== 'delegate' || now - time(endsAt) > patience) continue;
    for (const { terms: { space }, sound } of await meetings.requests(id)) if (sound && space !== null) ends.set(space, latest(ends.get(space), endsAt)!);
  }
  return ends;
}

/** Of which no owner said anything. */
const isOpen = ({ record: { kind, left, closing, within } }: Space): boolean => kind === 'case-file' && !left && !within && closing === undefined;

/** When the rule closes a case file; null where no session closes it. What is written in a compartment is written in the case file. */
function closingOf(space: Space, end: Instant | undefined, spaces: Known): Instant | null {
  if (end === undefined) return null;
  const written = [space, ...spaces.all().filter(({ record }) => record.within === space.id)].map(({ marks }) => marks.newestBefore(Infinity));
  return instant(new Date(time(latest(end, ...written)!) + after));
}

/** When a case file is closed by the rule, as things stand; null where an owner said something, or nothing is known of it. */
export async function closesAt(meetings: Reading, id: SpaceId, spaces: Known, now: Date): Promise<Instant | null> {
  const space = spaces.all().find((each) => each.id === id);
  return space === undefined || !isOpen(space) ? null : closingOf(space, (await endsOf(meetings, now.getTime())).get(id), spaces);
}

export class MeetingClosing {
  private nextLook = 0;

  constructor(private readonly env: Pick<Surroundings, 'now' | 'secrets'>, private readonly meetings: Reading, private readonly spaces: Pick<Spaces, 'all' | 'expectClock'> & { membership: Pick<Spaces['membership'], 'get'> }) {}

  /** A connection came. */
  forget(): void {
    this.nextLook = 0;
  }

  /** Closes what is due; otherwise asks nothing of the service more than once a day. */
  async look(): Promise<void> {
    const now = this.env.now().getTime();
    if (now < this.nextLook) return;
    const mine = this.spaces.all().filter((space) => isOpen(space) && space.owners().includes(this.env.secrets.practitioner));
    const ends = mine.length === 0 ? new Map<SpaceId, Instant>() : await endsOf(this.meetings, now);
    const due = mine.filter((space) => { const at = closingOf(space, ends.get(space.id), this.spaces); return at !== null && time(at) <= now; });
    if (due.length > 0) {
      // A clock that is wrong closes nothing.
      await this.spaces.expectClock();
      const membership = await this.spaces.membership.get();
      for (const space of due) await membership.setClosed(space, true, true);
    }
    this.nextLook = now + day;
  }
}
