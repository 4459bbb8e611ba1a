/**
 * A client in a storm: writes sealed items with a window, keeps what is not acknowledged, comes back by itself, catches up
 * by sequence number, sends again what may or may not have been stored. Says everything it sees to the ledger.
 */
import { io, type Socket } from 'socket.io-client';
import msgpack from 'socket.io-msgpack-parser';
import type { Ack, ClientEvents, Entry, Problem } from '@comity/contracts';
import { bytesToUuid } from '@comity/e2ee';
import type { Seat } from '../support/community.js';
import { sealMessage, type Space } from '../support/sealing.js';
import type { Ledger, Place } from './ledger.js';

/** Where an item's id stands in its header (docs/PROTOCOL.md, sealed items). */
const idAt = 60;
const pageEntries = 200;

export interface MemberOptions {
  url: string;
  seat: Seat;
  space: Space;
  ledger: Ledger;
  /** Numbers the messages of all members, from 1 up. */
  number: () => number;
  /** Bytes of each message. */
  content?: Uint8Array;
}

export class Member {
  readonly socket: Socket;
  readonly refusals: Problem[] = [];
  readonly #unacknowledged = new Map<string, Uint8Array>();
  readonly #watchers = new Set<() => void>();
  /** Entries that came by event before those between them and `#after`. */
  readonly #ahead = new Set<number>();
  #connections = 0;
  #after = 0;
  #window = 0;
  #closed = false;
  #resuming: Promise<void> = Promise.resolve();

  constructor(readonly name: string, private readonly options: MemberOptions) {
    const { url, seat } = options;
    this.socket = io(url, {
      transports: ['websocket'], forceNew: true, parser: msgpack, auth: { protocol: 1 }, extraHeaders: { cookie: seat.cookie },
      reconnectionDelay: 20, reconnectionDelayMax: 200, randomizationFactor: 0.5, timeout: 5_000,
    });
    this.socket.on('connect', () => {
      this.#connections += 1;
      this.#resuming = this.#resume(this.#connections).catch(() => undefined); // cut again: the next connection resumes
      this.#changed();
    });
    this.socket.on('disconnect', (reason) => {
      this.#changed();
      if (reason === 'io server disconnect') this.#return();
    });
    // a handshake the service refused (it cannot reach its database, say) is not tried again by Socket.IO either
    this.socket.on('connect_error', () => { if (!this.socket.active) this.#return(); });
    this.socket.on('messaging:posted', ({ space, entries }: { space: string; entries: Entry[] }) => {
      if (space === options.space.id) for (const entry of entries) this.#see(`${name}, connection ${this.#connections}`, entry);
      this.#changed();
    });
  }

  get connections(): number { return this.#connections; }
  get connected(): boolean { return this.socket.connected; }
  get unacknowledged(): number { return this.#unacknowledged.size; }
  /** The last entry this client has without a gap. */
  get position(): number { return this.#after; }

  /** Keeps `window` messages on their way from now on; 0 stops. */
  write(window: number): void {
    this.#window = window;
    this.#refill();
  }

  /** Resolves when `condition` holds, looking again whenever this member sees something. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => { this.#watchers.add(resolve); });
  }

  /** Resolves when everything is acknowledged and the last reconnection has caught up. */
  async settled(): Promise<void> {
    this.write(0);
    await this.until(() => this.#unacknowledged.size === 0 && this.socket.connected);
    await this.#resuming;
    if (this.#unacknowledged.size > 0 || !this.socket.connected) await this.settled();
  }

  /** Asks once; rejects when the connection ends first. */
  async ask<E extends keyof ClientEvents>(event: E, argument: ClientEvents[E][0]): Promise<Ack<ClientEvents[E][1]>> {
    return await new Promise((resolve, reject) => {
      const cut = (): void => { reject(new Error(`the connection ended before ${event} was answered`)); };
      this.socket.once('disconnect', cut);
      this.socket.emit(event, argument, (answer: Ack<ClientEvents[E][1]>) => { this.socket.off('disconnect', cut); resolve(answer); });
    });
  }

  /** Reads the log after `after`, as far as it went when this was asked. */
  async read(after: number): Promise<{ places: Place[]; head: number }> {
    const places: Place[] = [];
    let end: number | undefined;
    for (let from = after; ;) {
      const answer = await this.ask('messaging:sync', { space: this.options.space.id, after: from, limit: pageEntries });
      if (!answer.ok) throw new Error(`sync was refused: ${answer.problem.code}`);
      const { entries, head } = answer.value;
      end ??= head;
      places.push(...entries.map((entry) => this.#place(entry)));
      const last = entries.at(-1);
      if (last === undefined || last.seq >= end) return { places, head: end };
      from = last.seq;
    }
  }

  close(): void {
    this.#window = 0;
    this.#closed = true;
    this.socket.disconnect();
    this.#changed();
  }

  #return(): void {
    setTimeout(() => { if (!this.#closed) this.socket.connect(); }, 100);
  }

  async #resume(connection: number): Promise<void> {
    for (const [id, item] of this.#unacknowledged) this.#send(id, item);
    this.#refill();
    const after = this.#after;
    const { places, head } = await this.read(after);
    this.options.ledger.resume({ observer: `${this.name}, resumption ${connection}`, space: this.options.space.id, after, head, places });
    this.#advance(head);
    this.#changed();
  }

  #see(observer: string, entry: Entry): void {
    const place = this.#place(entry);
    this.options.ledger.deliver(observer, place);
    this.#ahead.add(place.seq);
    this.#advance(this.#after);
  }

  #advance(to: number): void {
    this.#after = Math.max(this.#after, to);
    while (this.#ahead.delete(this.#after + 1)) this.#after += 1;
  }

  #place(entry: Entry): Place {
    // only items carry their id where everybody can read it; a commit's is known by its place
    return { space: this.options.space.id, seq: entry.seq, id: entry.type === 'item' ? bytesToUuid(entry.bytes, idAt) : `commit ${entry.seq}` };
  }

  #refill(): void {
    while (this.socket.connected && this.#unacknowledged.size < this.#window) {
      const { space, seat, ledger, number, content = new Uint8Array(200) } = this.options;
      const item = sealMessage(space, seat, number(), content);
      const id = bytesToUuid(item, idAt);
      ledger.send(space.id, id);
      this.#unacknowledged.set(id, item);
      this.#send(id, item);
    }
  }

  #send(id: string, item: Uint8Array): void {
    const connection = this.#connections;
    this.socket.emit('messaging:post', { item: Buffer.from(item) }, (answer: Ack<ClientEvents['messaging:post'][1]>) => {
      if (answer.ok) {
        this.options.ledger.acknowledge({ space: answer.value.space, seq: answer.value.seq, id });
        this.#unacknowledged.delete(id);
        this.#refill();
      } else {
        this.refusals.push(answer.problem);
        // it was not stored, or the service cannot say: the same id may be sent again, at the pace of the answers
        if (connection === this.#connections && this.#unacknowledged.has(id)) setTimeout(() => { if (this.socket.connected && connection === this.#connections) this.#send(id, item); }, 50);
      }
      this.#changed();
    });
  }

  #changed(): void {
    for (const watch of this.#watchers) watch();
    this.#watchers.clear();
  }
}
