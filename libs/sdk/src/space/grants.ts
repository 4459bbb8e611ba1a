/**
 * The past that members give to those who came in later: judged when it arrives, and taken if it is meant for this person.
 * Trust: a member made the item, which is signed; that they may give the past, and this past, follows from the space's policy.
 * What lies in that past is believed no more than anything else in the log: it is read anew, entry by entry.
 */
import { allowsHistory, concat, decodeGrant, fromBase64Url, parseCommit, toBase64Url, wipe, type HistoryContent, type HistoryGrant } from '@comity/e2ee';
import type { Entry, Instant, PractitionerId } from '@comity/contracts';
import type { Surroundings } from '../surroundings.js';
import type { Batch } from '../store/batch.js';
import type { Ground, Past } from './ground.js';
import { decodeJson } from '../store/json.js';
import { keys } from './record.js';

/** What came of a part: nothing yet, a whole gift to be shown, one to be taken as well, or a breach of policy. */
export type Received = 'incomplete' | 'shown' | Past | 'refused';

/** The parts received of a grant; their data only where it is meant for this person. */
export interface Collected { sender: PractitionerId; about: string; data: (string | null)[] }

export class Grants {
  private readonly collected = new Map<string, Collected>();

  constructor(private readonly space: Ground, private readonly env: Surroundings) {}

  /** Judges a part that `sender` put into `epoch`. Throws what asking the service throws: then the entry is to be taken later. */
  async receive(content: HistoryContent, sender: PractitionerId, epoch: number, batch: Batch): Promise<Received> {
    if (!this.mayBe(content, sender, epoch)) return 'refused';
    const mine = content.to.includes(this.env.secrets.practitioner) && content.since < this.space.record.since;
    const about = aboutOf(content);
    const key = keys.grant(this.space.id, content.grant);
    const held = this.collected.get(key) ?? (await this.env.store.getJson<Collected>(key)) ?? { sender, about, data: Array.from({ length: content.parts }, () => null) };
    if (held.sender !== sender || held.about !== about) return 'refused';
    held.data[content.part] = mine ? toBase64Url(content.data) : '';
    if (held.data.includes(null)) {
      this.collected.set(key, held);
      batch.putJson(key, held);
      return 'incomplete';
    }
    // The parts are kept until the whole was judged: the service may have to be asked again.
    const received = mine ? await this.take(content, epoch, held.data as string[]) : 'shown';
    this.collected.delete(key);
    batch.delete(key);
    return received;
  }

  /** Parts of a past that was not given whole hold keys, too: those of epochs before one go. */
  async destroy(before: number, batch: Batch): Promise<void> {
    for (const [key, value] of await this.env.store.list(keys.grants(this.space.id))) {
      if (epochOfGrant(decodeJson(value)) < before) batch.delete(key);
      wipe(value);
    }
    for (const [key, collected] of this.collected) if (epochOfGrant(collected) < before) this.collected.delete(key);
  }

  /** What the policy says to everybody who sees the item; a past whose policy is not known is not judged. */
  private mayBe({ since, epoch: first, from }: HistoryContent, sender: PractitionerId, epoch: number): boolean {
    const policy = this.space.policy();
    if (first > epoch) return false;
    // Who was not there when it began knows at least that it began no later than what they saw begin.
    const mark = this.space.marks.notBefore(first);
    if (mark?.epoch === first && Math.max(1, mark.seq) !== since) return false;
    const began = mark !== undefined && (mark.epoch === first || mark.at < from) ? mark.at : from;
    return policy === null || (policy.owners.includes(sender) && allowsHistory(policy, began));
  }

  private async take(content: HistoryContent, epoch: number, data: readonly string[]): Promise<Received> {
    const grant = decodeGrant(concat(...data.map((text) => fromBase64Url(text))));
    if (grant?.since !== content.since || grant.epoch !== content.epoch || grant.keys.length > epoch - grant.epoch + 1) return 'refused';
    if (grant.keys.some((key, i) => this.space.epochKeys.contradicts({ epoch: grant.epoch + i, ...key }))) return 'refused';
    const { entries: [entry] } = await this.env.link.ask('messaging:sync', { space: this.space.id, after: grant.since - 1, limit: 1 });
    // The service does not serve it: nothing to read there, for the moment or for good.
    if (entry?.seq !== grant.since) return 'shown';
    return this.beginsThere(grant, entry) ? pastOf(grant) : 'refused';
  }

  /** The past must begin with the first epoch given, and that when the policy says: not one epoch more. */
  private beginsThere(grant: HistoryGrant, entry: Entry): boolean {
    const policy = this.space.policy();
    if (policy !== null && !allowsHistory(policy, entry.at)) return false;
    return grant.epoch === 0 ? grant.since === 1 : entry.type === 'commit' && parseCommit(entry.bytes)?.epoch === grant.epoch - 1;
  }
}

function pastOf({ since, link, epoch, seats, policy, keys: given }: HistoryGrant): Past {
  const [scene, nothing] = [{ seats, policy }, { seats: null, policy: null }];
  const own = { since, link, keys: given.map((key, i) => ({ epoch: epoch + i, ...key })) };
  // The first epoch of a space began before its first entry, every other one with an entry.
  return epoch === 0 ? { ...own, before: scene, after: nothing } : { ...own, before: nothing, after: scene };
}

/** The first epoch of a past of which only parts have come. */
const epochOfGrant = ({ about }: Collected): number => (JSON.parse(about) as [unknown, unknown, unknown, number])[3];

const aboutOf = ({ parts, to, since, epoch, from }: HistoryContent): string => JSON.stringify([parts, to, since, epoch, from]);

/** From when on the past is given; null for a past that is whole. */
export const givenFrom = ({ since, from }: Pick<HistoryContent, 'since' | 'from'>): Instant | null => (since === 1 ? null : from);
