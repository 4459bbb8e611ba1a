import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newText, utf8, type Act, type MessageContent } from '@comity/e2ee';
import type { ItemId, SpaceId } from '@comity/contracts';
import { plain, type MessageEntry, type Ref } from '@comity/sdk';
import { Forger, now } from './forger.js';
import { People, texts, until, type Person } from './people.js';

type Naked<T> = T extends unknown ? Omit<T, 'v' | 'sentAt'> : never;

describe('a member who keeps no rules', () => {
  let people: People;
  let ida: Person;
  let sam: Person;
  let mal: Person;
  let space: SpaceId;
  let forger: Forger;
  let on: Ref;

  beforeAll(async () => {
    people = await People.gather();
    await people.admit('Judicial Council', 'RO');
    ida = await people.enrol('Ida Stan', 'Judicial Council', people.officers[0], 'focal-point');
    sam = await people.enrol('Sam Pop', 'Judicial Council', ida);
    mal = await people.enrol('Mal Rusu', 'Judicial Council', ida);
    space = await ida.client.createChannel({ title: 'Honest words', purpose: null, members: [sam.id, mal.id] });
    const id = await ida.client.send(space, plain('as I said it', 'none', { alert: true, poll: { options: ['yes', 'no'], multiple: false } }));
    await people.settled(ida, sam, mal);
    on = { id, seq: (await said(ida, id)).seq! };
    forger = await Forger.of(mal, space);
  });
  afterAll(async () => {
    forger.close();
    await people.end();
  });

  const settled = async () => { await people.settled(ida, sam); await people.settled(ida, sam); };
  const said = async (person: Person, id: ItemId): Promise<MessageEntry> => {
    const entry = (await person.client.timeline(space, 0, 10_000)).entries.find((each) => each.type === 'message' && each.id === id);
    if (entry?.type !== 'message') throw new Error('there is no such message');
    return entry;
  };
  const act = (naked: Naked<Act>) => forger.post({ v: 1, sentAt: now(), ...naked } as MessageContent);
  const shown = async (person: Person) => { const { entries, total } = await person.client.timeline(space, 0, 10_000); return { total, entries: entries.map((entry) => ({ ...entry, deliveredTo: [], readBy: [], delivery: null })) }; };

  it('neither changes the words of others nor closes, reminds or withdraws in their name, and raises no alarm by trying', async () => {
    const before = [await shown(ida), await shown(sam)];
    await act({ type: 'edit', on, text: 'as Mal wants it', mentions: [] });
    await act({ type: 'withdraw', on });
    await act({ type: 'close-poll', on });
    await act({ type: 'remind', on });
    await settled();
    expect([await shown(ida), await shown(sam)]).toEqual(before);
    expect(await ida.client.alarms()).toEqual([]);
  });

  it('acts on nothing by wrong references', async () => {
    const before = await shown(sam);
    const other = '00000000-0000-4000-8000-000000000000' as ItemId;
    for (const wrong of [{ id: other, seq: on.seq }, { id: on.id, seq: on.seq + 1 }, { id: on.id, seq: on.seq - 1 }, { id: on.id, seq: 1 }, { id: on.id, seq: 9_000_000 }, { id: other, seq: Number.MAX_SAFE_INTEGER }]) {
      await act({ type: 'reaction', on: wrong, emoji: '👎', set: true });
      await act({ type: 'rename-topic', on: wrong, title: 'Nothing' });
      await act({ type: 'acknowledge', on: wrong });
    }
    // The place of the act itself, and an act on an act.
    const { seq } = await act({ type: 'pin', on, set: false });
    await act({ type: 'reaction', on: { id: other, seq: seq + 1 }, emoji: '👎', set: true });
    await act({ type: 'vote', on, choices: [0, 1] });
    await act({ type: 'vote', on, choices: [7] });
    await settled();
    expect(await shown(sam)).toEqual(before);
    expect(await sam.client.alarms()).toEqual([]);
  });

  it('refers to what nobody holds, and is shown without it', async () => {
    const { id } = await forger.post(newText('in no topic, answering nobody', now(), { topic: on.id, reply: { id: space as never, seq: 2 } }));
    await settled();
    expect(await said(sam, id)).toMatchObject({ topic: null, reply: null });
    expect((await sam.client.space(space)).topics).toEqual([]);
  });

  it('sends two thousand reactions, of which a bounded number shows', async () => {
    const emoji = (i: number) => String.fromCodePoint(0x1f400 + i);
    const posts: Promise<unknown>[] = [];
    for (let i = 0; i < 2_000; i += 1) {
      posts.push(act({ type: 'reaction', on, emoji: emoji(i % 200), set: i % 3 !== 2 }));
      if (posts.length % 200 === 0) await Promise.all(posts);
    }
    await Promise.all(posts);
    await settled();
    const [a, b] = [await said(ida, on.id), await said(sam, on.id)];
    expect(a.reactions).toEqual(b.reactions);
    expect(a.reactions.length).toBeLessThanOrEqual(20);
    await sam.client.react(space, on, '👍', true);
    await settled();
    expect((await said(ida, on.id)).reactions.at(-1)).toEqual({ emoji: '👍', by: [sam.id] });
    await people.restart(sam);
    expect((await said(sam, on.id)).reactions).toEqual((await said(ida, on.id)).reactions);
  });

  it('repeats an item and is found out', async () => {
    const again = forger.seal({ v: 1, type: 'reaction', on, emoji: '🔁', set: true, sentAt: now() });
    await forger.link.ask('messaging:post', { item: again.bytes });
    // The service answers a repeated post without storing it; under another sender's session it stores nothing either.
    const { seq } = await forger.link.ask('messaging:post', { item: again.bytes });
    await settled();
    expect(await ida.client.alarms()).toEqual([]);
    expect(seq).toBeLessThan((await forger.post(newText('next', now()))).seq);
  });

  it('sends what is no content, which is set aside and named', async () => {
    const bad = [
      utf8('{"v":1,"type":"reaction"}'), utf8('not JSON'), new Uint8Array(60_000).fill(0x7b), utf8(JSON.stringify({ v: 1, type: 'text', text: 'x'.repeat(20_001), sentAt: now() })),
      utf8(JSON.stringify({ v: 1, type: 'reaction', on, emoji: '👍👍', set: true, sentAt: now() })), utf8(JSON.stringify({ v: 1, type: 'text', text: 'a', sentAt: now(), mentions: Array.from({ length: 51 }, () => ({ type: 'all', at: 0, length: 1 })) })),
      utf8('{"v":1,"type":"text","text":"twice","text":"twice","sentAt":"2027-03-01T12:00:00.000Z"}'),
    ];
    const places: number[] = [];
    for (const bytes of bad) places.push((await forger.post(bytes)).seq);
    places.push((await forger.post(newText('a restriction that its header does not announce', now(), { restriction: 'words' }))).seq);
    places.push((await forger.post(newText('announced, and not said', now()), { handling: 'H3' })).seq);
    await settled();
    const { entries } = await sam.client.timeline(space, 0, 10_000);
    expect(entries.filter((entry) => entry.type === 'quarantined').map(({ seq, ...entry }) => [seq, 'rule' in entry && entry.rule])).toEqual(places.map((seq) => [seq, 'malformed']));
    expect(await texts(sam.client, space)).not.toContain('twice');
    for (const { id } of await sam.client.alarms()) await sam.client.acknowledgeAlarm(id);
  });

  it('cannot have signals stored, nor make others believe that somebody else writes', async () => {
    await expect(forger.post(utf8('{}'), { kind: 'signal' })).rejects.toMatchObject({ problem: { code: 'malformed' } });
    const heard: unknown[] = [];
    const stop = sam.client.on((event) => { if (event.type === 'typing') heard.push(event.people); });
    const signal = (content: object, over: object = {}) => forger.link.ask('messaging:signal', { signal: forger.seal(utf8(JSON.stringify(content)), { kind: 'signal', ...over }).bytes });
    const device = (await ida.client.myDevices())[0]!.id;
    await expect(signal({ v: 1, type: 'typing', sentAt: now() }, { sender: device })).rejects.toMatchObject({ problem: { code: 'wrong-sender' } });
    await expect(signal({ v: 1, type: 'typing', sentAt: now() }, { epoch: 0 })).rejects.toMatchObject({ problem: { code: 'stale-epoch' } });
    await expect(signal({ v: 1, type: 'typing', sentAt: now() }, { kind: 'message' })).rejects.toMatchObject({ problem: { code: 'malformed' } });
    await signal({ v: 1, type: 'typing', sentAt: '2020-01-01T00:00:00.000Z' });
    await signal({ v: 1, type: 'shouting', sentAt: now() });
    await signal({ v: 1, type: 'typing', sentAt: now() });
    await until(sam.client, () => heard.length > 0);
    expect(heard).toEqual([[mal.id]]);
    stop();
  });

  it('sends signals faster than anybody writes and is told to wait', async () => {
    const tried = await Promise.allSettled(Array.from({ length: 60 }, () => forger.link.ask('messaging:signal', { signal: forger.seal(utf8('{}'), { kind: 'signal' }).bytes })));
    const refused = tried.filter((each) => each.status === 'rejected');
    expect(refused.length).toBeGreaterThan(30);
    for (const { reason } of refused) expect(reason).toMatchObject({ problem: { code: 'too-many-requests' } });
  });

  it('opens topics without end, of which a bounded number exists', async () => {
    await Promise.all(Array.from({ length: 60 }, (_, i) => act({ type: 'topic', title: `Topic ${i}` })));
    await settled();
    expect((await sam.client.space(space)).topics).toHaveLength(40);
    const topic = await sam.client.createTopic(space, 'An honest one');
    await settled();
    expect((await ida.client.space(space)).topics.filter(({ id }) => id === topic)).toMatchObject([{ title: 'An honest one' }]);
  });
});
