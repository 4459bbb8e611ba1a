/**
 * The end of what a space keeps. An epoch's time is over when its newest item is as old as the policy says; then its key is
 * destroyed, here and in the vault, and everything this device made of its items is erased: what stays is one row that says so.
 * Trust: nothing is destroyed but by the policy at the end of the log, as the service answered it in this session, and as of then by
 * the earlier of two clocks, this device's and the service's: who slept may have missed a hold, and one clock alone may be wrong. The
 * service destroys its copies by the same rule; what it says it destroyed before its time is alarmed about by name.
 */
import { epochSpan, isDue, keptFor, policyOf, type SpacePolicy } from '@comity/e2ee';
import type { Entry, Instant } from '@comity/contracts';
import { clockSkew, instant } from '../clock.js';
import { Batch } from '../store/batch.js';
import type { Surroundings } from '../surroundings.js';
import { timeOf, type StoredEntry, type StoredMessage } from './entries.js';
import type { Ground } from './ground.js';
import { keys, type TopicRecord } from './record.js';

export class Retention {
  /** When this device was last at the end of the log and so knew the policy. */
  private surely: Date | undefined;

  constructor(private readonly space: Ground, private readonly env: Pick<Surroundings, 'now' | 'files' | 'emit' | 'alarms'>) {}

  /** The present policy, wherever in the log this device is reading; of a space it left, the last one. */
  private get policy(): SpacePolicy | null { return this.space.group === null ? this.space.record.policy : policyOf(this.space.group); }

  /** Whether the space lets go of anything at present. */
  get ends(): boolean {
    const policy = this.policy;
    return policy !== null && policy.retention !== null && !policy.hold;
  }

  /** Of a space that this person left: when all of it is over, if it ever is. */
  get end(): Instant | null {
    const { policy, space: { record, marks } } = this;
    const newest = marks.newestBefore(Number.MAX_SAFE_INTEGER);
    return record.left && this.ends && policy !== null && newest !== null ? instant(later(new Date(newest), keptFor(policy))) : null;
  }

  /** Whether the present epoch has lasted so long that nothing more may be said in it. */
  get epochIsLong(): boolean {
    const { policy, space: { group, marks, record } } = this;
    const mark = group === null ? undefined : marks.get(group.epoch);
    if (policy === null || policy.retention === null || mark === undefined) return false;
    const span = epochSpan(policy);
    const renewed = this.age(record.renewedAt);
    // A renewal in the future was dated by a clock that was wrong.
    return this.age(mark.at) >= span && (renewed >= span || renewed < 0);
  }

  /** Whether the present epoch is due itself: it has to end before its key can go. */
  get presentIsDue(): boolean {
    const { group, marks, record, head } = this.space;
    const policy = this.policy;
    const newest = group === null ? undefined : marks.get(group.epoch)?.newest;
    return policy !== null && this.surely !== undefined && newest !== undefined && newest !== null && record.cursor >= head && record.epoch === group?.epoch && isDue(policy, newest, this.surely);
  }

  /** Whether the present epoch holds what was said in more than its time: whoever said it last ought to have ended it, and did not. */
  get presentIsStretched(): boolean {
    const { group, marks, record, head } = this.space;
    const { policy } = this;
    const mark = group === null ? undefined : marks.get(group.epoch);
    if (policy === null || policy.retention === null || mark === undefined || mark.newest === null || record.cursor < head || record.epoch !== group?.epoch) return false;
    return Date.parse(mark.newest) - Date.parse(mark.at) > 2 * epochSpan(policy);
  }

  /** Whether it is for this device, which began the present epoch, to say anew what the space and its topics are called, before what said it last goes. */
  get namesAreOld(): boolean {
    const { record, marks, group } = this.space;
    const policy = this.policy;
    if (policy === null || policy.retention === null || record.kind === 'direct' || record.title === null || record.begun !== group?.epoch) return false;
    const mark = marks.get(record.profiledIn);
    return mark === undefined || (this.surely?.getTime() ?? 0) - Date.parse(mark.newest ?? mark.at) >= keptFor(policy) / 2;
  }

  /** The first epoch that is not due by this device's clock and the policy it knows: enough to give nothing older away, and to ask. */
  get firstLeft(): number {
    const policy = this.policy;
    return policy === null ? this.space.record.destroyedBefore : this.due(policy, this.env.now());
  }

  /** Whether something seems to be due. */
  get waits(): boolean {
    const { destroyedBefore, owed } = this.space.record;
    return this.firstLeft > destroyedBefore || owed > destroyedBefore;
  }

  /** The log was at its end when the service, asked at one instant of this device's clock, answered with its own. */
  sure(asked: Date, answered: Instant): void {
    const date = new Date(Math.min(asked.getTime(), Date.parse(answered)));
    this.space.marks.cap(answered > instant(asked) ? answered : instant(asked));
    if (this.surely === undefined || date > this.surely) this.surely = date;
  }

  /** The policy is about to change, by a commit of that date: what the old one let go until then goes. */
  changes(before: SpacePolicy | null, after: SpacePolicy | null, at: Instant): void {
    const { record } = this.space;
    const now = this.env.now();
    const until = new Date(Math.min(Date.parse(at), now.getTime()));
    if (before !== null) record.owed = Math.max(record.owed, this.due(before, until));
    // A hold keeps whatever is left.
    if (after?.hold === true) record.owed = 0;
    for (const gone of record.gone) gone.allowed ||= before === null || isDue(before, gone.newest, later(until, clockSkew));
  }

  /** An item was taken in, or what the service left of one. */
  note(entry: Entry, sentAt?: Instant): void {
    const { record, marks } = this.space;
    const { epoch, endedAt } = record;
    if (epoch === null) return;
    marks.say(epoch, entry.at, sentAt, instant(this.env.now()));
    // What was not there when this device saw the end of the log is no older than that; if its clock was right then.
    const floor = endedAt !== null && entry.seq > endedAt.seq && this.age(endedAt.at) >= -clockSkew ? instant(later(new Date(endedAt.at), -clockSkew)) : entry.at;
    const newest = floor > entry.at ? floor : entry.at;
    const known = record.gone.find((gone) => gone.epoch === epoch);
    if (known !== undefined && known.newest < newest) known.newest = newest;
    if (entry.type !== 'destroyed') return;
    record.erasedBefore = Math.max(record.erasedBefore, entry.seq + 1);
    if (known === undefined) record.gone.push({ epoch, seq: entry.seq, newest, allowed: false });
  }

  /** The log was read to its end: what the service destroyed must have been due. Runs within the space's turn. */
  async reachedEnd(): Promise<void> {
    const { record } = this.space;
    const now = this.env.now();
    record.endedAt = { seq: record.cursor, at: instant(now) };
    if (record.gone.length === 0) return;
    const policy = this.policy;
    const early = record.gone.filter(({ allowed, newest }) => !allowed && policy !== null && !isDue(policy, newest, later(now, clockSkew)));
    record.gone = [];
    for (const { seq } of early) await this.env.alarms.raise('destroyed-early', this.space.id, seq);
    await this.space.save();
  }

  /** Destroys what is due for certain, and stores that. Runs within the space's turn. */
  async run(): Promise<void> {
    const batch = new Batch();
    if (!(await this.destroy(batch))) return;
    await this.space.save(batch);
    this.env.emit({ type: 'timeline', space: this.space.id });
    this.env.emit({ type: 'spaces' });
    for (const event of [...this.space.register.news(), ...this.space.tidings.splice(0)]) this.env.emit(event);
  }

  /** Destroys what is due, in the transaction that `batch` is; answers whether anything was. */
  private async destroy(batch: Batch): Promise<boolean> {
    const { record, group } = this.space;
    const policy = this.policy;
    if (this.surely === undefined || policy === null || policy.hold) return false;
    const before = Math.max(record.owed, this.due(policy, this.surely));
    if (group !== null && this.ended && before > group.epoch) {
      // No epoch follows that this device could go on to.
      record.policy = policy;
      this.space.setGroup(null, batch);
      batch.delete(keys.pending(this.space.id));
    }
    // The group itself holds what leads to the key of its epoch.
    const keysGone = await this.destroyKeys(Math.min(before, this.space.group?.epoch ?? before), batch);
    return (await this.erase(before, batch)) || keysGone;
  }

  /** The first epoch that stays. */
  private due(policy: SpacePolicy, now: Date): number {
    const { record, marks, head } = this.space;
    let before = record.destroyedBefore;
    if (policy.retention === null || policy.hold) return before;
    for (const { epoch, at, newest } of marks.from(before)) {
      const whole = record.epoch !== null && (epoch < record.epoch || (epoch === record.epoch && (this.ended || record.cursor >= head)));
      if (!whole) break;
      if (isDue(policy, newest ?? at, now)) before = epoch + 1;
      // One without items protects nothing.
      else if (newest !== null) break;
    }
    return before;
  }

  private async destroyKeys(before: number, batch: Batch): Promise<boolean> {
    const { record, epochKeys, vaultSync, inbox, outbox } = this.space;
    if (before <= record.destroyedBefore) return false;
    epochKeys.destroy(before, batch);
    await inbox.grants.destroy(before, batch);
    outbox.forget(before, batch);
    // Until the vault has heard of it, every start and every connection tells it again.
    Object.assign(record, { destroyedBefore: before, vaultEpoch: -1 });
    vaultSync.ask();
    return true;
  }

  /** Erases what was made of the items of the epochs before one. */
  private async erase(before: number, batch: Batch): Promise<boolean> {
    const { record, history, marks } = this.space;
    if (record.epoch === null || before === 0) return false;
    const end = before > record.epoch ? record.cursor + 1 : Math.min(record.cursor + 1, marks.notBefore(before)?.seq ?? 0);
    await history.open();
    const from = Math.max(0, record.erasedPlaces - 1);
    const entries = await history.read(from, Math.max(0, (await history.indexOf(end)) - from));
    const count = entries.findLastIndex(isContent) + 1;
    const last = entries[count - 1];
    record.erasedBefore = Math.max(record.erasedBefore, end);
    record.overBefore = Math.max(record.overBefore, end);
    if (last === undefined || from + count <= record.erasedPlaces) return false;
    await this.eraseEntries(from, from + count, marks.newestBefore(before) ?? timeOf(last) ?? instant(this.env.now()), end, batch);
    return true;
  }

  private async eraseEntries(from: number, place: number, at: Instant, end: number, batch: Batch): Promise<void> {
    const { id, record, history, reading, register, tidings } = this.space;
    await register.erase(place);
    const erased = await history.erase(from, place, at, batch);
    const messages = erased.filter((entry): entry is StoredMessage => entry.type === 'message');
    const stays = (each: number): boolean => each >= place;
    Object.assign(record, { erasedPlaces: place, erasedBefore: Math.max(record.erasedBefore, end), offers: record.offers?.filter(stays) ?? [], pins: record.pins.filter(stays), alerts: record.alerts.filter(stays), unopened: record.unopened.filter((seq) => seq >= end) });
    if (record.preview !== null && record.preview.seq < end) record.preview = null;
    const offers = erased.filter((entry) => entry.type === 'offer');
    if (offers.length > 0) tidings.push({ type: 'offers', space: id });
    // A key that was not released goes with what it would have opened.
    for (const offer of offers) batch.delete(keys.offerKey(id, offer.id));
    // Nor does what was delivered outlast what it was offered in.
    for (const each of record.offers ?? []) {
      const [entry] = await history.at([each]);
      if (entry?.type !== 'offer' || entry.files === undefined || !offers.some((offer) => offer.id === entry.on)) continue;
      await history.update(each, { ...entry, content: null, files: [] });
      offers.push(entry);
    }
    await reading.erased(messages, place);
    for (const message of messages) register.forget(message.id);
    for (const topic of record.topics) {
      if (topic.titled >= end || (await this.lives(topic))) continue;
      // Nothing is left in it, nor of what named it: its name goes as well.
      record.topics = record.topics.filter((each) => each !== topic);
      await history.scope(topic.id).forget(Number.MAX_SAFE_INTEGER, null, batch);
      batch.delete(keys.draft(id, topic.id));
    }
    await this.env.files.erase(id, [...messages, ...offers].flatMap(({ files = [] }) => files.map((file) => file.id)));
  }

  /** Whether anything is left in a topic. */
  async lives({ id, seq }: TopicRecord): Promise<boolean> {
    const { record: { erasedBefore, erasedPlaces }, history } = this.space;
    const view = history.scope(id);
    const [last] = view.total === 0 ? [] : await view.read(view.total - 1, 1);
    return seq >= erasedBefore || (last !== undefined && last >= erasedPlaces);
  }

  /** Whether the log is read no further. */
  private get ended(): boolean { return this.space.record.left || this.space.record.halted !== null; }

  private age(at: Instant): number { return this.env.now().getTime() - Date.parse(at); }
}

/** What people wrote, or cannot be told from it. Who came and went is public, and stays where nothing was said after it. */
const isContent = ({ type }: StoredEntry): boolean => type === 'message' || type === 'topic' || type === 'entry' || type === 'note' || type === 'trace' || type === 'offer' || type === 'unopened' || type === 'erased';
const later = (date: Date, milliseconds: number): Date => new Date(date.getTime() + milliseconds);
