/**
 * Taking in a space's log, entry by entry: authenticate, then order, then decrypt, then store.
 * Trust: entries come from the service, which may have made, changed, dropped, repeated or reordered them. Whatever
 * fails is kept as a quarantined entry with the rule it broke; a commit that may not be stops the reading of the space.
 */
import { applyCommitToLeaves, commitmentOf, contentKey, epochTag, epochOf, equal, historyKey, isCaseContent, isOfferContent, isRegisterContent, judgeCommit, openItem, parseCommit, parseItem, policyOf, readCommit, samePolicy, toBase64Url, verifyItem, wipe, type Group, type KeysContent, type SpacePolicy, type VerifiedItem } from '@comity/e2ee';
import type { Entry, Instant, ItemHeader, PractitionerId, SpaceKind } from '@comity/contracts';
import type { AlarmRule } from '../api.js';
import { instant } from '../clock.js';
import { alarmed } from '../failure.js';
import type { Surroundings } from '../surroundings.js';
import { Batch } from '../store/batch.js';
import { changes, seatsOf } from './seats.js';
import type { Lock, Opened } from './entries.js';
import { Intake } from './intake.js';
import type { Seat } from './record.js';
import { alarmOf } from './commit-alarm.js';
import { contentOf } from './contents.js';
import { Grants, type Received } from './grants.js';
import type { Ground, Past } from './ground.js';

/** An entry fails by one rule; what is known of it beside goes no further. */
class Refused extends Error {
  constructor(readonly rule: AlarmRule) { super(rule); }
}

/** The key may still come. */
class Keyless extends Refused {
  constructor(rule: AlarmRule, readonly lock: Lock) { super(rule); }
}
/** The key is destroyed: nothing is shown of what it opened, and nothing is wrong. */
class Over extends Refused {}

/** Who sits where in the group, and its policy. */
interface Scene { seats: (Seat | null)[]; policy: SpacePolicy }
export class Inbox {
  readonly grants: Grants;
  private readonly intake: Intake;

  constructor(private readonly space: Ground, private readonly env: Surroundings) {
    this.grants = new Grants(space, env);
    this.intake = new Intake(space, env);
  }

  /** Takes in consecutive entries and stores all their effects in one transaction. Runs within the space's turn. */
  async take(entries: readonly Entry[]): Promise<void> {
    const { space } = this;
    await Promise.all([space.history.open(), space.transcript.open(), space.seen.open()]);
    const batch = new Batch();
    let taken = false;
    try {
      for (const entry of entries) {
        const { record } = space;
        if (record.halted !== null || record.left || entry.seq <= record.cursor) continue;
        if (entry.seq !== record.cursor + 1) throw await this.stop('gap', entry.seq);
        if (entry.type === 'destroyed' && entry.bytes.length !== 32) throw await this.stop('malformed', entry.seq);
        const given = await (entry.type === 'commit' ? this.takeCommit(entry, batch) : this.takeItem(entry, batch));
        space.transcript.append(entry);
        record.cursor = entry.seq;
        space.meetAnchors();
        taken = true;
        if (given === undefined) continue;
        await space.rewind(given, batch);
        break;
      }
    } finally {
      // What was taken in before a stop stays.
      if (taken) await this.keep(batch);
    }
  }

  private async keep(batch: Batch): Promise<void> {
    const { space, env } = this;
    const contradicted = space.outbox.contradiction(space.record.cursor, batch);
    await space.save(batch);
    if (contradicted !== undefined) await env.alarms.raise('reordered', space.id, contradicted);
    env.emit({ type: 'timeline', space: space.id });
    env.emit({ type: 'spaces' });
    for (const event of [...space.casebook.news(), ...space.register.news(), ...space.tidings.splice(0)]) env.emit(event);
  }

  /** Answers a past that this person was given with the item, and that is to be read now. */
  private async takeItem(entry: Entry, batch: Batch): Promise<Past | undefined> {
    const { space } = this;
    const { count } = space.seen;
    try {
      if (entry.type === 'destroyed') throw new Over('cannot-open');
      const opened = await this.openEntry(entry);
      if (entry.seq === 1) space.record.founder = opened.by;
      space.retention.note(entry, opened.content.sentAt);
      const received = await this.receive(opened, entry, batch);
      // What waits of a request, of a register or of information under conditions shows until it is folded into what the log has of it.
      const shows = isCaseContent(opened.content) || isRegisterContent(opened.content) || isOfferContent(opened.content);
      if (!shows) space.outbox.arrived(opened, batch);
      if (opened.content.type === 'profile') space.record.profiledIn = opened.epoch;
      if (received === 'incomplete') return undefined;
      await this.intake.take(opened);
      if (shows) space.outbox.arrived(opened, batch);
      return typeof received === 'object' ? received : undefined;
    } catch (error) {
      if (!(error instanceof Refused)) {
        // Something that has to be asked for could not be: the entry comes again, and is not a replay then.
        space.seen.back(count);
        throw error;
      }
      space.retention.note(entry);
      if (error instanceof Over) await this.passOver(entry, batch);
      // The key of an epoch before this device joined may be on its way to the vault: no alarm, and read anew when it comes.
      else if (error instanceof Keyless) {
        space.record.unopened.push(entry.seq);
        space.history.append({ type: 'unopened', seq: entry.seq, at: entry.at, lock: error.lock });
      } else await this.quarantine(entry, error.rule);
      return undefined;
    }
  }

  /** What is over leaves one row, however much it was. */
  private async passOver(entry: Entry, batch: Batch): Promise<void> {
    const { history, outbox } = this.space;
    const parsed = entry.type === 'item' ? parseItem(entry.bytes) : undefined;
    // Its signature held, or it would not have come to this.
    if (parsed?.ok === true) outbox.arrived({ id: parsed.header.id, device: parsed.header.sender }, batch);
    // What gave keys is no message, and whoever did not see it while its epoch lasted sees nothing of it.
    if (parsed?.ok === true && givesKeys(parsed.header)) return;
    const row = { type: 'erased' as const, seq: entry.seq, at: entry.at };
    const [last] = history.total === 0 ? [] : await history.read(history.total - 1, 1);
    if (last?.type === 'erased') await history.update(history.total - 1, row);
    else history.append(row);
  }

  /** What came of the part of a past that an item gives, if it gives one. */
  private async receive(opened: Opened, entry: Entry, batch: Batch): Promise<Exclude<Received, 'refused'>> {
    const { content, by, epoch } = opened;
    if (content.type === 'keys') return this.receiveKeys(content.keys, opened, entry);
    const received = content.type === 'history' ? await this.grants.receive(content, by, epoch, batch) : 'shown';
    if (received === 'refused') throw new Refused('history-refused');
    return received;
  }

  /** A device asks for keys, or is given some: those that this one was given and that are true, it reads anew with. */
  private async receiveKeys(content: KeysContent, opened: Opened, entry: Entry): Promise<Past | 'shown'> {
    const { space, env } = this;
    if (content.type === 'ask') {
      await space.answering.asked(content, opened);
      return 'shown';
    }
    if (!(await space.answering.allows(content))) throw new Refused('history-refused');
    space.answering.given(content, opened.by);
    if (content.to !== env.device) return 'shown';
    const { keys, refused } = await space.asking.judge(content, opened);
    if (refused) await this.quarantine(entry, 'history-refused');
    return keys.length === 0 ? 'shown' : space.anew(keys);
  }

  /** Opens one item of the log. Throws `Refused` with the rule that it breaks. */
  async openEntry(entry: Entry): Promise<Opened> {
    const { space, env } = this;
    const parsed = parseItem(entry.bytes);
    if (!parsed.ok) throw new Refused(parsed.rule === 'unknown-kind' ? 'unknown-kind' : 'malformed');
    const { header } = parsed;
    // Signals are for nobody's log.
    if (header.kind === 'signal') throw new Refused('unknown-kind');
    if (header.space !== space.id) throw new Refused('wrong-space');
    await env.directory.lookUp(header.sender);
    const device = env.directory.chain.devices.get(header.sender);
    if (device === undefined) throw new Refused('unknown-device');
    const verified = verifyItem(entry.bytes, device.key);
    if (verified === undefined) throw new Refused('bad-signature');
    this.checkSender(device.practitioner, header, entry);
    await this.checkOrder(header, entry);
    if (givesKeys(header)) return this.openGift(entry, header, device.practitioner, verified);
    const epochKey = space.epochKeys.get(header.epoch);
    if (epochKey === undefined && header.epoch < space.record.destroyedBefore) throw new Over('cannot-open');
    if (epochKey === undefined) throw entry.seq < space.record.joinedAt ? new Keyless('cannot-open', lockOf(device.practitioner, verified)) : new Refused('cannot-open');
    if (!equal(epochKey.tag, header.epochTag)) throw new Refused('epoch-fork');
    const opened = openItem(verified, epochKey.key);
    if (opened === undefined) throw new Refused('cannot-open');
    return { id: header.id, device: header.sender, by: device.practitioner, handling: header.handling, epoch: header.epoch, seq: entry.seq, at: entry.at, content: legible(header, opened, space.record.kind) };
  }

  /** Keys are given under a key that ends with its epoch: only a device that was inside reads what gave them. */
  private async openGift(entry: Entry, header: ItemHeader, by: PractitionerId, verified: VerifiedItem): Promise<Opened> {
    const { group, record } = this.space;
    if (group === null || entry.seq <= record.joinedAt) throw new Over('cannot-open');
    if (header.epoch !== epochOf(group) || !equal(epochTag(group), header.epochTag)) throw new Refused('epoch-fork');
    const key = await historyKey(group);
    const opened = openItem(verified, key);
    wipe(key);
    if (opened === undefined) throw new Refused('cannot-open');
    return { id: header.id, device: header.sender, by, handling: header.handling, epoch: header.epoch, seq: entry.seq, at: entry.at, content: legible(header, opened, this.space.record.kind) };
  }

  /** The sender's device must have been valid, and inside the group, when the item was stored. */
  private checkSender(practitioner: PractitionerId, header: ItemHeader, entry: Entry): void {
    const { chain } = this.env.directory;
    const at = new Date(entry.at);
    if (chain.device(header.sender, at) === undefined || chain.person(practitioner, at) === undefined) throw new Refused('device-ended');
    if (this.space.isInside(header.sender) === false) throw new Refused('unknown-device');
  }

  private async checkOrder(header: ItemHeader, entry: Entry): Promise<void> {
    const { record, transcript, seen } = this.space;
    const stated = header.transcript;
    if (stated.seq >= entry.seq) throw new Refused('reordered');
    await transcript.prepare(stated.seq);
    if (transcript.compare(stated.seq, stated.link) === 'differs') throw new Refused('transcript-fork');
    if (record.epoch !== null && header.epoch !== record.epoch) throw new Refused('wrong-epoch');
    if (seen.has(header.id)) throw new Refused('replayed');
    seen.add(header.id);
    if (record.epoch === null) record.epoch = header.epoch;
    if (header.sender !== this.env.device && stated.seq >= record.since && transcript.canAdopt(stated.seq)) {
      transcript.adopt(stated.seq, stated.link);
      record.linkedFrom = stated.seq;
    }
  }

  private async takeCommit(entry: Entry, batch: Batch): Promise<void> {
    const { space } = this;
    try {
      if (space.group === null || entry.seq <= space.record.joinedAt) await this.followCommit(entry);
      else await this.applyCommit(entry, space.group, batch);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      await this.quarantine(entry, error.rule);
      space.record.halted = error.rule;
    }
  }

  /** A commit from before this device was inside: only its public part can be followed. */
  private async followCommit(entry: Entry): Promise<void> {
    const { space } = this;
    const { record } = space;
    const commit = parseCommit(entry.bytes);
    if (commit === undefined || commit.space !== space.id) throw new Refused('commit-malformed');
    if (record.epoch !== null && commit.epoch !== record.epoch) throw new Refused('epoch-fork');
    record.epoch = commit.epoch + 1;
    space.seen.clear();
    const known = record.policy;
    // Read anew, what this device saw of the epoch then still holds.
    const scene = space.marks.get(record.epoch)?.seq === entry.seq ? await space.marks.scene(record.epoch) : { seats: null, policy: null };
    // The first commit of a space is its founder's, who alone sat there.
    const before = entry.seq === 1 && commit.path !== undefined ? [{ practitioner: commit.path.practitioner, device: commit.path.device }] : record.seats;
    const group = entry.seq === record.joinedAt ? space.group : null;
    // The entry that brought this device in must lead to the very epoch its group state is of.
    if (group !== null && record.epoch !== epochOf(group)) throw new Refused('epoch-fork');
    const after = group !== null ? seatsOf(group) : entry.seq === record.since && record.firstSeats !== null ? record.firstSeats : before === null ? scene.seats : (applyCommitToLeaves<Seat>(before, commit) ?? null);
    const policy = group !== null ? policyOf(group) : commit.policy ?? (entry.seq === record.since ? record.firstPolicy : null) ?? known ?? scene.policy;
    if (commit.changesPolicy) space.retention.changes(known, policy, entry.at);
    record.seats = group !== null ? null : after;
    record.policy = group !== null ? null : policy;
    if (entry.seq === record.since) Object.assign(record, { firstSeats: after, firstPolicy: policy });
    space.marks.begin(record.epoch, entry.seq, this.datedAt(entry), { seats: after, policy }, group !== null);
    const by = commit.sender === 'external' ? (commit.joiner?.practitioner ?? null) : (commit.path?.practitioner ?? (before ?? after)?.[commit.sender.leaf]?.practitioner ?? null);
    if (entry.seq === 1) record.founder = by;
    const earlier = before ?? (after === null ? null : withoutNewcomers(after, commit));
    if (earlier !== null && after !== null) this.tell(earlier, after, by, entry);
    if (commit.changesPolicy && by !== null && policy !== null) this.tellPolicy(known, policy, by, entry);
  }

  private async applyCommit(entry: Entry, group: Group, batch: Batch): Promise<void> {
    const { space, env } = this;
    const before: Scene = { seats: seatsOf(group), policy: policyOf(group) };
    const own = space.commits.resolve(entry, batch);
    if (own !== undefined) {
      await this.advance(own, before, env.secrets.practitioner, entry, batch);
      space.record.begun = epochOf(own);
      space.record.renewedAt = env.now().toISOString() as Instant;
      return;
    }
    const staged = await readCommit(group, entry.bytes).catch(() => undefined);
    if (staged === undefined) throw new Refused('commit-malformed');
    let verdict = judgeCommit(staged, env.directory.chain, new Date(entry.at));
    if (!verdict.ok) {
      // The statement that allows it may be on its way.
      await env.directory.refresh();
      verdict = judgeCommit(staged, env.directory.chain, new Date(entry.at));
    }
    if (!verdict.ok) throw new Refused(alarmOf(verdict.rule));
    const by = staged.author?.leaf.practitioner ?? null;
    if (staged.removesSelf) {
      space.record.left = true;
      // What was kept for a time goes in its time, though nobody tells this device any more.
      space.record.policy = before.policy;
      this.tell(before.seats, before.seats.map((seat) => (seat?.practitioner === env.secrets.practitioner ? null : seat)), by, entry);
      space.setGroup(null, batch);
      space.record.vaultEpoch = -1;
      space.vaultSync.ask();
      return;
    }
    if (staged.next === null) throw new Refused('commit-refused');
    await this.advance(staged.next, before, by, entry, batch);
    // After a removal every device renews its keys with its next activity.
    if (staged.removes.length > 0) space.record.renewedAt = new Date(0).toISOString() as Instant;
  }

  /** Moves on to the next epoch: its group state and keys are stored with the entry that led there. */
  private async advance(next: Group, before: Scene, by: PractitionerId | null, entry: Entry, batch: Batch): Promise<void> {
    const { space } = this;
    space.setGroup(next, batch);
    space.record.epoch = epochOf(next);
    space.seen.clear();
    const [seats, policy] = [seatsOf(next), policyOf(next)];
    if (entry.seq === 1) space.record.founder = by;
    if (entry.seq === space.record.since) Object.assign(space.record, { firstSeats: seats, firstPolicy: policy });
    if (before.policy === null || !samePolicy(before.policy, policy)) space.retention.changes(before.policy, policy, entry.at);
    space.marks.begin(epochOf(next), entry.seq, this.datedAt(entry), { seats, policy }, true);
    space.epochKeys.add({ epoch: epochOf(next), key: await contentKey(next), tag: epochTag(next) });
    space.vaultSync.ask();
    this.tell(before.seats, seats, by, entry);
    if (by !== null && !samePolicy(before.policy, policy)) this.tellPolicy(before.policy, policy, by, entry);
  }

  /** The service's date, which is not in the future. */
  private datedAt({ at }: Entry): Instant {
    const now = instant(this.env.now());
    return at < now ? at : now;
  }

  private tellPolicy(before: SpacePolicy | null, after: SpacePolicy, by: PractitionerId, entry: Entry): void {
    if (before === null || !samePolicy(before, after)) this.space.history.append({ type: 'policy', seq: entry.seq, by, before, after, at: entry.at });
  }

  private tell(before: readonly (Seat | null)[], after: readonly (Seat | null)[], by: PractitionerId | null, entry: Entry): void {
    const { history } = this.space;
    if (entry.seq === 1 && by !== null) history.append({ type: 'created', seq: 1, by, title: null, at: entry.at });
    for (const change of changes(before, after, { seq: entry.seq, by, at: entry.at })) {
      history.append(change);
      const { record } = this.space;
      if (change.type === 'joined' || change.type === 'left') record.departed = record.departed.filter((person) => !change.who.includes(person));
      if (change.type === 'left') record.departed.push(...change.who);
    }
    // A device that joins is no activity: a space is as recent as its last message.
    if (this.space.record.preview === null) this.space.record.lastActivity = entry.at;
  }

  private async quarantine(entry: Entry, rule: AlarmRule): Promise<void> {
    this.space.history.append({ type: 'quarantined', seq: entry.seq, rule, at: entry.at });
    await this.env.alarms.raise(rule, this.space.id, entry.seq);
  }

  private async stop(rule: AlarmRule, seq: number): Promise<Error> {
    await this.env.alarms.raise(rule, this.space.id, seq);
    return alarmed(rule);
  }
}

const givesKeys = ({ kind }: ItemHeader): boolean => kind === 'history' || kind === 'keys';

const lockOf = (by: PractitionerId, item: VerifiedItem): Lock => ({ by, id: item.header.id, tag: toBase64Url(item.header.epochTag), commitment: toBase64Url(commitmentOf(item)) });

function legible(header: ItemHeader, opened: Uint8Array, kind: SpaceKind): Opened['content'] {
  const content = contentOf(header, opened, kind);
  if (content === undefined) throw new Refused('malformed');
  return content;
}

const withoutNewcomers = (after: readonly (Seat | null)[], commit: { adds: readonly Seat[]; joiner?: Seat | undefined }): (Seat | null)[] => {
  const newcomers = new Set([...commit.adds, ...(commit.joiner === undefined ? [] : [commit.joiner])].map((seat) => seat.device));
  return after.map((seat) => (seat !== null && newcomers.has(seat.device) ? null : seat));
};
