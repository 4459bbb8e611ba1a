/** Events inside a space: sealed items and receipts. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Stored } from '@comity/contracts';
import { parseItem } from '@comity/e2ee/verify';
import { Refusal } from '../http/refusal.js';
import { EventRouter, type Caller } from '../realtime/event-router.js';
import { Subscriptions } from '../realtime/subscriptions.js';
import { SpaceAccess } from './access.js';
import { ItemWriter } from './item-writer.js';
import { Receipts } from './receipts.js';

@Injectable()
export class ItemEvents implements OnModuleInit {
  constructor(private readonly router: EventRouter, private readonly subscriptions: Subscriptions, private readonly access: SpaceAccess, private readonly writer: ItemWriter, private readonly receipts: Receipts) {}

  onModuleInit(): void {
    this.router.register({
      'messaging:post': (caller, { item }) => this.post(caller, item),
      'messaging:receipt': (caller, { receipt }) => this.receipts.post(caller, receipt),
    });
    this.subscriptions.source((network, practitioner) => this.access.spacesInside(network, practitioner));
  }

  /** The header says where the item belongs; membership and epoch are judged where it is stored. */
  private post(caller: Caller, item: Uint8Array): Promise<Stored> {
    const parsed = parseItem(item);
    if (!parsed.ok) throw new Refusal('malformed', { detail: parsed.rule });
    const { kind, space, sender, id, epoch } = parsed.header;
    // Signals are passed on, never stored.
    if (kind === 'signal') throw new Refusal('malformed', { detail: 'unknown-kind' });
    if (sender !== caller.device) throw new Refusal('wrong-sender');
    return this.writer.post({ space, sender, id, epoch, bytes: Buffer.from(item.buffer, item.byteOffset, item.byteLength) });
  }
}
