/**
 * Receipts: each device says, signed, how far it received and how far its person read.
 * Trust: the service only carries them. A mark counts when its device signed it, is certified for a member, and its
 * link equals the own transcript: a device that was shown another log cannot confirm this one.
 */
import { parseReceipt, signReceipt, verifyReceipt } from '@comity/e2ee';
import { limits, type DeviceId, type PractitionerId } from '@comity/contracts';
import { isPassing } from '../failure.js';
import { Batch } from '../store/batch.js';
import { Debounce } from '../debounce.js';
import type { Surroundings } from '../surroundings.js';
import { keys } from './record.js';
import type { Ground } from './ground.js';

interface Mark { person: PractitionerId; delivered: number; read: number }

export class Receipts {
  private readonly marks = new Map<DeviceId, Mark>();
  /** Receipts about entries not taken in yet: judged once they are. */
  private readonly early = new Map<DeviceId, Uint8Array>();
  private posted = { delivered: 0, read: 0 };
  readonly sending: Debounce;

  constructor(private readonly space: Ground, private readonly env: Surroundings) {
    this.sending = new Debounce(() => this.send(), 250, 1_500, () => undefined);
  }

  async load(): Promise<void> {
    const stored = await this.env.store.getJson<{ marks: [DeviceId, Mark][]; posted: { delivered: number; read: number } }>(keys.receipts(this.space.id));
    if (stored === undefined) return;
    for (const [device, mark] of stored.marks) this.marks.set(device, mark);
    this.posted = stored.posted;
  }

  /** Judges receipts and keeps the marks they move. Runs within the space's turn. */
  async take(receipts: readonly Uint8Array[]): Promise<void> {
    let moved = false;
    for (const bytes of receipts) moved = (await this.takeOne(bytes)) || moved;
    if (!moved) return;
    await this.store();
    this.env.emit({ type: 'timeline', space: this.space.id });
  }

  /** Judges again what came too early; called after entries were taken in. */
  async ripen(): Promise<void> {
    if (this.early.size === 0) return;
    const ripe = [...this.early.values()];
    this.early.clear();
    await this.take(ripe);
  }

  /** How far each other person received and read: the best of their devices. */
  people(): Map<PractitionerId, { delivered: number; read: number }> {
    const best = new Map<PractitionerId, { delivered: number; read: number }>();
    for (const mark of this.marks.values()) {
      const known = best.get(mark.person) ?? { delivered: 0, read: 0 };
      best.set(mark.person, { delivered: Math.max(known.delivered, mark.delivered), read: Math.max(known.read, mark.read) });
    }
    return best;
  }

  private async takeOne(bytes: Uint8Array): Promise<boolean> {
    const { space, env } = this;
    const receipt = parseReceipt(bytes);
    if (receipt === undefined || receipt.space !== space.id) return this.refuse();
    if (receipt.device === env.device) return false;
    const known = this.marks.get(receipt.device);
    if (known !== undefined && receipt.delivered <= known.delivered && receipt.read <= known.read) return false;
    if (receipt.delivered > space.record.cursor) {
      if (this.early.size < limits.claimDevices) this.early.set(receipt.device, bytes);
      return false;
    }
    await env.directory.lookUp(receipt.device);
    const device = env.directory.chain.devices.get(receipt.device);
    if (device === undefined || receipt.read > receipt.delivered || verifyReceipt(bytes, device.key) === undefined) return this.refuse();
    await space.transcript.prepare(receipt.delivered);
    if (space.transcript.compare(receipt.delivered, receipt.link) === 'differs') {
      await env.alarms.raise('transcript-fork', space.id, receipt.delivered);
      return false;
    }
    this.marks.set(receipt.device, { person: device.practitioner, delivered: Math.max(receipt.delivered, known?.delivered ?? 0), read: Math.max(receipt.read, known?.read ?? 0) });
    if (device.practitioner === env.secrets.practitioner) await space.readElsewhere(receipt.read);
    return true;
  }

  private async refuse(): Promise<boolean> {
    await this.env.alarms.raise('receipt-forged', this.space.id);
    return false;
  }

  /** Tells the others how far this device is, if that is news. */
  private async send(): Promise<void> {
    const { space, env } = this;
    const link = space.transcript.link;
    const { cursor, readSeq, since } = space.record;
    // Whoever keeps to themselves what they read tells no more than they told before.
    const read = env.settingsOf(space.id).receipts ? Math.min(readSeq, cursor) : this.posted.read;
    if (link === undefined || !env.link.online || space.group === null || cursor < since) return;
    if (cursor <= this.posted.delivered && read <= this.posted.read) return;
    try {
      await env.link.ask('messaging:receipt', { receipt: signReceipt({ space: space.id, device: env.device, delivered: cursor, read, link }, env.secrets.device.secretKey) });
      this.posted = { delivered: cursor, read };
      await this.store();
    } catch (error) {
      if (!isPassing(error)) throw error;
    }
  }

  private async store(): Promise<void> {
    await new Batch().putJson(keys.receipts(this.space.id), { marks: [...this.marks], posted: this.posted }).writeTo(this.env.store);
  }
}

