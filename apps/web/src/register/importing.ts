/**
 * Files on their way into a register, many at once: each is read for its fingerprint, sent in a message and made an entry, in that order, so that
 * whatever stops it can be gone on with from there. Kept outside of the screen, so that looking elsewhere loses nothing; gone when the client locks.
 */
import type { FileId, ItemId, SpaceId } from '@comity/contracts';
import type { ComityEvent, EntryId, EntryInput, Failure, Marking, MessageEntry, Ref } from '@comity/sdk';
import { registerLimits } from '@comity/contracts/register';
import type { Client } from '../client/client.js';
import { filesPerMessage } from '../files/limits.js';
import { trayOf } from '../files/tray.js';
import type { Chosen, Unread } from './folder.js';

/** `document`: without the details that can be taken out of it, if `clean`. `exhibit`: with every byte that it has. */
export interface ImportChoice {
  kind: 'document' | 'exhibit'; clean: boolean; marking: Marking; /** The words of the message that brings so many files. */ words(count: number): string;
  /** The document whose next version the file becomes, and what that says beside it, as it was when it was looked at. */
  onto?: { entry: EntryId; input: EntryInput };
}
export type ImportState = 'waiting' | 'reading' | 'sending' | 'registering' | 'done' | 'duplicate' | 'failed' | 'stopped';
/** `unreadable`: the browser cannot read it, or not any more; `incomplete`: it is a folder that was not read to its end. `unclean`: what was to be taken out could not be. `refused`: the service did not take the message. */
export type ImportRefusal = { why: 'unreadable' } | { why: 'incomplete' } | { why: 'unclean' } | { why: 'refused' } | { why: 'failed'; failure: Failure };
export interface ImportItem {
  key: string; name: string; /** Null: it never could be read, and is only named. */ file: File | null; folder: string; state: ImportState; sent: number; refusal: ImportRefusal | null;
  /** Its message is with everybody, or on its way there: nothing of it can be taken back here. */
  out: boolean;
  /** The entry that it became, or that has the same bytes; `title` of that. */
  entry: EntryId | null; title: string;
}
export interface ImportView { items: readonly ImportItem[]; running: boolean }

/** How far one is; what was done stays done when it is tried again. */
interface Work { content: File | null; /** Whether that is without details. */ clean: boolean; sha256: string | null; upload: FileId | null; message: ItemId | null }
const unopened = { state: 'waiting', sent: 0, refusal: null, out: false, entry: null } as const;
/** Messages of the end of the conversation, among which the one that was just sent stands. */
const newest = 200;
const over: ReadonlySet<ImportState> = new Set(['done', 'duplicate', 'failed', 'stopped']);
class Stopped extends Error {}

// What no line may hold, and what would make a name show otherwise than it is.
// oxlint-disable-next-line no-control-regex -- these are the ones that entries refuse
const unwritable = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
/** The end of a long path says more than its beginning. */
const lineOf = (text: string, most: number): string => {
  const line = text.toWellFormed().replaceAll(unwritable, '').trim();
  return line.length <= most ? line : `…${line.slice(1 - most).replace(/^[\udc00-\udfff]/, '')}`;
};

export class Importer {
  #items: readonly ImportItem[] = [];
  #work = new Map<string, Work>();
  #listeners = new Set<() => void>();
  #view: ImportView = { items: [], running: false };
  #running: { choice: ImportChoice; stopped: boolean } | null = null;
  #next = 0;
  /** By fingerprint. */
  #known = new Map<string, { id: EntryId | null; title: string }>();

  #unlocked: (() => void) | null = null;

  /** `queues`: where it is found by `name` as long as somebody looks at it or it has something in it. */
  constructor(private readonly client: Client, private readonly space: SpaceId, private readonly queues = new Map<string, Importer>(), private readonly name = '') {}

  readonly snapshot = (): ImportView => this.#view;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.#settle();
    return () => {
      this.#listeners.delete(listener);
      this.#settle();
    };
  };

  add(chosen: readonly Chosen[], unread: readonly Unread[] = []): void {
    const item = (name: string, file: File | null, folder: string): ImportItem => ({ key: `import ${this.#next += 1}`, name, file, folder, title: lineOf(name, registerLimits.title), ...unopened });
    this.#items = [...this.#items, ...chosen.map(({ file, folder }) => item(file.name, file, folder)), ...unread.map(({ name, folder, of }): ImportItem => ({ ...item(name, null, folder), state: 'failed', refusal: { why: of === 'file' ? 'unreadable' : 'incomplete' } }))];
    for (const { key } of this.#items) if (!this.#work.has(key)) this.#work.set(key, { content: null, clean: false, sha256: null, upload: null, message: null });
    this.#tell();
  }

  remove(key: string): void {
    this.#items = this.#items.filter((item) => item.key !== key);
    this.#work.delete(key);
    this.#tell();
  }

  clear(): void {
    this.stop();
    this.#items = [];
    this.#work.clear();
    this.#tell();
  }

  /** What is not through yet stops, and can be gone on with. */
  stop(): void {
    if (this.#running === null) return;
    this.#running.stopped = true;
    this.#running = null;
    for (const { key, state, out } of this.#items) {
      const work = this.#work.get(key);
      if (over.has(state)) continue;
      if (work?.upload != null && !out) { void this.client.remote.cancelTransfer(work.upload).catch(() => undefined); work.upload = null; }
      this.#set(key, { state: 'stopped' });
    }
    this.#tell();
  }

  /** Begins, or goes on with what is not done. */
  async start(choice: ImportChoice): Promise<void> {
    if (this.#running !== null) return;
    const run = { choice, stopped: false };
    this.#running = run;
    for (const { key, file, state } of this.#items) if (file !== null && (state === 'failed' || state === 'stopped')) this.#set(key, { state: 'waiting', refusal: null });
    this.#tell();
    try {
      const known = await this.client.remote.entries(this.space, { kinds: ['document', 'exhibit'] });
      this.#known = new Map(known.flatMap(({ id, title, sha256, struck }) => (sha256 === null || struck ? [] : [[sha256, { id, title }]])));
      for (let group = await this.#read(run); group.length > 0; group = await this.#read(run)) await this.#through(group, run);
    } catch (thrown) {
      if (!(thrown instanceof Stopped)) for (const { key, state } of this.#items) if (!over.has(state)) this.#fail(key, { why: 'failed', failure: thrown as Failure });
    } finally {
      if (this.#running === run) this.#running = null;
      this.#tell();
    }
  }

  /** Reads files until there are as many as one message takes. */
  async #read(run: { choice: ImportChoice; stopped: boolean }): Promise<string[]> {
    const group: string[] = [];
    for (const { key, file } of this.#items) {
      if (group.length === filesPerMessage) break;
      if (file === null || this.#get(key)?.state !== 'waiting') continue;
      const work = this.#work.get(key)!;
      if (work.message !== null) {
        if (work.sha256 !== null) this.#known.set(work.sha256, { id: null, title: this.#get(key)?.title ?? '' });
        group.push(key);
        continue;
      }
      this.#set(key, { state: 'reading' });
      this.#tell();
      const clean = run.choice.kind === 'document' && run.choice.clean;
      // What was read for another choice is not what goes out now.
      if (work.clean !== clean) Object.assign(work, { content: null, sha256: null, clean });
      work.content ??= await this.#contentOf(key, file, clean);
      if (work.content === null) continue;
      work.sha256 ??= await this.client.remote.fingerprint(work.content).catch(() => null);
      this.#goesOn(run);
      if (work.sha256 === null) { work.content = null; this.#fail(key, { why: 'unreadable' }); continue; }
      const same = this.#known.get(work.sha256);
      if (same) { this.#set(key, { state: 'duplicate', entry: same.id, title: same.title }); this.#tell(); continue; }
      this.#known.set(work.sha256, { id: null, title: this.#get(key)?.title ?? '' });
      group.push(key);
    }
    return group;
  }

  async #contentOf(key: string, file: File, clean: boolean): Promise<File | null> {
    if (!clean) return file;
    const { strippable, stripped } = await import('../files/prepare.js');
    const way = await strippable(file).catch(() => undefined);
    if (way === undefined) { this.#fail(key, { why: 'unreadable' }); return null; }
    if (way === null) return file;
    const without = await stripped(file).catch(() => null);
    if (without === null) this.#fail(key, { why: 'unclean' });
    return without;
  }

  async #through(group: readonly string[], run: { choice: ImportChoice; stopped: boolean }): Promise<void> {
    for (const key of group) await this.#upload(key, run);
    const uploads = group.filter((key) => this.#get(key)?.state === 'sending');
    await this.#watch(run, 'transfers', async () => {
      const transfers = await this.client.remote.transfers();
      for (const key of uploads) this.#follow(key, transfers.find(({ id }) => id === this.#work.get(key)?.upload));
      this.#tell();
      return uploads.every((key) => this.#get(key)?.state !== 'sending' || transfers.find(({ id }) => id === this.#work.get(key)?.upload)?.state === 'done');
    });
    const there = uploads.filter((key) => this.#get(key)?.state === 'sending');
    if (there.length > 0) await this.#send(there, run);
    const messages = Map.groupBy(group.filter((key) => this.#work.get(key)?.message != null), (key) => this.#work.get(key)!.message!);
    for (const [message, keys] of messages) await this.#register(message, keys, run);
  }

  async #upload(key: string, run: { stopped: boolean }): Promise<void> {
    const work = this.#work.get(key)!;
    if (work.content === null || work.message !== null) return;
    this.#set(key, { state: 'sending', sent: 0 });
    this.#tell();
    const { thumbnailOf } = await import('../files/prepare.js');
    const preview = await thumbnailOf(work.content);
    this.#goesOn(run);
    try {
      work.upload = await this.client.remote.upload(this.space, work.content, preview);
      // It is not for the message that somebody may be writing.
      trayOf(this.client, this.space).leave(work.upload);
    } catch (thrown) {
      this.#lose(key, { why: 'failed', failure: thrown as Failure });
    }
    if (run.stopped && work.upload !== null) { void this.client.remote.cancelTransfer(work.upload).catch(() => undefined); work.upload = null; }
    this.#goesOn(run);
  }

  #follow(key: string, transfer: { state: string; done: number; failure: Failure | null } | undefined): void {
    if (this.#get(key)?.state !== 'sending') return;
    if (transfer === undefined) { this.#work.get(key)!.upload = null; this.#set(key, { state: 'stopped' }); }
    else if (transfer.state === 'failed' && transfer.failure) this.#lose(key, { why: 'failed', failure: transfer.failure });
    else this.#set(key, { sent: transfer.done });
  }

  async #send(keys: readonly string[], { choice }: { choice: ImportChoice }): Promise<void> {
    const files = keys.map((key) => this.#work.get(key)!.upload!);
    for (const key of keys) this.#set(key, { out: true });
    this.#tell();
    const sending = this.client.remote.send(this.space, { text: choice.words(files.length), marking: choice.marking, topic: null, reply: null, mentions: [], alert: false, poll: null, files });
    const message = await sending.catch((thrown: unknown) => { for (const key of keys) this.#set(key, { out: false }); throw thrown; });
    for (const key of keys) this.#work.get(key)!.message = message;
  }

  async #register(message: ItemId, keys: readonly string[], run: { choice: ImportChoice; stopped: boolean }): Promise<void> {
    // Stopped while its message went, it can be gone on with from there.
    this.#goesOn(run);
    for (const key of keys) this.#set(key, { state: 'registering' });
    this.#tell();
    const said: { entry: MessageEntry | null } = { entry: null };
    await this.#watch(run, 'timeline', async () => {
      const { entries } = await this.client.remote.timeline(this.space, -newest, newest);
      said.entry = entries.find((entry): entry is MessageEntry => entry.type === 'message' && entry.id === message) ?? null;
      // It has its place once the service took it, and is there to be named once it came back in the log.
      return said.entry === null || said.entry.storedAt !== null || said.entry.refusal !== null;
    });
    const { id, seq } = said.entry?.storedAt != null ? said.entry : { id: message, seq: null };
    if (said.entry !== null && seq === null) await this.client.remote.discard(this.space, message).catch(() => undefined);
    for (const key of keys) {
      if (seq === null) {
        const work = this.#work.get(key)!;
        work.message = null;
        this.#set(key, { out: false });
        this.#lose(key, { why: 'refused' });
      } else await this.#write(key, { id, seq }, run);
    }
  }

  async #write(key: string, on: Ref, run: { choice: ImportChoice; stopped: boolean }): Promise<void> {
    const { choice: { kind, marking, onto } } = run;
    const [item, work] = [this.#get(key), this.#work.get(key)];
    if (!item || work?.upload == null) return;
    this.#goesOn(run);
    try {
      const folder = lineOf(item.folder, registerLimits.line);
      const file = { on, file: work.upload };
      if (onto) await this.client.remote.reviseEntry(this.space, onto.entry, { ...onto.input, marking, fields: { ...onto.input.fields, file } });
      const entry = onto?.entry ?? await this.client.remote.writeEntry(this.space, { after: null, source: null, kind, title: item.title === '' ? kind : item.title, fields: { file, ...(folder === '' ? {} : { folder }) }, links: [], marking });
      if (work.sha256 !== null) this.#known.set(work.sha256, { id: entry, title: item.title });
      this.#set(key, { state: 'done', entry });
      this.#tell();
    } catch (thrown) {
      this.#fail(key, { why: 'failed', failure: thrown as Failure });
    }
  }

  /** Waits until something is so, looking anew with each event of a type. */
  async #watch(run: { stopped: boolean }, type: ComityEvent['type'], done: () => Promise<boolean>): Promise<void> {
    let news = Promise.withResolvers<void>();
    const wake = (): void => news.resolve();
    const off = [this.client.on((event) => { if (event.type === type) wake(); }), this.subscribe(() => { if (run.stopped) wake(); })];
    try {
      for (;;) {
        this.#goesOn(run);
        const waited = news.promise;
        if (await done()) return;
        await waited;
        news = Promise.withResolvers();
      }
    } finally {
      for (const each of off) each();
    }
  }

  #goesOn({ stopped }: { stopped: boolean }): void { if (stopped) throw new Stopped(); }
  /** It is sent anew, if it is tried again. */
  #lose(key: string, refusal: ImportRefusal): void {
    const work = this.#work.get(key);
    if (work?.upload != null) { void this.client.remote.cancelTransfer(work.upload).catch(() => undefined); work.upload = null; }
    if (work?.sha256 != null) this.#known.delete(work.sha256);
    this.#fail(key, refusal);
  }
  #fail(key: string, refusal: ImportRefusal): void { this.#set(key, { state: 'failed', refusal }); this.#tell(); }
  #get(key: string): ImportItem | undefined { return this.#items.find((item) => item.key === key); }
  #set(key: string, change: Partial<ImportItem>): void { this.#items = this.#items.map((item) => (item.key === key ? { ...item, ...change } : item)); }
  #tell(): void {
    this.#view = { items: this.#items, running: this.#running !== null };
    for (const listener of this.#listeners) listener();
    this.#settle();
  }
  /** Of a queue that is empty and that nobody looks at, nothing is kept. */
  #settle(): void {
    const kept = this.#items.length > 0 || this.#listeners.size > 0;
    if (kept === (this.#unlocked !== null)) return;
    if (kept) {
      this.queues.set(this.name, this);
      this.#unlocked = this.client.subscribe(() => { if (this.client.place().at.phase !== 'ready') this.clear(); });
    } else {
      if (this.queues.get(this.name) === this) this.queues.delete(this.name);
      this.#unlocked?.();
      this.#unlocked = null;
    }
  }
}

const importers = new WeakMap<Client, Map<string, Importer>>();
/** What is sent in different ways does not wait together: whoever starts a queue starts all of it. */
export function importerOf(client: Client, space: SpaceId, queue: 'import' | 'reading' | EntryId = 'import'): Importer {
  const ofClient = importers.get(client) ?? new Map<string, Importer>(), key = `${queue} ${space}`;
  importers.set(client, ofClient);
  const importer = ofClient.get(key) ?? new Importer(client, space, ofClient, key);
  ofClient.set(key, importer);
  return importer;
}
