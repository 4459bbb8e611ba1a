/**
 * The window's client: the remote SDK, where it stands, and the values screens watch. Holds view data only, never keys.
 */
import type { SpaceId } from '@comity/contracts';
import type { ComityEvent, Failure, Phase } from '@comity/sdk';
import type { Remote } from '../worker/protocol.js';
import { link } from '../worker/link.js';
import { spawn } from '../worker/spawn.js';
import { Watch } from './watch.js';

export type Place = { at: Phase } | { at: { phase: 'elsewhere' } };
type Touch = (event: ComityEvent) => boolean;
const on = (...types: ComityEvent['type'][]): Touch => (event) => types.includes(event.type);

export class Client {
  #remote!: Remote;
  #end: () => void = () => undefined;
  #place: Place = { at: { phase: 'starting' } };
  #online = true;
  #watches = new Map<string, Watch<unknown>>();
  #eventListeners = new Set<(event: ComityEvent) => void>();
  #placeListeners = new Set<() => void>();
  #stepUp: (() => Promise<boolean>) | undefined;

  constructor() { this.start(false); }

  get remote(): Remote { return this.#remote; }
  readonly place = (): Place => this.#place;
  readonly online = (): boolean => this.#online;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#placeListeners.add(listener);
    return () => { this.#placeListeners.delete(listener); };
  };

  /** Starts the worker; `take` moves the client here from another tab. */
  start(take: boolean): void {
    this.#end();
    const worker = spawn(take);
    this.#end = worker.end;
    this.#remote = link(worker.port, {
      phase: (phase) => this.#move({ at: phase }),
      elsewhere: () => { worker.end(); this.#move({ at: { phase: 'elsewhere' } }); },
      event: (event) => this.#event(event),
    });
  }

  on(listener: (event: ComityEvent) => void): () => void {
    this.#eventListeners.add(listener);
    return () => { this.#eventListeners.delete(listener); };
  }

  /** The shared watch of a key, made on first use. */
  watch<T>(key: string, load: (remote: Remote) => Promise<T>, touches: Touch): Watch<T> {
    const existing = this.#watches.get(key) as Watch<T> | undefined;
    if (existing) return existing;
    const made = new Watch(() => load(this.#remote), touches);
    this.#watches.set(key, made as Watch<unknown>);
    return made;
  }
  readonly spaces = () => this.watch('spaces', (remote) => remote.spaces(), on('spaces', 'connection'));
  readonly people = () => this.watch('people', (remote) => remote.people(), on('directory'));
  readonly authorities = () => this.watch('authorities', (remote) => remote.authorities(), on('directory'));
  readonly alarms = () => this.watch('alarms', (remote) => remote.alarms(), on('alarm'));
  readonly devices = () => this.watch('devices', (remote) => remote.myDevices(), on('directory'));
  readonly link = () => this.watch('link', (remote) => remote.linkRequest(), on('link', 'connection'));
  readonly sessions = () => this.watch('sessions', (remote) => remote.sessions(), on('connection'));
  readonly passkeys = () => this.watch('passkeys', (remote) => remote.passkeys(), on('connection'));
  readonly invitations = () => this.watch('invitations', (remote) => remote.invitations(), on('invitations', 'directory'));
  readonly pending = () => this.watch('pending', (remote) => remote.pendingStatements(), on('invitations', 'directory'));
  readonly savedSearches = () => this.watch('saved-searches', (remote) => remote.savedSearches(), on('saved-searches'));
  readonly noticeSettings = () => this.watch('notice-settings', (remote) => remote.noticeSettings(), on('notice-settings'));
  readonly matters = () => this.watch('matters', (remote) => remote.matters(), on('matters', 'spaces'));
  readonly matter = (space: SpaceId) => this.watch(`matter ${space}`, (remote) => remote.matter(space), on('matters', 'spaces'));
  readonly offers = () => this.watch('offers', (remote) => remote.offers(), on('offers', 'spaces'));
  readonly savedFilters = () => this.watch('saved-filters', (remote) => remote.savedFilters(), on('saved-filters'));
  readonly inbox = () => this.watch('inbox', (remote) => remote.inbox(), on('spaces', 'timeline', 'matters'));
  readonly transfers = () => this.watch('transfers', (remote) => remote.transfers(), on('transfers', 'connection'));
  readonly status = () => this.watch('status', (remote) => remote.status(), on('phase'));

  /** Who asks the person to confirm their identity; answers whether they did. */
  onStepUp(ask: () => Promise<boolean>): () => void {
    this.#stepUp = ask;
    return () => { this.#stepUp = undefined; };
  }

  /** Performs an action; when the service wants a fresh confirmation, asks for it and tries once more. */
  async act<T>(action: (remote: Remote) => Promise<T>): Promise<T> {
    try {
      return await action(this.#remote);
    } catch (thrown) {
      const failure = thrown as Failure;
      if (failure.kind !== 'problem' || failure.problem.code !== 'step-up-required' || !this.#stepUp) throw thrown;
      if (!(await this.#stepUp())) throw thrown;
      return action(this.#remote);
    }
  }

  #move(place: Place): void {
    const left = this.#place.at.phase;
    this.#place = place;
    // What one person saw must not be there for the next, nor lie in memory behind the lock.
    if (left !== place.at.phase && place.at.phase !== 'ready') this.#watches.clear();
    for (const listener of this.#placeListeners) listener();
  }

  #event(event: ComityEvent): void {
    if (event.type === 'phase') this.#move({ at: event.phase });
    if (event.type === 'connection') {
      this.#online = event.online;
      for (const listener of this.#placeListeners) listener();
    }
    for (const watch of this.#watches.values()) watch.notice(event);
    for (const listener of this.#eventListeners) listener(event);
  }
}
