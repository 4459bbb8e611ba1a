/**
 * Who may see a space: the one place that decides. A caller outside gets `not-found`, the same as for a space that does
 * not exist, so that ids tell nothing.
 */
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { NetworkId, PractitionerId, SpaceId, SpaceKind } from '@comity/contracts';
import { POOL } from '../database/pool.js';
import { Refusal } from '../http/refusal.js';
import type { Caller } from '../realtime/event-router.js';

export interface Access {
  kind: SpaceKind;
  suite: number;
  epoch: number;
  head: number;
  /** First and last sequence number the caller's person may read; `until` is null while they are inside. */
  since: number;
  until: number | null;
  /** The leaf of the calling device, if it has one. */
  leaf: number | null;
}

@Injectable()
export class SpaceAccess {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** For reading the log: people inside, and people who left for what they saw until then. */
  async reading(caller: Caller, space: SpaceId): Promise<Access> {
    const { rows: [row] } = await this.pool.query<{ kind: SpaceKind; suite: number; epoch: string; head: string; since: string; until: string | null; leaf: number | null }>({
      name: 'space-access',
      text: `select s.kind, s.suite, s.epoch, s.last_seq as head, m.since_seq as since, m.until_seq as until, l.leaf
        from space s join space_member m on m.space = s.id and m.practitioner = $2 left join space_leaf l on l.space = s.id and l.device = $3 and not l.ended
        where s.id = $1 and s.network = $4`,
      values: [space, caller.practitioner, caller.device, caller.network],
    });
    if (row === undefined) throw new Refusal('not-found');
    return { kind: row.kind, suite: row.suite, epoch: Number(row.epoch), head: Number(row.head), since: Number(row.since), until: row.until === null ? null : Number(row.until), leaf: row.leaf };
  }

  /** For everything else: people inside. */
  async inside(caller: Caller, space: SpaceId): Promise<Access> {
    const access = await this.reading(caller, space);
    if (access.until !== null) throw new Refusal('not-found');
    return access;
  }

  /** For acting in the group: devices that hold a leaf. */
  async leaf(caller: Caller, space: SpaceId): Promise<Access & { leaf: number }> {
    const access = await this.inside(caller, space);
    if (access.leaf === null) throw new Refusal('not-found');
    return { ...access, leaf: access.leaf };
  }

  /** The spaces a person is inside: what their sockets listen to. */
  async spacesInside(network: NetworkId, practitioner: PractitionerId): Promise<SpaceId[]> {
    const { rows } = await this.pool.query<{ space: SpaceId }>({
      name: 'spaces-inside', text: 'select m.space from space_member m join space s on s.id = m.space where m.practitioner = $1 and m.until_seq is null and s.network = $2', values: [practitioner, network],
    });
    return rows.map((row) => row.space);
  }
}
