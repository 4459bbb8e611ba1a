/**
 * Posting a commit (guarantees G2, G5, G8): judged by the leaves of its epoch, then stored by compare and set on that
 * epoch with its welcome, its group info and its audit record in one transaction. Of several commits in one epoch one
 * wins; the others hear `stale-epoch`. Fan-out follows the commit: newcomers are let in first, who left goes last.
 */
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { Instant, ItemId, PractitionerId, Stored } from '@comity/contracts';
import { AuditService } from '../audit/audit.service.js';
import { POOL } from '../database/pool.js';
import { Refusal } from '../http/refusal.js';
import type { Caller } from '../realtime/event-router.js';
import { SpaceAccess, type GroupFacts } from './access.js';
import { judgeCommit, parseInput, type CommitInput, type LeafChange, type ParsedInput } from './commit-check.js';
import { CommitNews } from './commit-news.js';
import { Directory } from './directory.js';
import { keepPolicy } from './policy-columns.js';
import { transactionally } from './transaction.js';

type Input = CommitInput & { id: ItemId };
type Answer = Stored & { epoch: number };
interface Row { outcome: 'stored' | 'duplicate' | 'not-found' | 'stale-epoch' | 'wrong-epoch'; seq: string; epoch: string; at: Date; joined: PractitionerId[] | null; departed: PractitionerId[] | null; unbarred: boolean }

@Injectable()
export class Commits {
  constructor(@Inject(POOL) private readonly pool: Pool, private readonly audit: AuditService, private readonly access: SpaceAccess, private readonly directory: Directory, private readonly news: CommitNews) {}

  async post(caller: Caller, input: Input): Promise<Answer> {
    const parsed = parseInput(input);
    if (!parsed.ok) throw new Refusal(parsed.code, { detail: parsed.rule });
    const group = await this.access.group(caller, input.space);
    // The epoch it is for may be on its way into the log: then there is nothing yet to judge it by.
    if (group.epoch < input.epoch) throw new Refusal('wrong-epoch');
    const change = group.epoch === input.epoch ? this.judge(caller, parsed.value, group) : nothing;
    const row = await transactionally(this.pool, async (client) => {
      const { rows: [stored] } = await client.query<Row>(storeCommit, parameters(this.news.node, caller, input, change));
      if (stored?.outcome === 'stored' && parsed.value.commit.changesPolicy) await keepPolicy(client, parsed.value.groupInfo);
      if (stored?.outcome === 'stored') await this.audit.append(client, { actor: caller.practitioner, action: 'messaging.commit', subject: input.space, outcome: 'allow' });
      return stored;
    });
    const answer = settled(row, input);
    if (row?.outcome === 'stored') {
      const { joined, departed, unbarred } = row, { seated, welcomed } = change;
      setImmediate(() => this.news.tell(caller, input, answer, { joined: joined ?? [], departed: departed ?? [], unbarred, seated: seated.map(({ identity }) => identity.device), welcomed: welcomed.map(({ device }) => device) }));
    }
    return answer;
  }

  private judge(caller: Caller, parsed: ParsedInput, group: GroupFacts): LeafChange {
    const verdict = judgeCommit(parsed, caller, group, group.leaves, this.directory);
    if (!verdict.ok) throw new Refusal(verdict.code, { detail: verdict.rule });
    return verdict.value;
  }
}

/** For a commit of another epoch: the database finds the earlier one of that id, or says where the space is. */
const nothing: LeafChange = { removed: [], seated: [], welcomed: [] };

const storeCommit = `
select outcome, seq, epoch, received_at as at, joined::text[], departed::text[], unbarred
from store_commit($1, $2, $3, $4, $5, $6, $7, $8, $9::integer[], $10::integer[], $11::uuid[], $12::uuid[], $13::uuid[])`;

function parameters(node: string, caller: Caller, input: Input, { removed, seated, welcomed }: LeafChange): unknown[] {
  return [
    node, input.space, input.id, caller.device, input.epoch, input.commit, input.groupInfo, input.welcome,
    removed, seated.map(({ leaf }) => leaf), seated.map(({ identity }) => identity.device), seated.map(({ identity }) => identity.practitioner), welcomed.map(({ device }) => device),
  ];
}

function settled(row: Row | undefined, { space }: Input): Answer {
  switch (row?.outcome) {
    case 'stored':
    case 'duplicate': return { space, seq: Number(row.seq), at: row.at.toISOString() as Instant, epoch: Number(row.epoch) };
    case 'stale-epoch': throw new Refusal('stale-epoch', { epoch: Number(row.epoch) });
    case 'wrong-epoch': throw new Refusal('wrong-epoch');
    default: throw new Refusal('not-found');
  }
}
