/**
 * What waits to be sent. Content is stored before anything else happens; it is sealed only when it is sent, under the
 * epoch and transcript of that moment, and sealed anew with the same id when the space has moved on: whatever happens
 * in between, it takes effect once, in the order of sending.
 */
import { decodeHistory, encodeMessage, encodeProfile, fromBase64Url, historyKey, isCaseContent, isOfferContent, isRegisterContent, sealItem, type Act, type CaseContent, type Closing, type ContentRule, type Encoded, type FileContent, type MessageContent, type NoteItem, type OfferContent, type ProfileContent, type RegisterContent, type TextContent, type TraceItem } from '@comity/e2ee';
import { limits, problem, type AuthorityId, type DeviceId, type FileId, type HandlingCode, type ItemId, type Problem } from '@comity/contracts';
import { ComityFailure, isPassing, isProblem, offline, refused } from '../failure.js';
import { newId } from '../id.js';
import { Batch } from '../store/batch.js';
import { decodeJson } from '../store/json.js';
import type { Surroundings } from '../surroundings.js';
import { keys } from './record.js';
import type { Ground } from './ground.js';

/** What an item says. `handling` stands in its header, the rest is sealed. */
export type Saying = { kind: 'message'; handling: HandlingCode; content: MessageContent; /** Files that a text waits for; what it says of them is known only then. */ uploads?: FileId[]; /** Files of others’ uploads, or of items before, that this holds, too. */ places?: FileId[]; /** Files of the message that this withdraws. */ removes?: FileId[]; /** It goes while nobody of other authorities is inside. */ only?: AuthorityId[] } | { kind: 'profile'; handling: HandlingCode; content: ProfileContent }
  /** Made elsewhere: its bytes in base64url. */
  | { kind: 'history'; handling: HandlingCode; content: string };
export type Queued = Saying & {
  position: number; id: ItemId;
  state: 'queued' | 'stored' | 'refused'; seq: number | null; refusal: Problem | null;
  /** The service took it, and says that it destroyed it: under this id it will never take it again. */
  spent?: true;
};
export type QueuedText = Queued & { kind: 'message'; content: TextContent };
export type QueuedAct = Queued & { kind: 'message'; content: Act };
export type QueuedRegister = Queued & { kind: 'message'; content: RegisterContent };
export type QueuedNote = Queued & { kind: 'message'; content: NoteItem };
export type QueuedTrace = Queued & { kind: 'message'; content: TraceItem };
export type QueuedOffer = Queued & { kind: 'message'; content: OfferContent };
export type QueuedCase = Queued & { kind: 'message'; content: CaseContent };

/** Items on their way at once: enough to keep the service's writer busy, well below what it lets wait. */
const largestBurst = 64;
/** The tree head of a log of statements that does not exist yet. */
export const emptyTree = { size: 0, root: new Uint8Array(32) };

export class Outbox {
  private readonly items = new Map<ItemId, Queued>();
  private readonly inFlight = new Set<ItemId>();
  private next = 0;
  private burst = largestBurst;
  private pumping: Promise<void> | undefined;
  private retry: { begun: Promise<void>; stop: () => void } | undefined;

  constructor(private readonly space: Ground, private readonly env: Surroundings) {}

  async load(): Promise<void> {
    for (const [, value] of await this.env.store.list(keys.outbox(this.space.id))) {
      const item = decodeJson<Queued>(value);
      this.items.set(item.id, item);
      this.next = Math.max(this.next, item.position + 1);
    }
  }

  /** Messages on their way, in order. */
  texts(): QueuedText[] { return [...this.items.values()].filter((item): item is QueuedText => item.kind === 'message' && item.content.type === 'text'); }
  /** Acts on their way, in order. */
  acts(): QueuedAct[] { return [...this.items.values()].filter((item): item is QueuedAct => item.kind === 'message' && item.content.type !== 'text' && !isCaseContent(item.content) && !isRegisterContent(item.content) && !isOfferContent(item.content)); }
  /** What waits of a request, in order. */
  cases(): QueuedCase[] { return [...this.items.values()].filter((item): item is QueuedCase => item.kind === 'message' && isCaseContent(item.content)); }
  /** What waits of information under conditions, in order. */
  offers(): QueuedOffer[] { return [...this.items.values()].filter((item): item is QueuedOffer => item.kind === 'message' && isOfferContent(item.content)); }
  /** What waits of a register, in order. */
  registers(): QueuedRegister[] { return [...this.items.values()].filter((item): item is QueuedRegister => item.kind === 'message' && isRegisterContent(item.content) && item.content.type !== 'note' && item.content.type !== 'trace'); }
  /** What waits of notes, in order. */
  notes(): QueuedNote[] { return [...this.items.values()].filter((item): item is QueuedNote => item.kind === 'message' && item.content.type === 'note'); }
  /** What waits of what is kept of a case file itself, in order. */
  traces(): QueuedTrace[] { return [...this.items.values()].filter((item): item is QueuedTrace => item.kind === 'message' && item.content.type === 'trace'); }
  /** Whether the names of the space are on their way. */
  get naming(): boolean { return [...this.items.values()].some(({ kind }) => kind === 'profile'); }
  /** What waits to be said of whether the case file is closed. */
  get closing(): Closing | undefined { return [...this.items.values()].findLast((item): item is Queued & { kind: 'profile' } => item.kind === 'profile' && item.content.closing?.at === null)?.content.closing; }
  /** Whether something can be sent now, or soon without anybody's doing. */
  get waiting(): boolean { return [...this.items.values()].some((item) => item.state !== 'refused' && !this.holds(item) && this.env.files.stateOf(uploadsOf(item)) !== 'stopped'); }

  /** What holds an upload. */
  holderOf(file: FileId): 'message' | 'request' | undefined {
    const item = [...this.items.values()].find((each) => uploadsOf(each).includes(file));
    return item && (item.kind === 'message' && isCaseContent(item.content) ? 'request' : 'message');
  }

  /** Stores an item to be sent; resolves when it is safe. */
  async add(input: Saying, id = newId<ItemId>(), batch?: Batch): Promise<ItemId> {
    const drafts = this.env.files.drafts(uploadsOf(input));
    if (drafts === undefined) throw refused(problem('invalid-input', { errors: [{ pointer: '/files', rule: `must be at most ${limits.filesPerMessage} uploads of this client to this space` }] }));
    const encoded = encode(withFiles(input, drafts));
    if (!encoded.ok) throw refused(problem('invalid-input', { errors: [{ pointer: pointerOf(input, encoded.rule), rule: encoded.rule }] }));
    const item: Queued = { ...input, id, position: this.next, state: 'queued', seq: null, refusal: null };
    this.next += 1;
    await this.keep(item, batch);
    if (uploadsOf(item).length > 0) this.env.emit({ type: 'transfers' });
    this.pump();
    return id;
  }

  async again(id: ItemId): Promise<void> {
    const item = this.items.get(id);
    if (item?.state !== 'refused' || (item.kind === 'message' && item.content.type === 'offer')) return;
    const { spent, ...kept } = item;
    const queued: Queued = { ...kept, state: 'queued', refusal: null };
    if (spent !== true) await this.keep(queued);
    else {
      const anew: Queued = { ...queued, id: newId<ItemId>(), position: this.next };
      this.next += 1;
      this.items.delete(id);
      await this.keep(anew, new Batch().delete(keys.queued(this.space.id, item.position)));
    }
    this.pump();
  }

  /** Gives up what the service refused, or what is for a space that this person is not in any more; what may have arrived cannot be called back. */
  async drop(id: ItemId): Promise<void> {
    const item = this.items.get(id);
    if (item === undefined || (item.state !== 'refused' && !this.space.record.left)) return;
    await this.giveUp(item);
  }

  /** The log holds the item: it leaves the outbox in the transaction that stores its entry. */
  arrived({ id, device }: { id: ItemId; device: DeviceId }, batch: Batch): void {
    const item = this.items.get(id);
    if (item === undefined || device !== this.env.device) return;
    this.items.delete(id);
    batch.delete(keys.queued(this.space.id, item.position));
    if (item.kind !== 'message') return;
    this.env.files.arrived(uploadsOf(item));
    if (item.content.type === 'withdraw' && item.removes !== undefined) this.env.files.withdraw(item.content.on.id, item.removes, batch);
  }

  /** The keys of epochs before one are destroyed: what would give them goes, too. */
  forget(before: number, batch: Batch): void {
    for (const item of this.items.values()) {
      const content = item.kind === 'history' ? decodeHistory(fromBase64Url(item.content)) : undefined;
      if (content?.ok !== true || content.content.epoch >= before) continue;
      this.items.delete(item.id);
      batch.delete(keys.queued(this.space.id, item.position));
    }
  }

  /**
   * The log was read up to here. An item that was acknowledged at one of these places and is not there was not stored
   * as acknowledged: answers where, and queues it again.
   */
  contradiction(cursor: number, batch: Batch): number | undefined {
    let where: number | undefined;
    for (const item of this.items.values()) {
      if (item.state !== 'stored' || item.seq === null || item.seq > cursor) continue;
      // The service says it was there and its time is over: whether that is so shows at the end of the log.
      if (item.seq < this.space.record.erasedBefore) continue;
      where = item.seq;
      const again: Queued = { ...item, state: 'queued', seq: null };
      this.items.set(item.id, again);
      batch.putJson(keys.queued(this.space.id, item.position), again);
    }
    return where;
  }

  /** At the end of the log: what was acknowledged and is erased there goes if it was due. What the service destroyed before its time stays with its sender. */
  async judge(): Promise<void> {
    const { record, head } = this.space;
    if (record.cursor < head) return;
    for (const item of this.items.values()) {
      if (item.state !== 'stored' || item.seq === null || item.seq > record.cursor) continue;
      if (item.seq < record.overBefore) await this.remove(item);
      else if (item.seq < record.erasedBefore) await this.refuse({ ...item, seq: null, spent: true }, problem('not-found', { detail: 'the service says that it destroyed the message' }));
    }
  }

  /** The highest place the service acknowledged: its log must reach it. */
  get promised(): number { return Math.max(0, ...[...this.items.values()].map((item) => item.seq ?? 0)); }

  /** Sends what waits, if it can be sent now. */
  pump(): void {
    if (this.pumping !== undefined) return;
    this.pumping = this.run().catch(() => { this.later(); }).finally(() => {
      this.pumping = undefined;
      if (this.canSend() && this.unsent().length > 0 && this.retry === undefined) this.pump();
    });
  }

  /** Resolves when the present run of sending has ended, or the one that follows a failure. */
  async ended(): Promise<void> {
    await this.pumping;
    await this.retry?.begun;
    await this.pumping;
  }

  stop(): void {
    this.retry?.stop();
    this.retry = undefined;
  }

  /** What can go. A message whose files are still on their way holds up no other; one that lost a file is found out about when it goes. */
  private unsent(): Queued[] {
    const { files } = this.env;
    return [...this.items.values()].filter((item) => item.state === 'queued' && !this.inFlight.has(item.id) && !this.holds(item) && ['stored', 'missing'].includes(files.stateOf(uploadsOf(item))));
  }
  /** What others than its readers would read waits until they are gone: of a compartment, whoever is not in its case file. */
  private holds(item: Queued): boolean {
    if (item.kind === 'message' && this.space.strangers().length > 0) return true;
    const { only } = item as { only?: AuthorityId[] };
    return only !== undefined && this.space.insiders()?.some((person) => !only.includes(this.env.directory.chain.persons.get(person)?.authority as AuthorityId)) !== false;
  }
  private canSend(): boolean {
    const { record, group } = this.space;
    return this.env.link.online && group !== null && record.halted === null && !record.left && record.cursor >= record.joinedAt;
  }

  private async run(): Promise<void> {
    if (!this.canSend() || this.unsent().length === 0) return;
    // Nothing is sealed for somebody whose access has ended.
    if (this.space.hasEnded()) await this.space.removeEnded();
    await this.space.renewIfDue();
    const queue = this.unsent();
    while (queue.length > 0 && this.canSend()) {
      const trouble = await this.sendBurst(queue.splice(0, this.burst));
      // After trouble one item at a time shows first that all is well again.
      this.burst = trouble === undefined ? Math.min(largestBurst, this.burst * 8) : 1;
      if (trouble !== undefined) return this.recover(trouble);
    }
  }

  /**
   * Sends some items at once and waits for the answers to all: the service puts what arrives together into one
   * transaction, so that they are stored together, in order, or not at all.
   */
  private async sendBurst(items: readonly Queued[]): Promise<unknown> {
    const wait = this.env.pace.take(items.length);
    if (wait > 0) await new Promise((resolve) => { setTimeout(resolve, wait); });
    let trouble: unknown;
    const failed = (error: unknown): false => {
      trouble ??= error;
      return false;
    };
    for (const { id } of items) this.inFlight.add(id);
    // Everything is prepared before anything is posted: then nothing overtakes what was written before it.
    const prepared = await Promise.all(items.map((item) => this.prepare(item).catch(failed)));
    const ready = items.filter((_, i) => prepared[i] === true);
    const sealed = await Promise.all(ready.map((item) => this.seal(item).catch(failed)));
    await Promise.all(ready.map((item, i) => (sealed[i] === false ? Promise.resolve() : this.post(item, sealed[i])).catch(failed)));
    for (const { id } of items) this.inFlight.delete(id);
    return trouble;
  }

  /** Whether an item can be posted; what lost a file, or is not let have it, is refused. */
  private async prepare(item: Queued): Promise<boolean> {
    const lost = this.env.files.stateOf(uploadsOf(item)) === 'missing' ? problem('not-found', { detail: 'a file of the message was given up' }) : undefined;
    const refusal = lost ?? (await this.place(item));
    if (refusal !== undefined) await this.refuse(item, refusal);
    return refusal === undefined;
  }

  private async post(item: Queued, bytes: Uint8Array | undefined): Promise<void> {
    // Without the epoch's key nothing can be sent yet; what brings the key tries again.
    if (bytes === undefined) throw offline();
    if (bytes.length > limits.itemBytes) return this.refuse(item, problem('too-large', { detail: `a sealed item has at most ${limits.itemBytes} bytes` }));
    try {
      const stored = await this.env.link.ask('messaging:post', { item: bytes });
      // The log may have brought it before the acknowledgement came.
      if (!this.items.has(item.id)) return;
      // Kept in memory alone: after a restart the item is posted again, and answered the same.
      this.items.set(item.id, { ...item, state: 'stored', seq: stored.seq });
      this.env.emit({ type: 'timeline', space: this.space.id });
      // What was read already is not what the log holds there.
      if (stored.seq <= this.space.record.cursor) await this.space.catchUp();
      else this.space.heard(stored.seq);
    } catch (error) {
      if (isPassing(error) || isProblem(error, 'stale-epoch', 'wrong-epoch', 'space-barred', 'not-signed-in', 'device-required')) throw error;
      if (!(error instanceof ComityFailure) || error.problem === undefined) throw error;
      if (this.items.has(item.id)) await this.refuse(item, error.problem);
    }
  }

  /** Files are readable before anybody can read of them. Answers why the message cannot go, if it cannot. */
  private async place(item: Queued): Promise<Problem | undefined> {
    if (item.kind !== 'message') return undefined;
    try {
      await this.env.files.place(this.space.id, item.id, [...(item.content.type === 'text' ? item.content.files : []).map(({ id }) => id), ...(item.places ?? []), ...uploadsOf(item)]);
      return undefined;
    } catch (error) {
      if (isProblem(error, 'not-found', 'quota-exceeded')) return error.problem;
      throw error;
    }
  }

  /** A message stays, to be sent again or given up, and an offer, to be written anew; everything else is undone at once. */
  private async refuse(item: Queued, refusal: Problem): Promise<void> {
    if (item.kind === 'message' && (item.content.type === 'text' || item.content.type === 'offer')) return this.keep({ ...item, state: 'refused', refusal });
    await this.giveUp(item);
    this.env.emit({ type: 'undone', space: this.space.id, problem: refusal });
  }

  private async giveUp(item: Queued): Promise<void> {
    await this.remove(item);
    for (const file of uploadsOf(item)) await this.env.files.cancel(file);
  }

  private async remove(item: Queued): Promise<void> {
    this.items.delete(item.id);
    await new Batch().delete(keys.queued(this.space.id, item.position)).delete(keys.offerKey(this.space.id, item.id)).writeTo(this.env.store);
    this.tell(item);
  }

  /** Seals under the epoch and transcript of this moment. */
  private async seal(item: Queued): Promise<Uint8Array | undefined> {
    const { space, env } = this;
    const epoch = space.record.epoch;
    const key = epoch === null ? undefined : space.epochKeys.get(epoch);
    // Since it was chosen somebody may have come.
    if (key === undefined || this.holds(item)) return undefined;
    const files = env.files.contents(uploadsOf(item), (some) => encode(withFiles(item, some)).ok);
    const content = files === undefined ? undefined : encode(withFiles(item, files));
    if (content?.ok !== true) return undefined;
    // The past is given under a key that ends with the epoch.
    const contentKey = item.kind !== 'history' ? key.key : space.group?.epoch === epoch ? await historyKey(space.group) : undefined;
    if (contentKey === undefined) return undefined;
    return sealItem({
      header: { kind: item.kind, handling: item.handling, space: space.id, epoch: key.epoch, epochTag: key.tag, id: item.id, sender: env.device, transcript: space.stated(), treeHead: emptyTree },
      content: content.bytes, contentKey, deviceSecret: env.secrets.device.secretKey,
    });
  }

  private async recover(trouble: unknown): Promise<void> {
    if (isProblem(trouble, 'stale-epoch')) {
      await this.space.catchUp();
      return;
    }
    if (isProblem(trouble, 'wrong-epoch')) {
      // This client is ahead of the service: the service lost or hides what it had.
      await this.space.catchUp();
      await this.env.alarms.raise('rolled-back', this.space.id);
    }
    if (isProblem(trouble, 'space-barred')) await this.space.removeEnded();
    this.later();
  }

  private later(): void {
    if (this.retry !== undefined) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(() => {
      this.retry = undefined;
      this.pump();
      resolve();
    }, 500 + Math.random() * 1_000);
    this.retry = { begun: promise, stop: () => { clearTimeout(timer); resolve(); } };
  }

  private async keep(item: Queued, batch = new Batch()): Promise<void> {
    this.items.set(item.id, item);
    await batch.putJson(keys.queued(this.space.id, item.position), item).writeTo(this.env.store);
    this.tell(item);
  }

  private tell(item: Queued): void {
    this.env.emit({ type: 'timeline', space: this.space.id });
    if (item.kind === 'message' && isCaseContent(item.content)) this.env.emit({ type: 'matters', space: this.space.id });
    if (item.kind === 'message' && isOfferContent(item.content)) this.env.emit({ type: 'offers', space: this.space.id });
    if (item.kind === 'message' && isRegisterContent(item.content)) this.env.emit({ type: item.content.type === 'note' || item.content.type === 'trace' ? `${item.content.type}s` : 'register', space: this.space.id });
  }
}

const uploadsOf = (saying: Saying): readonly FileId[] => (saying.kind === 'message' ? saying.uploads ?? [] : []);
/** A text with what it says of its uploads, now that it is known. */
const withFiles = <S extends Saying>(saying: S, files: readonly FileContent[]): S =>
  (files.length > 0 && saying.kind === 'message' && saying.content.type === 'text' ? { ...saying, content: { ...saying.content, files: [...saying.content.files, ...files] } } : saying);

/** Which of the caller's words broke a rule. */
function pointerOf(saying: Saying, rule: ContentRule): string {
  if (saying.kind === 'history') return '/content';
  if (saying.kind === 'profile') return '/title';
  const { content } = saying;
  if (isCaseContent(content) || isRegisterContent(content) || isOfferContent(content)) return '/';
  if (content.type === 'topic' || content.type === 'rename-topic') return '/title';
  if (rule === 'wrong-range') return '/mentions';
  return content.type === 'reaction' ? '/emoji' : content.type === 'vote' ? '/choices' : '/text';
}

function encode(saying: Saying): Encoded {
  switch (saying.kind) {
    case 'message': return encodeMessage(saying.content);
    case 'profile': return encodeProfile(saying.content);
    case 'history': return { ok: true, bytes: fromBase64Url(saying.content) };
  }
}
