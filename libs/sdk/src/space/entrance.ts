/**
 * Coming into a space: by a welcome, or, with a new device of a person who is inside, by external commit.
 * Trust: welcome and group info come by way of the service. The group is judged against the chain of statements and the
 * policy before anything in it is believed.
 */
import { contentKey, encodeGroup, epochOf, epochTag, firstLink, joinByExternalCommit, joinByWelcome, judgeGroup, leaves, MlsRefusal, parseGroupInfo, policyOf, toBase64Url, type Group, type SpacePolicy } from '@comity/e2ee';
import { suiteFits, type ItemId, type SpaceId, type SpaceKind, type SpaceState, type Suite } from '@comity/contracts';
import type { AlarmRule } from '../api.js';
import { instant } from '../clock.js';
import { alarmed, isProblem } from '../failure.js';
import { newId } from '../id.js';
import { Batch } from '../store/batch.js';
import type { Surroundings } from '../surroundings.js';
import { alarmOf } from './commit-alarm.js';
import { EpochKeys } from './epoch-keys.js';
import type { Anchor } from './ground.js';
import type { KeyPackages } from './key-packages.js';
import type { VaultKeyring } from './keyring-sync.js';
import { freshRecord, keys, type SpaceRecord } from './record.js';
import { seatsOf } from './seats.js';
import { Transcript } from './transcript.js';

export interface Welcome { space: SpaceId; kind: SpaceKind; epoch: number; seq: number; bytes: Uint8Array }

export class Entrance {
  constructor(private readonly env: Surroundings, private readonly keyPackages: KeyPackages) {}

  /**
   * Joins by a welcome and stores the space; undefined when this device holds no key package for it. `held` is the group
   * this device is in already: only who owns that one may put another in its place, and only a later one.
   */
  async byWelcome(welcome: Welcome, former: SpaceRecord | undefined, held: Group | null): Promise<SpaceRecord | undefined> {
    const { env } = this;
    const own = await this.keyPackages.of(welcome.bytes).catch(() => undefined);
    if (own === undefined) return undefined;
    const group = await joinByWelcome(welcome.bytes, own, env.secrets.device).catch((error: unknown) => this.unreadable(error, 'welcome-refused', welcome.space));
    if ( epochOf(group) !== welcome.epoch) throw await this.refuse('welcome-refused', welcome.space);
    await this.judge(group, welcome, former?.suite, 'welcome-refused');
    if (held !== null && !follows(group, held)) throw await this.refuse('welcome-refused', welcome.space);
    const record = this.record(group, welcome.seq, welcome.seq, former);
    const batch = new Batch();
    own.spend(batch);
    await this.keep(record, group, batch);
    return record;
  }

  /** Joins by external commit and stores the space; what the vault knows of it lets this device read its past. `was`: how far it had read before it was taken out. */
  async byExternalCommit(state: SpaceState, vault: VaultKeyring | undefined, former: SpaceRecord | undefined, was: Anchor | undefined): Promise<SpaceRecord> {
    const { env } = this;
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const info = await env.link.ask('messaging:group-info', { space: state.space });
      const parsed = parseGroupInfo(info.groupInfo);
      if (parsed === undefined || parsed.space !== state.space || parsed.epoch !== info.epoch) throw await this.refuse('foreign-leaf', state.space);
      await this.expectSuite(parsed.suite, parsed.policy, vault?.suite ?? former?.suite, state.space);
      const lost = parsed.leaves.findIndex((leaf) => leaf?.device === env.device);
      const joined = await joinByExternalCommit(info.groupInfo, env.secrets.device, lost === -1 ? undefined : lost).catch((error: unknown) => this.unreadable(error, 'foreign-leaf', state.space));
      await this.judge(joined.next, state, vault?.suite ?? former?.suite, 'foreign-leaf');
      const inside = lost !== -1 || leaves(joined.next).some((leaf) => leaf.practitioner === env.secrets.practitioner && leaf.device !== env.device);
      if (!inside) throw await this.refuse('policy-violation', state.space);
      try {
        const stored = await env.link.ask('messaging:commit', { space: state.space, id: newId<ItemId>(), epoch: info.epoch, commit: joined.commit, welcome: null, groupInfo: joined.groupInfo }, 30_000);
        // A past given to this person that no device of theirs has taken yet begins earlier: the log brings it again.
        const since = Math.max(state.since, vault?.keyring.since ?? 0);
        const again = former !== undefined && was !== undefined && former.total > 0 && former.cursor >= since;
        const record = { ...this.record(joined.next, since, stored.seq, former), begun: epochOf(joined.next), ...(again && { backFrom: { seq: was.seq, link: toBase64Url(was.link) } }) };
        const batch = new Batch();
        await this.bringPast(record, vault, batch);
        await this.keep(record, joined.next, batch);
        return record;
      } catch (error) {
        if (!isProblem(error, 'stale-epoch')) throw error;
      }
    }
    throw alarmed('commit-refused');
  }

  private async bringPast(record: SpaceRecord, vault: VaultKeyring | undefined, batch: Batch): Promise<void> {
    if (vault === undefined || vault.keyring.space !== record.id) return;
    // What the vault says of a beginning holds for that beginning alone: somebody who came back begins later.
    const begins = vault.beginnings.find(({ since }) => since === record.since);
    if (begins !== undefined) Object.assign(record, { firstSeats: begins.seats, firstPolicy: begins.policy });
    record.destroyedBefore = Math.max(record.destroyedBefore, vault.keyring.destroyedBefore);
    const epochKeys = new EpochKeys(this.env.store, record.id, record.destroyedBefore);
    for (const [epoch, { key, tag }] of vault.keyring.epochs) epochKeys.add({ epoch, key, tag });
    epochKeys.flush(batch);
  }

  /** `known`: the suite this person knows the space under, if they do. It is for good. */
  private async expectSuite(suite: number, policy: SpacePolicy, known: Suite | undefined, space: SpaceId): Promise<void> {
    if (policy.suite !== suite || !suiteFits(policy.kind, suite) || (known !== undefined && suite !== known)) throw await this.refuse('suite-downgrade', space);
  }

  private async unreadable(error: unknown, otherwise: AlarmRule, space: SpaceId): Promise<never> {
    throw await this.refuse(error instanceof MlsRefusal && error.reason === 'other-suite' ? 'suite-downgrade' : otherwise, space);
  }

  private async judge(group: Group, { space, kind }: { space: SpaceId; kind: SpaceKind }, known: Suite | undefined, otherwise: AlarmRule): Promise<void> {
    const { env } = this;
    if (group.space !== space) throw await this.refuse('wrong-space', space);
    const policy = policyOf(group);
    await this.expectSuite(group.suite, policy, known, space);
    if (policy.kind !== kind) throw await this.refuse('policy-violation', space);
    let verdict = judgeGroup(group, env.directory.chain, env.directory.present);
    if (!verdict.ok) {
      await env.directory.refresh();
      verdict = judgeGroup(group, env.directory.chain, env.directory.present);
    }
    if (!verdict.ok) throw await this.refuse(alarmOf(verdict.rule) === 'suite-downgrade' ? 'suite-downgrade' : otherwise, space);
  }

  private record(group: Group, since: number, joinedAt: number, former: SpaceRecord | undefined): SpaceRecord {
    const policy = policyOf(group);
    const begins = since === joinedAt;
    const fresh: SpaceRecord = {
      ...freshRecord({ id: group.space, kind: policy.kind, suite: policy.suite, since, joinedAt, lastActivity: instant(this.env.now()) }),
      firstSeats: begins ? seatsOf(group) : null, firstPolicy: begins ? policy : null,
    };
    if (former === undefined) return fresh;
    // Somebody who comes back keeps what they could read before; what was written in between stays unreadable, unless it is given to them.
    const { founder, total, shown, departed, title, purpose, within, readSeq, marks, main, topics, pins, alerts, preview, destroyedBefore, owed, erasedBefore, erasedPlaces, overBefore } = former;
    return { ...fresh, founder, total, shown, departed, title, purpose, ...(within !== undefined && { within }), readSeq, marks, main, topics, pins, alerts, preview, destroyedBefore, owed, erasedBefore, erasedPlaces, overBefore };
  }

  private async keep(record: SpaceRecord, group: Group, batch: Batch): Promise<void> {
    const epochKeys = new EpochKeys(this.env.store, record.id);
    epochKeys.add({ epoch: epochOf(group), key: await contentKey(group), tag: epochTag(group) });
    epochKeys.flush(batch);
    // Whoever came in with the first entry knows what all begins with.
    if (record.joinedAt === 1) {
      const transcript = new Transcript(this.env.store, record.id, null, 0);
      transcript.anchor(0, firstLink());
      transcript.flush(batch);
      record.linkedFrom = 0;
    }
    await batch.put(keys.group(record.id), encodeGroup(group)).putJson(keys.record(record.id), record).writeTo(this.env.store);
  }

  private async refuse(rule: AlarmRule, space: SpaceId): Promise<Error> {
    await this.env.alarms.raise(rule, space);
    return alarmed(rule);
  }
}

/** Whether a group one was welcomed into can be what became of the one held: somebody lured elsewhere under the same id would not notice. */
function follows(group: Group, held: Group): boolean {
  const adder = leaves(group).find((leaf) => leaf.index === group.welcomedBy);
  return epochOf(group) > epochOf(held) && adder !== undefined && policyOf(held).owners.includes(adder.practitioner);
}
