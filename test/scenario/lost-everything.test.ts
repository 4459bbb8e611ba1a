/** Somebody loses every device and every way into their vault: the focal point vouches anew, and what that means is plain to all. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SpaceId } from '@comity/contracts';
import { failureOf, networkTransport, plain, type Comity, type PersonView } from '@comity/sdk';
import { Hostile } from './hostile.js';
import { clientOf, passphrase, People, ready, texts, until, type Person } from './people.js';

describe('losing everything', () => {
  let people: People;
  let hana: Person;
  let milan: Person;
  let pavel: Person;
  let gina: Person;
  let anew: Person;
  let space: SpaceId;

  beforeAll(async () => {
    people = await People.gather();
    await people.admit('Prosecution Service', 'CZ');
    await people.admit('Financial Police', 'IT');
    hana = await people.enrol('Hana Dvorak', 'Prosecution Service', people.officers[0], 'focal-point');
    gina = await people.enrol('Gina Bruni', 'Financial Police', people.officers[0], 'focal-point');
    pavel = await people.enrol('Pavel Novak', 'Prosecution Service', hana);
    milan = await people.enrol('Milan Horak', 'Prosecution Service', hana, 'focal-point');
    space = await gina.client.createChannel({ title: 'Carousel', purpose: null, members: [pavel.id, hana.id] });
    await gina.client.send(space, plain('before the loss'));
    await people.settled(gina, hana, pavel);
    await gina.client.markVerified(pavel.id, true);
  });
  afterAll(async () => { await people.end(); });

  const view = async (client: Comity, { id }: Pick<Person, 'id'>): Promise<PersonView> => (await client.people()).find((person) => person.id === id)!;

  it('is for a focal point of the authority to mend; for focal points also for the officers, and for officers for nobody', async () => {
    const may = async (client: Comity, person: Person) => { await until(client, async () => (await view(client, person)) !== undefined); return (await view(client, person)).access.mayVouchAnew; };
    expect(await may(hana.client, pavel)).toBe('alone');
    expect(await may(hana.client, milan)).toBe('alone');
    expect(await may(hana.client, hana)).toBeNull();
    expect(await may(gina.client, pavel)).toBeNull();
    expect(await may(pavel.client, hana)).toBeNull();
    expect(await may(people.officers[0].client, hana)).toBe('together');
    expect(await may(people.officers[0].client, pavel)).toBeNull();
    expect(await may(people.officers[0].client, people.officers[1])).toBeNull();
    for (const attempt of [gina.client.inviteAnew(pavel.id, 3), pavel.client.inviteAnew(hana.id, 3), people.officers[0].client.inviteAnew(people.officers[1].id, 3)]) {
      await expect(attempt).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
    }
  });

  it('changes nothing before somebody vouched, and takes nobody else in', async () => {
    const { id, link } = await hana.client.inviteAnew(pavel.id, 3);
    const stranger = clientOf(people.service.url, people.clock);
    expect(await stranger.client.viewInvitation(link)).toMatchObject({ role: 'practitioner', person: { name: 'Pavel Novak', title: null } });
    const { secret } = await stranger.client.newTotp('somebody.else');
    const codes = people.codesOf(secret);
    const enrolment = { link, title: null, login: 'somebody.else', passphrase, totp: { secret, code: codes.next() }, deviceName: 'Desk' };
    await expect(stranger.client.enrol({ ...enrolment, name: 'Somebody Else' })).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
    await hana.client.withdrawInvitation(id);
    expect((await view(gina.client, pavel)).current).toBe(true);
    await stranger.client.close();
  });

  it('is not turned into something else by a service that lies about the invitation', async () => {
    const { id, link } = await hana.client.inviteAnew(pavel.id, 3);
    // The service passes it on as an ordinary one: another name gets through it, and no identity would end.
    const device = clientOf(people.service.url, people.clock);
    const { secret } = await device.client.newTotp('pavel.second');
    await device.client.enrol({ link, name: 'Pavel Novak', title: null, login: 'pavel.second', passphrase, totp: { secret, code: people.codesOf(secret).next() }, deviceName: 'Desk' });
    await people.restart(hana, new Hostile().answer('invitations', (all) => all.map((each) => ({ ...each, supersedes: null }))).between);
    await hana.client.settled();
    expect(failureOf(await hana.client.vouch(id).catch((error: unknown) => error))).toEqual({ kind: 'alarm', rule: 'statement-refused' });
    await people.restart(hana, new Hostile().answer('invitations', (all) => all.map((each) => ({ ...each, supersedes: milan.id }))).between);
    await hana.client.settled();
    expect(failureOf(await hana.client.vouch(id).catch((error: unknown) => error))).toEqual({ kind: 'alarm', rule: 'statement-refused' });
    await people.restart(hana);
    await hana.client.settled();
    await hana.client.withdrawInvitation(id);
    await device.client.close();
  });

  it('ends the earlier identity and begins the new one at once, with one statement', async () => {
    const { statements: before } = await networkTransport(hana.device.platform).rest.call('statements', { query: { after: 0, limit: 500 } });
    const { epoch } = await gina.client.space(space);
    anew = await people.enrolAnew(pavel, hana);
    const { statements } = await networkTransport(hana.device.platform).rest.call('statements', { query: { after: before.length, limit: 500 } });
    expect(statements.map(({ statement: { body } }) => body.kind)).toEqual(['practitioner-vouched', 'device-certified']);
    await until(pavel.client, () => pavel.client.phase().phase === 'signed-out');
    await until(gina.client, async () => (await view(gina.client, anew)) !== undefined);
    expect(await view(gina.client, pavel)).toMatchObject({ current: false, successor: anew.id, access: { ended: { reason: 'superseded' }, mayVouchAnew: null } });
    expect(await view(gina.client, anew)).toMatchObject({ current: true, supersedes: pavel.id, name: 'Pavel Novak', role: 'practitioner' });
    await until(gina.client, async () => !(await gina.client.space(space)).members.includes(pavel.id));
    await people.settled(gina, hana);
    expect((await gina.client.space(space)).epoch).toBeGreaterThan(epoch);
    await expect(hana.client.inviteAnew(pavel.id, 3)).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
  });

  it('takes the verification mark with it, until the numbers are compared anew', async () => {
    expect((await view(gina.client, pavel)).verified).toBe(true);
    expect((await view(gina.client, anew)).verified).toBe(false);
    const number = await gina.client.safetyNumber(anew.id);
    expect(number).not.toBe(await gina.client.safetyNumber(pavel.id));
    expect(await anew.client.safetyNumber(gina.id)).toBe(number);
    await gina.client.markVerified(anew.id, true);
    expect((await view(gina.client, anew)).verified).toBe(true);
  });

  it('shows in the space who left and who could come, and to the newcomer nothing of before', async () => {
    const { entries } = await gina.client.timeline(space, 0, 100);
    expect(entries.some((entry) => entry.type === 'left' && entry.who.includes(pavel.id))).toBe(true);
    expect((await gina.client.space(space)).successors).toEqual([anew.id]);
    expect(await anew.client.spaces()).toEqual([]);
    await gina.client.addMembers(space, [anew.id]);
    await gina.client.send(space, plain('welcome back'));
    await people.settled(gina, hana, anew);
    expect((await gina.client.space(space)).successors).toEqual([]);
    expect(await texts(anew.client, space)).toEqual(['welcome back']);
    expect((await hana.client.timeline(space, 0, 100)).entries.some((entry) => entry.type === 'joined' && entry.who.includes(anew.id) && entry.by === gina.id)).toBe(true);
    await anew.client.send(space, plain('it is me'));
    await people.settled(anew, gina);
    expect((await texts(gina.client, space)).at(-1)).toBe('it is me');
  });

  it('of a focal point is mended by two officers', async () => {
    for (const officer of people.officers) await people.signInAgain(officer);
    const [first, second] = people.officers;
    const { id, link } = await first.client.inviteAnew(gina.id, 3);
    const device = clientOf(people.service.url, people.clock);
    const { secret } = await device.client.newTotp('gina.anew');
    await device.client.enrol({ link, name: 'Gina Bruni', title: null, login: 'gina.anew', passphrase, totp: { secret, code: people.codesOf(secret).next() }, deviceName: 'Rome, anew' });
    expect(await first.client.vouch(id)).toEqual({ complete: false });
    // Half signed is not half done.
    expect((await view(first.client, gina)).current).toBe(true);
    const [waiting] = await second.client.pendingStatements();
    expect(waiting).toMatchObject({ canSign: true, body: { kind: 'focal-point-appointed', supersedes: gina.id } });
    await second.client.coSign(waiting!.id);
    await ready(device.client);
    await until(second.client, async () => (await view(second.client, gina)).successor !== null);
    expect(await view(second.client, gina)).toMatchObject({ current: false, access: { ended: { reason: 'superseded' } } });
    const phase = device.client.phase();
    expect(phase).toMatchObject({ phase: 'ready', self: { role: 'focal-point', name: 'Gina Bruni' } });
    await device.client.close();
  });
});
