/**
 * What is attached to the message, the request or the offer that is being written: each file stripped if wanted, given a small picture, and on its way
 * at once. Kept outside of the screen, so that looking at another conversation loses nothing; gone when the client locks.
 */
import type { FileId, SpaceId } from '@comity/contracts';
import type { Failure, UploadPurpose } from '@comity/sdk';
import type { Client } from '../client/client.js';
import type { FileInput } from './input.js';
import { filesPerMessage } from './limits.js';
import type { Strippable } from './strip/strip.js';

/** `unclean`: what was to be taken out could not be; the person decides. */
export type AttachedState = 'preparing' | 'uploading' | 'unclean' | 'refused';
export type Refusal = { why: 'too-many' | 'folder' | 'unreadable' } | { why: 'too-large' | 'no-quota'; bytes: number } | { why: 'failed'; failure: Failure };
export interface Attached {
  key: string; purpose: UploadPurpose; input: FileInput; state: AttachedState; id: FileId | null; refusal: Refusal | null;
  /** What can be taken out of it, and whether it is; null where nothing can. */
  strippable: Strippable | null; clean: boolean;
}

const preparation = () => import('./prepare.js');

export class Tray {
  #items: readonly Attached[] = [];
  #sent: ReadonlySet<FileId> = new Set();
  #listeners = new Set<() => void>();
  #work: Promise<void> = Promise.resolve();
  #next = 0;
  #snapshot: { items: readonly Attached[]; sent: ReadonlySet<FileId> } = { items: [], sent: new Set() };

  constructor(private readonly client: Client, readonly space: SpaceId) {
    client.subscribe(() => { if (client.place().at.phase !== 'ready') this.#change([], new Set()); });
  }

  readonly snapshot = () => this.#snapshot;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => { this.#listeners.delete(listener); };
  };

  /** `others`: files that hang on it from before. */
  add(purpose: UploadPurpose, inputs: readonly FileInput[], others: number): void {
    const room = filesPerMessage - others - this.#items.filter((item) => item.purpose === purpose && item.state !== 'refused').length;
    const added = inputs.map((input, i): Attached => {
      const refusal: Refusal | null = input.folder ? { why: 'folder' } : i < room ? null : { why: 'too-many' };
      return { key: `attached ${this.#next += 1}`, purpose, input, state: refusal === null ? 'preparing' : 'refused', id: null, refusal, strippable: null, clean: false };
    });
    this.#change([...this.#items, ...added]);
    for (const { key, state } of added) if (state === 'preparing') this.#queue(() => this.#first(key));
  }

  /** Starts over with or without what can be taken out. */
  setClean(key: string, clean: boolean): void {
    const item = this.#get(key);
    if (item === undefined) return;
    this.#set(key, { clean, state: 'preparing', id: null });
    if (item.id !== null) void this.client.remote.cancelTransfer(item.id).catch(() => undefined);
    this.#queue(() => this.#start(key));
  }

  remove(key: string): void {
    const item = this.#get(key);
    this.#change(this.#items.filter((each) => each.key !== key));
    if (item?.id != null) void this.client.remote.cancelTransfer(item.id).catch(() => undefined);
  }

  /** What they are for takes them along. */
  take(purpose: UploadPurpose, files: readonly FileId[]): () => void {
    const [items, sent] = [this.#items, this.#sent];
    this.#change(items.filter((item) => item.purpose !== purpose || (item.state !== 'refused' && (item.id === null || !files.includes(item.id)))), new Set([...sent, ...files]));
    return () => { this.#change([...items.filter((item) => !this.#items.includes(item)), ...this.#items], sent); };
  }

  /** An upload is for another message. */
  leave(file: FileId): void { this.#change(this.#items, new Set([...this.#sent, file])); }

  async #first(key: string): Promise<void> {
    const item = this.#get(key);
    if (item === undefined) return;
    const { strippable } = await preparation();
    const kind = await strippable(item.input.file).catch(() => undefined);
    if (kind === undefined) { this.#set(key, { state: 'refused', refusal: { why: 'unreadable' } }); return; }
    this.#set(key, { strippable: kind, clean: kind === 'image' });
    await this.#start(key);
  }

  async #start(key: string): Promise<void> {
    const item = this.#get(key);
    if (item === undefined) return;
    const { purpose, input: { file, handle }, clean } = item;
    const { stripped, thumbnailOf } = await preparation();
    const content = clean ? await stripped(file).catch(() => null) : file;
    if (content === null) { this.#set(key, { state: 'unclean' }); return; }
    const refusal = await this.#tooMuch(content.size);
    if (refusal !== null) { this.#set(key, { state: 'refused', refusal }); return; }
    const preview = await thumbnailOf(content);
    // Taken away, or wanted otherwise, meanwhile.
    if (this.#get(key)?.clean !== clean) return;
    try {
      const id = await this.client.remote.upload(this.space, clean || handle === null ? content : handle, preview, purpose);
      if (this.#get(key)?.clean === clean) this.#set(key, { state: 'uploading', id });
      else await this.client.remote.cancelTransfer(id);
    } catch (thrown) {
      this.#set(key, { state: 'refused', refusal: { why: 'failed', failure: thrown as Failure } });
    }
  }

  /** What the service takes, known beforehand; without a connection the upload waits, and is told then. */
  async #tooMuch(size: number): Promise<Refusal | null> {
    const allowance = await this.client.remote.fileAllowance(this.space).catch(() => null);
    if (allowance === null) return null;
    if (size > allowance.largest) return { why: 'too-large', bytes: allowance.largest };
    return size > allowance.left ? { why: 'no-quota', bytes: allowance.left } : null;
  }

  #queue(work: () => Promise<void>): void { this.#work = this.#work.then(work, work); }
  #get(key: string): Attached | undefined { return this.#items.find((item) => item.key === key); }
  #set(key: string, change: Partial<Attached>): void { this.#change(this.#items.map((item) => (item.key === key ? { ...item, ...change } : item))); }
  #change(items: readonly Attached[], sent = this.#sent): void {
    this.#items = items;
    this.#sent = sent;
    this.#snapshot = { items, sent };
    for (const listener of this.#listeners) listener();
  }
}

const trays = new WeakMap<Client, Map<SpaceId, Tray>>();
export function trayOf(client: Client, space: SpaceId): Tray {
  const ofClient = trays.get(client) ?? new Map<SpaceId, Tray>();
  trays.set(client, ofClient);
  const tray = ofClient.get(space) ?? new Tray(client, space);
  ofClient.set(space, tray);
  return tray;
}
