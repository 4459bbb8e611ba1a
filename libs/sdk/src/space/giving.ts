/** Giving the past to somebody who came in later: as much of it as the policy allows and this device can vouch for. */
import { allowsHistory, historyContents, policyOf, toBase64Url, type HistoryGrant } from '@comity/e2ee';
import { problem, type Instant, type ItemId, type PractitionerId } from '@comity/contracts';
import { instant } from '../clock.js';
import { isProblem, refused } from '../failure.js';
import { newId } from '../id.js';
import type { Surroundings } from '../surroundings.js';
import type { EpochMark } from './epoch-marks.js';
import type { Space } from './space.js';

export class Giving {
  constructor(private readonly env: Surroundings) {}

  /** Gives what there is to give; nobody is given what they have. Answers to whom something was given. */
  async give(space: Space, people: readonly PractitionerId[]): Promise<PractitionerId[]> {
    const offered = await space.serial.run(() => this.offer(space));
    const others = people.filter((person) => person !== this.env.secrets.practitioner);
    if (offered === undefined || others.length === 0) return [];
    const { grant, from } = offered;
    const { widened } = await this.env.link.ask('messaging:widen', { space: space.id, people: others, since: grant.since }).catch((error: unknown) => {
      // Whoever went meanwhile is given nothing.
      if (isProblem(error, 'not-found')) return { widened: [] };
      throw error;
    });
    if (widened.length === 0) return [];
    const sentAt = instant(this.env.now());
    for (const content of historyContents(grant, { grant: newId<ItemId>(), to: widened, from, sentAt })) {
      await space.outbox.add({ kind: 'history', handling: 'none', content: toBase64Url(content) });
    }
    return widened;
  }

  /** The past that may be given, from the first epoch on that the policy allows and whose beginning this device knows; undefined if there is none. */
  private async offer(space: Space): Promise<{ grant: HistoryGrant; from: Instant } | undefined> {
    const { group, epochKeys, marks, transcript } = space;
    if (group === null) throw refused(problem('not-allowed', { detail: 'this device is not in the space' }));
    const policy = policyOf(group);
    let first: EpochMark | undefined;
    // What is due is not given any more.
    for (let epoch = group.epoch; epoch >= space.retention.firstLeft; epoch -= 1) {
      const mark = marks.get(epoch);
      if (mark === undefined || epochKeys.get(epoch) === undefined || !allowsHistory(policy, mark.at)) break;
      if (transcript.from === null || sinceOf(mark) - 1 < transcript.from) break;
      first = mark;
    }
    if (first === undefined) return undefined;
    const since = sinceOf(first);
    await transcript.prepare(since - 1);
    const link = transcript.kept(since - 1);
    const { seats, policy: then } = await marks.scene(first.epoch);
    if (link === undefined || seats === null || then === null) return undefined;
    const given = epochKeys.all().filter(({ epoch }) => epoch >= first.epoch && epoch <= group.epoch);
    return { grant: { since, link, epoch: first.epoch, seats, policy: then, keys: given }, from: first.at };
  }
}

/** The first entry of an epoch: the commit that began it, or the first of all. */
const sinceOf = (mark: EpochMark): number => Math.max(1, mark.seq);
