import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SpaceId } from '@comity/contracts';
import { plain } from '@comity/sdk';
import { passphrase, People, ready, clientOf, texts, until, type Person } from './people.js';
import { Switch } from './switch.js';

describe('a client', () => {
  let people: People;
  let rosa: Person;
  let ivan: Person;
  let space: SpaceId;
  const line = new Switch();

  beforeAll(async () => {
    people = await People.gather();
    await people.admit('Ministry of Justice', 'CL');
    rosa = await people.enrol('Rosa Vidal', 'Ministry of Justice', people.officers[0], 'focal-point');
    ivan = await people.enrol('Ivan Soto', 'Ministry of Justice', rosa, 'practitioner', line.between);
    space = await rosa.client.createChannel({ title: 'Requests', purpose: null, members: [ivan.id] });
    await rosa.client.send(space, plain('hello'));
    await people.settled(rosa, ivan);
  });
  afterAll(async () => { await people.end(); });

  const phaseOf = (client: Person['client']) => client.phase().phase;

  it('that is locked opens nothing, not even after a restart, and the passphrase opens it again', async () => {
    await ivan.client.saveDraft(space, 'half a sentence');
    await ivan.client.lock();
    expect(phaseOf(ivan.client)).toBe('locked');
    await expect(ivan.client.spaces()).rejects.toMatchObject({ kind: 'not-ready', phase: 'locked' });
    await ivan.client.close();
    const device = clientOf(people.service.url, people.clock, line.between, ivan.device);
    await until(device.client, () => phaseOf(device.client) === 'locked');
    await expect(device.client.unlock({ passphrase: 'not the passphrase' })).rejects.toMatchObject({ kind: 'wrong-passphrase' });
    expect((await device.client.unlock({ passphrase })).phase).toBe('ready');
    expect(await device.client.draft(space)).toBe('half a sentence');
    expect(await texts(device.client, space)).toEqual(['hello']);
    await device.client.close();
    await people.restart(ivan, line.between);
  });

  it('that starts without a connection shows what it has, and sends what was written when there is one', async () => {
    await people.settled(ivan);
    line.cut();
    await people.restart(ivan, line.between);
    expect(await texts(ivan.client, space)).toEqual(['hello']);
    expect((await ivan.client.space(space)).sync).toBe('offline');
    await ivan.client.send(space, plain('from the tunnel'));
    line.mend();
    await people.settled(ivan, rosa);
    expect(await texts(rosa.client, space)).toEqual(['hello', 'from the tunnel']);
  });

  it('that signed out goes on where it was after signing in, without the vault', async () => {
    await ivan.client.signOut({ everywhere: true, forget: false });
    expect(phaseOf(ivan.client)).toBe('signed-out');
    expect((await ivan.client.signInWithPassphrase(ivan.login, passphrase, ivan.codes.next())).phase).toBe('ready');
    await ivan.client.settled();
    expect(await texts(ivan.client, space)).toEqual(['hello', 'from the tunnel']);
    expect((await ivan.client.myDevices()).filter(({ current }) => current)).toHaveLength(1);
  });

  it('whose session was ended elsewhere says so', async () => {
    const second = await people.another(ivan);
    await second.client.settled();
    await second.client.signOut({ everywhere: true, forget: true });
    await until(ivan.client, () => phaseOf(ivan.client) === 'signed-out');
    await ivan.client.signInWithPassphrase(ivan.login, passphrase, ivan.codes.next());
    await ready(ivan.client);
  });

  it('goes on after a stronger confirmation of the person, with the session\'s new token', async () => {
    await ivan.client.settled();
    await ivan.client.stepUpWithPassphrase(passphrase, ivan.codes.next());
    await ivan.client.send(space, plain('confirmed'));
    await until(rosa.client, async () => (await texts(rosa.client, space)).at(-1) === 'confirmed');
    await people.settled(ivan, rosa);
    expect((await texts(rosa.client, space)).at(-1)).toBe('confirmed');
  });

  it('marks colleagues as verified on all devices', async () => {
    expect(await rosa.client.safetyNumber(ivan.id)).toBe(await ivan.client.safetyNumber(rosa.id));
    await ivan.client.markVerified(rosa.id, true);
    const second = await people.another(ivan);
    expect((await second.client.people()).find(({ id }) => id === rosa.id)?.verified).toBe(true);
    expect((await second.client.people()).find(({ id }) => id === people.officers[0].id)?.verified).toBe(false);
  });

  it('refuses what cannot be sent, and says why', async () => {
    await expect(ivan.client.send(space, plain('  '))).rejects.toMatchObject({ problem: { code: 'invalid-input' } });
    await expect(ivan.client.send(space, plain('x'.repeat(20_001)))).rejects.toMatchObject({ problem: { code: 'invalid-input' } });
    await expect(ivan.client.openDirect(ivan.id)).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
  });
});
