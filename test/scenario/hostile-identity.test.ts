import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commitChanges, createGroup, epochOf, newDevice, newIdentity, newKeyPackage, signReceipt, signStatement, statementId, toBase64Url } from '@comity/e2ee';
import { suites, type DeviceId, type Instant, type SignedStatement, type SpaceId, type StatementPage, type StatementOf, type Vault } from '@comity/contracts';
import { failureOf, plain, type AlarmRule } from '@comity/sdk';
import { deviceKeysOf } from './accomplice.js';
import { flipped, Hostile } from './hostile.js';
import { clientOf, passphrase, People, texts, until, type Device, type Person } from './people.js';

describe('a service that lies about who is who', () => {
  let people: People;
  let nadia: Person;
  let joon: Person;
  let space: SpaceId;

  beforeAll(async () => {
    people = await People.gather();
    await people.admit('Prosecutor General', 'MD');
    nadia = await people.enrol('Nadia Rusu', 'Prosecutor General', people.officers[0], 'focal-point');
    joon = await people.enrol('Joon Park', 'Prosecutor General', nadia);
    space = await nadia.client.createChannel({ title: 'Bank records', purpose: null, members: [joon.id] });
    await people.settled(nadia, joon);
  });
  afterAll(async () => { await people.end(); });

  const rulesOf = async ({ client }: Device | Person): Promise<AlarmRule[]> => (await client.alarms()).map(({ rule }) => rule);
  const alarmOf = async (attempt: Promise<unknown>): Promise<AlarmRule | undefined> => {
    try {
      await attempt;
      return undefined;
    } catch (error) {
      const failure = failureOf(error);
      return failure?.kind === 'alarm' ? failure.rule : undefined;
    }
  };
  /** Signs in on a device that is new, through a service that edits. */
  const arrive = async (person: Person, hostile: Hostile): Promise<Device> => {
    const device = clientOf(people.service.url, people.clock, hostile.between);
    await device.client.signInWithPassphrase(person.login, passphrase, person.codes.next());
    return device;
  };

  it('adds a device to a person', async () => {
    const injected = { id: randomUUID() as DeviceId, name: 'Spare', key: toBase64Url(newDevice().publicKey) };
    const page = (value: StatementPage): StatementPage => {
      const founded = value.statements[0]?.statement.body;
      if (founded === undefined || value.head !== value.statements.at(-1)?.position) return value;
      const at = new Date().toISOString() as Instant;
      const body: StatementOf<'device-certified'> = { v: 1, network: founded.network, issuers: [nadia.id], issuedAt: at, notBefore: at, notAfter: null, kind: 'device-certified', practitioner: nadia.id, device: injected };
      // The service has no key of Nadia's: it signs with one of its own.
      const statement: SignedStatement = signStatement(body, [newIdentity().secretKey]);
      return { statements: [...value.statements, { position: value.head + 1, id: statementId(body), statement }], head: value.head + 1 };
    };
    await people.restart(joon, new Hostile().answer('statements', page).between);
    await joon.client.settled();
    expect(await rulesOf(joon)).toContain('statement-refused');
    const devices = (await joon.client.people()).find(({ id }) => id === nadia.id)!.devices;
    expect(devices.map(({ id }) => id)).not.toContain(injected.id);
    // What was refused leaves no trace: an honest service is believed again.
    await people.restart(joon);
    await joon.client.settled();
  });

  it('takes statements back', async () => {
    const kim = await people.enrol('Kim Baek', 'Prosecutor General', nadia);
    const hostile = new Hostile().answer('statements', (page) => ({ statements: page.statements.slice(0, -1), head: page.head - 1 }));
    await kim.client.close();
    const { client } = restarted(kim, hostile);
    await alarmed(client, 'statements-rolled-back');
    await client.close();
  });

  it('serves another root', async () => {
    const device = await arrive(nadia, new Hostile().answer('signInPassphrase', (session) => ({ ...session, network: { ...session.network, pin: statementId({ ...anyBody, network: session.network.id }) } })));
    expect(await alarmOf(device.client.openVault({ passphrase }, 'New'))).toBe('pin-mismatch');
    await device.client.close();
  });

  it('serves a damaged vault', async () => {
    const device = await arrive(nadia, new Hostile().answer('vault', (vault) => ({ ...vault, records: vault.records.map((record) => (record.name === 'main' ? { ...record, sealed: toBase64Url(flipped(Buffer.from(record.sealed, 'base64url'), -1)) } : record)) })));
    expect(await alarmOf(device.client.openVault({ passphrase }, 'New'))).toBe('vault-tampered');
    await device.client.close();
  });

  it('serves the vault of earlier', async () => {
    let kept: Vault | undefined;
    // A single record is served as it stood when the vault was opened, too.
    const remembering = new Hostile().answer('vault', (vault) => (kept ??= vault)).answer('vaultRecord', (record) => kept?.records.find(({ name }) => name === record.name) ?? record);
    const device = await people.another(nadia, undefined, remembering.between);
    await device.client.settled();
    await device.client.markVerified(joon.id, true);
    await nadia.client.markVerified(joon.id, true);
    // Told of the other device's write, or refused as stale with its own, it reads again, and is shown what it had overtaken.
    await nadia.client.markVerified(joon.id, false);
    expect(await alarmOf(device.client.markVerified(joon.id, true))).toBe('vault-rolled-back');
    expect(await rulesOf(device)).toContain('vault-rolled-back');
  });

  it('asks for a cheaper derivation of the passphrase', async () => {
    const device = clientOf(people.service.url, people.clock, new Hostile().answer('kdf', (kdf) => ({ ...kdf, mem: 8_192 })).between);
    expect(await alarmOf(device.client.signInWithPassphrase(nadia.login, passphrase, '000000'))).toBe('kdf-weakened');
    await device.client.close();
  });

  it('swaps a key package', async () => {
    const kate = await people.enrol('Kate Osei', 'Prosecutor General', nadia);
    const devices = async () => (await nadia.client.people()).find(({ id }) => id === kate.id)?.devices ?? [];
    await until(nadia.client, async () => (await devices()).length > 0);
    const target = (await devices())[0]!.id;
    const swapped = await newKeyPackage({ practitioner: kate.id, device: target, ...newDevice() }, suites.hybrid, false, new Date());
    const hostile = new Hostile().ack('messaging:claim-key-packages', ({ packages }) => ({ packages: packages.map((each) => (each.device === target ? { ...each, bytes: swapped.bytes } : each)) }));
    await people.restart(nadia, hostile.between);
    await nadia.client.settled();
    expect(await alarmOf(nadia.client.addMembers(space, [kate.id]))).toBe('key-package-refused');
    expect((await nadia.client.space(space)).members).not.toContain(kate.id);
    await people.restart(nadia);
    await nadia.client.settled();
  });

  it('swaps the key of somebody who enrols', async () => {
    const hostile = new Hostile().answer('invitations', (all) => all.map((each) => (each.enrolment === null ? each : { ...each, enrolment: { ...each.enrolment, key: toBase64Url(newIdentity().publicKey) } })));
    await people.restart(nadia, hostile.between);
    await nadia.client.settled();
    const { id, link } = await nadia.client.invite({ authority: people.authorities.get('Prosecutor General')!, role: 'practitioner', validDays: 2, accessUntil: null });
    const device = clientOf(people.service.url, people.clock);
    const { secret } = await device.client.newTotp('newcomer');
    await device.client.enrol({ link, name: 'Newcomer', title: null, login: 'newcomer', passphrase, totp: { secret, code: people.codesOf(secret).next() }, deviceName: 'Desk' });
    expect((await nadia.client.invitations()).find((each) => each.id === id)?.enrolment?.proved).toBe(false);
    expect(await alarmOf(nadia.client.vouch(id))).toBe('statement-refused');
    await device.client.close();
    await people.restart(nadia);
    await nadia.client.settled();
    expect((await nadia.client.invitations()).find((each) => each.id === id)?.enrolment?.proved).toBe(true);
  });

  it('makes more of an invitation than was asked for', async () => {
    const hostile = new Hostile().answer('invitations', (all) => all.map((each) => ({ ...each, role: 'focal-point' as const })));
    await people.restart(nadia, hostile.between);
    await nadia.client.settled();
    const { id, link } = await nadia.client.invite({ authority: people.authorities.get('Prosecutor General')!, role: 'practitioner', validDays: 2, accessUntil: null });
    const device = clientOf(people.service.url, people.clock);
    const { secret } = await device.client.newTotp('climber');
    await device.client.enrol({ link, name: 'Climber', title: null, login: 'climber', passphrase, totp: { secret, code: people.codesOf(secret).next() }, deviceName: 'Desk' });
    expect(await alarmOf(nadia.client.vouch(id))).toBe('statement-refused');
    await device.client.close();
    await people.restart(nadia);
    await nadia.client.settled();
    await nadia.client.vouch(id);
    expect((await nadia.client.people()).find(({ name }) => name === 'Climber')?.role).toBe('practitioner');
  });

  it('lures a member into another group under the name of their space', async () => {
    const kofi = await people.enrol('Kofi Boateng', 'Prosecutor General', nadia);
    // In league with a member of the network who is not in the space, it hands out what adding somebody takes.
    let theirs: Uint8Array | undefined;
    await people.restart(kofi, new Hostile().ack('messaging:claim-key-packages', ({ packages }) => {
      theirs = packages[0]!.bytes;
      return { packages: [] };
    }).between);
    await kofi.client.settled();
    await kofi.client.createChannel({ title: 'Bait', purpose: null, members: [joon.id] }).catch(() => undefined);
    const forged = await createGroup({ space, policy: { v: 1, kind: 'channel', owners: [kofi.id], history: 'none', retention: null, hold: false, suite: suites.hybrid }, self: await deviceKeysOf(kofi) });
    const { welcome, next } = await commitChanges(forged, { add: [theirs!] });
    const hostile = new Hostile().ack('messaging:spaces', (value) => ({ ...value, welcomes: 1 }))
      .ack('messaging:welcomes', () => ({ welcomes: [{ space, kind: 'channel' as const, epoch: epochOf(next), seq: 99, bytes: welcome! }] }));
    await people.restart(joon, hostile.between);
    await joon.client.settled();
    expect(await rulesOf(joon)).toContain('welcome-refused');
    expect(await joon.client.space(space)).toMatchObject({ owners: [nadia.id], left: false });
    await people.restart(joon);
    await joon.client.send(space, plain('still among us'));
    await people.settled(joon, nadia);
    expect(await texts(nadia.client, space)).toContain('still among us');
  });

  it('forges a receipt', async () => {
    const theirs = (await nadia.client.people()).find(({ id }) => id === joon.id)!.devices[0]!.id;
    await nadia.client.send(space, plain('read this'));
    await nadia.client.settled();
    const forged = signReceipt({ space, device: theirs, delivered: 3, read: 3, link: new Uint8Array(32) }, newDevice().secretKey);
    const hostile = new Hostile().ack('messaging:spaces', (value) => ({ ...value, spaces: value.spaces.map((state) => (state.space === space ? { ...state, receipts: [forged] } : state)) }));
    await people.restart(nadia, hostile.between);
    await nadia.client.settled();
    expect(await rulesOf(nadia)).toContain('receipt-forged');
    const { entries } = await nadia.client.timeline(space, -1, 1);
    expect(entries[0]).toMatchObject({ type: 'message', readBy: [] });
  });

  it('hides a space', async () => {
    const hostile = new Hostile().ack('messaging:spaces', (value) => ({ ...value, spaces: value.spaces.filter((state) => state.space !== space) }));
    await people.restart(nadia, hostile.between);
    await nadia.client.settled();
    expect(await rulesOf(nadia)).toContain('removed');
    // What was there stays readable.
    expect(await texts(nadia.client, space)).toContain('read this');
  });

  /** Starts a person's device again without waiting until it is ready, which it may never be. */
  function restarted(person: Person, hostile: Hostile): Device {
    const device = clientOf(people.service.url, people.clock, hostile.between, person.device);
    return device;
  }
  const alarmed = (client: Device['client'], rule: AlarmRule): Promise<void> => new Promise((resolve) => {
    const stop = client.on((event) => {
      if (event.type !== 'alarm' || event.alarm.rule !== rule) return;
      stop();
      resolve();
    });
  });
});

const anyBody: StatementOf<'access-expires'> = {
  v: 1, network: randomUUID() as StatementOf<'access-expires'>['network'], issuers: [randomUUID() as StatementOf<'access-expires'>['practitioner']], issuedAt: new Date(0).toISOString() as Instant,
  notBefore: new Date(0).toISOString() as Instant, notAfter: null, kind: 'access-expires', practitioner: randomUUID() as StatementOf<'access-expires'>['practitioner'], at: new Date(0).toISOString() as Instant,
};
