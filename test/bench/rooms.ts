/**
 * Somebody who is in many spaces: others found them, renew their keys in them as time passes, and write. Every item is sealed,
 * signed and posted over the service's own door.
 */
import { randomUUID } from 'node:crypto';
import type { DeviceId, Instant, ItemId, SpaceId, SpaceKind } from '@comity/contracts';
import { suiteFor } from '@comity/contracts';
import { commitChanges, contentKey, encodeMessage, encodeProfile, epochTag, newText, sealItem, type Encoded, type Group } from '@comity/e2ee';
import type { Socket } from 'socket.io-client';
import { foundSpace, type Space } from '../support/sealing.js';
import type { Seat } from '../support/community.js';
import type { Corpus } from './corpus.js';
import { ask, buffer, openSocket } from './product-target.js';

export interface RoomPlan { title: string; members: number; items: number; renewals: number; kind?: SpaceKind }

/** The connections of those who write, each opened once. */
export class Writers {
  private readonly open = new Map<Seat, Promise<Socket>>();
  constructor(private readonly url: string) {}

  of(seat: Seat): Promise<Socket> {
    const known = this.open.get(seat) ?? openSocket(this.url, seat.cookie);
    this.open.set(seat, known);
    return known;
  }

  async close(): Promise<void> { for (const socket of this.open.values()) (await socket).close(); }
}

/** Most who write in one space at the same time. */
const writersEach = 16;

export class Room {
  private constructor(readonly plan: RoomPlan, private readonly space: Space, private group: Group, private readonly members: readonly Seat[], private readonly writers: Writers, private readonly corpus: Corpus) {}

  get id(): SpaceId { return this.space.id; }

  /** A space of `members` and the person whose device is `guest`, founded by the first of them. */
  static async found(plan: RoomPlan, members: readonly Seat[], guest: DeviceId, writers: Writers, corpus: Corpus): Promise<Room> {
    const [founder] = members;
    if (founder === undefined || members.length < 2) throw new RangeError('a channel has a founder, a guest and somebody else');
    const socket = await writers.of(founder);
    const suite = suiteFor('channel', members.length + 1);
    const { packages } = await ask(socket, 'messaging:claim-key-packages', { suite, devices: [guest] });
    const space = await foundSpace(members, suite, packages.map(({ bytes }) => bytes), plan.kind);
    await ask(socket, 'messaging:create', { space: space.id, kind: space.kind, suite, groupInfo: buffer(space.founding) });
    const { commit, welcome, groupInfo, next } = space.changes;
    await ask(socket, 'messaging:commit', { space: space.id, id: randomUUID() as ItemId, epoch: 0, commit: buffer(commit), welcome: welcome === null ? null : buffer(welcome), groupInfo: buffer(groupInfo) });
    const room = new Room(plan, space, next, members, writers, corpus);
    await room.post(founder, 'profile', encodeProfile({ title: plan.title, purpose: null, sentAt: now() }));
    return room;
  }

  /** Items in equal parts, after each but the last of which the founder renews their key: an epoch each. */
  async fill(items = this.plan.items, renewals = this.plan.renewals): Promise<void> {
    let written = 0;
    for (let part = 0; part <= renewals; part += 1) {
      const until = Math.round((items * (part + 1)) / (renewals + 1));
      await this.write(until - written);
      written = until;
      if (part < renewals) await this.renew();
    }
  }

  private async write(items: number): Promise<void> {
    const key = await contentKey(this.group);
    await Promise.all(this.members.slice(0, writersEach).map(async (writer, w, all) => {
      for (let i = w; i < items; i += all.length) await this.post(writer, 'message', encodeMessage(newText(this.corpus.message(i), now())), key);
    }));
  }

  private async renew(): Promise<void> {
    const [founder] = this.members;
    if (founder === undefined) return;
    const { commit, groupInfo, next } = await commitChanges(this.group, {});
    await ask(await this.writers.of(founder), 'messaging:commit', { space: this.id, id: randomUUID() as ItemId, epoch: this.group.epoch, commit: buffer(commit), welcome: null, groupInfo: buffer(groupInfo) });
    this.group = next;
  }

  /** Without `key` the one of the epoch is found for it. */
  async post(writer: Seat, kind: 'message' | 'profile', encoded: Encoded, key?: Uint8Array, id = randomUUID() as ItemId): Promise<void> {
    if (!encoded.ok) throw new Error(encoded.rule);
    const item = sealItem({
      header: { kind, handling: 'none', space: this.id, epoch: this.group.epoch, epochTag: epochTag(this.group), id, sender: writer.device, transcript: this.space.transcript, treeHead: { size: 0, root: new Uint8Array(32) } },
      content: encoded.bytes, contentKey: key ?? (await contentKey(this.group)), deviceSecret: writer.secretKey,
    });
    await ask(await this.writers.of(writer), 'messaging:post', { item: buffer(item) });
  }
}

const now = (): Instant => new Date().toISOString() as Instant;
