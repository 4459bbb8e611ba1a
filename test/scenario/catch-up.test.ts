import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SpaceId } from '@comity/contracts';
import { plain } from '@comity/sdk';
import { People, type Person } from './people.js';

const count = 2_300;

describe('somebody who was away for thousands of messages', () => {
  let people: People;
  let writer: Person;
  let reader: Person;
  let space: SpaceId;

  beforeAll(async () => {
    people = await People.gather();
    await people.admit('Police', 'NO');
    writer = await people.enrol('Kari Lund', 'Police', people.officers[0], 'focal-point');
    reader = await people.enrol('Ola Berg', 'Police', writer);
    space = await writer.client.createChannel({ title: 'Wire', purpose: null, members: [reader.id] });
    await people.settled(writer, reader);
    await reader.client.close();
    for (let i = 0; i < count; i += 1) await writer.client.send(space, plain(`line ${i}`));
    await people.settled(writer);
    await people.restart(reader);
    await people.settled(reader);
  });
  afterAll(async () => { await people.end(); });

  it('has them all, in order and once', async () => {
    const { total, entries, firstUnread } = await reader.client.timeline(space, 0, count * 2);
    const lines = entries.flatMap((entry) => (entry.type === 'message' ? [entry.text] : []));
    expect(lines).toEqual(Array.from({ length: count }, (_, i) => `line ${i}`));
    expect(entries).toHaveLength(total);
    expect(entries[firstUnread ?? -1]).toMatchObject({ text: 'line 0' });
    expect((await reader.client.space(space)).unread).toBe(count);
  });

  it('sees any window of them', async () => {
    const { total } = await reader.client.timeline(space, 0, 1);
    const newest = await reader.client.timeline(space, -3, 3);
    expect(newest.from).toBe(total - 3);
    expect(newest.entries.map((entry) => entry.type === 'message' && entry.text)).toEqual([`line ${count - 3}`, `line ${count - 2}`, `line ${count - 1}`]);
    const middle = await reader.client.timeline(space, 1_000, 100);
    expect(middle.entries).toHaveLength(100);
    expect((await reader.client.timeline(space, total, 10)).entries).toEqual([]);
    expect((await reader.client.timeline(space, total + 50, 10)).entries).toEqual([]);
  });

  it('reads on from where they stopped, also on another device', async () => {
    const { entries } = await reader.client.timeline(space, 0, count * 2);
    const halfway = entries.find((entry) => entry.type === 'message' && entry.text === 'line 1499');
    await reader.client.markRead(space, halfway?.seq ?? 0);
    expect((await reader.client.space(space)).unread).toBe(count - 1_500);
    await reader.client.markRead(space, 5);
    expect((await reader.client.space(space)).unread).toBe(count - 1_500);
    await people.settled(reader);
    const second = await people.another(reader);
    await second.client.settled();
    expect((await second.client.space(space)).unread).toBe(count - 1_500);
    const page = await second.client.timeline(space, 0, count * 2);
    expect(page.entries[page.firstUnread ?? -1]).toMatchObject({ text: 'line 1500' });
  });
});
