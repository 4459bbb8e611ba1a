/** Real spaces and real sealed items for tests and measurements, made without a client around them. */
import { randomUUID } from 'node:crypto';
import { suiteFor, type ItemId, type SpaceId, type SpaceKind, type Suite } from '@comity/contracts';
import { commitChanges, contentKey, createGroup, epochTag, firstLink, groupInfoOf, newKeyPackage, nextLink, sealItem, type CommittedChanges, type NewKeyPackage } from '@comity/e2ee';
import type { Seat } from './community.js';


/** A space with all its members inside, in epoch 1, and what its founder has to post for that. */
export interface Space {
  id: SpaceId;
  suite: Suite;
  kind: SpaceKind;
  founding: Uint8Array;
  changes: CommittedChanges;
  /** By member, the founder left out: the key package that was added, with its private half. */
  packages: NewKeyPackage[];
  /** What the header of an item needs. */
  contentKey: Uint8Array;
  epochTag: Uint8Array;
  transcript: { seq: number; link: Uint8Array };
}

/** `suite` and `as`: what the product would take, if they are not said. `guests`: key packages of others who come in with the members. */
export async function foundSpace(members: readonly Seat[], suite?: Suite, guests: readonly Uint8Array[] = [], as?: SpaceKind): Promise<Space> {
  const [founder, ...others] = members;
  if (founder === undefined) throw new RangeError('a space has members');
  const id = randomUUID() as SpaceId;
  const kind = as ?? (members.length + guests.length === 2 ? 'direct' : 'channel');
  const owners = kind === 'direct' ? members.map((member) => member.practitioner) : [founder.practitioner];
  const chosen = suite ?? suiteFor(kind, members.length);
  const alone = await createGroup({ space: id, policy: { v: 1, kind, owners, history: 'none', retention: null, hold: false, suite: chosen }, self: founder });
  const packages = await Promise.all(others.map((member) => newKeyPackage(member, chosen, false, new Date())));
  const changes = await commitChanges(alone, { add: [...packages.map(({ bytes }) => bytes), ...guests] });
  return {
    id, suite: chosen, kind, changes, packages, founding: await groupInfoOf(alone), contentKey: await contentKey(changes.next), epochTag: epochTag(changes.next),
    transcript: { seq: 1, link: nextLink(firstLink(), { seq: 1, type: 'commit', bytes: changes.commit }) },
  };
}

/** Where an item's id stands in its header (docs/PROTOCOL.md, sealed items). */
const idAt = 60;

/** An item id that begins with the message's number, so that whoever receives the item knows which one it is. */
function itemId(message: number): ItemId {
  return `${message.toString(16).padStart(8, '0')}${randomUUID().slice(8)}` as ItemId;
}
export const messageOf = (item: Buffer): number => item.readUInt32BE(idAt);

const noTreeHead = { size: 0, root: new Uint8Array(32) };

export function sealMessage(space: Space, sender: Seat, message: number, content: Uint8Array): Uint8Array {
  return sealItem({
    header: { kind: 'message', handling: 'none', space: space.id, epoch: 1, epochTag: space.epochTag, id: itemId(message), sender: sender.device, transcript: space.transcript, treeHead: noTreeHead },
    content, contentKey: space.contentKey, deviceSecret: sender.secretKey,
  });
}

/** Many items in one piece of memory, which keeps them out of the garbage collector's way. */
export class Items {
  readonly #ends: Float64Array;
  #bytes: Buffer;
  #count = 0;

  constructor(capacity: number) {
    this.#ends = new Float64Array(capacity + 1);
    this.#bytes = Buffer.allocUnsafeSlow(Math.max(1, capacity) * 1_024);
  }

  add(item: Uint8Array): void {
    const start = this.#ends[this.#count] ?? 0;
    if (start + item.length > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes], this.#bytes.length * 2);
    this.#bytes.set(item, start);
    this.#count += 1;
    this.#ends[this.#count] = start + item.length;
  }

  at(index: number): Buffer { return this.#bytes.subarray(this.#ends[index], this.#ends[index + 1]); }
}
