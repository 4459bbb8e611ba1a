/** A small network for scenarios: the real service, and people of several authorities with the product's own client. */
import { createComity, MemoryStore, networkTransport, type Comity, type Platform, type Store, type Transport } from '@comity/sdk';
import type { AuthorityId, AuthorityKind, Instant, InvitationId, PractitionerId } from '@comity/contracts';
import { randomBytes } from 'node:crypto';
import { NodeFiles } from '../../apps/cli/src/files.js';
import { startService, type InProcessOptions, type RunningService } from '../support/service.js';
import { Codes, TurnedClock } from './turned-clock.js';
import { turnDatabase } from './turned-database.js';

export const passphrase = 'lantern harbour meridian 24';

/** What a client runs on, kept so that it can be started again from the same store. */
export interface Device { client: Comity; platform: Platform; store: Store }
export interface Person { name: string; login: string; id: PractitionerId; codes: Codes; recoveryCode: string; device: Device; client: Comity }

/** Puts something between a client and the service. */
export type Between = (transport: Transport) => Transport;

export class People {
  private readonly open: Comity[] = [];
  readonly authorities = new Map<string, AuthorityId>();
  private constructor(public service: RunningService, readonly clock: TurnedClock, readonly officers: [Person, Person], private readonly options: InProcessOptions) {}

  /** Starts the service and founds a network with two officers. */
  static async gather(options: InProcessOptions & { /** Milliseconds before now at which it all begins. */ ago?: number } = {}, clock = new TurnedClock()): Promise<People> {
    const token = randomBytes(32).toString('base64url');
    const { ago = 0 } = options;
    clock.turn(-ago);
    const service = await startService({ clock, ...options, settings: { SET_UP_TOKEN: token, ...options.settings } });
    if (ago > 0) await turnDatabase(service.databaseUrl, -ago);
    const founder = clientOf(service.url, clock);
    const secrets = [(await founder.client.newTotp('first')).secret, (await founder.client.newTotp('second')).secret];
    const codes = secrets.map((secret) => new Codes(secret, clock));
    const officer = (i: 0 | 1) => ({ name: i === 0 ? 'Amina Diallo' : 'Kari Holm', title: null, login: i === 0 ? 'officer.one' : 'officer.two', passphrase, totp: { secret: secrets[i] ?? '', code: codes[i]!.next() } });
    const { recoveryCodes } = await founder.client.setUp({ token, networkName: 'Test Network', secretariat: { name: 'Secretariat', state: 'AT' }, officers: [officer(0), officer(1)] });
    // Each officer's code is tried while both are there.
    for (const [i, code] of recoveryCodes.entries()) await founder.client.checkRecoveryCode(code, i === 0 ? 'officer.one' : 'Officer.Two');
    await founder.client.close();
    const signIn = async (i: 0 | 1): Promise<Person> => {
      const device = clientOf(service.url, clock);
      const login = i === 0 ? 'officer.one' : 'officer.two';
      await device.client.signInWithPassphrase(login, passphrase, codes[i]!.next());
      await device.client.openVault({ passphrase }, 'Desk');
      return { name: login, login, id: idOf(device.client), codes: codes[i]!, recoveryCode: recoveryCodes[i], device, client: device.client };
    };
    const people = new People(service, clock, [await signIn(0), await signIn(1)], { clock, ...options });
    people.open.push(...people.officers.map(({ client }) => client));
    return people;
  }

  /** Both officers admit an authority. */
  async admit(name: string, state: string, kind: AuthorityKind = 'central-authority'): Promise<AuthorityId> {
    const [first, second] = this.officers;
    await first.client.admitAuthority({ name, state, kind });
    for (const pending of await second.client.pendingStatements()) if (pending.canSign) await second.client.coSign(pending.id);
    await first.client.settled();
    for (const authority of await second.client.authorities()) this.authorities.set(authority.name, authority.id);
    return this.authorityOf(name);
  }

  /** Somebody invites, the newcomer enrols, the inviter vouches. A focal point is appointed by both officers. */
  async enrol(name: string, authority: string, inviter: Person, role: 'practitioner' | 'focal-point' = 'practitioner', between?: Between, accessUntil: Instant | null = null): Promise<Person> {
    const invitation = await inviter.client.invite({ authority: this.authorityOf(authority), role, validDays: 7, accessUntil });
    return this.follow(invitation, name, name.toLowerCase().replaceAll(' ', '.'), inviter, between);
  }

  /** Somebody who lost everything comes back: the link is for them alone, and they take another sign-in name. */
  async enrolAnew(person: Person, inviter: Person, between?: Between): Promise<Person> {
    return this.follow(await inviter.client.inviteAnew(person.id, 3), person.name, `${person.login}.anew`, inviter, between);
  }

  private async follow({ id, link }: { id: InvitationId; link: string }, name: string, login: string, inviter: Person, between?: Between): Promise<Person> {
    const device = clientOf(this.service.url, this.clock, between);
    this.open.push(device.client);
    const { secret } = await device.client.newTotp(login);
    const codes = new Codes(secret, this.clock);
    const { recoveryCode } = await device.client.enrol({ link, name, title: null, login, passphrase, totp: { secret, code: codes.next() }, deviceName: `${name}'s desk` });
    const { complete } = await inviter.client.vouch(id);
    if (!complete) for (const pending of await this.officers[1].client.pendingStatements()) if (pending.canSign) await this.officers[1].client.coSign(pending.id);
    await ready(device.client);
    await device.client.settled();
    return { name, login, id: idOf(device.client), codes, recoveryCode, device, client: device.client };
  }

  /** Somebody whose access ends. */
  enrolUntil(name: string, authority: string, inviter: Person, until: Instant): Promise<Person> { return this.enrol(name, authority, inviter, 'practitioner', undefined, until); }

  /** Another device of a person: nothing but the vault. */
  async another(person: Person, secret: { passphrase: string } | { recoveryCode: string } = { passphrase }, between?: Between): Promise<Device> {
    const device = clientOf(this.service.url, this.clock, between);
    this.open.push(device.client);
    await device.client.signInWithPassphrase(person.login, passphrase, person.codes.next());
    await device.client.openVault(secret, 'Second device');
    return device;
  }

  /** Another device of a person, which one of theirs in use lets in: by words that both show, or by the new one's code. */
  async linked(person: Person, there: Comity, byCode: boolean, between?: Between): Promise<Device> {
    const device = clientOf(this.service.url, this.clock, between);
    const { client } = device;
    this.open.push(client);
    await client.signInWithPassphrase(person.login, passphrase, person.codes.next());
    const { code } = await client.requestLink('Linked device');
    if (byCode) {
      await there.readLinkCode(code);
      await Promise.all([client.linkAnswered(), there.giveLink()]);
      return device;
    }
    await until(there, async () => (await there.linkRequest()) !== null);
    const [shown, words] = await Promise.all([there.linkRequest().then((request) => there.answerLink(request!.id)), client.linkAnswered()]);
    if (JSON.stringify(shown.words) !== JSON.stringify(words)) throw new Error('two devices of one person show different words');
    await Promise.all([client.confirmLink(), there.giveLink()]);
    return device;
  }

  /** The same device after its program ended and started again. */
  async restart(person: Person, between?: Between): Promise<void> {
    await person.client.close();
    const client = createComity(person.device.platform, between?.(networkTransport(person.device.platform)));
    this.open.push(client);
    person.client = client;
    person.device.client = client;
    await ready(client);
  }

  /** Lets time pass for everybody: clients, service and database. */
  async pass(milliseconds: number): Promise<void> {
    await turnDatabase(this.service.databaseUrl, milliseconds, () => { this.clock.turn(milliseconds); });
  }

  /** After so much time that every session is over. */
  async signInAgain(person: Person): Promise<void> {
    await person.client.signInWithPassphrase(person.login, passphrase, person.codes.next());
    await ready(person.client);
  }

  /** Ends the service and starts it anew at the same address, on the database and the folder it was given. */
  async restartService(): Promise<void> {
    const { port } = this.service.config;
    await this.service.stop();
    this.service = await startService({ ...this.options, port });
  }

  codesOf(secret: string): Codes { return new Codes(secret, this.clock); }

  async settled(...people: Person[]): Promise<void> {
    for (const { client } of people) await client.settled();
  }

  async end(): Promise<void> {
    await Promise.all(this.open.map((client) => client.close()));
    await this.service.stop();
  }

  private authorityOf(name: string): AuthorityId {
    const id = this.authorities.get(name);
    if (id === undefined) throw new Error(`no authority ${name}`);
    return id;
  }
}

export function clientOf(origin: string, clock: Pick<TurnedClock, 'now'> = { now: () => new Date() }, between?: Between, former?: Device): Device {
  const store = former?.store ?? new MemoryStore();
  let cookie = former?.platform.cookies?.get();
  const platform: Platform = { origin, store, now: () => clock.now(), files: new NodeFiles(store), cookies: { get: () => cookie, set: (value) => { cookie = value; } } };
  return { client: createComity(platform, between?.(networkTransport(platform))), platform, store };
}

/** Resolves when the client is ready. */
export function ready(client: Comity): Promise<void> {
  return new Promise((resolve) => {
    const stop = client.on((event) => { if (event.type === 'phase' && event.phase.phase === 'ready') done(); });
    const done = () => {
      stop();
      resolve();
    };
    if (client.phase().phase === 'ready') done();
  });
}

/** Resolves when `holds` does; asked anew with every event of the client. */
export function until(client: Comity, holds: () => Promise<boolean> | boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    let asking = Promise.resolve();
    const ask = () => {
      asking = asking.then(async () => {
        if (!(await holds())) return;
        stop();
        resolve();
      }).catch(reject);
    };
    const stop = client.on(ask);
    ask();
  });
}

const idOf = (client: Comity): PractitionerId => {
  const phase = client.phase();
  if (phase.phase !== 'ready') throw new Error(`the client is ${phase.phase}`);
  return phase.self.practitioner;
};

/** The texts of a space's messages, oldest first. */
export async function texts(client: Comity, space: Parameters<Comity['space']>[0]): Promise<string[]> {
  const { entries } = await client.timeline(space, 0, 100_000);
  return entries.flatMap((entry) => (entry.type === 'message' ? [entry.text] : []));
}
