import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SpaceId } from '@comity/contracts';
import { plain, type MessageEntry, type Ref } from '@comity/sdk';
import { People, texts, until, type Person } from './people.js';
import { Switch } from './switch.js';

describe('a conversation', () => {
  let people: People;
  let ana: Person;
  let ben: Person;
  let chi: Person;
  let space: SpaceId;
  const line = new Switch();

  beforeAll(async () => {
    people = await People.gather();
    await people.admit('Prosecution Service', 'PT');
    await people.admit('Financial Intelligence Unit', 'MT');
    ana = await people.enrol('Ana Sousa', 'Prosecution Service', people.officers[0], 'focal-point');
    ben = await people.enrol('Ben Borg', 'Financial Intelligence Unit', people.officers[0], 'focal-point', line.between);
    chi = await people.enrol('Chi Camilleri', 'Financial Intelligence Unit', ben);
    space = await ana.client.createChannel({ title: 'Freezing', purpose: null, members: [ben.id, chi.id] });
    await settled();
  });
  afterAll(async () => { await people.end(); });

  const settled = async () => { await people.settled(ana, ben, chi); await people.settled(ana, ben, chi); };
  const newest = async (person: Person, in_: SpaceId = space): Promise<MessageEntry> => {
    const entry = (await person.client.timeline(in_, 0, 10_000)).entries.findLast((each) => each.type === 'message');
    if (entry?.type !== 'message') throw new Error('there is no message');
    return entry;
  };
  const of = async (person: Person, on: Ref, in_: SpaceId = space): Promise<MessageEntry> => {
    const entry = (await person.client.timeline(in_, 0, 10_000)).entries.find((each) => each.type === 'message' && each.id === on.id);
    if (entry?.type !== 'message') throw new Error('there is no such message');
    return entry;
  };
  /** Says something, and answers how to refer to it once everybody has it. */
  const said = async (person: Person, ...input: Parameters<typeof plain>): Promise<Ref> => {
    const id = await person.client.send(space, plain(...input));
    await settled();
    const { seq } = await of(person, { id, seq: 0 });
    return { id, seq: seq ?? 0 };
  };
  const everybody = () => [ana, ben, chi];

  it('answers an earlier message, which is quoted as it stands now', async () => {
    const on = await said(ana, 'The order is ready');
    await said(ben, 'Which one?', 'none', { reply: on });
    expect((await newest(chi)).reply).toEqual({ on, sender: ana.id, text: 'The order is ready', withdrawn: false });
    await ana.client.edit(space, on, 'The freezing order is ready', []);
    await settled();
    expect((await newest(chi)).reply?.text).toBe('The freezing order is ready');
  });

  it('refuses to answer what is not there', async () => {
    await expect(ana.client.send(space, plain('hm', 'none', { reply: { id: space as never, seq: 1 } }))).rejects.toMatchObject({ problem: { code: 'not-found' } });
  });

  it('shows reactions to all, once for each person, and takes them back', async () => {
    const on = await said(ana, 'Hearing on Friday');
    await ben.client.react(space, on, '👍', true);
    await ben.client.react(space, on, '👍', true);
    await people.settled(ben);
    await chi.client.react(space, on, '👍', true);
    await chi.client.react(space, on, '🎉', true);
    await settled();
    for (const person of everybody()) expect((await of(person, on)).reactions).toEqual([{ emoji: '👍', by: [ben.id, chi.id] }, { emoji: '🎉', by: [chi.id] }]);
    await chi.client.react(space, on, '👍', false);
    await settled();
    expect((await of(ana, on)).reactions).toEqual([{ emoji: '👍', by: [ben.id] }, { emoji: '🎉', by: [chi.id] }]);
    await expect(ana.client.react(space, on, 'ok', true)).rejects.toMatchObject({ problem: { code: 'invalid-input' } });
  });

  it('keeps earlier versions of what its sender edits, and lets nobody else', async () => {
    const on = await said(ana, 'Account 1234');
    await expect(ben.client.edit(space, on, 'Account 9999', [])).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
    await ana.client.edit(space, on, 'Account 1235', []);
    await ana.client.edit(space, on, 'Account 1236', []);
    await settled();
    const entry = await of(chi, on);
    expect([entry.text, entry.edited.map(({ text }) => text)]).toEqual(['Account 1236', ['Account 1234', 'Account 1235']]);
  });

  it('removes what is withdrawn from every client and every store, and leaves a trace', async () => {
    const secret = 'Xylophone-47';
    const on = await said(ana, `The name is ${secret}`);
    await said(ben, 'Noted', 'none', { reply: on });
    await ben.client.react(space, on, '👀', true);
    await ana.client.edit(space, on, `The name was ${secret}`, []);
    await settled();
    await expect(chi.client.withdraw(space, on)).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
    await ana.client.withdraw(space, on);
    await settled();
    for (const person of everybody()) {
      const entry = await of(person, on);
      expect(entry).toMatchObject({ text: '', edited: [], reactions: [], sender: ana.id });
      expect(entry.withdrawn).not.toBeNull();
      expect(JSON.stringify([await person.client.timeline(space, 0, 1_000), await person.client.spaces(), await person.client.pins(space)])).not.toContain(secret);
      expect((await newest(person)).reply).toMatchObject({ text: '', withdrawn: true });
    }
    await expect(ana.client.edit(space, on, 'back again', [])).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
    await people.restart(chi);
    expect(await of(chi, on)).toMatchObject({ text: '', sender: ana.id });
  });

  it('lists pins, newest first, without those taken down', async () => {
    const first = await said(ana, 'Dial-in: 1');
    const second = await said(ben, 'Agenda');
    await chi.client.pin(space, first, true);
    await settled();
    await ana.client.pin(space, second, true);
    await settled();
    expect((await ben.client.pins(space)).map((entry) => entry.type === 'message' && [entry.text, entry.pinned?.by])).toEqual([['Agenda', ana.id], ['Dial-in: 1', chi.id]]);
    await ben.client.pin(space, first, false);
    await settled();
    expect((await ana.client.pins(space)).map((entry) => entry.type === 'message' && entry.text)).toEqual(['Agenda']);
  });

  it('mentions a person, an authority, or all, and counts for each who is meant', async () => {
    await settled();
    for (const { client } of everybody()) await client.markRead(space, 100_000);
    const authority = people.authorities.get('Financial Intelligence Unit')!;
    await said(ana, '@Ben: please look', 'none', { mentions: [{ type: 'person', id: ben.id, at: 0, length: 4 }] });
    await said(ana, 'The @FIU as well', 'none', { mentions: [{ type: 'authority', id: authority, at: 4, length: 4 }] });
    expect([(await newest(ben)).mentionsMe, (await newest(chi)).mentionsMe, (await newest(ana)).mentionsMe]).toEqual([true, true, false]);
    const on = await said(chi, '@all: done', 'none', { mentions: [{ type: 'all', at: 0, length: 4 }] });
    expect(await Promise.all(everybody().map(async ({ client }) => (await client.space(space)).mentions))).toEqual([1, 3, 1]);
    await chi.client.edit(space, on, 'done', []);
    await settled();
    expect(await Promise.all(everybody().map(async ({ client }) => (await client.space(space)).mentions))).toEqual([0, 2, 1]);
    await ben.client.markRead(space, on.seq);
    expect(await ben.client.space(space)).toMatchObject({ mentions: 0, unread: 0 });
  });

  it('counts votes, one or several for each person, until the poll is closed', async () => {
    const on = await said(ana, 'When do we meet?', 'none', { poll: { options: ['Monday', 'Tuesday', 'never'], multiple: false } });
    await expect(ben.client.vote(space, on, [0, 1])).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
    await expect(ben.client.vote(space, on, [3])).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
    await ben.client.vote(space, on, [0]);
    await chi.client.vote(space, on, [0]);
    await settled();
    await chi.client.vote(space, on, [1]);
    await settled();
    expect((await of(chi, on)).poll).toEqual({ options: [{ text: 'Monday', by: [ben.id] }, { text: 'Tuesday', by: [chi.id] }, { text: 'never', by: [] }], multiple: false, closed: false, mine: [1] });
    await expect(ben.client.closePoll(space, on)).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
    await ana.client.closePoll(space, on);
    await settled();
    await expect(ben.client.vote(space, on, [2])).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
    expect((await of(ben, on)).poll).toMatchObject({ closed: true, mine: [0] });
  });

  it('asks for acknowledgement, knows who is outstanding, and reminds them', async () => {
    const on = await said(ana, 'Do not call the witness', 'none', { alert: true });
    expect([(await ben.client.space(space)).alerts, (await chi.client.space(space)).alerts, (await ana.client.space(space)).alerts]).toEqual([1, 1, 0]);
    await ben.client.acknowledge(space, on);
    expect((await ben.client.space(space)).alerts).toBe(0);
    await settled();
    for (const person of everybody()) expect((await of(person, on)).alert).toMatchObject({ acknowledged: [{ person: ben.id }], outstanding: [chi.id], mine: person === ben });
    await expect(ben.client.remind(space, on)).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
    await expect(ana.client.acknowledge(space, on)).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
    await ana.client.remind(space, on);
    await settled();
    expect((await of(chi, on)).alert?.reminded).not.toBeNull();
    await chi.client.acknowledge(space, on);
    await settled();
    expect((await of(ana, on)).alert?.outstanding).toEqual([]);
    expect(await Promise.all(everybody().map(async ({ client }) => (await client.space(space)).alerts))).toEqual([0, 0, 0]);
  });

  it('carries a marking on every message', async () => {
    await expect(ana.client.send(space, plain('words', 'H3'))).rejects.toMatchObject({ problem: { code: 'invalid-input', errors: [{ pointer: '/marking/restriction' }] } });
    const marking = { handling: 'H3' as const, restriction: 'not before the 4th', evaluation: { source: 'B' as const, information: 2 as const }, tlp: 'amber' as const };
    const on = await said(ana, 'Marked', 'none', { marking });
    expect(await of(chi, on)).toMatchObject(marking);
  });

  it('forwards with marking and origin, and not what its code forbids', async () => {
    const inner = await ben.client.createChannel({ title: 'Our unit', purpose: null, members: [chi.id] });
    const outer = await chi.client.openDirect(ana.id);
    await settled();
    const marking = { handling: 'H1' as const, restriction: null, evaluation: { source: 'A' as const, information: 1 as const }, tlp: 'amber-strict' as const };
    const on = await said(ana, 'Account statement', 'none', { marking });
    await ben.client.forward({ space, on }, inner, 'for us');
    await settled();
    expect((await texts(chi.client, inner)).slice(-2)).toEqual(['for us', 'Account statement']);
    const prosecution = people.authorities.get('Prosecution Service')!;
    const forwarded = await newest(chi, inner);
    expect(forwarded).toMatchObject({ ...marking, sender: ben.id, forwarded: { sender: ana.id, authority: prosecution, from: space } });
    await expect(chi.client.forward({ space, on }, outer, '')).rejects.toMatchObject({ problem: { code: 'not-allowed', detail: 'TLP:AMBER+STRICT' } });
    // Nor what somebody else passed on, and its words stay as they are.
    await expect(chi.client.forward({ space: inner, on: { id: forwarded.id, seq: forwarded.seq! } }, outer, '')).rejects.toMatchObject({ problem: { detail: 'TLP:AMBER+STRICT' } });
    await expect(ben.client.edit(inner, { id: forwarded.id, seq: forwarded.seq! }, 'other words', [])).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
    const closed = await said(ana, 'For you alone', 'H2');
    await expect(ben.client.forward({ space, on: closed }, inner, 'look')).rejects.toMatchObject({ problem: { code: 'not-allowed', detail: 'H2' } });
    expect(await texts(chi.client, inner)).not.toContain('look');
  });

  it('shows at once what was done offline, and the same to all afterwards', async () => {
    const on = await said(ana, 'While Ben is in the tunnel');
    const own = await said(ben, 'My word');
    const poll = await said(ana, 'Yes?', 'none', { poll: { options: ['yes', 'no'], multiple: false } });
    line.cut();
    await until(ben.client, async () => (await ben.client.space(space)).sync === 'offline');
    await ben.client.react(space, on, '🚇', true);
    await ben.client.edit(space, own, 'My second word', []);
    await ben.client.pin(space, on, true);
    await ben.client.vote(space, poll, [1]);
    const topic = await ben.client.createTopic(space, 'From below');
    await ben.client.send(space, plain('hello from below', 'none', { topic, reply: on }));
    const seen = async (person: Person) => [
      (await of(person, on)).reactions, (await of(person, own)).text, (await person.client.pins(space)).some((entry) => entry.type === 'message' && entry.id === on.id), (await of(person, poll)).poll?.options[1]?.by,
      (await person.client.space(space)).topics.map(({ title }) => title), (await person.client.timeline(space, -1, 1, topic)).entries.map((entry) => entry.type === 'message' && [entry.text, entry.topic, entry.reply?.text]),
    ];
    const expected = [[{ emoji: '🚇', by: [ben.id] }], 'My second word', true, [ben.id], ['From below'], [['hello from below', topic, 'While Ben is in the tunnel']]];
    expect(await seen(ben)).toEqual(expected);
    expect((await of(ana, on)).reactions).toEqual([]);
    await people.restart(ben, line.between).catch(() => undefined);
    line.mend();
    await settled();
    for (const person of everybody()) expect(await seen(person)).toEqual(expected);
  });

  it('has alarmed nobody', async () => {
    for (const { client } of everybody()) expect(await client.alarms()).toEqual([]);
  });
});
