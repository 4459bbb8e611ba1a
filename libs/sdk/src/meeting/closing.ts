/**
 * The rule for case files of meetings: a fortnight after the last session in which a request names it, the client of an owner closes it, once.
 * What an owner says of that, before or after, stands (PROTOCOL section 18.5).
 */
import type { Instant, MeetingSessionId, MeetingSessionSummary, SpaceId } from '@comity/contracts';
import { day, instant } from '../clock.js';
import type { Meetings } from '../meetings.js';
import type { Space } from '../space/space.js';
import type { Spaces } from '../space/spaces.js';
import type { Surroundings } from '../surroundings.js';

type Reading = Pick<Meetings, 'sessions' | 'requests'>;
type Ending = Pick<MeetingSessionSummary, 'id' | 'endsAt'>;

const after = 14 * day;
/** So long one looks for case files that are not here yet. */
const patience = 60 * day;
const key = 'meetings-closed';
const closingOf = (end: Instant): Instant => instant(new Date(new Date(end).getTime() + after));

/** Of each space that requests of these sessions name, when the last of them ends. */
async function endsOf(meetings: Reading, sessions: readonly Ending[]): Promise<Map<SpaceId, Instant>> {
  const ends = new Map<SpaceId, Instant>();
  for (const { id, endsAt } of sessions) {
    for (const { terms: { space }, sound } of await meetings.requests(id)) if (sound && space !== null && (ends.get(space) ?? '') < endsAt) ends.set(space, endsAt);
  }
  return ends;
}

const attended = async (meetings: Reading) => (await meetings.sessions()).filter(({ role }) => role === 'delegate');

/** When a case file that a request of this session names closes by the rule; null where an owner said something, or nothing is known of it. */
export async function closesAt(meetings: Reading, session: MeetingSessionId, space: Space | undefined): Promise<Instant | null> {
  if (space === undefined || space.record.closing !== undefined) return null;
  const sessions = await attended(meetings), begun = sessions.find(({ id }) => id === session);
  const end = begun && (await endsOf(meetings, sessions.filter(({ endsAt }) => endsAt >= begun.endsAt))).get(space.id);
  return end === undefined ? null : closingOf(end);
}

export class MeetingClosing {
  /** Sessions that are over, and need not be read again before something happens. */
  private readonly read = new Set<MeetingSessionId>();
  /** Sessions of which something was told meanwhile, whatever was settled before. */
  private readonly touched = new Set<MeetingSessionId>();
  private sessions: readonly MeetingSessionSummary[] | undefined;

  constructor(private readonly env: Pick<Surroundings, 'store' | 'now' | 'secrets'>, private readonly meetings: Reading, private readonly spaces: Pick<Spaces, 'all' | 'expectClock'> & { membership: Pick<Spaces['membership'], 'get'> }) {}

  /** Anything may have changed, in a session or in all. */
  forget(session?: MeetingSessionId): void {
    this.sessions = undefined;
    if (session === undefined) return this.read.clear();
    this.read.delete(session);
    this.touched.add(session);
  }

  async look(): Promise<void> {
    const due = ({ endsAt }: Ending) => new Date(closingOf(endsAt)) <= this.env.now();
    this.sessions ??= await attended(this.meetings);
    if (!this.sessions.some((each) => due(each) && !this.read.has(each.id))) return;
    const done = (await this.env.store.getJson<MeetingSessionId[]>(key)) ?? [];
    const over = this.sessions.filter((each) => due(each) && !this.read.has(each.id) && (!done.includes(each.id) || this.touched.has(each.id)));
    for (const { id } of this.sessions.filter(due)) this.read.add(id);
    this.touched.clear();
    const named = [...(await endsOf(this.meetings, over)).keys()];
    const known = named.flatMap((id) => this.spaces.all().find((space) => space.id === id) ?? []);
    const mine = known.filter(({ record }) => record.kind === 'case-file' && !record.left && record.closing === undefined).filter((space) => space.owners().includes(this.env.secrets.practitioner));
    if (mine.length > 0) await this.close(mine, due);
    const long = ({ endsAt }: Ending) => this.env.now().getTime() - new Date(endsAt).getTime() > patience;
    const settled = over.filter((each) => known.length === named.length || long(each)).map(({ id }) => id);
    if (settled.length > 0) await this.env.store.putJson(key, [...new Set([...done, ...settled])]);
  }

  private async close(spaces: readonly Space[], due: (session: Ending) => boolean): Promise<void> {
    // Neither a clock that is wrong nor a list that is old closes anything.
    await this.spaces.expectClock();
    const later = await endsOf(this.meetings, (await attended(this.meetings)).filter((each) => !due(each)));
    const membership = await this.spaces.membership.get();
    for (const space of spaces) if (!later.has(space.id)) await membership.setClosed(space, true, true);
  }
}
