/** What stays open on a device when its session is over: nothing, whatever ended it, and whether or not the service can be asked. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { SpaceId } from '@comity/contracts';
import { networkTransport, plain, type Comity } from '@comity/sdk';
import { clientOf, passphrase, People, ready, texts, until, type Device, type Person } from './people.js';
import { Switch } from './switch.js';

const hour = 3_600_000;

describe('a device whose session is over', () => {
  let people: People;
  let rosa: Person;
  let ivan: Person;
  let space: SpaceId;
  let line: Switch;

  beforeEach(async () => {
    line = new Switch();
    people = await People.gather();
    await people.admit('Ministry of Justice', 'CL');
    rosa = await people.enrol('Rosa Vidal', 'Ministry of Justice', people.officers[0], 'focal-point');
    ivan = await people.enrol('Ivan Soto', 'Ministry of Justice', rosa, 'practitioner', line.between);
    space = await rosa.client.createChannel({ title: 'Requests', purpose: null, members: [ivan.id] });
    await rosa.client.send(space, plain('hello'));
    await people.settled(rosa, ivan);
  });
  afterEach(async () => {
    line.mend();
    await people.end();
  });

  const phaseOf = (client: Comity) => client.phase().phase;
  /** The same device, started again where the service cannot be reached; the answer is what it is once it knows. */
  async function startedCutOff(device: Device): Promise<Comity> {
    line.cut();
    await device.client.close();
    const { client } = clientOf(people.service.url, people.clock, line.between, device);
    // The second failure is a second look: whatever opens without the service has opened by then.
    let failures = 0;
    await until(client, () => phaseOf(client) !== 'starting' || (failures += 1) > 2);
    return client;
  }
  const isLocked = async (person: Person): Promise<boolean> => {
    const value = await person.device.store.get(`accounts/${person.id}`);
    return (JSON.parse(new TextDecoder().decode(value)) as { key: string | null }).key === null;
  };

  it('by signing out everywhere else is locked, and stays so without the service', async () => {
    const second = await people.another(ivan);
    await second.client.signOut({ everywhere: true, forget: false });
    await until(ivan.client, () => phaseOf(ivan.client) === 'signed-out');
    expect(await isLocked(ivan)).toBe(true);
    const client = await startedCutOff(ivan.device);
    expect(phaseOf(client)).toBe('starting');
    await expect(client.spaces()).rejects.toMatchObject({ kind: 'not-ready' });
    line.mend();
    await until(client, () => phaseOf(client) === 'signed-out');
    await client.signInWithPassphrase(ivan.login, passphrase, ivan.codes.next());
    await ready(client);
    expect(await texts(client, space)).toEqual(['hello']);
    await client.close();
  });

  it('by time does not open without the service either', async () => {
    const client = await (async () => {
      await people.settled(ivan);
      line.cut();
      await people.pass(13 * hour);
      return startedCutOff(ivan.device);
    })();
    expect(phaseOf(client)).toBe('starting');
    expect(await isLocked(ivan)).toBe(true);
    await client.close();
  });

  it('by time asks over a connection of the new session as soon as its person signs in anew', async () => {
    await people.settled(rosa, ivan);
    await people.pass(13 * hour);
    for (const person of [rosa, ivan]) await people.signInAgain(person);
    await rosa.client.send(space, plain('good morning'));
    await people.settled(rosa, ivan);
    expect(await texts(ivan.client, space)).toEqual(['hello', 'good morning']);
  });

  it('keeps nobody waiting for what it had still to send', async () => {
    line.cut();
    await ivan.client.send(space, plain('on its way'));
    const settled = ivan.client.settled();
    expect(await texts(ivan.client, space)).toEqual(['hello', 'on its way']);
    await ivan.client.lock();
    await settled;
    line.mend();
    await ivan.client.unlock({ passphrase });
    await people.settled(ivan, rosa);
    expect(await texts(rosa.client, space)).toEqual(['hello', 'on its way']);
  });

  it('because access ended is locked', async () => {
    await rosa.client.endAccess(ivan.id, { at: null, reason: 'left' });
    await until(ivan.client, () => phaseOf(ivan.client) === 'signed-out');
    expect(await isLocked(ivan)).toBe(true);
  });

  it('because it was revoked erases its keys and everything else', async () => {
    const second = await people.another(ivan);
    const device = (await second.client.myDevices()).find(({ thisOne }) => !thisOne)!;
    // A file on its way keeps something outside the store, too.
    const files = ivan.device.platform.files!;
    const forgotten: string[] = [];
    const forget = files.forget.bind(files);
    files.forget = async (id) => { forgotten.push(id); await forget(id); };
    const note = path.join(await mkdtemp(path.join(tmpdir(), 'comity-ended-')), 'note.txt');
    await writeFile(note, 'note');
    const upload = await ivan.client.upload(space, { path: note });
    await second.client.endDevice(device.id, 'lost');
    await until(ivan.client, () => phaseOf(ivan.client) === 'signed-out');
    await ivan.client.settled();
    expect(await ivan.device.store.list('')).toEqual([]);
    expect(forgotten).toContain(upload);
    await rm(path.dirname(note), { recursive: true });
  });

  it('because it was revoked while it was off erases its keys at its next start', async () => {
    const second = await people.another(ivan);
    const device = (await second.client.myDevices()).find(({ thisOne }) => !thisOne)!;
    await ivan.client.close();
    await second.client.endDevice(device.id, 'lost');
    const { client } = clientOf(people.service.url, people.clock, line.between, ivan.device);
    await until(client, () => phaseOf(client) === 'signed-out');
    await client.settled();
    expect(await ivan.device.store.list('')).toEqual([]);
    // Signing in makes it a new device.
    expect((await client.signInWithPassphrase(ivan.login, passphrase, ivan.codes.next())).phase).toBe('vault-closed');
    await client.openVault({ signedIn: true }, 'Found again');
    await until(client, async () => (await client.spaces()).some(({ id }) => id === space));
    await client.settled();
    expect(await texts(client, space)).toEqual(['hello']);
    await client.close();
  });

  it('because a device that has only just come revoked it leaves its person in every space', async () => {
    const second = await people.another(ivan);
    const device = (await second.client.myDevices()).find(({ thisOne }) => !thisOne)!;
    await second.client.endDevice(device.id, 'lost');
    await until(ivan.client, () => phaseOf(ivan.client) === 'signed-out');
    await second.client.settled();
    await rosa.client.send(space, plain('still here?'));
    await people.settled(rosa);
    await second.client.settled();
    expect((await rosa.client.space(space)).members).toContain(ivan.id);
    expect(await texts(second.client, space)).toEqual(['hello', 'still here?']);
    expect((await rosa.client.timeline(space, 0, 100)).entries.filter(({ type }) => type === 'left')).toEqual([]);
  });

  it('is not erased on the service’s word alone', async () => {
    const second = await people.another(ivan);
    await second.client.signOut({ everywhere: true, forget: false });
    await until(ivan.client, () => phaseOf(ivan.client) === 'signed-out');
    await ivan.client.settled();
    expect((await ivan.device.store.list('person/')).length).toBeGreaterThan(10);
  });

  it('keeps what another person on it left, and that person what was not sent', async () => {
    await people.settled(ivan);
    line.cut();
    await ivan.client.send(space, plain('not sent yet'));
    await ivan.client.lock();
    line.mend();
    // Rosa signs in on the same computer.
    await ivan.client.signInWithPassphrase(rosa.login, passphrase, rosa.codes.next());
    await ivan.client.openVault({ signedIn: true }, 'Shared desk');
    expect(ivan.client.phase()).toMatchObject({ phase: 'ready', self: { practitioner: rosa.id } });
    expect(await isLocked(ivan)).toBe(true);
    await ivan.client.signOut({ everywhere: false, forget: true });
    await ivan.client.signInWithPassphrase(ivan.login, passphrase, ivan.codes.next());
    await ready(ivan.client);
    await people.settled(ivan, rosa);
    expect(await texts(rosa.client, space)).toEqual(['hello', 'not sent yet']);
    expect((await ivan.device.store.list(`person/${rosa.id}/`))).toEqual([]);
  });

  describe('by signing out without the service', () => {
    const ending = ({ client }: { client: Comity }) => { const phase = client.phase(); return phase.phase === 'signed-out' ? phase.ending : null; };
    /** What the service says to whoever holds the session's cookie. */
    const sessionOf = (cookie: string | undefined) => networkTransport({ ...ivan.device.platform, cookies: { get: () => cookie, set: () => undefined } }).rest.call('session');
    const isOver = async (cookie: string | undefined): Promise<void> => { await expect(sessionOf(cookie)).rejects.toMatchObject({ problem: { code: 'not-signed-in' } }); };
    /** The session of a device runs out. */
    const expire = async ({ store }: Device): Promise<void> => {
      const { self } = JSON.parse(new TextDecoder().decode(await store.get(`accounts/${ivan.id}`))) as { self: { device: string } };
      const database = new Client({ connectionString: people.service.databaseUrl });
      await database.connect();
      const { rowCount } = await database.query('update session set expires_at = signed_in_at where device = $1', [self.device]).finally(() => database.end());
      expect(rowCount).toBe(1);
    };
    let cookie: string | undefined;
    beforeEach(async () => {
      await people.settled(ivan);
      cookie = ivan.device.platform.cookies!.get();
      line.cut();
    });

    it('is locked at once, says what is still open, and ends its session with the next connection', async () => {
      await ivan.client.signOut({ everywhere: false, forget: false });
      expect(ivan.client.phase()).toEqual({ phase: 'signed-out', ending: 'here' });
      expect(await isLocked(ivan)).toBe(true);
      await expect(ivan.client.spaces()).rejects.toMatchObject({ kind: 'not-ready' });
      await expect(ivan.client.unlock({ passphrase })).rejects.toMatchObject({ kind: 'not-ready' });
      expect(await sessionOf(cookie)).toMatchObject({ practitioner: ivan.id });
      line.mend();
      await until(ivan.client, () => ending(ivan) === undefined);
      await isOver(cookie);
      await ivan.client.signInWithPassphrase(ivan.login, passphrase, ivan.codes.next());
      await ready(ivan.client);
      expect(await texts(ivan.client, space)).toEqual(['hello']);
    });

    it('ends the session also when it was closed and started again in between', async () => {
      await ivan.client.signOut({ everywhere: false, forget: false });
      const client = await startedCutOff(ivan.device);
      await until(client, () => ending({ client }) === 'here');
      line.mend();
      await until(client, () => ending({ client }) === undefined);
      await isOver(cookie);
      await client.close();
    });

    it('ends the sessions of all devices with the next connection', async () => {
      const second = await people.another(ivan);
      await ivan.client.signOut({ everywhere: true, forget: false });
      expect(ending(ivan)).toBe('everywhere');
      expect(phaseOf(second.client)).toBe('ready');
      line.mend();
      await until(second.client, () => phaseOf(second.client) === 'signed-out');
      await isOver(cookie);
    });

    it('ends the session before anybody signs in, and not the one that then begins', async () => {
      await ivan.client.signOut({ everywhere: true, forget: false });
      line.mend();
      await ivan.client.signInWithPassphrase(ivan.login, passphrase, ivan.codes.next());
      await ready(ivan.client);
      await isOver(cookie);
      await ivan.client.settled();
      expect(phaseOf(ivan.client)).toBe('ready');
    });

    it('ends the sessions of all devices with that person’s next sign-in, where its own was over before the service heard of it', async () => {
      const second = await people.another(ivan);
      await ivan.client.signOut({ everywhere: true, forget: false });
      await expire(ivan.device);
      line.mend();
      await until(ivan.client, () => ending(ivan) === 'others');
      await ivan.client.close();
      ivan.client = clientOf(people.service.url, people.clock, line.between, ivan.device).client;
      await until(ivan.client, () => ending(ivan) === 'others');
      // Somebody else's sign-in here ends nothing of Ivan's.
      await ivan.client.signInWithPassphrase(rosa.login, passphrase, rosa.codes.next());
      expect(phaseOf(ivan.client)).toBe('vault-closed');
      await ivan.client.signOut({ everywhere: false, forget: false });
      expect(ending(ivan)).toBe('others');
      expect((await second.client.sessions()).map(({ current }) => current)).toEqual([true]);
      await ivan.client.signInWithPassphrase(ivan.login, passphrase, ivan.codes.next());
      await ready(ivan.client);
      await until(second.client, () => phaseOf(second.client) === 'signed-out');
      expect((await ivan.client.sessions()).map(({ current }) => current)).toEqual([true]);
      expect(await texts(ivan.client, space)).toEqual(['hello']);
      await ivan.client.signOut({ everywhere: false, forget: false });
      expect(ivan.client.phase()).toEqual({ phase: 'signed-out' });
    });

    it('erases what it is asked to, and keeps nothing but that a session has to end', async () => {
      await ivan.client.signOut({ everywhere: false, forget: true });
      expect((await ivan.device.store.list('')).map(([name]) => name)).toEqual(['sign-out']);
      line.mend();
      await until(ivan.client, () => ending(ivan) === undefined);
      await isOver(cookie);
      expect(await ivan.device.store.list('')).toEqual([]);
    });

    it('erases what it is asked to at once on a line that answers nothing', async () => {
      line.mend();
      await ready(ivan.client);
      line.swallow();
      const leaving = ivan.client.signOut({ everywhere: false, forget: true });
      await until(ivan.client, () => phaseOf(ivan.client) === 'signed-out');
      expect((await ivan.device.store.list('')).map(([name]) => name)).toEqual(['sign-out']);
      await expect(ivan.client.spaces()).rejects.toMatchObject({ kind: 'not-ready' });
      line.mend();
      await leaving;
      await until(ivan.client, () => phaseOf(ivan.client) === 'signed-out' && ending(ivan) === undefined);
      await isOver(cookie);
    });

    it('opens nothing and ends the session where its program ended as soon as it was asked to', async () => {
      await ivan.device.store.write({ put: [['sign-out', new TextEncoder().encode('here')]], delete: [] });
      const client = await startedCutOff(ivan.device);
      await until(client, () => ending({ client }) === 'here');
      expect(await isLocked(ivan)).toBe(true);
      line.mend();
      await until(client, () => phaseOf(client) === 'signed-out' && ending({ client }) === undefined);
      await isOver(cookie);
      await client.close();
    });
  });

  it('was locked, shows who may unlock it without the service, and opens', async () => {
    await ivan.client.lock();
    const client = await startedCutOff(ivan.device);
    expect(client.phase()).toMatchObject({ phase: 'locked', self: { login: ivan.login, name: 'Ivan Soto' } });
    expect((await client.unlock({ passphrase })).phase).toBe('ready');
    expect(await texts(client, space)).toEqual(['hello']);
    await client.close();
  });
});
