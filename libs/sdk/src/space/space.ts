/**
 * One space on this device: its group, log position, history, outbox and receipts, and the turns they take.
 * Everything that changes what is stored runs in the space's turn, one after another.
 */
import { decodeGroup, encodeGroup, firstLink, fromBase64Url, leaves, policyOf, wipeGroup, type Group, type SpacePolicy } from '@comity/e2ee';
import { limits, type DeviceId, type Entry, type PractitionerId, type SpaceId, type SpaceState } from '@comity/contracts';
import { Again } from '../again.js';
import type { AlarmRule, ComityEvent } from '../api.js';
import { clockSkew, day } from '../clock.js';
import { Debounce } from '../debounce.js';
import { alarmed, ComityFailure, isOffline, isPassing, isProblem } from '../failure.js';
import { Part } from '../part.js';
import { Serial } from '../serial.js';
import { Batch } from '../store/batch.js';
import type { Surroundings } from '../surroundings.js';
import { Casebook } from '../matter/casebook.js';
import type { OfferBook } from '../offer/book.js';
import { Register } from '../register/register.js';
import { Answering } from './answering.js';
import { Asking } from './asking.js';
import { Commits } from './commits.js';
import { endedLeaves } from './ended.js';
import { EpochKeys, type EpochKey } from './epoch-keys.js';
import { EpochMarks } from './epoch-marks.js';
import type { Anchor, Ground, Past } from './ground.js';
import { History } from './history.js';
import { Inbox } from './inbox.js';
import { newestEpoch, type KeyringSync, type VaultKeyring } from './keyring-sync.js';
import { Outbox } from './outbox.js';
import { Reading, type MarkName, type Marks } from './reading.js';
import { Receipts } from './receipts.js';
import { stateProfile } from './profile.js';
import { Retention } from './retention.js';
import { keys, nothingUnread, type Seat, type SpaceRecord } from './record.js';
import { devices, people, seatsOf } from './seats.js';
import { Seen } from './seen.js';
import { Transcript } from './transcript.js';
import { Typing } from './typing.js';

export class Space implements Ground {
  readonly serial = new Serial();
  readonly history: History;
  readonly seen: Seen;
  readonly reading: Reading;
  readonly transcript: Transcript;
  readonly epochKeys: EpochKeys;
  readonly marks: EpochMarks;
  readonly retention: Retention;
  readonly commits: Commits;
  readonly outbox: Outbox;
  readonly receipts: Receipts;
  readonly casebook: Casebook;
  readonly register: Register;
  readonly offers: Part<OfferBook>;
  readonly tidings: ComityEvent[] = [];
  readonly inbox: Inbox;
  readonly asking: Asking;
  readonly answering: Answering;
  readonly vaultSync: Debounce;
  /** Brings read marks to the person's other devices; seldom, for reading moves them all the time. */
  readonly marksSync: Debounce;
  readonly typing: Typing;
  group: Group | null = null;
  /** The service's last sequence number, as far as anybody said. */
  head: number;
  barred = false;
  syncing = false;
  /** Why the log cannot be read at the moment: the service answers what cannot be. Tried again with the next occasion. */
  trouble: AlarmRule | null = null;
  private anchors: Anchor[] = [];
  /** How far this device had read when it began to read anew. */
  private readBefore = 0;
  private inside: { source: Group | readonly (Seat | null)[]; devices: ReadonlySet<DeviceId> } | undefined;
  private told: { group: Group; members: PractitionerId[]; policy: SpacePolicy } | undefined;
  /** Another one may have taken its place: what fails from now on is not tried again here. */
  private dropped = false;
  private readonly catchingUp: Debounce;
  /** What was told is told no second time; without a connection, the next one reads on. */
  private readonly again = new Again(() => { if (this.env.link.online) this.catchingUp.ask(); });

  /** `broke`: a write failed, memory and store differ, and the space has to be loaded anew. */
  constructor(readonly record: SpaceRecord, private readonly env: Surroundings, keyringSync: KeyringSync, private readonly broke: (id: SpaceId) => void, private readonly find: (id: SpaceId) => Space | undefined) {
    this.history = new History(env.store, record.id, record.total, record.shown);
    this.seen = new Seen(env.store, record.id);
    this.reading = new Reading(this, env);
    this.transcript = new Transcript(env.store, record.id, record.linkedFrom, record.cursor);
    this.epochKeys = new EpochKeys(env.store, record.id, record.destroyedBefore);
    this.marks = new EpochMarks(env.store, record.id);
    this.retention = new Retention(this, env);
    this.commits = new Commits(this, env);
    this.outbox = new Outbox(this, env);
    this.receipts = new Receipts(this, env);
    this.casebook = new Casebook(this, env);
    this.register = new Register(this, env);
    this.offers = new Part(async () => new (await import('../offer/book.js')).OfferBook(this, env));
    this.inbox = new Inbox(this, env);
    this.asking = new Asking(this, env);
    this.answering = new Answering(this, env);
    this.vaultSync = new Debounce(() => keyringSync.write(this), 400, 3_000, () => undefined);
    this.marksSync = new Debounce(() => keyringSync.write(this), 2_000, 10_000, () => undefined);
    this.typing = new Typing(this, env);
    this.catchingUp = new Debounce(() => this.catchUp(), 0, 0, (error) => { this.stumbled(error); });
    // It came in with an entry of the log: all before that is there to be read.
    this.head = Math.max(record.cursor, record.joinedAt);
  }

  get id(): SpaceId { return this.record.id; }

  turn<T>(work: () => Promise<T>): Promise<T> { return this.serial.run(work); }

  async load(): Promise<void> {
    const bytes = await this.env.store.get(keys.group(this.id));
    if (bytes !== undefined) this.group = decodeGroup(bytes, this.env.secrets.device);
    await Promise.all([this.epochKeys.load(), this.marks.load()]);
    await Promise.all([this.commits.load(), this.outbox.load(), this.receipts.load(), this.transcript.open()]);
  }

  isInside(device: DeviceId): boolean | null {
    const source = this.group !== null && this.record.cursor >= this.record.joinedAt ? this.group : this.record.seats;
    if (source === null) return null;
    // Found once for each epoch, not for each of its items.
    if (this.inside?.source !== source) this.inside = { source, devices: devices(Array.isArray(source) ? source : seatsOf(source as Group)) };
    return this.inside.devices.has(device);
  }

  members(): PractitionerId[] { return this.group === null ? people(this.record.seats ?? []) : [...this.tell(this.group).members]; }

  /** Of a compartment: its case file, if this person has it. A compartment has none of its own. */
  file(): Space | undefined {
    const file = this.record.within && this.find(this.record.within);
    return file && !file.record.within && file.record.kind === 'case-file' ? file : undefined;
  }

  /** Whether it is closed, a compartment with its case file: by what the log says, or this person did. */
  get closed(): boolean {
    const { outbox, record } = this.file() ?? this;
    return (outbox.closing ?? record.closing)?.closed === true;
  }

  get readOnly(): boolean { return this.record.left || this.closed; }

  strangers(): PractitionerId[] {
    const inside = this.file()?.members();
    return inside ? this.members().filter((person) => !inside.includes(person)) : [];
  }

  /** What a group says of itself, read once for each epoch: lists ask for it whenever anything happens anywhere. */
  private tell(group: Group): { members: PractitionerId[]; policy: SpacePolicy } {
    if (this.told?.group !== group) this.told = { group, members: people(leaves(group)), policy: policyOf(group) };
    return this.told;
  }

  insiders(): PractitionerId[] | null {
    const source = this.group !== null && this.record.cursor >= this.record.joinedAt ? this.group : this.record.seats;
    return source === null ? null : people(Array.isArray(source) ? source : seatsOf(source as Group));
  }

  /** Whether there is information under conditions, or some on its way. */
  get holdsOffers(): boolean { return (this.record.offers?.length ?? 0) + this.outbox.offers().length > 0; }

  owners(): PractitionerId[] { return this.group === null ? [] : [...this.tell(this.group).policy.owners]; }

  policy(): SpacePolicy | null { return this.group !== null && this.record.cursor >= this.record.joinedAt ? this.tell(this.group).policy : this.record.policy; }

  async rewind(past: Past, batch: Batch): Promise<void> {
    const { record, history, transcript, epochKeys, marks } = this;
    const { seq, link } = this.stated();
    const from = past.link === null && transcript.from !== null ? { seq: transcript.from, link: transcript.kept(transcript.from) } : undefined;
    const begins = marks.get(this.group?.epoch ?? 0)?.seq ?? record.joinedAt;
    this.readBefore = Math.max(this.readBefore, record.cursor);
    // As a new device of a member does: up to the entry the group state is of, the log is followed with the keys alone.
    if (record.cursor >= record.joinedAt) record.joinedAt = begins;
    // What was there before stays what one has read.
    record.readSeq = Math.max(record.readSeq, record.since - 1);
    Object.assign(record, {
      since: past.since, cursor: past.since - 1, epoch: null, seats: past.before.seats, policy: past.before.policy,
      firstSeats: past.after.seats, firstPolicy: past.after.policy, unopened: [], gone: [], endedAt: null, named: false,
    } satisfies Partial<SpaceRecord>);
    // Until the vault has them, every start and every connection brings them there again.
    for (const key of past.keys) if (epochKeys.add(key)) record.vaultEpoch = -1;
    const place = await history.indexOf(past.since);
    await history.truncate(place, batch);
    await this.casebook.rewind(place);
    await this.register.rewind(place);
    const before = (each: number) => each < place;
    Object.assign(record, {
      erasedBefore: Math.min(record.erasedBefore, past.since), erasedPlaces: Math.min(record.erasedPlaces, place), overBefore: Math.min(record.overBefore, past.since),
      main: nothingUnread(), topics: record.topics.filter((topic) => topic.seq < past.since).map((topic) => ({ ...topic, ...nothingUnread() })),
      offers: record.offers?.filter(before) ?? [], pins: record.pins.filter(before), alerts: record.alerts.filter(before), mentioned: record.mentioned.filter((each) => before(each.place)),
    } satisfies Partial<SpaceRecord>);
    await this.seen.open();
    this.seen.clear();
    transcript.restart(past.since - 1, past.link);
    // The log has to lead to where this device was before.
    if (seq > 0) this.expectAnchor({ seq, link });
    if (from?.link !== undefined) this.expectAnchor({ seq: from.seq, link: from.link });
    this.vaultSync.ask();
  }

  setGroup(group: Group | null, batch: Batch): void {
    const former = this.group;
    this.group = group;
    if (group === null) batch.delete(keys.group(this.id));
    else batch.put(keys.group(this.id), encodeGroup(group));
    if (former !== null && former !== group) wipeGroup(former);
  }

  async save(batch = new Batch()): Promise<void> {
    this.record.total = this.history.total;
    this.record.linkedFrom = this.transcript.from;
    await this.history.flush(batch);
    this.seen.flush(batch);
    this.transcript.flush(batch);
    this.epochKeys.flush(batch);
    this.marks.flush(batch);
    this.casebook.flush(batch);
    this.register.flush(batch);
    try {
      await batch.putJson(keys.record(this.id), this.record).writeTo(this.env.store);
      this.history.stored();
      this.env.news.tell(this.id, this.history.changes());
    } catch (error) {
      this.broke(this.id);
      throw error;
    }
  }

  stated(): Anchor {
    const { link } = this.transcript;
    return link === undefined ? { seq: 0, link: firstLink() } : { seq: this.record.cursor, link };
  }

  expectAnchor(anchor: Anchor): void {
    this.anchors.push(anchor);
    this.meetAnchors();
  }

  /** At an anchor the own transcript either starts or must be the same. */
  meetAnchors(): void {
    const { transcript, record } = this;
    this.anchors = this.anchors.filter((anchor) => {
      if (anchor.seq !== transcript.head) return anchor.seq > transcript.head;
      if (transcript.from === null) {
        transcript.adopt(anchor.seq, anchor.link);
        record.linkedFrom = anchor.seq;
      } else if (transcript.compare(anchor.seq, anchor.link) === 'differs') void this.env.alarms.raise('transcript-fork', this.id, anchor.seq);
      return false;
    });
  }

  /** Entries that the service pushed: taken in if they are the next ones, else a reason to ask. */
  pushed(entries: readonly Entry[]): void {
    this.head = Math.max(this.head, entries.at(-1)?.seq ?? 0);
    void this.serial.run(async () => {
      const next = entries.filter((entry) => entry.seq > this.record.cursor);
      if (next[0]?.seq === this.record.cursor + 1) await this.inbox.take(next);
      if (this.record.cursor < this.head) await this.readOn();
      await this.settleIn(true);
    }).catch((error: unknown) => { this.stumbled(error); });
  }

  heard(seq: number): void {
    this.head = Math.max(this.head, seq);
    if (this.head > this.record.cursor && !this.serial.busy) this.catchingUp.ask();
  }

  /** Takes the service's word on the state of the space, and reads what is missing. `cursor` is where this client stood when it asked. */
  async met(state: SpaceState, cursor: number): Promise<void> {
    if (state.head < cursor) {
      this.trouble = 'rolled-back';
      await this.env.alarms.raise('rolled-back', this.id, cursor);
      return;
    }
    this.head = Math.max(this.head, state.head);
    this.barred = state.barred;
    await this.catchUp();
    await this.serial.run(() => this.receipts.take(state.receipts));
    if (state.barred) await this.removeEnded();
    // What the vault lacks is brought there, if an earlier attempt failed.
    if (this.record.epoch !== null && this.record.epoch > this.record.vaultEpoch) this.vaultSync.ask();
  }

  /** Whether the log is read no further: what is here could not be read anew, and stays. */
  private get over(): boolean { return this.record.left || this.stopped(); }

  /** Whether less is here than there was, because it is being read anew. */
  get readsAnew(): boolean {
    return this.record.cursor < this.readBefore && !this.over && this.trouble === null;
  }

  /** Reads on to the end of the log, then sends what waits. */
  catchUp(): Promise<void> {
    return this.serial.run(async () => {
      await this.readOn();
      await this.settleIn();
    });
  }

  async readOn(): Promise<void> {
    if (this.over) return;
    this.syncing = true;
    this.trouble = null;
    try {
      if (this.record.backFrom !== undefined) await this.comeBack(this.record.backFrom);
      for (;;) {
        const after = this.record.cursor;
        const promised = Math.max(after, this.outbox.promised);
        const asked = this.env.now();
        const page = await this.env.link.ask('messaging:sync', { space: this.id, after, limit: limits.syncEntries }, 60_000);
        if (page.head < promised) throw await this.alarm('rolled-back', after);
        // What was acknowledged while this answer was on its way is beyond it.
        this.head = Math.max(page.head, this.outbox.promised);
        await this.inbox.take(page.entries);
        if (this.record.cursor >= page.head) this.retention.sure(asked, page.now);
        if (this.over || this.record.cursor >= this.head) break;
        if (this.record.cursor === after && page.head > after) throw await this.alarm('gap', after + 1);
      }
    } catch (error) {
      if (error instanceof ComityFailure && error.rule !== undefined) this.trouble = error.rule;
      throw error;
    } finally {
      this.syncing = false;
    }
  }

  renewIfDue(): Promise<void> {
    const due = () => {
      const age = this.env.now().getTime() - Date.parse(this.record.renewedAt);
      // A renewal in the future was dated by a clock that was wrong.
      return age >= day || age < -clockSkew || this.retention.epochIsLong;
    };
    return due() ? this.serial.run(() => this.renew(due)) : Promise.resolve();
  }

  /** Begins a new epoch for as long as it is wanted. Runs within the space's turn. */
  private async renew(wanted: () => boolean): Promise<void> {
    let tried = false;
    await this.commits.commit(() => {
      const changes = !tried && wanted() ? {} : undefined;
      tried = changes !== undefined && this.record.epoch === null;
      return changes;
    });
  }

  /** Destroys what is due. An epoch that is due and still lasts is ended first: anybody inside may, and somebody must. */
  tend(): Promise<void> {
    // What could not be read when it was told is told no second time.
    if (this.record.cursor < this.head && !this.over && this.trouble === null) return this.catchUp();
    return this.retention.ends ? this.serial.run(() => this.letGo()) : Promise.resolve();
  }

  private async letGo(pushed = false): Promise<void> {
    // Nobody tells any more what is agreed there.
    if (this.over) return this.retention.run();
    if (this.group === null || !this.env.link.online) return;
    // A hold, or a longer time, may have been set while this device slept or its hints did not come.
    if (this.retention.waits) await this.readOn();
    await this.retention.run();
    // Everybody inside sees an item come at once: whoever looks next, by their own minute, ends what it stretched.
    const ends = () => this.retention.presentIsDue || (!pushed && this.retention.presentIsStretched);
    if (ends()) {
      await this.renew(ends).catch((error: unknown) => {
        if (!isPassing(error) && !isProblem(error)) throw error;
      });
      await this.retention.run();
    }
    if (this.record.cursor >= this.head && this.retention.namesAreOld && !this.outbox.naming) await stateProfile(this, this.env);
  }

  removeEnded(): Promise<void> {
    return this.serial.run(async () => {
      if (this.group === null) return;
      await this.commits.commit((group) => {
        const ended = this.ended(group);
        return ended.length === 0 ? undefined : { remove: ended };
      });
      this.barred = false;
    }).catch((error: unknown) => {
      if (!isPassing(error) && !isProblem(error)) throw error;
    });
  }

  hasEnded(): boolean { return this.group !== null && this.ended(this.group).length > 0; }

  private ended(group: Group): number[] { return endedLeaves(group, this.env.directory.chain, this.env.directory.present, this.barred); }

  vaultHolds({ keyring, ends }: VaultKeyring): Promise<void> {
    return this.serial.run(async () => {
      const { record, retention } = this;
      const { since, destroyedBefore, epochs } = keyring;
      // What was destroyed or learnt while it was told is told next, and owed until then.
      if (since !== record.since || destroyedBefore !== record.destroyedBefore || ends !== retention.end || this.epochKeys.all().some(({ epoch }) => !epochs.has(epoch))) return;
      record.vaultEpoch = Math.max(newestEpoch(keyring), record.vaultEpoch);
      await this.save();
    });
  }

  /** Takes what another device of this person brought to the vault: keys, for what could not be opened, and a past that reaches further back. */
  learn({ keyring, beginnings }: VaultKeyring): Promise<void> {
    return this.serial.run(async () => {
      const found = [...keyring.epochs].map(([epoch, { key, tag }]) => ({ epoch, key, tag }));
      await this.seen.open();
      const batch = new Batch();
      const { since, anchor: { seq, link: stated } } = keyring;
      // Every log begins with the same link; earlier versions kept a later one in its place.
      const link = since === 1 ? firstLink() : seq === since - 1 ? stated : undefined;
      const begins = beginnings.find((each) => each.since === since);
      if (!this.over && since < this.record.since && link !== undefined && (await this.serves(since))) {
        await this.rewind({ since, link, before: { seats: null, policy: null }, after: { seats: begins?.seats ?? null, policy: begins?.policy ?? null }, keys: found }, batch);
      } else {
        const learnt = found.filter((key) => this.epochKeys.add(key));
        if (learnt.length === 0) return;
        await this.retry(batch);
      }
      await this.save(batch);
      this.env.emit({ type: 'timeline', space: this.id });
      await this.readOn();
      await this.letGo();
      this.env.emit({ type: 'timeline', space: this.id });
    });
  }

  /** What it had read of this stay comes again with the log. */
  private async comeBack({ seq, link }: NonNullable<SpaceRecord['backFrom']>): Promise<void> {
    const [last] = await this.history.read(this.history.total - 1, 1);
    this.readBefore = last?.seq ?? 0;
    delete this.record.backFrom;
    await this.begin();
    if (seq > 0) this.expectAnchor({ seq, link: fromBase64Url(link) });
    this.env.emit({ type: 'timeline', space: this.id });
  }

  /** Reads a request's log anew where somebody is known now who was not when it was judged. */
  judgeAnew(): Promise<void> {
    return this.serial.run(async () => {
      if (this.record.kind !== 'request' || this.over || !(await this.casebook.knowsMore())) return;
      await this.begin();
      await this.readOn();
    });
  }

  /** Goes back to where what this person may read begins. */
  private async begin(): Promise<void> {
    await this.seen.open();
    const batch = new Batch();
    await this.rewind(await this.anew([]), batch);
    await this.save(batch);
  }

  /** Whether the service lets this person read from an entry on: of somebody who came back it keeps the later beginning only. */
  private async serves(since: number): Promise<boolean> {
    const { entries: [entry] } = await this.env.link.ask('messaging:sync', { space: this.id, after: since - 1, limit: 1 });
    return entry?.seq === since;
  }

  /** Reads all anew where something can be opened now that could not be: what came after it may have been about it. */
  private async retry(batch: Batch): Promise<void> {
    const { unopened } = this.record;
    if (!this.over && this.marks.atEach(unopened).some((epoch) => this.epochKeys.get(epoch) !== undefined)) await this.rewind(await this.anew([]), batch);
  }

  async anew(keys: readonly EpochKey[]): Promise<Past> {
    const { record, transcript } = this;
    const before = record.since - 1;
    for (const seq of [before, transcript.from ?? before]) await transcript.prepare(seq);
    const link = before === 0 ? firstLink() : transcript.from !== null && transcript.from <= before ? transcript.kept(before) : undefined;
    return { since: record.since, link: link ?? null, before: { seats: null, policy: null }, after: { seats: record.firstSeats, policy: record.firstPolicy }, keys };
  }

  /** The person has read up to here, in one view or in all. */
  markRead(seq: number, scope?: MarkName): Promise<void> {
    return this.serial.run(async () => {
      if (!(await this.moveMarks(() => this.reading.readUpTo(Math.min(seq, this.record.cursor), scope)))) return;
      this.receipts.sending.ask();
      this.marksSync.ask();
    });
  }

  async readElsewhere(seq: number): Promise<void> { await this.moveMarks(() => this.reading.readUpTo(seq)); }

  followMarks(marks: Marks): Promise<void> {
    return this.serial.run(async () => { if (await this.moveMarks(() => this.reading.follow(marks))) this.receipts.sending.ask(); });
  }

  private async moveMarks(move: () => Promise<boolean>): Promise<boolean> {
    if (!(await move())) return false;
    await this.save();
    this.env.emit({ type: 'spaces' });
    return true;
  }

  /** Whether there is nothing left to send or to read, or nothing that can be. */
  get settled(): boolean {
    const { record, outbox } = this;
    if (this.over || this.trouble !== null) return true;
    return !outbox.waiting && !this.serial.busy && record.cursor >= this.head && !this.vaultSync.pending && !this.marksSync.pending && !this.receipts.sending.pending && !this.asking.pending && !this.answering.pending;
  }

  /** Goes on with whatever is to be done, and waits for it. */
  async work(): Promise<void> {
    await this.serial.idle();
    if (this.outbox.waiting) this.outbox.pump();
    await this.outbox.ended();
    if (this.record.cursor < this.head && this.trouble === null) await this.catchUp().catch(() => undefined);
  }

  stop(): void {
    this.dropped = true;
    this.outbox.stop();
    this.typing.stop();
    this.asking.stop();
    this.answering.stop();
    this.again.drop();
    for (const debounce of [this.vaultSync, this.marksSync, this.receipts.sending, this.catchingUp]) debounce.cancel();
  }

  private stopped(): boolean { return this.record.halted !== null; }

  private async settleIn(pushed = false): Promise<void> {
    if (this.record.cursor >= this.head && this.trouble === null) await this.retention.reachedEnd();
    await this.letGo(pushed);
    if (this.record.cursor >= this.head && this.trouble === null) {
      this.asking.consider();
      await this.answering.consider();
    }
    await this.outbox.judge();
    await this.receipts.ripen();
    this.receipts.sending.ask();
    this.outbox.pump();
    this.again.done();
    this.env.emit({ type: 'spaces' });
  }

  private stumbled(error: unknown): void {
    if (isPassing(error) && !this.dropped) this.again.ask();
    // An alarm has been raised where it was found.
    if (!isOffline(error) && !isProblem(error)) this.env.emit({ type: 'spaces' });
  }

  private async alarm(rule: AlarmRule, seq: number): Promise<Error> {
    await this.env.alarms.raise(rule, this.id, seq);
    return alarmed(rule);
  }
}
