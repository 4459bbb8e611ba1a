import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SpaceId } from '@comity/contracts';
import { plain, type Comity, type ComityEvent, type MessageInput, type WaitingMessage } from '@comity/sdk';
import { People, until, type Person } from './people.js';

/** There are no requests here. */
const waiting = async (client: Comity): Promise<WaitingMessage[]> => (await client.inbox()) as WaitingMessage[];
const kinds = async (client: Comity): Promise<string[]> => (await waiting(client)).map(({ kind, text }) => `${kind}: ${text}`);
const mentioning = (person: Person, text: string, more: Partial<MessageInput> = {}): MessageInput =>
  plain(`@${person.name} ${text}`, 'none', { mentions: [{ type: 'person', id: person.id, at: 0, length: person.name.length + 1 }], ...more });

describe('the inbox', () => {
  let people: People;
  let amal: Person;
  let chen: Person;
  let joint: SpaceId;
  let quiet: SpaceId;
  const notices: Extract<ComityEvent, { type: 'notice' }>[] = [];

  beforeAll(async () => {
    people = await People.gather();
    await people.admit('Public Prosecution', 'AE');
    amal = await people.enrol('Amal Haddad', 'Public Prosecution', people.officers[0], 'focal-point');
    chen = await people.enrol('Chen Li', 'Public Prosecution', amal);
    joint = await amal.client.createChannel({ title: 'Joint', purpose: null, members: [chen.id] });
    quiet = await amal.client.createChannel({ title: 'Quiet', purpose: null, members: [chen.id] });
    await people.settled(amal, chen);
    chen.client.on((event) => { if (event.type === 'notice') notices.push(event); });
  });
  afterAll(async () => { await people.end(); });
  const say = async (space: SpaceId, ...inputs: MessageInput[]): Promise<void> => {
    for (const input of inputs) await amal.client.send(space, input);
    await people.settled(amal, chen);
  };
  const entry = async (kind: WaitingMessage['kind']): Promise<WaitingMessage> => (await waiting(chen.client)).find((each) => each.kind === kind)!;

  it('is empty before anything came', async () => {
    expect(await chen.client.inbox()).toEqual([]);
  });

  it('counts what is unread from its first message on, and lists mentions by themselves', async () => {
    await say(joint, plain('One'), plain('Two'), mentioning(chen, 'please look'));
    expect(await kinds(chen.client)).toEqual(['mention: @Chen Li please look', 'unread: One']);
    expect(await entry('unread')).toMatchObject({ space: joint, count: 2, topic: null, sender: amal.id });
    expect(await amal.client.inbox()).toEqual([]);
  });

  it('told of each without its content', () => {
    expect(new Set(notices.map(({ kind }) => kind))).toEqual(new Set(['message', 'mention']));
    for (const notice of notices) expect(Object.keys(notice).sort()).toEqual(['kind', 'space', 'type']);
  });

  it('loses what was read, also on another device of the person', async () => {
    const other = await people.another(chen);
    await until(other.client, async () => (await other.client.inbox()).length === 2);
    await chen.client.markRead(joint, (await entry('mention')).on.seq);
    expect(await chen.client.inbox()).toEqual([]);
    await people.settled(chen);
    await until(other.client, async () => (await other.client.inbox()).length === 0);
    await other.client.close();
  });

  it('keeps a mention while it is unread, though others of its topic were read', async () => {
    const topic = await amal.client.createTopic(joint, 'Vessels');
    await say(joint, plain('In the topic', 'none', { topic }), mentioning(chen, 'in the main view'), mentioning(chen, 'in the topic', { topic }));
    expect((await kinds(chen.client)).filter((each) => each.startsWith('mention'))).toHaveLength(2);
    const inTopic = (await waiting(chen.client)).filter((each) => each.topic === topic);
    expect(inTopic.map(({ kind, count }) => [kind, count])).toEqual(expect.arrayContaining([['mention', 1], ['unread', 1]]));
    await chen.client.markRead(joint, Math.max(...inTopic.map(({ on }) => on.seq)), topic);
    expect(await kinds(chen.client)).toEqual(['mention: @Chen Li in the main view']);
    await chen.client.markRead(joint, 1_000_000);
    expect(await chen.client.inbox()).toEqual([]);
  });

  it('follows edits and withdrawals', async () => {
    await say(joint, plain('Nobody yet'));
    const sent = (await waiting(chen.client))[0]!;
    await amal.client.edit(joint, sent.on, '@Chen Li now you', [{ type: 'person', id: chen.id, at: 0, length: 8 }]);
    await people.settled(amal, chen);
    expect(await kinds(chen.client)).toEqual(['mention: @Chen Li now you']);
    expect(notices.at(-1)?.kind).toBe('mention');
    await amal.client.withdraw(joint, sent.on);
    await people.settled(amal, chen);
    expect(await chen.client.inbox()).toEqual([]);
  });

  it('keeps an alert until it is acknowledged, whether it was read or not, and says when its sender asked again', async () => {
    await say(joint, plain('Vault codes leaked', 'none', { alert: true }));
    expect(await kinds(chen.client)).toEqual(['alert: Vault codes leaked']);
    expect(notices.at(-1)?.kind).toBe('alert');
    const { on } = await entry('alert');
    await chen.client.markRead(joint, on.seq);
    expect(await kinds(chen.client)).toEqual(['alert: Vault codes leaked']);
    const before = notices.length;
    await amal.client.remind(joint, on);
    await people.settled(amal, chen);
    expect(await kinds(chen.client)).toEqual(['reminder: Vault codes leaked']);
    expect(notices.slice(before).map(({ kind }) => kind)).toEqual(['alert']);
    await chen.client.acknowledge(joint, on);
    await people.settled(chen, amal);
    expect(await chen.client.inbox()).toEqual([]);
  });

  it('respects the level of each space', async () => {
    const settings = { receipts: true, typing: true } as const;
    await say(quiet, plain('Chatter'), mentioning(chen, 'hello'), plain('Urgent', 'none', { alert: true }));
    expect(await kinds(chen.client)).toHaveLength(3);
    await chen.client.setSpaceSettings(quiet, { ...settings, level: 'mentions' });
    expect(await kinds(chen.client)).toEqual(['alert: Urgent', 'mention: @Chen Li hello']);
    await chen.client.setSpaceSettings(quiet, { ...settings, level: 'none' });
    expect(await kinds(chen.client)).toEqual(['alert: Urgent']);
  });

  it('is the same after a restart', async () => {
    await people.restart(chen);
    await people.settled(chen);
    expect(await kinds(chen.client)).toEqual(['alert: Urgent']);
  });

  it('keeps quiet hours in the vault, and refuses what are none', async () => {
    const settings = { notify: true, quiet: { from: '20:00', to: '07:00', days: [5, 1, 1, 9] }, remind: 3 as const };
    await chen.client.setNoticeSettings(settings);
    expect(await chen.client.noticeSettings()).toEqual({ notify: true, quiet: { from: '20:00', to: '07:00', days: [1, 5] }, remind: 3 });
    const other = await people.another(chen);
    expect(await other.client.noticeSettings()).toEqual(await chen.client.noticeSettings());
    await expect(chen.client.setNoticeSettings({ notify: true, quiet: { from: '24:00', to: '07:00', days: [] }, remind: 'all' })).rejects.toMatchObject({ kind: 'problem' });
    await expect(chen.client.setNoticeSettings({ notify: true, quiet: null, remind: 2 as 3 })).rejects.toMatchObject({ kind: 'problem' });
  });
});
