/**
 * A space's log as the service stored it, read from its database: order, authors, who sat inside after each entry, epochs,
 * policy, and the transcript, computed anew with Node's own hash. Commits are read by the parser the service reads them with.
 */
import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { parseCommit } from '@comity/e2ee/verify';
import type { DeviceId, Instant, ItemId, PractitionerId, SpaceHistory, SpaceId, SpaceRetention } from '@comity/contracts';
import { headerOf, type Kind } from './diary.js';

interface Seat { practitioner: PractitionerId; device: DeviceId }
export interface Policy { history: SpaceHistory; retention: SpaceRetention; hold: boolean }
/** What an entry leads to. */
interface State { epoch: number; seats: readonly (Seat | null)[]; policy: Policy; link: Buffer }
export interface Entry extends State {
  seq: number; at: Instant; device: DeviceId;
  /** Without a kind where the service destroyed it. */
  item: { id: ItemId; kind: Kind | undefined; destroyed: boolean } | null;
}
/** A stay of a person in a space: the commit that brought them in and, unless they are still there, the one that took them out. */
export interface Stay { from: number; to: number | null }
export interface Receipt { delivered: number; link: Buffer }

interface Founding { id: SpaceId; founder: Seat; policy: Policy }
interface Row { seq: string; at: Date; sender: DeviceId; item: ItemId; bytes: Buffer | null; hash: Buffer | null; type: 'item' | 'commit' }

export class SpaceLog {
  private constructor(readonly id: SpaceId, private readonly founding: Founding, readonly entries: readonly Entry[], readonly receipts: ReadonlyMap<DeviceId, Receipt>) {}

  static async heads(databaseUrl: string): Promise<Map<SpaceId, number>> {
    return asked(databaseUrl, async (client) => new Map((await client.query<{ id: SpaceId; head: string }>('select id, last_seq as head from space')).rows.map(({ id, head }) => [id, Number(head)])));
  }

  static read(databaseUrl: string, foundings: readonly Founding[]): Promise<SpaceLog[]> {
    return asked(databaseUrl, async (client) => {
      const logs: SpaceLog[] = [];
      for (const founding of foundings) {
        const { id, founder, policy } = founding;
        const { rows } = await client.query<Row>('select seq, received_at as at, sender, id as item, bytes, hash, type from entry where space = $1 order by seq', [id]);
        const receipts = await client.query<{ device: DeviceId; bytes: Buffer }>('select device, bytes from receipt where space = $1', [id]);
        let state: State = { epoch: 0, seats: [founder], policy, link: Buffer.alloc(32) };
        const entries = rows.map((row): Entry => {
          state = after(state, row);
          return { seq: Number(row.seq), at: row.at.toISOString() as Instant, device: row.sender, item: row.type === 'commit' ? null : { id: row.item, kind: row.bytes === null ? undefined : headerOf(row.bytes).kind, destroyed: row.bytes === null }, ...state };
        });
        logs.push(new SpaceLog(id, founding, entries, new Map(receipts.rows.map(({ device, bytes }) => [device, { delivered: Number(bytes.readBigUInt64BE(33)), link: bytes.subarray(49, 81) }]))));
      }
      return logs;
    });
  }

  get items(): Set<ItemId> { return new Set(this.entries.flatMap(({ item }) => (item === null ? [] : [item.id]))); }
  get head(): number { return this.entries.length; }
  at(seq: number): Entry { return this.entries[seq - 1]!; }
  seatsAfter(seq: number): readonly (Seat | null)[] { return seq === 0 ? [this.founding.founder] : this.at(seq).seats; }
  policyAfter(seq: number): Policy { return seq === 0 ? this.founding.policy : this.at(seq).policy; }
  peopleAfter(seq: number): Set<PractitionerId> { return new Set(this.seatsAfter(seq).flatMap((seat) => (seat === null ? [] : [seat.practitioner]))); }
  devicesAfter(seq: number): Set<DeviceId> { return new Set(this.seatsAfter(seq).flatMap((seat) => (seat === null ? [] : [seat.device]))); }

  stays(person: PractitionerId): Stay[] { return this.spans((seq) => this.peopleAfter(seq).has(person)); }
  stints(device: DeviceId): Stay[] { return this.spans((seq) => this.devicesAfter(seq).has(device)); }

  /** The entry each epoch began with; the first one began before all. */
  epochs(): { epoch: number; from: number; at: Instant }[] {
    return this.entries.filter(({ item }) => item === null).map(({ epoch, seq, at }) => ({ epoch, from: seq, at }));
  }

  private spans(inside: (seq: number) => boolean): Stay[] {
    const spans: Stay[] = [];
    for (let seq = 0; seq <= this.head; seq += 1) {
      const last = spans.at(-1);
      const open = last !== undefined && last.to === null;
      if (inside(seq) && !open) spans.push({ from: Math.max(1, seq), to: null });
      if (!inside(seq) && open) last.to = seq;
    }
    return spans;
  }
}

export async function asked<T>(databaseUrl: string, ask: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await ask(client);
  } finally {
    await client.end();
  }
}

function after(before: State, { seq, type, bytes, hash }: Row): State {
  const place = Buffer.alloc(9);
  place.writeBigUInt64BE(BigInt(seq));
  place[8] = type === 'item' ? 1 : 2;
  const digest = bytes === null ? hash! : createHash('sha256').update(bytes).digest();
  const link = createHash('sha256').update('comity/link/v1\0').update(before.link).update(place).update(digest).digest();
  return { ...(type === 'item' ? before : committed(before, bytes!)), link };
}

/** A removal leaves its leaf blank, a newcomer takes the leftmost blank one (RFC 9420, sections 12.1.1 and 12.1.3). */
function committed(before: State, bytes: Buffer): Omit<State, 'link'> {
  const commit = parseCommit(bytes);
  if (commit === undefined) throw new Error('the service stored a commit that nobody can read');
  const seats = before.seats.map((seat, leaf) => (commit.removes.includes(leaf) ? null : seat));
  for (const { practitioner, device } of commit.joiner === undefined ? commit.adds : [commit.joiner]) {
    const blank = seats.indexOf(null);
    seats[blank === -1 ? seats.length : blank] = { practitioner, device };
  }
  return { epoch: commit.epoch + 1, seats, policy: commit.policy ?? before.policy };
}
