/**
 * Where the client stands: from starting to ready and back, one transition at a time.
 * Trust: the session is the service's word about who is signed in; what a person may read and sign follows from keys.
 */
import { ready, toBase64Url as toText, wipe } from '@comity/e2ee';
import type { HeldWraps, Session, SignedStatement, StatementId, Vault, VaultWraps } from '@comity/contracts';
import { Linking } from './account/linking.js';
import { LocalAccount } from './account/local-account.js';
import { othersEnded, owedSignOut, owesOthers, oweSignOut, signOutPaid, stillOwed } from './account/owed-sign-out.js';
import { withoutExtensions } from './account/passkey-options.js';
import { PassphraseKeys } from './account/passphrase-keys.js';
import { signed } from './account/statements.js';
import { openVault } from './account/vault-opening.js';
import { isWrongSecret, vaultKeyOf, vaultKeyOfCode, wipeSecret, type OpeningSecret } from './account/vault-secret.js';
import type { ComityEvent, EnrolmentInput, Phase, Platform, Self, SetUpInput, VaultSecret } from './api.js';
import { Debounce } from './debounce.js';
import { alarmed, ComityFailure, isOffline, isProblem } from './failure.js';
import { Live } from './live.js';
import { Part } from './part.js';
import { Serial } from './serial.js';
import type { Link } from './transport/link.js';
import type { Transport } from './transport/transport.js';

/** What is done once in the life of an account. */
const settingUp = new Part(() => import('./account/set-up.js'));
export const enrolling = new Part(() => import('./account/enrolment.js'));

export class Client {
  phase: Phase = { phase: 'starting' };
  private live: Live | undefined;
  private link: Link | undefined;
  private session: Session | undefined;
  private readonly listeners = new Set<(event: ComityEvent) => void>();
  private readonly turns = new Serial();
  private readonly keys = new PassphraseKeys();
  /** The vault key, between a sign-in that opened it and the device it is for. */
  private opened: Uint8Array | undefined;
  /** What this device, still without keys, asks of one in use. */
  readonly linking: Linking;
  /** What the officers' recovery codes must open, after a founding. */
  private founded: ReadonlyMap<string, VaultWraps> = new Map();
  /** Whose device this was a moment ago, until it was removed: nothing else is left to tell it by. */
  private removed: Session['practitioner'] | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private waited = 0;
  private closed = false;
  private readonly headMemory = new Debounce(async () => { await this.live?.rememberHead(); }, 5_000, 30_000, () => undefined);
  readonly started: Promise<void>;

  constructor(readonly platform: Platform, readonly transport: Transport) {
    this.linking = new Linking({
      rest: transport.rest,
      now: () => platform.now(),
      session: () => {
        if (this.phase.phase !== 'vault-closed') throw new ComityFailure({ kind: 'not-ready', phase: this.phase.phase });
        return this.needSession();
      },
      moveIn: (vaultKey, deviceName, wanted) => this.turn(async () => {
        if (!wanted()) throw new ComityFailure({ kind: 'link-ended' });
        await this.moveIn(this.needSession(), await this.rest.call('vault'), vaultKey, deviceName);
      }),
      leave: () => this.turns.run(() => this.leave()),
    });
    this.started = this.turns.run(() => this.begin());
    // A failed start is tried again; nobody awaits this promise's failure.
    this.started.catch(() => undefined);
  }

  get rest(): Transport['rest'] { return this.transport.rest; }

  listen(listener: (event: ComityEvent) => void): () => void {
    this.listeners.add(listener);
    return () => { this.listeners.delete(listener); };
  }

  /** What a ready client has; throws `not-ready` otherwise. */
  need(): Live {
    if (this.live === undefined || this.phase.phase !== 'ready') throw new ComityFailure({ kind: 'not-ready', phase: this.phase.phase });
    return this.live;
  }

  needSession(): Session {
    if (this.session === undefined) throw new ComityFailure({ kind: 'not-ready', phase: this.phase.phase });
    return this.session;
  }

  /** A client whose keys are in memory, vouched for or not; throws `not-ready` otherwise. */
  unlocked(): Live {
    if (this.live === undefined) throw new ComityFailure({ kind: 'not-ready', phase: this.phase.phase });
    return this.live;
  }

  setUp(input: SetUpInput): Promise<{ recoveryCodes: [string, string]; pin: StatementId }> {
    return this.turns.run(async () => {
      await ready();
      const { wraps, ...made } = await (await settingUp.get()).setUp(this.rest, input, this.platform.now());
      this.founded = wraps;
      this.become({ phase: 'signed-out' });
      return made;
    });
  }

  async checkRecoveryCode(code: string, login: string | undefined): Promise<void> {
    if (login === undefined) return (await this.unlocked().wrapping.get()).check(code);
    const wraps = this.founded.get(login.trim().toLowerCase());
    if (wraps === undefined) throw new ComityFailure({ kind: 'not-ready', phase: this.phase.phase });
    wipe(vaultKeyOfCode(wraps, code));
  }

  async replaceRecoveryCode(code: string): Promise<void> {
    await (await this.unlocked().wrapping.get()).replace(code);
    await this.keepWraps();
  }

  async changePassphrase(current: VaultSecret, next: string): Promise<void> {
    const { wrapping, env } = this.unlocked();
    const { login } = this.needSession();
    if ('signedIn' in current) throw new ComityFailure({ kind: 'not-ready', phase: this.phase.phase });
    await (await wrapping.get()).changePassphrase(current, next, [login, env.directory.chain.persons.get(env.secrets.practitioner)?.name ?? ''], this.keys);
    await this.keepWraps();
  }

  async signInWithPasskey(response: Record<string, unknown>, prf: Uint8Array | undefined): Promise<Phase> {
    await this.turns.run(() => this.paySignOut());
    const { id } = response;
    const secret = prf === undefined || typeof id !== 'string' ? undefined : { passkey: id, prf };
    const session = await this.rest.call('signInPasskey', { body: { response: withoutExtensions(response) } });
    return this.turn(() => this.enter(session, secret).finally(() => { if (secret !== undefined) wipeSecret(secret); }));
  }

  async signInWithPassphrase(login: string, passphrase: string, code: string): Promise<Phase> {
    await ready();
    await this.turns.run(() => this.paySignOut());
    const name = login.trim().toLowerCase();
    const { authKey } = this.keys.of(passphrase, await this.rest.call('kdf', { body: { login: name } }));
    const session = await this.rest.call('signInPassphrase', { body: { login: name, authKey: toText(authKey), code } });
    return this.turn(() => this.enter(session, { passphrase }));
  }

  async stepUpWithPassphrase(passphrase: string, code: string): Promise<void> {
    const { login } = this.needSession();
    const { authKey } = this.keys.of(passphrase, await this.rest.call('kdf', { body: { login } }));
    await this.steppedUp(await this.rest.call('stepUpPassphrase', { body: { authKey: toText(authKey), code } }).finally(() => { this.keys.forget(); }));
  }

  /** The session changed its token: the socket connects anew with it. */
  async steppedUp(session: Session): Promise<void> {
    this.session = session;
    if (this.phase.phase === 'ready') {
      this.link?.open();
      await this.turns.run(() => this.keepSession(session));
      await this.live?.renew(session);
    } else await this.turn(() => this.enter(session));
  }

  enrol(input: EnrolmentInput): Promise<{ recoveryCode: string }> {
    return this.turns.run(async () => {
      await ready();
      await this.paySignOut();
      const { recoveryCode, session } = await (await enrolling.get()).enrol(this.rest, this.platform.store, input);
      await this.enter(session);
      return { recoveryCode };
    });
  }

  openVault(secret: VaultSecret, deviceName: string): Promise<Phase> {
    return this.turn(async () => {
      const session = this.needSession();
      const vault = await this.rest.call('vault');
      const vaultKey = 'signedIn' in secret ? this.opened : vaultKeyOf(vault.wraps, secret, this.keys);
      if (vaultKey === undefined) throw new ComityFailure({ kind: 'not-ready', phase: this.phase.phase });
      await this.moveIn(session, vault, vaultKey, deviceName);
    }).finally(() => { wipeSecret(secret); });
  }

  /** With the vault key, however it came: this becomes a device of the person's. */
  private async moveIn(session: Session, vault: Vault, vaultKey: Uint8Array, deviceName: string): Promise<void> {
    const main = await openVault(this.platform.store, vault, session, vaultKey, deviceName);
    const live = await this.open();
    if (live === undefined) throw new ComityFailure({ kind: 'not-ready', phase: this.phase.phase });
    this.removed = undefined;
    await live.main.keep(main);
    await live.vault.adopt(vault);
    await this.proceed(live, session);
  }

  lock(): Promise<void> {
    return this.turns.run(async () => {
      this.forget();
      const self = 'self' in this.phase ? this.phase.self : undefined;
      const account = await LocalAccount.read(this.platform.store);
      if (self === undefined || account === undefined) return;
      await account.lock();
      this.drop();
      this.become(lockedFor(self, account));
    });
  }

  unlock(secret: VaultSecret): Promise<Phase> {
    return this.turn(async () => {
      const account = await LocalAccount.read(this.platform.store);
      if (account === undefined || this.phase.phase !== 'locked' || 'signedIn' in secret) throw new ComityFailure({ kind: 'not-ready', phase: this.phase.phase });
      await this.unlockWith(account, secret).finally(() => { this.forget(); });
      await this.begin();
    }).finally(() => { wipeSecret(secret); });
  }

  /** Opens the local account; the service is asked how the vault key is wrapped if this device's memory of it does not fit. */
  private async unlockWith(account: LocalAccount, secret: OpeningSecret): Promise<void> {
    const unlock = async (wraps: HeldWraps) => {
      const vaultKey = vaultKeyOf(wraps, secret, this.keys);
      const opened = await account.unlock(vaultKey);
      wipe(vaultKey);
      if (!opened) throw alarmed('vault-tampered');
    };
    try {
      await unlock(account.wraps);
    } catch (error) {
      if (!isWrongSecret(error)) throw error;
      const wraps = await this.rest.call('vaultWraps', { timeout: 5_000 }).catch(() => { throw error; });
      await unlock(wraps);
      await account.keepWraps(wraps);
    }
  }

  /** Remembers how the vault key is wrapped now, so that this device unlocks by it. */
  private async keepWraps(): Promise<void> {
    const { live } = this;
    const wraps = await (await live?.wrapping.get())?.held();
    await this.turns.run(async () => {
      if (wraps !== undefined && live !== undefined && this.live === live) await (await LocalAccount.read(this.platform.store))?.keepWraps(wraps);
    });
  }

  async wrapForPasskey(id: string, prf: Uint8Array): Promise<void> {
    await (await this.unlocked().wrapping.get()).addPasskey(id, prf);
    await this.keepWraps();
  }

  async removePasskey(id: string): Promise<void> {
    await this.rest.call('removePasskey', { params: { id } });
    if (this.live !== undefined) await this.keepWraps();
  }

  signOut(options: { everywhere: boolean; forget: boolean }): Promise<void> {
    return this.turns.run(async () => {
      const { store } = this.platform;
      const account = await LocalAccount.read(store);
      // First, so that the session ends whatever interrupts the rest.
      await oweSignOut(store, options.everywhere ? 'everywhere' : 'here', this.session?.practitioner ?? account?.practitioner);
      // A device that ends takes its session with it, which then could not end the others.
      const end = options.forget && !options.everywhere ? this.deviceEnd() : undefined;
      // The device before the service is asked anything: it is locked, or erased, whether or not that can be reached.
      await account?.end();
      if (options.forget) await this.live?.forget();
      this.drop();
      this.session = undefined;
      this.forget();
      if (options.forget) await account?.forget();
      this.become({ phase: 'signed-out' });
      try {
        if (end !== undefined) await this.submitEnd(end);
        await this.paySignOut();
        await this.tellOwed();
      } catch (error) {
        if (!(error instanceof ComityFailure)) throw error;
        await this.awaitSignOut();
      }
    });
  }

  /** Tells the service of a sign-out it has not heard of; throws while it cannot be told. */
  private async paySignOut(): Promise<void> {
    const { store, cookies } = this.platform;
    const owed = await owedSignOut(store);
    if (owed === undefined) return;
    const alive = await this.rest.call(owed.reach === 'everywhere' ? 'signOutEverywhere' : 'signOut', { timeout: 8_000 }).then(() => true, (error: unknown) => { if (!isProblem(error, 'not-signed-in')) throw error; return false; });
    cookies?.set(undefined);
    await signOutPaid(store, owed, alive);
  }

  /** Whoever signed out everywhere by a session that was over ends their other sessions by this one, before anything opens. */
  private async endOthers({ practitioner }: Session): Promise<void> {
    const { store } = this.platform;
    if (!(await owesOthers(store, practitioner))) return;
    for (const { id, current } of await this.rest.call('sessions')) {
      if (!current) await this.rest.call('endSession', { params: { id } }).catch((error: unknown) => { if (!isProblem(error, 'not-found')) throw error; });
    }
    await othersEnded(store, practitioner);
  }

  /** The service will be told; until then the person is. */
  private async awaitSignOut(): Promise<void> {
    await this.tellOwed();
    this.later(() => this.begin());
  }

  private async tellOwed(): Promise<void> {
    const ending = await stillOwed(this.platform.store);
    // What somebody owes with their next sign-in is nothing to who is in here.
    if (ending === undefined || (ending === 'others' && 'self' in this.phase)) return;
    if (!(this.phase.phase === 'signed-out' && this.phase.ending === ending)) this.become({ phase: 'signed-out', ending });
  }

  /** A device whose keys are about to be erased should not stay certified: the word that ends it, signed while there are keys. */
  private deviceEnd(): SignedStatement | undefined {
    const { live } = this;
    if (this.phase.phase !== 'ready' || live === undefined) return undefined;
    return signed(live.env, 'revoked', { subject: { type: 'device', id: live.env.device }, reason: 'superseded' });
  }

  /** Throws where the service cannot be told; if it refuses, because the sign-in is too old, the device can be ended from another one. */
  private async submitEnd(statement: SignedStatement): Promise<void> {
    await this.rest.call('submitStatement', { body: { statement }, timeout: 8_000 }).catch((error: unknown) => { if (isOffline(error) || !(error instanceof ComityFailure)) throw error; });
  }

  async settled(): Promise<void> {
    await this.started.catch(() => undefined);
    await this.turns.idle();
    const { live } = this;
    if (this.phase.phase !== 'ready' || live === undefined) return;
    await live.settled();
    // Another took its place meanwhile, after a sign-in for instance: what is to settle is there.
    if (this.live !== live) await this.settled();
  }

  async close(): Promise<void> {
    this.closed = true;
    if (this.timer !== undefined) clearTimeout(this.timer);
    await this.turns.idle();
    this.drop();
    this.forget();
  }

  readonly emit = (event: ComityEvent): void => { for (const listener of this.listeners) listener(event); };

  private async turn(work: () => Promise<void>): Promise<Phase> {
    await this.turns.run(work);
    return this.phase;
  }

  private async begin(): Promise<void> {
    await ready();
    try {
      await this.paySignOut();
      await this.enter(await this.rest.call('session', { timeout: 8_000 }));
    } catch (error) {
      if (isOffline(error)) await this.beginOffline();
      else if (isProblem(error, 'set-up-needed')) this.become({ phase: 'set-up-needed' });
      else if (isProblem(error, 'not-signed-in', 'sign-in-refused')) await this.leave(await this.isFounded() ? 'signed-out' : 'set-up-needed');
      else {
        this.later(() => this.begin());
        throw error;
      }
    }
  }

  private async isFounded(): Promise<boolean> {
    try {
      return (await this.rest.call('status')).setUp;
    } catch (error) {
      if (!isOffline(error)) throw error;
      return true;
    }
  }

  /** What is here can be read and written without the service, while the session may last; it is asked again in the background. */
  private async beginOffline(): Promise<void> {
    this.emit({ type: 'connection', online: false });
    const account = await LocalAccount.read(this.platform.store);
    if (account?.signedIn(this.platform.now()) === true && (await owedSignOut(this.platform.store)) === undefined) await this.resume(account);
    else if (account !== undefined) await this.closeDoor(account);
    await this.awaitSignOut();
  }

  /** To where this device was when the service last knew the person. */
  private async resume(account: LocalAccount): Promise<void> {
    const { self } = account;
    if (self === null || this.phase.phase === 'ready') return;
    if (account.locked) {
      if (this.phase.phase !== 'locked') this.become(lockedFor(self, account));
      return;
    }
    const live = this.live ?? (await this.open());
    if (live === undefined || self.device !== live.env.device) return;
    await live.spaces.load();
    this.become({ phase: 'ready', self });
  }

  /** Nobody is signed in any more: what is here stays locked, with the service or without it. */
  private async closeDoor(account: LocalAccount): Promise<void> {
    await account.end();
    if ('self' in this.phase) this.become({ phase: 'signed-out' });
    this.drop();
  }

  private async enter(session: Session, secret?: OpeningSecret): Promise<void> {
    this.session = session;
    if (session.state === 'ended') return this.leave();
    await this.endOthers(session);
    // Nobody's keys stay in memory while another person is signed in.
    if (this.live?.env.secrets.practitioner !== session.practitioner) this.drop();
    const account = await LocalAccount.of(this.platform.store, session.practitioner);
    if (account === undefined) return this.awaitVault(session, secret);
    await account.keepSession(account.self ?? selfOf(session), session.expiresAt);
    if (account.locked && secret !== undefined) await this.unlockWith(account, secret).catch((error: unknown) => { if (!isWrongSecret(error)) throw error; });
    if (account.locked) return this.become(lockedFor(account.self ?? selfOf(session), account));
    const live = this.live ?? (await this.open());
    if (live === undefined) return this.awaitVault(session, secret);
    return this.proceed(live, session, secret);
  }

  /** A device without keys: what could open the vault, and whether what signed in just did. */
  private async awaitVault(session: Session, secret: OpeningSecret | undefined, former: 'expired' | 'ended' | null = null): Promise<void> {
    let wraps: HeldWraps | undefined;
    try {
      wraps = await this.rest.call('vaultWraps');
      if (secret !== undefined) this.opened = vaultKeyOf(wraps, secret, this.keys);
    } catch (error) {
      // Opening the vault says it again, in its place.
      if (!(error instanceof ComityFailure)) throw error;
    }
    this.become({ phase: 'vault-closed', self: selfOf(session), passkeys: wraps?.passkeys.map(({ passkey }) => passkey) ?? [], signedIn: this.opened !== undefined, former: former ?? (this.removed === session.practitioner ? 'ended' : null) });
  }

  /** This device is over: what it has left is erased. The person is still theirs: the vault makes this browser a new one. */
  private async turnAway(live: Live, session: Session, secret?: OpeningSecret): Promise<void> {
    const { endedAs } = live;
    this.drop();
    const account = await LocalAccount.read(this.platform.store);
    if (account !== undefined) await erase(account, live);
    return this.awaitVault(session, secret, endedAs);
  }

  private async proceed(live: Live, session: Session, secret?: OpeningSecret): Promise<void> {
    if (session.state === 'awaiting-vouching') {
      this.forget();
      this.become({ phase: 'awaiting-vouching', self: selfOf(session) });
      this.later(() => this.begin());
      return;
    }
    this.waited = 0;
    try {
      await live.refresh();
      const attached = live.isRevoked() ? undefined : await live.attach(session);
      if (attached === undefined) return await this.turnAway(live, session, secret);
      this.session = attached;
      await live.renew(attached);
    } catch (error) {
      if (!isProblem(error, 'step-up-required')) throw error;
      // Certifying a device wants a fresh sign-in: the person signs in again, and this goes on.
      return this.leave();
    }
    this.forget();
    const self = selfOf(this.session, live);
    await this.keepSession(this.session);
    const resumed = this.phase.phase === 'ready';
    if (!resumed) await live.spaces.load();
    this.become({ phase: 'ready', self });
    this.link?.open();
    // In the background: another device may have changed the passphrase.
    void this.keepWraps().catch(() => undefined);
  }

  /** Remembers, for a start without the service, who is signed in and until when. */
  private async keepSession(session: Session): Promise<void> {
    await (await LocalAccount.read(this.platform.store))?.keepSession(selfOf(session, this.live), session.expiresAt);
  }

  private async open(): Promise<Live | undefined> {
    const store = (await LocalAccount.read(this.platform.store))?.store();
    if (store === undefined) return undefined;
    this.drop();
    const link = this.transport.link();
    const live = await Live.open({ platform: this.platform, rest: this.rest, files: this.transport.files, link, store, emit: this.emit });
    if (live === undefined) return undefined;
    this.live = live;
    this.link = link;
    live.follow(() => { this.headMemory.ask(); });
    link.on('link:online', () => { this.emit({ type: 'connection', online: true }); });
    link.on('link:offline', () => { this.emit({ type: 'connection', online: false }); });
    link.on('link:refused', () => { this.recheck(); });
    link.on('session:ended', () => { this.recheck(); });
    return live;
  }

  /** The service may have ended the session. */
  private recheck(): void {
    void this.turns.run(async () => {
      if (this.phase.phase !== 'ready' || this.closed) return;
      try {
        this.session = await this.rest.call('session');
        // The session lives, but lost its device, for instance by a new sign-in in another window.
        if (this.live === undefined || this.session.device === this.live.env.device) return;
        const attached = await this.live.attach(this.session);
        if (attached === undefined) return await this.turnAway(this.live, this.session);
        this.session = attached;
      } catch (error) {
        if (isProblem(error, 'not-signed-in', 'sign-in-refused')) await this.leave();
      }
    });
  }

  /** The session ended, whatever ended it: the account is locked; a device that was revoked erases it. */
  private async leave(phase: 'signed-out' | 'set-up-needed' = 'signed-out'): Promise<void> {
    const account = await LocalAccount.read(this.platform.store);
    const live = this.live ?? (account?.locked === false ? await this.open() : undefined);
    await account?.end();
    this.drop();
    this.forget();
    this.session = undefined;
    const ending = phase === 'signed-out' ? await stillOwed(this.platform.store) : undefined;
    this.become(ending === undefined ? { phase } : { phase: 'signed-out', ending });
    if (account === undefined || live === undefined || !(await this.isRevoked(live))) return;
    this.removed = account.practitioner;
    await erase(account, live);
  }

  /** By what this device knows, or by a statement that follows from it: the service's word alone erases nothing. */
  private async isRevoked(live: Live): Promise<boolean> {
    if (live.isRevoked()) return true;
    try {
      return live.isRevoked(await this.rest.call('deviceEnd', { params: { id: live.env.device }, timeout: 5_000 }));
    } catch (error) {
      if (!(error instanceof ComityFailure)) throw error;
      return false;
    }
  }

  private forget(): void {
    this.keys.forget();
    if (this.opened !== undefined) wipe(this.opened);
    this.opened = undefined;
    this.linking.forget();
  }

  private drop(): void {
    if (this.timer !== undefined) clearTimeout(this.timer);
    this.timer = undefined;
    this.headMemory.cancel();
    this.link?.close();
    this.live?.close();
    this.link = undefined;
    this.live = undefined;
  }

  private become(phase: Phase): void {
    this.phase = phase;
    this.emit({ type: 'phase', phase });
  }

  /** Tries again in a while: soon at first, then every few seconds. */
  private later(work: () => Promise<void>): void {
    if (this.closed) return;
    if (this.timer !== undefined) clearTimeout(this.timer);
    this.waited = Math.min(5_000, this.waited + 400);
    this.timer = setTimeout(() => {
      this.turns.run(work).catch(() => undefined);
    }, this.waited);
  }
}

/** Everything that a person left on this device, what transfers keep outside the store included. */
async function erase(account: LocalAccount, live: Live): Promise<void> {
  await live.forget();
  await account.forget();
}

const lockedFor = (self: Self, account: LocalAccount): Phase => ({ phase: 'locked', self, passkeys: account.wraps.passkeys.map(({ passkey }) => passkey) });

function selfOf(session: Session, live?: Live): Self {
  const person = live?.env.directory.chain.persons.get(session.practitioner);
  return {
    practitioner: session.practitioner, login: session.login, name: person?.name ?? null, authority: session.authority,
    network: { id: session.network.id, name: session.network.name, pin: live?.env.secrets.network.pin ?? session.network.pin }, role: person?.role ?? null, device: session.device, method: session.method,
  };
}
