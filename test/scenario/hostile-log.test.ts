import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { joinByExternalCommit, newDevice, ready as sodiumReady } from '@comity/e2ee';
import type { DeviceId, Entry, PractitionerId, SpaceId } from '@comity/contracts';
import { plain } from '@comity/sdk';
import type { AlarmRule, TimelineEntry } from '@comity/sdk';
import { randomUUID } from 'node:crypto';
import { flipped, Hostile, renumbered } from './hostile.js';
import { People, texts, type Person } from './people.js';

describe('a service that edits the log', () => {
  let people: People;
  let mira: Person;
  let omar: Person;
  let other: SpaceId;

  beforeAll(async () => {
    people = await People.gather();
    await people.admit('Anti-Corruption Bureau', 'MY');
    mira = await people.enrol('Mira Tan', 'Anti-Corruption Bureau', people.officers[0], 'focal-point');
    omar = await people.enrol('Omar Idris', 'Anti-Corruption Bureau', mira);
    other = await mira.client.openDirect(omar.id);
    await mira.client.send(other, plain('elsewhere'));
    await people.settled(mira, omar);
  });
  afterAll(async () => { await people.end(); });

  /** Omar is away while Mira writes; when he comes back, the service shows him an edited log. */
  async function show(edit: (fresh: Entry[], space: SpaceId) => Entry[] | Promise<Entry[]>, meanwhile: (space: SpaceId) => Promise<void> = write): Promise<{ space: SpaceId; rules: AlarmRule[]; entries: TimelineEntry[] }> {
    const space = await mira.client.createChannel({ title: 'Under attack', purpose: null, members: [omar.id] });
    await mira.client.send(space, plain('before'));
    await people.settled(mira, omar);
    for (const alarm of await omar.client.alarms()) await omar.client.acknowledgeAlarm(alarm.id);
    await omar.client.close();
    await meanwhile(space);
    const hostile = new Hostile().ack('messaging:sync', async (page, { space: asked }) => {
      if (asked !== space || page.entries.length === 0) return page;
      const entries = await edit(page.entries, space);
      return { ...page, entries, head: Math.max(page.head, entries.at(-1)?.seq ?? 0) };
    });
    await people.restart(omar, hostile.between);
    await people.settled(omar);
    const rules = (await omar.client.alarms()).filter((alarm) => alarm.space === space && !alarm.acknowledged).map(({ rule }) => rule);
    return { space, rules, entries: (await omar.client.timeline(space, 0, 100)).entries };
  }

  async function write(space: SpaceId): Promise<void> {
    for (const text of ['one', 'two', 'three']) {
      await mira.client.send(space, plain(text));
      await mira.client.settled();
    }
  }
  const shown = (entries: TimelineEntry[]) => entries.flatMap((entry) => (entry.type === 'message' ? [entry.text] : []));

  it('is not noticed when it does not edit', async () => {
    const { rules, entries } = await show((fresh) => fresh);
    expect(rules).toEqual([]);
    expect(shown(entries)).toEqual(['before', 'one', 'two', 'three']);
  });

  it('drops an entry and shows a gap', async () => {
    let dropped: number | undefined;
    const { rules, entries, space } = await show((fresh) => {
      dropped ??= fresh[1]!.seq;
      return fresh.filter(({ seq }) => seq !== dropped);
    });
    expect(rules).toContain('gap');
    expect(shown(entries)).toEqual(['before', 'one']);
    expect((await omar.client.space(space)).sync).toBe('alarm');
  });

  it('drops an entry and closes the gap', async () => {
    const { rules, entries } = await show((fresh) => renumbered(fresh[0]!.seq, fresh.filter((_, i) => i !== 1)));
    expect(rules).toContain('transcript-fork');
    expect(shown(entries)).toEqual(['before', 'one']);
  });

  it('replays an item', async () => {
    const { rules, entries } = await show((fresh) => renumbered(fresh[0]!.seq, [...fresh, fresh[2]!]));
    expect(rules).toContain('replayed');
    expect(shown(entries)).toEqual(['before', 'one', 'two', 'three']);
  });

  it('reorders items', async () => {
    const { rules, entries } = await show((fresh) => renumbered(fresh[0]!.seq, [fresh[1]!, fresh[0]!, fresh[2]!]));
    expect(rules).toContain('reordered');
    expect(shown(entries)).not.toContain('two');
  });

  it('changes a byte of an item', async () => {
    const { rules, entries } = await show((fresh) => fresh.map((entry, i) => (i === 0 ? { ...entry, bytes: flipped(entry.bytes, -90) } : entry)));
    expect(rules).toContain('bad-signature');
    expect(shown(entries)).toEqual(['before']);
    expect(entries.filter(({ type }) => type === 'quarantined').length).toBeGreaterThan(0);
  });

  it('cuts an item short', async () => {
    const { rules } = await show((fresh) => fresh.map((entry, i) => (i === 2 ? { ...entry, bytes: entry.bytes.subarray(0, 100) } : entry)));
    expect(rules).toContain('malformed');
  });

  it('brings an item of a kind nobody knows', async () => {
    const { rules } = await show((fresh) => fresh.map((entry, i) => (i === 2 ? { ...entry, bytes: entry.bytes.map((byte, at) => (at === 1 ? 99 : byte)) } : entry)));
    expect(rules).toContain('unknown-kind');
  });

  it('brings an item of another space', async () => {
    const { entries: stolen } = await omar.client.timeline(other, 0, 10);
    expect(shown(stolen)).toEqual(['elsewhere']);
    let foreign: Entry | undefined;
    const hostile = new Hostile().ack('messaging:sync', (page, { space }) => {
      if (space === other) foreign = page.entries.find((entry) => entry.type === 'item') ?? foreign;
      return page;
    });
    const second = await people.another(omar, undefined, hostile.between);
    await second.client.settled();
    const { rules } = await show((fresh) => [...fresh, { ...foreign!, seq: fresh.at(-1)!.seq + 1 }]);
    expect(rules).toContain('wrong-space');
  });

  it('brings an item of an epoch that is over', async () => {
    const { rules } = await show((fresh) => renumbered(fresh[0]!.seq, [...fresh.filter(({ type }) => type === 'commit'), ...fresh.filter(({ type }) => type === 'item')]), async (space) => {
      await mira.client.send(space, plain('under the old key'));
      await mira.client.settled();
      await mira.client.addMembers(space, [people.officers[0].id]);
      await mira.client.settled();
    });
    expect(rules).toContain('wrong-epoch');
  });

  it('changes a commit', async () => {
    const { rules, space } = await show((fresh) => fresh.map((entry) => (entry.type === 'commit' ? { ...entry, bytes: flipped(entry.bytes, -5) } : entry)), async (id) => {
      await mira.client.addMembers(id, [people.officers[1].id]);
      await mira.client.settled();
    });
    expect(rules).toContain('commit-malformed');
    expect((await omar.client.space(space)).sync).toBe('alarm');
    expect((await omar.client.space(space)).members).not.toContain(people.officers[1].id);
  });

  /** A real second device joins; in its commit's place the service shows one that lets in somebody else. */
  async function intrude(intruder: { practitioner: PractitionerId; device: DeviceId; publicKey: Uint8Array; secretKey: Uint8Array }): Promise<{ rules: AlarmRule[]; entries: TimelineEntry[] }> {
    const groupInfos = new Map<SpaceId, Uint8Array>();
    const overheard = new Hostile().ack('messaging:group-info', (value, { space }) => {
      groupInfos.set(space, value.groupInfo);
      return value;
    });
    return show(async (fresh, space) => {
      const { commit } = await joinByExternalCommit(groupInfos.get(space)!, intruder);
      return fresh.map((entry) => (entry.type === 'commit' ? { ...entry, bytes: commit } : entry));
    }, async () => {
      const second = await people.another(mira, undefined, overheard.between);
      await second.client.settled();
    });
  }

  it('brings in a device of its own in the name of a member', async () => {
    await sodiumReady();
    const { rules, entries } = await intrude({ practitioner: mira.id, device: randomUUID() as DeviceId, ...newDevice() });
    expect(rules).toContain('foreign-leaf');
    expect(entries.at(-1)).toMatchObject({ type: 'quarantined', rule: 'foreign-leaf' });
  });

  it('brings in a stranger', async () => {
    const { rules } = await intrude({ practitioner: randomUUID() as PractitionerId, device: randomUUID() as DeviceId, ...newDevice() });
    expect(rules).toContain('foreign-leaf');
  });

  it('puts another key in the place of a certified device\'s', async () => {
    const certified = (await mira.client.people()).find(({ id }) => id === people.officers[0].id)!.devices[0]!;
    const { rules } = await intrude({ practitioner: people.officers[0].id, device: certified.id, ...newDevice() });
    expect(rules).toContain('foreign-leaf');
  });

  it('acknowledges what it does not keep', async () => {
    const { space, rules } = await show((fresh) => fresh);
    expect(rules).toEqual([]);
    const hostile = new Hostile().ack('messaging:sync', (page, argument) => (argument.space === space ? { ...page, entries: page.entries.filter((entry) => entry.seq <= 6), head: Math.min(6, page.head) } : page));
    await people.restart(omar, hostile.between);
    await omar.client.settled();
    await omar.client.send(space, plain('lost'));
    await omar.client.settled();
    expect((await omar.client.alarms()).filter((alarm) => alarm.space === space).map(({ rule }) => rule)).toEqual(['rolled-back']);
  });

  it('is known to the others by the receipts of whom it lied to, and takes nothing from them', async () => {
    const rules = new Set((await mira.client.alarms()).map(({ rule }) => rule));
    expect([...rules]).toEqual(['transcript-fork']);
    expect(await texts(mira.client, other)).toEqual(['elsewhere']);
  });
});
