import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { utf8, type MessageContent } from '@comity/e2ee';
import { problem, type Entry, type SpaceId } from '@comity/contracts';
import { ComityFailure, plain, type Link, type Ref, type TimelineEntry, type Transport } from '@comity/sdk';
import { Forger, now } from './forger.js';
import { Hostile } from './hostile.js';
import { People, texts, until, type Person } from './people.js';

describe('acts and a service that edits the log', () => {
  let people: People;
  let una: Person;
  let viktor: Person;
  let space: SpaceId;
  let on: Ref;
  /** A space nobody lied about. */
  let fresh: SpaceId;

  beforeAll(async () => {
    people = await People.gather();
    await people.admit('Anti-Corruption Bureau', 'LV');
    una = await people.enrol('Una Kalnina', 'Anti-Corruption Bureau', people.officers[0], 'focal-point');
    viktor = await people.enrol('Viktor Ozols', 'Anti-Corruption Bureau', una);
    space = await una.client.createChannel({ title: 'Acts', purpose: null, members: [viktor.id] });
    const id = await una.client.send(space, plain('the first word'));
    await people.settled(una, viktor);
    on = { id, seq: (await message(una))!.seq! };
  });
  afterAll(async () => { await people.end(); });

  const message = async ({ client }: Person) => (await client.timeline(space, 0, 1_000)).entries.find((entry): entry is TimelineEntry & { type: 'message' } => entry.type === 'message' && (on === undefined || entry.id === on.id));

  /** Viktor is away while something happens; the service shows him an edited log when he comes back. */
  async function away(meanwhile: () => Promise<void>, edit: (entries: Entry[]) => Entry[]) {
    await viktor.client.close();
    await meanwhile();
    await people.restart(viktor, new Hostile().ack('messaging:sync', (page, { space: asked }) => (asked === space ? { ...page, entries: edit(page.entries) } : page)).between);
    await viktor.client.settled();
    const rules = (await viktor.client.alarms()).filter(({ acknowledged }) => !acknowledged);
    for (const { id } of rules) await viktor.client.acknowledgeAlarm(id);
    return rules.map(({ rule }) => rule);
  }

  it('finds out an act that is repeated, and does it once', async () => {
    const rules = await away(async () => {
      await una.client.react(space, on, '👍', true);
      await una.client.settled();
      await una.client.react(space, on, '👍', false);
      await una.client.settled();
    }, (entries) => entries.map((entry, i) => (i === 1 ? { ...entries[0]!, seq: entry.seq } : entry)));
    expect(rules[0]).toBe('replayed');
    expect((await message(viktor))?.reactions).toEqual([{ emoji: '👍', by: [una.id] }]);
    await viktor.client.close();
  });

  it('sets a signal in the log aside', async () => {
    await people.restart(una);
    await una.client.settled();
    const forger = await Forger.of(una, space);
    const signal = forger.seal(utf8(JSON.stringify({ v: 1, type: 'typing', sentAt: now() })), { kind: 'signal' });
    const rules = await away(async () => { await forger.post({ v: 1, type: 'pin', on, set: true, sentAt: now() } as MessageContent); }, (entries) => entries.map((entry) => ({ ...entry, bytes: signal.bytes })));
    forger.close();
    expect(rules).toContain('unknown-kind');
    expect((await message(viktor))?.pinned).toBeNull();
  });

  it('takes in what was done while it was away, edits and withdrawals among it', async () => {
    fresh = await una.client.createChannel({ title: 'Later', purpose: null, members: [people.officers[0].id] });
    const [officer] = people.officers;
    await people.settled(una, officer);
    await officer.client.close();
    const id = await una.client.send(fresh, plain('a slip of the tongue'));
    const kept = await una.client.send(fresh, plain('a word'));
    await una.client.settled();
    const entries = (await una.client.timeline(fresh, 0, 100)).entries.filter((entry) => entry.type === 'message');
    await una.client.withdraw(fresh, { id, seq: entries.find((entry) => entry.id === id)!.seq! });
    await una.client.edit(fresh, { id: kept, seq: entries.find((entry) => entry.id === kept)!.seq! }, 'a better word', []);
    await una.client.settled();
    await people.restart(officer);
    await officer.client.settled();
    expect(await texts(officer.client, fresh)).toEqual(['', 'a better word']);
    expect(await officer.client.space(fresh)).toMatchObject({ unread: 1, preview: { text: 'a better word' } });
    expect(await officer.client.alarms()).toEqual([]);
  });

  it('undoes an act that the service refuses, says so, and keeps a message to try again', async () => {
    let refusing = true;
    const between = (transport: Transport): Transport => ({
      rest: transport.rest,
      link: () => {
        const inner = transport.link();
        const ask: Link['ask'] = (event, argument, timeout) => (refusing && event === 'messaging:post' ? Promise.reject(new ComityFailure({ kind: 'problem', problem: problem('malformed') })) : inner.ask(event, argument, timeout));
        return { get online() { return inner.online; }, open: () => { inner.open(); }, close: () => { inner.close(); }, on: (event, listener) => { inner.on(event, listener); }, ask };
      },
    });
    const [officer] = people.officers;
    await people.restart(officer, between);
    await officer.client.settled();
    const undone: string[] = [];
    officer.client.on((event) => { if (event.type === 'undone') undone.push(event.problem.code); });
    const word = (await officer.client.timeline(fresh, -1, 1)).entries[0] as TimelineEntry & { type: 'message' };
    await officer.client.react(fresh, { id: word.id, seq: word.seq! }, '👍', true);
    await officer.client.send(fresh, plain('refused at first'));
    await until(officer.client, async () => undone.length === 1 && (await officer.client.timeline(fresh, -1, 1)).entries.some((entry) => entry.type === 'message' && entry.delivery === 'refused'));
    expect(undone).toEqual(['malformed']);
    const { entries } = await officer.client.timeline(fresh, -2, 2);
    expect(entries).toMatchObject([{ id: word.id, reactions: [] }, { text: 'refused at first', delivery: 'refused', refusal: { code: 'malformed' } }]);
    refusing = false;
    await officer.client.resend(fresh, (entries[1] as typeof word).id);
    await people.settled(officer, una);
    expect((await texts(una.client, fresh)).at(-1)).toBe('refused at first');
    await people.restart(officer);
    expect((await officer.client.timeline(fresh, 0, 100)).entries.find((entry) => entry.type === 'message' && entry.id === word.id)).toMatchObject({ reactions: [] });
  });

  it('reads the past on a new device as it stands now, acts from before it came included', async () => {
    const second = await people.another(una);
    await second.client.settled();
    for (const { id } of await una.client.spaces()) {
      const [own, other] = await Promise.all([una.client, second.client].map(async (client) => (await client.timeline(id, 0, 1_000)).entries.filter((entry) => entry.type === 'message').map((entry) => ({ ...entry, deliveredTo: [], readBy: [], delivery: null }))));
      expect(other).toEqual(own);
    }
    expect((await second.client.alarms()).filter((alarm) => alarm.space === fresh)).toEqual([]);
  });
});
