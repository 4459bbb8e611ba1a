import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plain } from '@comity/sdk';
import type { Instant, ItemId, SpaceHistory, SpaceId } from '@comity/contracts';
import { firstLink, historyContents, policyOf, randomBytes, type HistoryGrant } from '@comity/e2ee';
import type { AlarmRule } from '@comity/sdk';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { askAs, deviceKeysOf } from './accomplice.js';
import { epochKeysOf, groupOf, sealAs } from './insider.js';
import { People, texts, type Person } from './people.js';

describe('a past given by somebody who breaks the rules', () => {
  let people: People;
  let ana: Person;
  let ben: Person;
  let li: Person;

  beforeAll(async () => {
    people = await People.gather();
    await people.admit('Anti-Corruption Bureau', 'MY');
    ana = await people.enrol('Ana Ruiz', 'Anti-Corruption Bureau', people.officers[0], 'focal-point');
    ben = await people.enrol('Ben Adu', 'Anti-Corruption Bureau', ana);
    li = await people.enrol('Li Wei', 'Anti-Corruption Bureau', ana);
  });
  afterAll(async () => { await people.end(); });

  /** Two messages, then Li comes in, then one more. */
  async function channel(history: SpaceHistory | 'from now on'): Promise<SpaceId> {
    const space = await ana.client.createChannel({ title: 'Sealed', purpose: null, members: [ben.id] });
    for (const text of ['one', 'two']) await ana.client.send(space, plain(text));
    await people.settled(ana, ben);
    // Li is added while the policy gives nothing; what it says afterwards is what a grant is judged by.
    await ana.client.addMembers(space, [li.id]);
    await ana.client.send(space, plain('three'));
    await people.settled(ana, ben, li);
    if (history !== 'none') await ana.client.setPolicy(space, { history: history === 'from now on' ? { since: new Date().toISOString() as Instant } : history });
    await people.settled(ana, ben, li);
    for (const { client } of [ana, ben, li]) for (const alarm of await client.alarms()) await client.acknowledgeAlarm(alarm.id);
    return space;
  }

  /** The service is in league: it serves Li whatever there is. */
  async function served(space: SpaceId): Promise<void> {
    const client = new Client({ connectionString: people.service.databaseUrl });
    await client.connect();
    await client.query('update space_member set since_seq = 1 where space = $1', [space]);
    await client.end();
  }

  /** The whole past, by somebody's own hand. */
  async function give(giver: Person, space: SpaceId, change: (grant: HistoryGrant) => HistoryGrant = (grant) => grant, from: Instant = new Date(0).toISOString() as Instant): Promise<void> {
    const [keys, group, { practitioner, device }] = [await epochKeysOf(giver, space), await groupOf(giver, space), await deviceKeysOf(giver)];
    const grant = change({ since: 1, link: firstLink(), epoch: 0, seats: [{ practitioner, device }], policy: policyOf(group), keys: [...keys].sort(([a], [b]) => a - b).map(([, key]) => key) });
    for (const content of historyContents(grant, { grant: randomUUID() as ItemId, to: [li.id], from, sentAt: new Date().toISOString() as Instant })) {
      const item = await sealAs(giver, space, 'history', content);
      await askAs(giver, (link) => link.ask('messaging:post', { item }));
    }
    await people.settled(ana, ben, li);
  }

  const rules = async ({ client }: Person, space: SpaceId): Promise<AlarmRule[]> => (await client.alarms()).filter((alarm) => alarm.space === space && !alarm.acknowledged).map(({ rule }) => rule);
  const refused = async (space: SpaceId, ...others: Person[]): Promise<void> => {
    for (const person of [li, ...others]) expect(await rules(person, space)).toEqual(['history-refused']);
    expect(await texts(li.client, space)).toEqual(['three']);
    expect((await li.client.timeline(space, 0, 100)).entries.filter(({ type }) => type === 'history')).toEqual([]);
    expect([...(await epochKeysOf(li, space)).keys()]).not.toContain(1);
  };

  it('is taken when it keeps them', async () => {
    const space = await channel('all');
    await served(space);
    await give(ana, space);
    expect(await rules(li, space)).toEqual([]);
    expect(await texts(li.client, space)).toEqual(['one', 'two', 'three']);
  });

  it('is refused by name where the policy gives none', async () => {
    const space = await channel('none');
    await served(space);
    await give(ana, space);
    await refused(space, ben);
  });

  it('is refused when it reaches behind the date of the policy', async () => {
    const space = await channel('from now on');
    await served(space);
    // Stated as if it were of today: those who were there know better, and so does whoever looks at its first entry.
    await give(ana, space, undefined, new Date().toISOString() as Instant);
    await refused(space, ben);
  });

  it('is refused from somebody who is no owner', async () => {
    const space = await channel('all');
    await served(space);
    await give(ben, space);
    await refused(space, ana);
  });

  it('is refused when it calls a later epoch by an earlier number', async () => {
    const space = await channel('all');
    await served(space);
    await give(ana, space, (grant) => ({ ...grant, keys: grant.keys.slice(1) }));
    await refused(space);
  });

  it('is refused when it names another key for an epoch one was in', async () => {
    const space = await channel('all');
    await served(space);
    await give(ana, space, (grant) => ({ ...grant, keys: [...grant.keys.slice(0, -1), { key: randomBytes(32), tag: randomBytes(32) }] }));
    await refused(space);
  });

  it('is alarmed about when its beginning is not the one everybody knows', async () => {
    const space = await channel('all');
    await served(space);
    await give(ana, space, (grant) => ({ ...grant, link: randomBytes(32) }));
    expect(await rules(li, space)).toContain('transcript-fork');
  });

  it('shows nothing that it does not open', async () => {
    const space = await channel('all');
    await served(space);
    await give(ana, space, (grant) => ({ ...grant, keys: grant.keys.map((key, i) => (i === 1 ? { ...key, key: randomBytes(32) } : key)) }));
    expect(await rules(li, space)).toContain('cannot-open');
    expect(await texts(li.client, space)).toEqual(['three']);
  });

  it('cannot be withheld and come back: who is not served it sees that it was given, and nothing else', async () => {
    const space = await channel('all');
    await give(ana, space);
    expect(await rules(li, space)).toEqual([]);
    expect(await texts(li.client, space)).toEqual(['three']);
    // Given once more, by an owner's client and with the service's part.
    expect(await ana.client.giveHistory(space, [li.id])).toEqual([li.id]);
    await people.settled(ana, li);
    expect(await texts(li.client, space)).toEqual(['one', 'two', 'three']);
  });
});
