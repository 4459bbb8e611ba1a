/** Ending and renewing: of devices, of sessions, of people's access; seen by all, and with new keys. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plain } from '@comity/sdk';
import type { Instant, SpaceId } from '@comity/contracts';
import type { Comity, PersonView } from '@comity/sdk';
import { passphrase, People, ready, texts, until, type Person } from './people.js';

const days = 86_400_000;

describe('access', () => {
  let people: People;
  let focal: Person;
  let second: Person;
  let abroad: Person;
  let pavel: Person;
  let space: SpaceId;

  beforeAll(async () => {
    people = await People.gather();
    await people.admit('Prosecution Service', 'CZ');
    await people.admit('Financial Police', 'IT');
    focal = await people.enrol('Hana Dvorak', 'Prosecution Service', people.officers[0], 'focal-point');
    abroad = await people.enrol('Gina Bruni', 'Financial Police', people.officers[0], 'focal-point');
    second = await people.enrol('Milan Horak', 'Prosecution Service', focal, 'focal-point');
    pavel = await people.enrol('Pavel Novak', 'Prosecution Service', focal);
    space = await abroad.client.createChannel({ title: 'Carousel', purpose: null, members: [focal.id, pavel.id] });
    await people.settled(focal, abroad, pavel);
  });
  afterAll(async () => { await people.end(); });

  const viewOf = async (client: Comity, { id }: Person): Promise<PersonView> => (await client.people()).find((person) => person.id === id)!;
  const inDays = (count: number) => new Date(people.clock.now().getTime() + count * days).toISOString() as Instant;
  /** Whether the person was taken out of the space, and nobody sits in it under the old keys. */
  const gone = (client: Comity, person: Person) => until(client, async () => !(await client.space(space)).members.includes(person.id));

  it('is up to the focal point, not to others, and nobody’s own', async () => {
    const may = async (client: Comity, person: Person) => { await until(client, async () => (await viewOf(client, person)) !== undefined); const { access } = await viewOf(client, person); return [access.mayEnd, access.mayRenew]; };
    expect(await may(focal.client, pavel)).toEqual(['alone', null]);
    expect(await may(focal.client, second)).toEqual(['alone', null]);
    expect(await may(focal.client, focal)).toEqual([null, null]);
    expect(await may(focal.client, abroad)).toEqual([null, null]);
    expect(await may(pavel.client, focal)).toEqual([null, null]);
    expect(await may(people.officers[0].client, pavel)).toEqual(['together', null]);
    expect(await may(people.officers[0].client, people.officers[1])).toEqual([null, null]);
    for (const attempt of [pavel.client.endAccess(focal.id, { at: null, reason: 'other' }), abroad.client.endAccess(pavel.id, { at: null, reason: 'other' }), abroad.client.renewAccess(pavel.id, null)]) {
      await expect(attempt).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
    }
  });

  it('that ends by date closes sockets and spaces then, renews keys, and shows to all', async () => {
    const { epoch } = await abroad.client.space(space);
    expect(await focal.client.endAccess(pavel.id, { at: inDays(2), reason: 'other' })).toEqual({ complete: true });
    await until(abroad.client, async () => (await viewOf(abroad.client, pavel)).access.until !== null);
    expect((await viewOf(abroad.client, pavel)).current).toBe(true);
    await people.pass(2 * days + 1_000);
    await until(pavel.client, () => pavel.client.phase().phase === 'signed-out');
    // A day is longer than any session: everybody else signs in again.
    for (const person of [focal, abroad, second]) await people.signInAgain(person);
    for (const { client } of [abroad, focal]) await gone(client, pavel);
    await people.settled(focal, abroad);
    expect((await abroad.client.space(space)).epoch).toBeGreaterThan(epoch);
    const { entries } = await focal.client.timeline(space, 0, 100);
    expect(entries.some((entry) => entry.type === 'left' && entry.who.includes(pavel.id))).toBe(true);
    expect((await viewOf(focal.client, pavel)).access).toMatchObject({ ended: { reason: 'expired' }, mayEnd: null, mayRenew: 'alone' });
  });

  it('that ran out is renewed under the same key: the person signs in and can be added again', async () => {
    await focal.client.renewAccess(pavel.id, inDays(30));
    await pavel.client.signInWithPassphrase(pavel.login, passphrase, pavel.codes.next());
    await ready(pavel.client);
    await until(abroad.client, async () => (await viewOf(abroad.client, pavel)).current);
    await abroad.client.addMembers(space, [pavel.id]);
    await abroad.client.send(space, plain('welcome back'));
    await people.settled(abroad, pavel);
    expect((await texts(pavel.client, space)).at(-1)).toBe('welcome back');
  });

  it('is ended now, with a reason: sockets close, the space waits for new keys, and nobody renews it', async () => {
    const { epoch } = await abroad.client.space(space);
    await focal.client.endAccess(pavel.id, { at: null, reason: 'left' });
    await until(pavel.client, () => pavel.client.phase().phase === 'signed-out');
    await gone(abroad.client, pavel);
    await people.settled(abroad, focal);
    expect((await abroad.client.space(space)).epoch).toBeGreaterThan(epoch);
    expect((await viewOf(abroad.client, pavel)).access.ended).toMatchObject({ reason: 'left' });
    await expect(focal.client.renewAccess(pavel.id, null)).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
    await expect(pavel.client.signInWithPassphrase(pavel.login, passphrase, pavel.codes.next())).rejects.toMatchObject({ problem: { code: 'sign-in-refused' } });
  });

  it('of a focal point is limited and renewed by another of the authority', async () => {
    await focal.client.endAccess(second.id, { at: inDays(5), reason: 'other' });
    expect((await viewOf(focal.client, second)).access).toMatchObject({ mayRenew: 'alone' });
    await focal.client.renewAccess(second.id, null);
    await until(second.client, async () => (await viewOf(second.client, second)).access.until === null);
    expect((await viewOf(second.client, second)).role).toBe('focal-point');
  });

  it('is ended by two officers when no focal point does', async () => {
    const [first, other] = people.officers;
    for (const officer of people.officers) await people.signInAgain(officer);
    expect(await first.client.endAccess(second.id, { at: null, reason: 'compromised' })).toEqual({ complete: false });
    expect((await viewOf(first.client, second)).current).toBe(true);
    const waiting = await other.client.pendingStatements();
    expect(waiting).toMatchObject([{ canSign: true, body: { kind: 'revoked', reason: 'compromised', subject: { id: second.id } } }]);
    await other.client.coSign(waiting[0]!.id);
    await until(second.client, () => second.client.phase().phase === 'signed-out');
  });

  it('of a session ends from another, at once', async () => {
    const device = await people.another(focal);
    await device.client.settled();
    const here = (await focal.client.myDevices()).find(({ thisOne }) => thisOne)!;
    const there = (await focal.client.sessions()).find(({ device: each }) => each !== null && each !== here.id)!;
    await focal.client.endSession(there.id);
    await until(device.client, () => device.client.phase().phase === 'signed-out');
    expect((await focal.client.sessions()).map(({ id }) => id)).not.toContain(there.id);
    expect(focal.client.phase().phase).toBe('ready');
    await expect(abroad.client.endSession((await focal.client.sessions())[0]!.id)).rejects.toMatchObject({ problem: { code: 'not-found' } });
  });

  it('names devices as their person likes, on all own devices, and nowhere else', async () => {
    const device = await people.another(focal);
    const { id } = (await device.client.myDevices()).find(({ thisOne }) => thisOne)!;
    await focal.client.renameDevice(id, '  Courtroom 4  ');
    const nameAt = async (client: Comity) => (await client.myDevices()).find((each) => each.id === id);
    await until(device.client, async () => (await nameAt(device.client))?.name === 'Courtroom 4');
    expect((await nameAt(device.client))?.certifiedName).toBe('Second device');
    expect((await viewOf(abroad.client, focal)).devices.map(({ name }) => name)).toContain('Second device');
    expect((await viewOf(abroad.client, focal)).devices.map(({ name }) => name)).not.toContain('Courtroom 4');
    await expect(focal.client.renameDevice(id, '\u202e')).rejects.toMatchObject({ problem: { code: 'invalid-input', errors: [{ pointer: '/name' }] } });
  });
});
