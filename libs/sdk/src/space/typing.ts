/**
 * Who is writing at this moment: sealed signals that the service passes on to whoever is connected and keeps nowhere.
 * Trust: the service may hold signals back, or repeat them while their epoch and a few minutes last; it cannot make one.
 * A signal that does not hold is passed over in silence: it says nothing that anybody acts upon.
 */
import { decodeSignal, encodeSignal, equal, openItem, parseItem, sealItem, verifyItem } from '@comity/e2ee';
import { limits, type ItemId, type PractitionerId } from '@comity/contracts';
import { clockSkew, instant } from '../clock.js';
import { ComityFailure } from '../failure.js';
import { newId } from '../id.js';
import type { Surroundings } from '../surroundings.js';
import type { Ground } from './ground.js';

/** How often a signal is sent, and how long one counts; milliseconds. */
const every = 3_000;
const counts = 6_500;
/** Ids of signals remembered, so that one counts once. */
const remembered = 1_000;
const emptyTree = { size: 0, root: new Uint8Array(32) };

export class Typing {
  private readonly sentAt = new Map<ItemId | null, number>();
  private readonly writing = new Map<ItemId | null, Map<PractitionerId, ReturnType<typeof setTimeout>>>();
  private readonly seen = new Set<ItemId>();

  constructor(private readonly space: Ground, private readonly env: Surroundings) {}

  /** This person writes. What cannot be sent now is of no use later. */
  async tell(topic: ItemId | null): Promise<void> {
    const { space, env } = this;
    const { record, group } = space;
    const key = record.epoch === null ? undefined : space.epochKeys.get(record.epoch);
    const now = env.now().getTime();
    if (!env.settingsOf(space.id).typing || !env.link.online || group === null || record.left || record.halted !== null || key === undefined) return;
    if (Math.abs(now - (this.sentAt.get(topic) ?? -every)) < every) return;
    this.sentAt.set(topic, now);
    const content = encodeSignal({ v: 1, type: 'typing', topic, sentAt: instant(env.now()) });
    if (!content.ok) return;
    const signal = sealItem({
      header: { kind: 'signal', handling: 'none', space: space.id, epoch: key.epoch, epochTag: key.tag, id: newId<ItemId>(), sender: env.device, transcript: space.stated(), treeHead: emptyTree },
      content: content.bytes, contentKey: key.key, deviceSecret: env.secrets.device.secretKey,
    });
    try {
      await env.link.ask('messaging:signal', { signal });
    } catch (error) {
      if (!(error instanceof ComityFailure)) throw error;
    }
  }

  /** A signal came. */
  take(bytes: Uint8Array): void {
    const told = this.env.settingsOf(this.space.id).typing && bytes.length <= limits.signalBytes ? this.open(bytes) : undefined;
    if (told === undefined) return;
    const people = this.writing.get(told.topic) ?? new Map<PractitionerId, ReturnType<typeof setTimeout>>();
    this.writing.set(told.topic, people);
    const former = people.get(told.person);
    if (former !== undefined) clearTimeout(former);
    people.set(told.person, setTimeout(() => { this.ended(told.person, told.topic); }, counts));
    if (former === undefined) this.emit(told.topic);
  }

  /** Somebody said it, or stopped. */
  ended(person: PractitionerId, topic: ItemId | null): void {
    const people = this.writing.get(topic);
    const timer = people?.get(person);
    if (people === undefined || timer === undefined) return;
    clearTimeout(timer);
    people.delete(person);
    this.emit(topic);
  }

  stop(): void {
    for (const people of this.writing.values()) for (const timer of people.values()) clearTimeout(timer);
    this.writing.clear();
  }

  private open(bytes: Uint8Array): { person: PractitionerId; topic: ItemId | null } | undefined {
    const { space, env } = this;
    const parsed = parseItem(bytes);
    if (!parsed.ok) return undefined;
    const { header } = parsed;
    if (header.kind !== 'signal' || header.space !== space.id || header.sender === env.device || this.seen.has(header.id) || space.isInside(header.sender) !== true) return undefined;
    const device = env.directory.chain.device(header.sender, env.now());
    const key = header.epoch === space.record.epoch ? space.epochKeys.get(header.epoch) : undefined;
    if (device === undefined || device.practitioner === env.secrets.practitioner || key === undefined || !equal(key.tag, header.epochTag)) return undefined;
    const verified = verifyItem(bytes, device.key);
    const opened = verified === undefined ? undefined : openItem(verified, key.key);
    const decoded = opened === undefined ? undefined : decodeSignal(opened);
    if (decoded?.ok !== true || Math.abs(new Date(decoded.content.sentAt).getTime() - env.now().getTime()) > clockSkew) return undefined;
    if (this.seen.size >= remembered) this.seen.clear();
    this.seen.add(header.id);
    return { person: device.practitioner, topic: decoded.content.topic };
  }

  private emit(topic: ItemId | null): void {
    this.env.emit({ type: 'typing', space: this.space.id, topic, people: [...(this.writing.get(topic)?.keys() ?? [])] });
  }
}
