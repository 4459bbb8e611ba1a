/**
 * Who may see a space: the one place that says it, as the part of each query that lets rows through, so that a decision
 * and what it lets read are one snapshot. Whoever is outside gets no row, hence `not-found`, the same as for a space that
 * does not exist: ids tell nothing. Writing asks for more, a leaf of the calling device; `post_items`, `store_commit` and
 * the receipts' statement ask that of `space_leaf` under the same rule.
 */
import { Inject, Injectable } from '@nestjs/common';
import { Pool, type PoolClient } from 'pg';
import type { NetworkId, PractitionerId, ProblemCode, SpaceId, SpaceKind } from '@comity/contracts';
import { allowsHistory, parseGroupInfo, type LeafIdentity, type SpacePolicy } from '@comity/e2ee/verify';
import { POOL } from '../database/pool.js';
import { Refusal } from '../http/refusal.js';
import type { Caller } from '../realtime/event-router.js';

/** One space for people who are or were inside: `s` the space, `m` the membership. Parameters as `accessTo` gives them. */
export const forReaders = `from space s join space_member m on m.space = s.id and m.practitioner = $2 where s.id = $1 and s.network = $3`;
/** One space for people who are inside. */
export const forInsiders = `${forReaders} and m.until_seq is null`;
/** All spaces of the people inside. */
export const ofInsider = `from space_member m join space s on s.id = m.space where m.practitioner = $1 and m.until_seq is null and s.network = $2`;

/**
 * Whether a person may read the item that a device posted under an id: its place lies within what they may read, and it was not destroyed. For other
 * rooms, as a condition of their own queries; what is passed are names of columns and parameters.
 */
export const mayReadItem = (practitioner: string, { space, sender, item }: ItemColumns): string => `exists (
  select 1 from entry e join space_member m on m.space = e.space and m.practitioner = ${practitioner}
  where e.space = ${space} and e.sender = ${sender} and e.id = ${item} and e.bytes is not null and e.seq between m.since_seq and coalesce(m.until_seq, e.seq))`;
/** Whether the log holds the item, and it was not destroyed. */
export const holdsItem = ({ space, sender, item }: ItemColumns): string => `exists (select 1 from entry e where e.space = ${space} and e.sender = ${sender} and e.id = ${item} and e.bytes is not null)`;
/** Whether a person is inside a space of the network, and a device of theirs a leaf that counts: what writing asks for. */
export const mayWrite = (space: string, practitioner: string, device: string, network: string): string => `exists (
  select 1 from space s join space_member m on m.space = s.id and m.practitioner = ${practitioner} and m.until_seq is null
  join space_leaf l on l.space = s.id and l.device = ${device} and l.practitioner = m.practitioner and not l.ended where s.id = ${space} and s.network = ${network})`;
/** An item of a request, for a person inside: when the space began, when the item was stored, and by which device. Parameters: the person, the place in the log, the space, the network. */
export const itemOfRequest = `select s.created_at as "begunAt", e.received_at as at, e.sender from space s join space_member m on m.space = s.id and m.practitioner = ? and m.until_seq is null
  join entry e on e.space = s.id and e.seq = ? and e.type = 'item' where s.id = ? and s.network = ? and s.kind = 'request'`;
/** Everybody who is, or was, inside a space. Parameter: the space. */
export const everInside = 'select practitioner from space_member where space = ?';
/** The spaces that a person is inside. Parameter: the person. */
export const spacesOf = 'select space from space_member where practitioner = ? and until_seq is null';
/** Whether a person is inside. */
export const isInside = (space: string, practitioner: string): string => `exists (select 1 from space_member inside where inside.space = ${space} and inside.practitioner = ${practitioner} and inside.until_seq is null)`;
export interface ItemColumns { space: string; sender: string; item: string }

export const accessTo = (caller: Caller, space: SpaceId): [SpaceId, PractitionerId, NetworkId] => [space, caller.practitioner, caller.network];

/** The group as the log knows it, at one moment. */
export interface GroupFacts { kind: SpaceKind; suite: number; epoch: number; leaves: (LeafIdentity | null)[]; policy: SpacePolicy }
interface Row { kind: SpaceKind; suite: number; epoch: string; leaves: (LeafIdentity & { leaf: number })[] | null; groupInfo: Buffer }

/** What a decision about an earlier view needs; locked, so that it holds until the view is stored. */
const view = `
select m.since_seq as since, e.type, e.seq, e.received_at as at, (select g.bytes from space_group_info g where g.space = s.id) as "groupInfo",
  exists (select 1 from space_leaf l where l.space = s.id and l.device = $4 and not l.ended) as seated
from (select s.id, m.since_seq ${forInsiders} for no key update of s) m(id, since_seq) join space s on s.id = m.id left join entry e on e.space = s.id and e.seq = $5`;
interface View { since: string; type: 'item' | 'commit' | null; seq: string | null; at: Date; groupInfo: Buffer; seated: boolean }

const group = `
select s.kind, s.suite, s.epoch, (select json_agg(json_build_object('leaf', l.leaf, 'device', l.device, 'practitioner', l.practitioner) order by l.leaf) from space_leaf l where l.space = s.id) as leaves,
  (select g.bytes from space_group_info g where g.space = s.id) as "groupInfo"
${forInsiders}`;

@Injectable()
export class SpaceAccess {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** The group of a space the caller's person is inside; refuses with `not-found`. */
  async group(caller: Caller, space: SpaceId): Promise<GroupFacts> {
    const { rows: [row] } = await this.pool.query<Row>({ name: 'space-group', text: group, values: accessTo(caller, space) });
    if (row === undefined) throw new Refusal('not-found');
    const policy = parseGroupInfo(row.groupInfo)?.policy;
    if (policy === undefined) throw new Error('A group info in store does not parse');
    const leaves: (LeafIdentity | null)[] = [];
    for (const { leaf, device, practitioner } of row.leaves ?? []) {
      while (leaves.length < leaf) leaves.push(null);
      leaves.push({ device, practitioner });
    }
    return { kind: row.kind, suite: row.suite, epoch: Number(row.epoch), leaves, policy };
  }

  /**
   * Whether the caller may let others read from `since` on: an owner, as far as the policy allows, from the beginning of an
   * epoch (or of the space), and never from before what they may read themselves, which answers as what does not exist.
   */
  async widening(client: PoolClient, caller: Caller, space: SpaceId, since: number): Promise<{ ok: true } | { ok: false; code: ProblemCode; rule?: string }> {
    const { rows: [row] } = await client.query<View>(view, [...accessTo(caller, space), caller.device, since]);
    if (row?.seated !== true || row.type === null || since < Number(row.since)) return { ok: false, code: 'not-found' };
    const policy = parseGroupInfo(row.groupInfo)?.policy;
    if (policy === undefined) throw new Error('A group info in store does not parse');
    if (policy.kind === 'direct' || !policy.owners.includes(caller.practitioner)) return { ok: false, code: 'not-allowed', rule: 'Only owners of a channel give its past.' };
    if (row.type !== 'commit' && since !== 1) return { ok: false, code: 'not-acceptable', rule: 'A view begins with an epoch.' };
    if (!allowsHistory(policy, row.at.toISOString())) return { ok: false, code: 'not-allowed', rule: 'The policy does not let newcomers read that far back.' };
    return { ok: true };
  }

  /** The spaces a person is inside: what their sockets listen to. */
  async spacesInside(network: NetworkId, practitioner: PractitionerId): Promise<SpaceId[]> {
    const { rows } = await this.pool.query<{ space: SpaceId }>({ name: 'spaces-inside', text: `select m.space ${ofInsider}`, values: [practitioner, network] });
    return rows.map((row) => row.space);
  }
}
