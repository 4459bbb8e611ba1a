import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instant, SpaceId } from '@comity/contracts';
import { plain } from '@comity/sdk';
import { passphrase, People, texts, until, type Person } from './people.js';

describe('who is in a space', () => {
  let people: People;
  let ines: Person;
  let tom: Person;
  let yuki: Person;
  let space: SpaceId;

  beforeAll(async () => {
    people = await People.gather({ settings: { SESSION_IDLE_SECONDS: '2000000', SESSION_ABSOLUTE_SECONDS: '2000000' } });
    await people.admit('Prosecution Service', 'PT');
    ines = await people.enrol('Ines Moreira', 'Prosecution Service', people.officers[0], 'focal-point');
    tom = await people.enrol('Tom Faria', 'Prosecution Service', ines);
    yuki = await people.enrol('Yuki Sato', 'Prosecution Service', ines);
    space = await ines.client.createChannel({ title: 'Team', purpose: 'Daily', members: [tom.id] });
    await ines.client.send(space, plain('before Yuki'));
    await people.settled(ines, tom);
  });
  afterAll(async () => { await people.end(); });

  it('grows by what its owner adds, who read from then on', async () => {
    await ines.client.addMembers(space, [yuki.id]);
    await ines.client.send(space, plain('welcome, Yuki'));
    await people.settled(ines, tom, yuki);
    expect(await texts(yuki.client, space)).toEqual(['welcome, Yuki']);
    expect(await yuki.client.space(space)).toMatchObject({ title: 'Team', purpose: 'Daily' });
    const { entries } = await tom.client.timeline(space, 0, 50);
    expect(entries.filter(({ type }) => type === 'joined')).toMatchObject([{ who: [tom.id], by: ines.id }, { who: [yuki.id], by: ines.id }]);
    expect(entries.filter(({ type }) => type === 'profile')).toHaveLength(1);
  });

  it('is not for others to change', async () => {
    await expect(tom.client.removeMember(space, yuki.id)).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
    await expect(tom.client.addMembers(space, [people.officers[0].id])).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
  });

  it('shrinks: who was taken out reads nothing more, and keeps what they had', async () => {
    await ines.client.removeMember(space, yuki.id);
    await ines.client.send(space, plain('without Yuki'));
    await people.settled(ines, tom, yuki);
    await until(yuki.client, async () => (await yuki.client.space(space)).left);
    expect(await texts(yuki.client, space)).toEqual(['welcome, Yuki']);
    expect((await tom.client.space(space)).members).not.toContain(yuki.id);
    expect(await yuki.client.alarms()).toEqual([]);
  });

  it('tells who was away when they were taken out', async () => {
    await ines.client.addMembers(space, [people.officers[1].id]);
    const [, second] = people.officers;
    await second.client.settled();
    await second.client.close();
    await ines.client.removeMember(space, second.id);
    await people.restart(second);
    await second.client.settled();
    expect((await second.client.space(space)).left).toBe(true);
    expect((await second.client.timeline(space, -1, 1)).entries).toMatchObject([{ type: 'left', who: [second.id], by: ines.id }]);
    expect(await second.client.alarms()).toEqual([]);
  });

  it('takes somebody back, who does not read what was written in between', async () => {
    await ines.client.addMembers(space, [yuki.id]);
    await ines.client.send(space, plain('Yuki again'));
    await people.settled(ines, tom, yuki);
    expect(await texts(yuki.client, space)).toEqual(['welcome, Yuki', 'Yuki again']);
    expect((await yuki.client.space(space)).left).toBe(false);
    await yuki.client.send(space, plain('glad to be back'));
    await people.settled(yuki, ines, tom);
    expect((await texts(tom.client, space)).at(-1)).toBe('glad to be back');
  });

  it('settles many commits at once, one an epoch', async () => {
    const arrivals = async () => (await ines.client.timeline(space, 0, 500)).entries.filter(({ type }) => type === 'joined' || type === 'device-joined').map(({ seq }) => seq);
    const [before, { epoch }] = [await arrivals(), await ines.client.space(space)];
    const [officer, second] = people.officers;
    const joining = Promise.all([people.another(tom), people.another(yuki), people.another(ines)]);
    const adding = Promise.all([ines.client.addMembers(space, [officer.id]), ines.client.addMembers(space, [second.id])]);
    const [devices] = await Promise.all([joining, adding]);
    for (const device of devices) await device.client.settled();
    await people.settled(ines, tom, yuki, officer, second);
    // Three devices and two persons, each by a commit of its own, whoever came first; somebody may have renewed keys meanwhile.
    const after = (await arrivals()).slice(before.length);
    expect([after.length, new Set(after).size]).toEqual([5, 5]);
    expect((await ines.client.space(space)).epoch).toBeGreaterThanOrEqual(epoch + 5);
    await officer.client.send(space, plain('all here'));
    await officer.client.settled();
    for (const { client } of [ines, tom, yuki, second, ...devices]) {
      await client.settled();
      expect((await texts(client, space)).at(-1)).toBe('all here');
      expect(await client.alarms()).toEqual([]);
    }
  });

  it('loses, by anybody\'s hand, whose access has run out', async () => {
    const guest = await people.enrolUntil('Guest Visitor', 'Prosecution Service', ines, new Date(people.clock.now().getTime() + 600_000).toISOString() as Instant);
    await ines.client.addMembers(space, [guest.id]);
    await people.settled(ines, tom, guest);
    expect((await tom.client.space(space)).members).toContain(guest.id);
    await people.pass(601_000);
    await until(guest.client, () => guest.client.phase().phase === 'signed-out');
    await until(tom.client, async () => !(await tom.client.space(space)).members.includes(guest.id));
    await tom.client.send(space, plain('after the guest'));
    await people.settled(tom, ines);
    expect((await texts(ines.client, space)).at(-1)).toBe('after the guest');
    for (const { client } of [ines, tom]) expect(await client.alarms()).toEqual([]);
  });

  it('asks for a fresh sign-in before it brings somebody into the network', async () => {
    people.clock.turn(2 * 3_600_000);
    await expect(people.enrol('Late Comer', 'Prosecution Service', ines)).rejects.toMatchObject({ problem: { code: 'step-up-required' } });
    await ines.client.stepUpWithPassphrase(passphrase, ines.codes.next());
    const { link } = await ines.client.invite({ authority: people.authorities.get('Prosecution Service')!, role: 'practitioner', validDays: 1, accessUntil: null });
    expect(await tom.client.viewInvitation(link)).toMatchObject({ authority: 'Prosecution Service', state: 'PT' });
  });

  it('renews its keys once a day, with activity', async () => {
    const epochAfter = async (text: string) => {
      await tom.client.send(space, plain(text));
      await tom.client.settled();
      return (await tom.client.space(space)).epoch;
    };
    // Somebody was taken out before: that, too, is renewed after.
    const first = await epochAfter('first of the day');
    expect(await epochAfter('same day')).toBe(first);
    people.clock.turn(25 * 3_600_000);
    expect(await epochAfter('next day')).toBe(first + 1);
    await people.settled(ines);
    expect(await ines.client.alarms()).toEqual([]);
    expect((await texts(ines.client, space)).at(-1)).toBe('next day');
  });
});
