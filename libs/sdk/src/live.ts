/** A signed-in person on an unlocked device: everything that is there between unlocking and locking. */
import { attachSignature, equal, fromBase64Url, toBase64Url, wipe, wipeGroup } from '@comity/e2ee';
import type { Session, SignedStatement } from '@comity/contracts';
import type { LinkGiver } from './account/device-link.js';
import { certify, endedAs, renewIfDue } from './account/device-life.js';
import type { Governance } from './account/governance.js';
import { keptKeys } from './account/kept-keys.js';
import { Main } from './account/main.js';
import { newMain, usualSettings } from './account/main-record.js';
import { Saved } from './account/saved.js';
import type { Wrapping } from './account/wrapping.js';
import { VaultClient } from './account/vault-client.js';
import { Again } from './again.js';
import { Alarms } from './alarms.js';
import type { ComityEvent, Platform } from './api.js';
import { Directory } from './directory/directory.js';
import { day } from './clock.js';
import { alarmed, ComityFailure, isPassing, isProblem } from './failure.js';
import { Files } from './files/files.js';
import type { Matters } from './matter/matters.js';
import type { MeetingNotices } from './meeting/notices.js';
import { Part } from './part.js';
import type { Notes } from './notes/notes.js';
import type { OfferDesk } from './offer/desk.js';
import type { AccessLog } from './register/access-log.js';
import type { Compartments } from './register/compartments.js';
import type { Registers } from './register/registers.js';
import { Serial } from './serial.js';
import type { DueNotices } from './notices/due-notices.js';
import { tellOfNews } from './notices/notices.js';
import { NoticeChoice } from './notices/notice-settings.js';
import { Finder } from './search/finder.js';
import { News } from './space/news.js';
import { Spaces } from './space/spaces.js';
import type { SealedStore } from './store/sealed.js';
import type { Surroundings } from './surroundings.js';
import type { FileLine } from './transport/file-line.js';
import type { Link } from './transport/link.js';
import { Pace } from './transport/pace.js';
import type { Rest } from './transport/rest.js';

export interface LiveParts { platform: Platform; rest: Rest; files: FileLine; link: Link; store: SealedStore; emit: (event: ComityEvent) => void }

export class Live {
  private readonly catching = new Serial();
  private readonly again = new Again(() => { if (this.env.link.online) this.heed(this.catchUp()); });
  private seen: () => void = () => undefined;
  private closed = false;
  private readonly ended = Promise.withResolvers<void>();
  readonly search: Finder;
  readonly searches: Saved<'searches'>;
  readonly filters: Saved<'filters'>;
  readonly noticeChoice: NoticeChoice;
  readonly links: Part<LinkGiver>;
  readonly governance: Part<Governance>;
  readonly wrapping: Part<Wrapping>;
  readonly matters: Part<Matters>;
  private readonly dueNotices: Part<DueNotices>;
  private readonly meetingNotices: Part<MeetingNotices>;
  readonly registers: Part<Registers>;
  readonly compartments: Part<Compartments>;
  readonly accesses: Part<AccessLog>;
  readonly notes: Part<Notes>;
  readonly offers: Part<OfferDesk>;

  private constructor(
    readonly env: Surroundings, readonly vault: VaultClient, readonly main: Main, readonly spaces: Spaces, readonly files: Files, private readonly deviceName: string, origin: string,
  ) {
    this.search = new Finder(env, () => spaces.all(), async (space, note) => (await this.notes.get()).words(space, note));
    this.searches = new Saved('searches', main, env);
    this.filters = new Saved('filters', main, env);
    this.noticeChoice = new NoticeChoice(main, env);
    this.links = new Part(async () => new (await import('./account/device-link.js')).LinkGiver(env));
    this.governance = new Part(async () => new (await import('./account/governance.js')).Governance(env, main, origin));
    this.wrapping = new Part(async () => new (await import('./account/wrapping.js')).Wrapping(env.rest, env.secrets.vaultKey));
    this.matters = new Part(async () => new (await import('./matter/matters.js')).Matters(spaces, env));
    this.dueNotices = new Part(async () => {
      const [{ DueNotices }, { dueIn }] = await Promise.all([import('./notices/due-notices.js'), import('./notices/inbox.js')]);
      return new DueNotices(env, () => dueIn(spaces.all(), env, main.record.notices.remind), () => this.tellOfMeetings((notices) => notices.look()));
    });
    this.meetingNotices = new Part(async () => (await import('./meeting/notices.js')).meetingNotices(env, spaces, origin, () => main.record.notices.remind));
    this.notes = new Part(async () => new (await import('./notes/notes.js')).Notes(spaces, this.registers, env, this.accesses));
    this.registers = new Part(async () => new (await import('./register/registers.js')).Registers(spaces, files, env, this.accesses));
    this.compartments = new Part(async () => new (await import('./register/compartments.js')).Compartments(spaces, this.registers, this.notes, this.accesses, env));
    this.accesses = new Part(async () => new (await import('./register/access-log.js')).AccessLog(spaces, this.registers, this.notes, env));
    this.offers = new Part(async () => new (await import('./offer/desk.js')).OfferDesk(spaces, files, this.matters, env));
    tellOfNews(env, () => spaces.all());
  }

  /** Opens what the store holds; undefined when there are no keys in it. `adopted` is a vault that was just opened. */
  static async open({ platform, rest, files: line, link, store, emit }: LiveParts): Promise<Live | undefined> {
    const kept = await keptKeys(store);
    if (kept === undefined) return undefined;
    const now = () => platform.now();
    const alarms = new Alarms(store, now, emit);
    await alarms.load();
    const directory = new Directory(rest, store, alarms, kept.network.pin, now, emit);
    const base: Omit<Surroundings, 'files'> = {
      settingsOf: (space) => main.record.settings[space] ?? usualSettings,
      rest, link, store, alarms, directory, now, emit, pace: new Pace(), news: new News(), device: kept.device.device,
      secrets: { practitioner: kept.device.practitioner, network: kept.network, identity: kept.identity, vaultKey: kept.vaultKey, device: kept.device },
    };
    const files = new Files(base, platform.files, line);
    // Whatever came of a request, or of information under conditions, may be this device's to carry on.
    const env: Surroundings = { ...base, files, emit: (event) => { emit(event); if (event.type === 'matters') live.tendMatters(); if (event.type === 'offers') live.tendOffers(); if (event.type === 'spaces') live.tendCompartments(); if (event.type === 'notes') void live.notes.asked?.then((notes) => { notes.tend(event.space); }, () => undefined); } };
    const vault = new VaultClient(rest, store, kept.vaultKey, alarms);
    await vault.load();
    const main = new Main((await Main.stored(store)) ?? newMain({ practitioner: kept.device.practitioner, network: kept.network, identity: kept.identity }), vault, store);
    const live = new Live(env, vault, main, new Spaces(env, vault), files, kept.deviceName, platform.origin);
    await directory.load();
    await files.load();
    return live;
  }

  /** Whether the chain knows this person yet. */
  get vouched(): boolean { return this.known && this.env.directory.chain.persons.has(this.env.secrets.practitioner); }
  private get known(): boolean { return this.env.directory.head !== undefined; }

  /** Whether this device was revoked, by the chain as it is known or with one more statement. */
  isRevoked(statement?: SignedStatement): boolean {
    const { directory, device } = this.env;
    if (!this.known) return false;
    const applied = statement === undefined ? undefined : directory.chain.apply(statement, this.env.now());
    const ended = (applied?.ok === true ? applied.chain : directory.chain).devices.get(device)?.ended ?? null;
    return ended !== null && ended.reason !== 'expired';
  }

  /**
   * Certifies this device, unless it is already, and makes the session act as it: undefined when it is none of its person's
   * any more. Throws `step-up-required` when the sign-in is too old.
   */
  async attach(session: Session): Promise<Session | undefined> {
    const { env } = this;
    const { secrets, directory } = env;
    const person = directory.chain.person(secrets.practitioner, env.now());
    // The vault and the chain must agree on who this is, or one of the two was tampered with.
    if (person !== undefined && !equal(person.key, secrets.identity.publicKey)) {
      await env.alarms.raise('vault-tampered');
      throw alarmed('vault-tampered');
    }
    if (!directory.chain.devices.has(env.device)) await certify(env, this.deviceName);
    if (session.device === env.device) return session;
    const signature = attachSignature(secrets.device.secretKey, fromBase64Url(session.challenge), env.device);
    try {
      return await env.rest.call('attachDevice', { body: { device: env.device, signature: toBase64Url(signature) } });
    } catch (error) {
      // The service's clock counts, and this one may be behind it.
      if (isProblem(error, 'not-found') && directory.chain.device(env.device, new Date(env.now().getTime() + day)) === undefined) return undefined;
      throw error;
    }
  }

  /** Why this device is none of its person's any more. */
  get endedAs(): 'expired' | 'ended' | null { return endedAs(this.env); }

  /** Use is what keeps a device: it certifies itself once more, if it is time. */
  renew(session: Session): Promise<void> { return renewIfDue(this.env, session); }

  /** Follows the connection: reads everything anew with each, and whatever the service hints at. `seen` when the directory may have grown. */
  follow(seen: () => void): void {
    const { env, spaces } = this;
    spaces.listen();
    this.remind(() => undefined);
    this.files.follow((space) => { spaces.filesReady(space); }, (space, file) => spaces.all().find(({ id }) => id === space)?.outbox.holderOf(file));
    this.seen = seen;
    env.link.on('link:online', () => { this.heed(this.catchUp()); });
    env.link.on('identity:vault', (record) => { this.heed(this.followVault([record])); });
    env.link.on('identity:link', () => { env.emit({ type: 'link' }); });
    env.link.on('identity:desk', () => { env.emit({ type: 'invitations' }); });
    env.link.on('meetings:changed', (changed) => {
      env.emit({ type: 'meetings', ...changed });
      this.tellOfMeetings((notices) => notices.changed(changed.session, changed.of));
    });
    env.link.on('identity:statements', () => { this.heed(this.followDirectory()); });
  }

  /** Resolves when the outboxes are empty and everything is current, as far as the service can be reached; or when this is closed. */
  async settled(): Promise<void> {
    for (let round = 0; round < 200; round += 1) {
      if (!this.env.link.online) await Promise.race([online(this.env.link), this.ended.promise]);
      if (this.closed) return;
      await this.catching.idle();
      // Asked at least once: a hint that is still on its way must not be overtaken by this answer.
      if (round === 0 || !this.spaces.current) await this.spaces.meet();
      await this.files.idle();
      await this.spaces.flush();
      const matters = await this.matters.asked?.catch(() => undefined);
      await matters?.idle();
      await (await this.notes.asked?.catch(() => undefined))?.idle();
      await (await this.compartments.asked?.catch(() => undefined))?.idle();
      await (await this.accesses.asked?.catch(() => undefined))?.idle();
      const offers = await this.offers.asked?.catch(() => undefined);
      await offers?.idle();
      if (this.spaces.current && this.spaces.settled && matters?.busy !== true && offers?.busy !== true) return;
      // What is still to come, or failed in passing, is given a moment, and ever longer.
      await new Promise((resolve) => { setTimeout(resolve, Math.min(250, 20 + 5 * round)); });
    }
  }

  /**
   * Into every space of this person, as far as the service can be reached soon: when another device of theirs ends that was
   * the only one inside, they would be outside. A device that has just been opened is still on its way in.
   */
  async comeIn(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const impatient = setTimeout(resolve, patience);
    await Promise.race([online(this.env.link), promise]);
    clearTimeout(impatient);
    await this.spaces.meet();
  }

  /** Where this person has requests: carries on what they leave to this device. */
  private tendMatters(): void {
    if (!this.closed && this.spaces.all().some(({ record }) => record.kind === 'request')) void this.matters.get().then((matters) => { if (!this.closed) matters.tend(); }, () => undefined);
  }

  /** Where this person has case files: keeps compartments to theirs, and tells what was opened. */
  private tendCompartments(): void {
    if (!this.closed && this.spaces.all().some(({ record }) => record.kind === 'case-file')) void this.compartments.get().then((compartments) => { if (!this.closed) compartments.tend(); }, () => undefined);
  }

  get holdsOffers(): boolean { return this.spaces.all().some((each) => each.holdsOffers); }

  /** Where this person has information under conditions: releases what was accepted. */
  private tendOffers(): void {
    if (!this.closed && this.holdsOffers) void this.offers.get().then((offers) => { if (!this.closed) offers.tend(); }, () => undefined);
  }

  /** From now on, once a minute; and `look`, at once. */
  private remind(look: (due: DueNotices) => Promise<void> | undefined): void {
    void this.dueNotices.get().then(async (due) => {
      if (this.closed) return;
      due.start();
      await look(due);
    }).catch(() => undefined);
  }

  /** Loaded with the first hint, or a minute after this was opened: nobody waits for it before they read. */
  private tellOfMeetings(look: (notices: MeetingNotices) => Promise<void>): void {
    void this.meetingNotices.get().then(async (notices) => { if (!this.closed) await look(notices); }).catch(() => undefined);
  }

  /** What was told and could not be asked about is told no second time: it is asked about with everything else. */
  private heed(work: Promise<void>): void { work.catch((error: unknown) => { if (isPassing(error) && !this.closed) this.again.ask(); }); }

  private catchUp(): Promise<void> {
    return this.catching.run(async () => {
      this.again.drop();
      await this.refresh();
      await this.main.read().catch(passing);
      await this.spaces.meet();
      await this.spaces.followDirectory();
      this.tendMatters();
      this.tendOffers();
      await this.followVault(await this.env.rest.call('vaultRecords'));
      this.remind((due) => due.look());
      void this.meetingNotices.asked?.then((notices) => { notices.forget(); }, () => undefined);
      // What asked before this connection stood was not told to it.
      this.env.emit({ type: 'link' });
      this.env.emit({ type: 'invitations' });
      this.again.done();
      this.seen();
    });
  }

  /** Takes from the vault what other devices of this person wrote. What raised an alarm is not taken in, and asked about with the next connection. */
  private async followVault(records: readonly { name: string; version: number }[]): Promise<void> {
    for (const { name, version } of records) {
      if (this.closed) return;
      if (name !== 'main') await this.spaces.followVault(name, version).catch(passing);
      else if (await this.main.follow(version).catch(passing)) {
        for (const type of ['spaces', 'directory', 'saved-searches', 'saved-filters', 'notice-settings'] as const) this.env.emit({ type });
      }
    }
  }

  private followDirectory(): Promise<void> {
    return this.catching.run(async () => {
      await this.env.directory.refresh();
      this.env.emit({ type: 'invitations' });
      await this.spaces.followDirectory();
      this.seen();
    });
  }

  /**
   * Reads what is new in the directory. A service that lies about it was alarmed; who is known already stays known, and
   * work goes on with them. Throws while not even the own person is known.
   */
  async refresh(): Promise<void> {
    try {
      await this.env.directory.refresh(this.main.record.head ?? undefined);
    } catch (error) {
      if (!this.vouched || !(error instanceof ComityFailure) || error.kind !== 'alarm') throw error;
    }
  }

  /** Remembers, for other devices of this person, how much of the directory was seen. */
  async rememberHead(): Promise<void> {
    const { head } = this.env.directory;
    if (head !== undefined && head.position > (this.main.record.head?.position ?? 0)) await this.main.update((main) => ((main.head?.position ?? 0) >= head.position ? main : { ...main, head }));
  }

  /** Its account is about to be erased: transfers end, and what is still under way stores nothing more. */
  async forget(): Promise<void> {
    await this.files.forgetAll();
    this.env.store.end();
  }

  /** Drops everything from memory. */
  close(): void {
    this.closed = true;
    this.ended.resolve();
    this.again.drop();
    this.search.close();
    void this.matters.asked?.then((matters) => { matters.stop(); }, () => undefined);
    void this.offers.asked?.then((offers) => { offers.stop(); }, () => undefined);
    void this.compartments.asked?.then((compartments) => { compartments.stop(); }, () => undefined);
    void this.accesses.asked?.then((accesses) => { accesses.stop(); }, () => undefined);
    void this.dueNotices.asked?.then((due) => { due.stop(); }, () => undefined);
    this.spaces.stop();
    this.files.stop();
    this.vault.close();
    void this.wrapping.asked?.then((wrapping) => { wrapping.forget(); }, () => undefined);
    void this.links.asked?.then((links) => { links.forget(); }, () => undefined);
    const { secrets } = this.env;
    const spaces = this.spaces.all();
    // What a space is about to sign or store ends with the keys it began with: a commit signed half with blank ones would be kept and posted later.
    void Promise.all(spaces.map((space) => space.serial.idle())).then(() => {
      wipe(secrets.identity.secretKey, secrets.vaultKey, secrets.device.secretKey);
      for (const { group, epochKeys } of spaces) {
        if (group !== null) wipeGroup(group);
        wipe(...epochKeys.all().map(({ key }) => key));
      }
    });
  }
}

/** How long ending a device waits for a connection: whoever lost one is in a hurry. */
const patience = 10_000;

/** A vault that lies was alarmed; work goes on with what is known. */
const passing = (error: unknown): void => { if (!(error instanceof ComityFailure) || error.kind !== 'alarm') throw error; };

/** The next moment with a connection. */
const online = (link: Link): Promise<void> => new Promise((resolve) => {
  if (link.online) resolve();
  else link.on('link:online', () => { resolve(); });
});
