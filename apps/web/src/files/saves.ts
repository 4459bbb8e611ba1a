/**
 * Files on their way out of the client: fetched and checked chunk by chunk into the browser's private file system, then put
 * where the person chose, as a stream; where a browser cannot ask for a place, handed to its downloads.
 */
import { useSyncExternalStore } from 'react';
import type { FileId, SpaceId } from '@comity/contracts';
import type { FileView, Ref, TransferId, TransferView } from '@comity/sdk';
import { useClient } from '../client/hooks.js';
import type { Client } from '../client/client.js';
import { askPlace, hand, type Outcome } from './place.js';

/** Of what was `handed` a copy stays here until it is removed. */
export type Saved = 'saving' | Outcome;

class Saves {
  #places = new Map<TransferId, FileSystemFileHandle | null>();
  #states: ReadonlyMap<string, Saved> = new Map();
  #listeners = new Set<() => void>();

  constructor(private readonly client: Client) {
    client.on((event) => { if (event.type === 'transfers' && this.#places.size > 0) void this.#look(); });
    client.subscribe(() => { if (client.place().at.phase !== 'ready') { this.#places.clear(); this.#states = new Map(); } });
  }

  readonly snapshot = () => this.#states;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => { this.#listeners.delete(listener); };
  };

  async fetch(space: SpaceId, on: Ref, { id: file, name }: FileView): Promise<void> {
    const place = await askPlace(name);
    if (place === undefined) return;
    this.#places.set(await this.client.remote.download(space, on, file), place);
    await this.#look();
  }

  /** Of a finished download whose place is not known any more, after a reload. */
  async save(transfer: TransferView): Promise<void> {
    const place = await askPlace(transfer.name);
    if (place !== undefined) await this.#put(transfer, place);
  }

  async #look(): Promise<void> {
    const transfers = await this.client.remote.transfers();
    for (const transfer of transfers) {
      const place = this.#places.get(transfer.id);
      if (place === undefined || transfer.state !== 'done') continue;
      this.#places.delete(transfer.id);
      await this.#put(transfer, place);
    }
    for (const id of this.#places.keys()) if (!transfers.some((transfer) => transfer.id === id)) this.#places.delete(id);
  }

  async #put({ id, file, name }: TransferView, place: FileSystemFileHandle | null): Promise<void> {
    const say = (state: Saved): void => { this.#say(file, state); };
    say('saving');
    try {
      const content = await this.client.remote.downloaded(id);
      if (content === undefined) throw new Error('nothing was fetched');
      if (place === null) hand(content, name);
      else {
        await content.stream().pipeTo(await place.createWritable());
        await this.client.remote.cancelTransfer(id);
      }
      say(place === null ? 'handed' : 'saved');
    } catch {
      say('unwritten');
    }
  }

  #say(file: FileId, state: Saved): void {
    this.#states = new Map([...this.#states, [file, state]]);
    for (const listener of this.#listeners) listener();
  }
}

const all = new WeakMap<Client, Saves>();
function savesOf(client: Client): Saves {
  const known = all.get(client) ?? new Saves(client);
  all.set(client, known);
  return known;
}

export function useSaves(): { saves: Saves; states: ReadonlyMap<string, Saved> } {
  const saves = savesOf(useClient());
  return { saves, states: useSyncExternalStore(saves.subscribe, saves.snapshot) };
}
