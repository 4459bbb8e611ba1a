/**
 * Plays the first weeks of a network through the product's own client code: real keys, real statements, real sealed
 * messages and requests. It knows nothing of the service but its address and the set-up token, and uses no door of its own; that the
 * service dates what it stores by the story is the business of whoever makes the demo (scripts/make-demo.mjs).
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { AuthorityId, PractitionerId, ServiceStatus, SpaceId } from '@comity/contracts';
import { createComity, MemoryStore, type Comity, type ComityEvent, type Store } from '@comity/sdk';
import { FileStore } from '../file-store.js';
import { authorities, networkName, people, secretariat, type DemoPerson } from './cast.js';
import { StoryClock, type Follow } from './clock.js';
import { conversations, type Conversation, type Line } from './conversations.js';
import { deskOf } from './desks.js';
import { Docket } from './docket.js';
import { OneTimeCodes } from './one-time-codes.js';
import { requests, type Act, type DemoRequest } from './requests.js';
import { Scene } from './scene.js';
import { holdSessions } from './sessions.js';

/** One passphrase for all demo people: demo mode shows it on the sign-in page anyway. */
const demoPassphrase = 'lantern harbour meridian 24';

interface Device { client: Comity; store: Store; cookie: () => string | undefined }
interface Actor extends Device { person: DemoPerson; codes: OneTimeCodes; secret: string; id: PractitionerId }
export interface SeedInput { origin: string; setUpToken: string; signInsFile: string; desksFolder: string; follow: Follow; progress: (line: string) => void }

export async function seedDemo(input: SeedInput): Promise<void> {
  const clock = await StoryClock.begin(24, input.follow);
  const cast = new Cast(input.origin, clock);
  try {
    input.progress('Demo: founding the network');
    await cast.found(input.setUpToken);
    await cast.admitAuthorities();
    for (const person of people.filter(({ role }) => role === 'focal-point')) await cast.enrol(person, 'ingrid');
    for (const person of people.filter(({ role }) => role === 'practitioner')) {
      await cast.enrol(person, people.find((p) => p.authority === person.authority && p.role === 'focal-point')?.key ?? 'ingrid');
    }
    input.progress(`Demo: ${people.length} people of ${authorities.length + 1} authorities enrolled; writing their messages and requests`);
    await play(cast, clock);
    // Who asks for a meeting signs it in the present.
    await clock.moveTo(Date.now());
    input.progress('Demo: preparing sessions and talks, with their requests and a timetable');
    await holdSessions({ actor: (key) => cast.get(key), authority: (key) => cast.authority(key), now: clock.now() });
    await cast.rest();
  } finally {
    await cast.close();
  }
  await cast.leaveDesks(input.desksFolder);
  await writeFile(input.signInsFile, JSON.stringify(cast.signIns(), null, 2), { mode: 0o600 });
}

/** The people of the demo with their clients. */
class Cast {
  readonly #actors = new Map<string, Actor>();
  readonly #authorityIds = new Map<string, AuthorityId>();
  constructor(private readonly origin: string, private readonly clock: StoryClock) {}

  get(key: string): Actor {
    const actor = this.#actors.get(key);
    if (actor === undefined) throw new Error(`no such person in the demo: ${key}`);
    return actor;
  }

  authority(key: string): AuthorityId {
    const id = this.#authorityIds.get(key);
    if (id === undefined) throw new Error(`no such authority in the demo: ${key}`);
    return id;
  }

  #device(): Device {
    const store = new MemoryStore();
    let cookie: string | undefined;
    const client = createComity({ origin: this.origin, store, now: this.clock.now, cookies: { get: () => cookie, set: (value) => { cookie = value; } } });
    return { client, store, cookie: () => cookie };
  }

  async #later(minutes = 3): Promise<void> {
    await this.clock.moveTo(this.clock.now().getTime() + minutes * 60_000);
  }

  async found(token: string): Promise<void> {
    const { client: founder } = this.#device();
    const officers = people.filter(({ role }) => role === 'officer');
    const secrets = await Promise.all(officers.map(async ({ login }) => (await founder.newTotp(login)).secret));
    const codes = secrets.map((secret) => new OneTimeCodes(secret));
    const inputs = await Promise.all(officers.map(async ({ name, title, login }, i) => ({ name, title, login, passphrase: demoPassphrase, totp: { secret: secrets[i]!, code: await codes[i]!.next() } })));
    await founder.setUp({ token, networkName, secretariat: { name: secretariat.name, state: secretariat.state }, officers: [inputs[0]!, inputs[1]!] });
    await founder.close();
    for (const [i, person] of officers.entries()) {
      await this.#later();
      const device = this.#device();
      const { client } = device;
      await client.signInWithPassphrase(person.login, demoPassphrase, await codes[i]!.next());
      await client.openVault({ passphrase: demoPassphrase }, person.device);
      await this.#ready({ ...device, person, codes: codes[i]!, secret: secrets[i]! });
    }
  }

  async admitAuthorities(): Promise<void> {
    const { client: first } = this.get('ingrid');
    for (const { name, state, kind } of authorities) {
      await this.#later();
      await first.admitAuthority({ name, state, kind });
    }
    await this.#coSignAll();
    await until(first, 'directory', async () => {
      const admitted = new Map((await first.authorities()).map(({ id, name }) => [name, id]));
      for (const { key, name } of authorities) {
        const id = admitted.get(name);
        if (id === undefined) return false;
        this.#authorityIds.set(key, id);
      }
      return true;
    });
  }

  async enrol(person: DemoPerson, inviter: string): Promise<void> {
    const authority = this.authority(person.authority);
    const { client: host } = this.get(inviter);
    const role = person.role === 'focal-point' ? 'focal-point' : 'practitioner';
    await this.#later();
    const { id, link } = await host.invite({ authority, role, validDays: 14, accessUntil: null });
    const device = this.#device();
    const { client } = device;
    const { secret } = await client.newTotp(person.login);
    const codes = new OneTimeCodes(secret);
    await client.enrol({ link, name: person.name, title: person.title, login: person.login, passphrase: demoPassphrase, totp: { secret, code: await codes.next() }, deviceName: person.device });
    await this.#later();
    const { complete } = await host.vouch(id);
    if (!complete) await this.#coSignAll();
    await this.#ready({ ...device, person, codes, secret });
  }

  async #coSignAll(): Promise<void> {
    const { client } = this.get('daniel');
    for (const pending of await client.pendingStatements()) {
      await this.#later(1);
      if (pending.canSign) await client.coSign(pending.id);
    }
  }

  /** Resolves when the client is ready, which for a newcomer is when it has seen the vouching statement. */
  async #ready(actor: Omit<Actor, 'id'>): Promise<void> {
    const { client } = actor;
    await until(client, 'phase', () => client.phase().phase === 'ready');
    // Settled means that its key packages are in store: from then on others can add it.
    await client.settled();
    const phase = client.phase();
    if (phase.phase !== 'ready') throw new Error(`${actor.person.key} is ${phase.phase}`);
    this.#actors.set(actor.person.key, { ...actor, id: phase.self.practitioner });
  }

  async rest(): Promise<void> {
    for (const { client } of this.#actors.values()) await client.settled();
  }

  async close(): Promise<void> {
    for (const { client } of this.#actors.values()) await client.close();
  }

  /** What everybody's device holds goes to a folder, from which it goes on; see desks.ts. */
  async leaveDesks(folder: string): Promise<void> {
    for (const { person, store, cookie } of this.#actors.values()) {
      const kept = await FileStore.open(path.join(deskOf(folder, person.login), 'store'));
      await kept.write({ put: await store.list(''), delete: [] });
      await kept.close();
      await writeFile(path.join(deskOf(folder, person.login), 'session'), cookie() ?? '', { mode: 0o600 });
    }
  }

  signIns(): NonNullable<ServiceStatus['demo']> {
    const named = new Map([secretariat, ...authorities].map((authority) => [authority.key, authority]));
    return [...this.#actors.values()].map(({ person, secret }) => ({
      login: person.login, name: person.name, role: person.role, passphrase: demoPassphrase, totpSecret: secret,
      authority: named.get(person.authority)?.name ?? '', state: named.get(person.authority)?.state ?? '',
    }));
  }
}

/** Resolves once `holds`; asks now and whenever the client says that something of `type` changed. */
async function until(client: Comity, type: ComityEvent['type'], holds: () => boolean | Promise<boolean>): Promise<void> {
  let changed: () => void = () => undefined;
  const stop = client.on((event) => { if (event.type === type) changed(); });
  try {
    for (;;) {
      const change = new Promise<void>((resolve) => { changed = resolve; });
      if (await holds()) return;
      await change;
    }
  } finally {
    stop();
  }
}

async function play(cast: Cast, clock: StoryClock): Promise<void> {
  const spaces = new Map<Conversation, SpaceId>();
  const scene = new Scene((key) => cast.get(key));
  const docket = new Docket({ officer: (key) => cast.get(key), authority: (key) => cast.authority(key), instantOf: (daysAgo, time) => clock.instantOf(daysAgo, time) });
  const say = async (conversation: Conversation, line: Line, at: number): Promise<void> => {
    if (!spaces.has(conversation)) {
      await clock.moveTo(at - 10 * 60_000);
      spaces.set(conversation, await open(cast, conversation));
    }
    await clock.moveTo(at);
    await scene.play(spaces.get(conversation)!, line, (key) => spaces.get(conversations.find((each) => each.key === key)!)!);
  };
  const act = async (request: DemoRequest, what: Act, at: number): Promise<void> => {
    await clock.moveTo(at);
    await docket.play(request, what);
  };
  const placed = (daysAgo: number, time: string, happen: (at: number) => Promise<void>) => ({ daysAgo, at: clock.instantOf(daysAgo, time), happen });
  const story = [
    ...conversations.flatMap((conversation) => conversation.lines.map((line) => placed(line[0], line[1], (at) => say(conversation, line, at)))),
    ...requests.flatMap((request) => request.acts.map((what) => placed(what[0], what[1], (at) => act(request, what, at)))),
  ].sort((a, b) => a.at - b.at);
  let caughtUp = false;
  for (const { daysAgo, at, happen } of story) {
    if (daysAgo === 0 && !caughtUp) {
      await readAll(cast);
      caughtUp = true;
    }
    await happen(at);
  }
}

async function open(cast: Cast, { title, purpose, owner, members }: Conversation): Promise<SpaceId> {
  const { client } = cast.get(owner);
  const ids = members.map((key) => cast.get(key).id);
  const space = title === null ? await client.openDirect(ids[0]!) : await client.createChannel({ title, purpose, members: ids });
  for (const key of [owner, ...members]) await cast.get(key).client.settled();
  return space;
}


/** Everybody has read everything up to yesterday; what came today is unread when the demo opens. */
async function readAll(cast: Cast): Promise<void> {
  for (const { key } of people) {
    const { client } = cast.get(key);
    await client.settled();
    for (const { id } of await client.spaces()) {
      const newest = (await client.timeline(id, -1, 1)).entries.at(-1);
      if (newest?.seq != null) await client.markRead(id, newest.seq);
    }
    await client.settled();
  }
}
