/** A member whose client keeps no rules: seals whatever it likes with the keys a member really has, and posts it. */
import { randomUUID } from 'node:crypto';
import { contentKey, decodeGroup, encodeMessage, epochOf, epochTag, firstLink, sealItem, type Group, type ItemToSeal, type MessageContent } from '@comity/e2ee';
import type { Instant, ItemId, SpaceId } from '@comity/contracts';
import { networkTransport, type Link } from '@comity/sdk';
import { keptKeys, type KeptKeys } from '../../libs/sdk/src/account/kept-keys.js';
import { LocalAccount } from '../../libs/sdk/src/account/local-account.js';
import { keys } from '../../libs/sdk/src/space/record.js';
import type { Person } from './people.js';

type Header = ItemToSeal['header'];

export class Forger {
  private constructor(readonly link: Link, private readonly kept: KeptKeys, private readonly group: Group, private readonly key: Uint8Array) {}

  /** With the person's keys and session, in the space's present epoch. */
  static async of(person: Person, space: SpaceId): Promise<Forger> {
    const store = (await LocalAccount.read(person.device.store))?.store();
    const kept = store === undefined ? undefined : await keptKeys(store);
    const bytes = await store?.get(keys.group(space));
    if (kept === undefined || bytes === undefined) throw new Error('there are no keys here');
    const group = decodeGroup(bytes, kept.device);
    const link = networkTransport(person.device.platform).link();
    const online = new Promise<void>((resolve) => { link.on('link:online', () => { resolve(); }); });
    link.open();
    await online;
    return new Forger(link, kept, group, await contentKey(group));
  }

  seal(content: MessageContent | Uint8Array, over: Partial<Header> = {}): { id: ItemId; bytes: Uint8Array } {
    const encoded = content instanceof Uint8Array ? { ok: true as const, bytes: content } : encodeMessage(content);
    if (!encoded.ok) throw new Error(encoded.rule);
    const header: Header = {
      kind: 'message', handling: 'none', space: this.group.space as SpaceId, epoch: epochOf(this.group), epochTag: epochTag(this.group), id: randomUUID() as ItemId, sender: this.kept.device.device,
      transcript: { seq: 0, link: firstLink() }, treeHead: { size: 0, root: new Uint8Array(32) }, ...over,
    };
    return { id: header.id, bytes: sealItem({ header, content: encoded.bytes, contentKey: this.key, deviceSecret: this.kept.device.secretKey }) };
  }

  async post(content: MessageContent | Uint8Array, over: Partial<Header> = {}): Promise<{ id: ItemId; seq: number }> {
    const { id, bytes } = this.seal(content, over);
    const { seq } = await this.link.ask('messaging:post', { item: bytes });
    return { id, seq };
  }

  close(): void { this.link.close(); }
}

export const now = (): Instant => new Date().toISOString() as Instant;
