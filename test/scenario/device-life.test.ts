/** Devices last as long as they are used: they renew themselves, and those that nobody uses leave. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { commitChanges, epochOf, leaves, newDevice, signStatement, statementId, toBase64Url } from '@comity/e2ee';
import type { DeviceId, Instant, ItemId, SpaceId, StatementBody } from '@comity/contracts';
import { networkTransport, type Comity, plain } from '@comity/sdk';
import { askAs, deviceKeysOf, identityOf } from './accomplice.js';
import { Hostile } from './hostile.js';
import { groupOf } from './insider.js';
import { clientOf, passphrase, People, ready, texts, until, type Device, type Person } from './people.js';

const day = 86_400_000;

describe('a device', () => {
  let people: People;
  let nadia: Person;
  let joon: Person;
  let spare: Device;
  let spareId: DeviceId;
  let spareKey: Uint8Array;
  let space: SpaceId;

  beforeAll(async () => {
    people = await People.gather();
    await people.admit('Prosecutor General', 'MD');
    nadia = await people.enrol('Nadia Rusu', 'Prosecutor General', people.officers[0], 'focal-point');
    joon = await people.enrol('Joon Park', 'Prosecutor General', nadia);
    space = await nadia.client.createChannel({ title: 'Bank records', purpose: null, members: [joon.id] });
    await people.settled(nadia, joon);
    spare = await people.another(joon);
    await spare.client.settled();
    spareKey = (await deviceKeysOf({ id: joon.id, device: spare })).publicKey;
    spareId = (await spare.client.myDevices()).find(({ thisOne }) => thisOne)!.id;
    await people.settled(nadia, joon);
  });
  afterAll(async () => {
    await joon.client.close();
    await people.end();
  });

  const own = async (client: Comity) => (await client.myDevices()).find(({ thisOne }) => thisOne)!;
  const daysLeft = async (client: Comity) => Math.round((new Date((await own(client)).until!).getTime() - people.clock.now().getTime()) / day);
  const usedAfter = async (days: number) => {
    await people.pass(days * day);
    for (const person of [nadia, joon]) await people.signInAgain(person);
    await people.settled(nadia, joon);
  };

  it('counts for ninety days, and says so', async () => {
    expect(await daysLeft(joon.client)).toBe(90);
    const seen = (await nadia.client.people()).find(({ id }) => id === joon.id)!.devices.find(({ id }) => id === spareId)!;
    expect(seen).toMatchObject({ current: true, expired: false, renewedAt: seen.certifiedAt });
  });

  it('stays as it is while there is time', async () => {
    await usedAfter(29);
    expect(await daysLeft(joon.client)).toBe(61);
  });

  it('renews itself in use, in place: no leaf and no key changes for it', async () => {
    const { epoch } = await nadia.client.space(space);
    const before = await own(joon.client);
    await usedAfter(11);
    expect(await daysLeft(joon.client)).toBe(90);
    const after = await own(joon.client);
    expect(after).toMatchObject({ id: before.id, certifiedAt: before.certifiedAt });
    expect(after.renewedAt > before.renewedAt).toBe(true);
    expect(await renewals(joon)).toBe(1);
    expect((await nadia.client.space(space)).epoch).toBe(epoch);
    await joon.client.send(space, plain('still here'));
    await until(nadia.client, async () => (await texts(nadia.client, space)).at(-1) === 'still here');
    await people.settled(joon, nadia);
    expect((await texts(nadia.client, space)).at(-1)).toBe('still here');
  });

  it('that nobody used for ninety days leaves its spaces, and the person stays', async () => {
    const { epoch } = await nadia.client.space(space);
    // The others were used after forty days and are again after ninety-five; the spare one never was.
    await usedAfter(51);
    await until(nadia.client, async () => (await nadia.client.space(space)).epoch > epoch);
    await nadia.client.settled();
    const { entries } = await nadia.client.timeline(space, 0, 100);
    expect(entries.some((entry) => entry.type === 'device-left' && entry.who.includes(joon.id))).toBe(true);
    expect((await nadia.client.space(space)).members).toContain(joon.id);
    expect((await joon.client.myDevices()).find(({ id }) => id === spareId)).toMatchObject({ current: false, expired: true });
    await nadia.client.send(space, plain('without the spare one'));
    await until(joon.client, async () => (await texts(joon.client, space)).at(-1) === 'without the spare one');
    await people.settled(nadia, joon);
    expect((await texts(joon.client, space)).at(-1)).toBe('without the spare one');
  });

  it('that expired does not renew itself, not even backdated with the help of the service', async () => {
    const identity = await identityOf(joon);
    const at = (ms: number) => new Date(people.clock.now().getTime() + ms).toISOString() as Instant;
    const statement = (issuedAt: Instant, key = spareKey, id = spareId) => {
      const phase = nadia.client.phase();
      if (phase.phase !== 'ready') throw new Error('not ready');
      const body: StatementBody = { v: 1, network: phase.self.network.id, issuers: [joon.id], issuedAt, notBefore: issuedAt, notAfter: at(80 * day), kind: 'device-certified', practitioner: joon.id, device: { id, name: 'Second device', key: toBase64Url(key) } };
      return signStatement(body, [identity.secretKey]);
    };
    const live = (await own(joon.client)).id;
    const attempts = [statement(at(0)), statement(at(-10 * day)), statement(at(0), newDevice().publicKey), statement(at(0), newDevice().publicKey, live)];
    for (const attempt of attempts) {
      const service = new Hostile().answer('statements', (page) => (page.head === page.statements.at(-1)?.position ? { statements: [...page.statements, { position: page.head + 1, id: statementId(attempt.body), statement: attempt }], head: page.head + 1 } : page));
      for (const { id } of await nadia.client.alarms()) await nadia.client.acknowledgeAlarm(id);
      await people.restart(nadia, service.between);
      await nadia.client.settled();
      expect((await nadia.client.alarms()).filter(({ acknowledged }) => !acknowledged).map(({ rule }) => rule)).toContain('statement-refused');
      expect((await nadia.client.people()).find(({ id }) => id === joon.id)!.devices.find(({ id }) => id === spareId)).toMatchObject({ current: false });
    }
    await people.restart(nadia);
    await nadia.client.settled();
  });

  it('that expired is told so, and comes back as a new one when the vault is opened', async () => {
    await spare.client.close();
    const back = clientOf(people.service.url, people.clock, undefined, spare);
    await back.client.signInWithPassphrase(joon.login, passphrase, joon.codes.next());
    expect(back.client.phase()).toMatchObject({ phase: 'vault-closed', former: 'expired', signedIn: true });
    await back.client.openVault({ signedIn: true }, 'Spare, once more');
    await ready(back.client);
    await back.client.settled();
    const here = await own(back.client);
    expect(here).toMatchObject({ name: 'Spare, once more', current: true });
    expect(here.id).not.toBe(spareId);
    expect(await texts(back.client, space)).toEqual(await texts(joon.client, space));
    await back.client.send(space, plain('back again'));
    await back.client.settled();
    await people.settled(nadia);
    expect((await texts(nadia.client, space)).at(-1)).toBe('back again');
    await back.client.close();
  });

  it('that was removed is told so, too', async () => {
    const phone = await people.another(joon);
    await phone.client.settled();
    await joon.client.endDevice((await own(phone.client)).id, 'lost');
    await until(phone.client, () => phone.client.phase().phase === 'signed-out');
    await phone.client.signInWithPassphrase(joon.login, passphrase, joon.codes.next());
    expect(phone.client.phase()).toMatchObject({ phase: 'vault-closed', former: 'ended' });
  });

  it('whose clock is slow takes nobody for ended who came since, and is understood by all', async () => {
    const desk = await people.another(nadia);
    await desk.client.settled();
    await people.settled(nadia, joon);
    const heard = async ({ client }: Device) => ({ alarms: (await client.alarms()).length, left: (await client.timeline(space, 0, 1_000)).entries.filter(({ type }) => type === 'device-left').length });
    const [before, there] = [await heard(nadia.device), await heard(desk)];
    await joon.client.close();
    const slow = clientOf(people.service.url, { now: () => new Date(people.clock.now().getTime() - day) }, undefined, joon.device);
    await people.signInAgain({ ...joon, client: slow.client });
    await slow.client.send(space, plain('a day behind'));
    await slow.client.settled();
    for (const { client } of [nadia, desk]) await until(client, async () => (await texts(client, space)).at(-1) === 'a day behind');
    await desk.client.send(space, plain('heard there'));
    await until(slow.client, async () => (await texts(slow.client, space)).at(-1) === 'heard there');
    await people.settled(nadia);
    expect([await heard(nadia.device), await heard(desk)]).toEqual([before, there]);
    await slow.client.close();
    await desk.client.close();
    const device = clientOf(people.service.url, people.clock, undefined, slow);
    Object.assign(joon, { device, client: device.client });
    await ready(joon.client);
  });

  it('that a colleague’s device took out without need comes back by itself, and reads nothing twice', async () => {
    const [desk, phone] = [await people.another(nadia), await people.another(joon)];
    for (const { client } of [desk, phone]) await client.settled();
    await people.settled(nadia, joon);
    await phone.client.send(space, plain('from the phone'));
    for (const { client } of [joon, desk]) await until(client, async () => (await texts(client, space)).at(-1) === 'from the phone');
    const rowsOf = async (client: Comity) => (await client.timeline(space, 0, 1_000)).entries.flatMap(({ type, seq }) => (typeof seq === 'number' ? [{ type, seq }] : []));
    const { id } = await own(phone.client), rows = await rowsOf(phone.client);
    const alarms = (await phone.client.alarms()).length;
    await desk.client.close();
    const accomplice = { ...nadia, device: desk };
    const group = await groupOf(accomplice, space);
    const { commit, groupInfo } = await commitChanges(group, { remove: [leaves(group).find(({ device }) => device === id)!.index] });
    await askAs(accomplice, (link) => link.ask('messaging:commit', { space, id: randomUUID() as ItemId, epoch: epochOf(group), commit, welcome: null, groupInfo }));
    await until(phone.client, async () => (await phone.client.space(space)).readOnly);
    await phone.client.close();
    const back = clientOf(people.service.url, people.clock, undefined, phone);
    await ready(back.client);
    await back.client.settled();
    await back.client.send(space, plain('back on the phone'));
    await until(joon.client, async () => (await texts(joon.client, space)).at(-1) === 'back on the phone');
    await back.client.settled();
    expect((await rowsOf(back.client)).filter(({ seq }) => seq <= rows.at(-1)!.seq)).toEqual(rows);
    expect((await back.client.alarms()).length).toBe(alarms);
    expect(await texts(back.client, space)).toEqual(await texts(joon.client, space));
    await back.client.close();
  });

  /** How often the device certified itself anew, by the statements everybody sees. */
  async function renewals(person: Person): Promise<number> {
    const { id } = await own(person.client);
    const { statements } = await networkTransport(person.device.platform).rest.call('statements', { query: { after: 0, limit: 500 } });
    return statements.filter(({ statement: { body } }) => body.kind === 'device-certified' && body.device.id === id).length - 1;
  }
});
