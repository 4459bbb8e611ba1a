/**
 * Where faults are played: an embedded PostgreSQL of one's own with every durable setting on, the built service as a
 * process that may be killed, people in one space, and what their clients saw.
 */
import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomBytes, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { ItemId } from '@comity/contracts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../apps/api/src/database/embedded/embedded-postgres.js';
import { found, seat, type Seat } from '../support/community.js';
import { foundSpace, type Space } from '../support/sealing.js';
import { spawnService, type SpawnedService } from '../support/service.js';
import { violations } from './checker.js';
import { Ledger } from './ledger.js';
import { Member, type MemberOptions } from './member.js';
import { Proxy } from './proxy.js';

/** What to take down, in reverse. */
type Props = (() => Promise<void> | void)[];

async function undo(afterwards: Props): Promise<void> {
  for (const step of afterwards.splice(0).reverse()) await step();
}

export class Stage {
  readonly ledger = new Ledger();
  readonly members: Member[] = [];
  #count = 0;

  private constructor(
    private readonly afterwards: Props, readonly directory: string, readonly postgres: EmbeddedPostgres, private readonly recoveries: EventEmitter<{ healed: [] }>,
    /** Between the service and its database. */
    readonly wire: Proxy, readonly service: SpawnedService, readonly seats: readonly Seat[], readonly space: Space,
  ) {}

  /** A space of `people`, founded and joined by all; nobody is connected yet. */
  static async set(people: number, settings: Readonly<Record<string, string>> = {}): Promise<Stage> {
    const directory = mkdtempSync(path.join(tmpdir(), 'comity-faults-'));
    chmodSync(directory, 0o755); // the database runs under another account
    const afterwards: Props = [() => { rmSync(directory, { recursive: true, force: true }); }];
    try {
      const recoveries = new EventEmitter<{ healed: [] }>();
      const postgres = await startEmbeddedPostgres({ dataDir: directory, report: ({ kind }) => { if (kind === 'healed') recoveries.emit('healed'); } });
      afterwards.push(postgres.stop);
      const wire = await Proxy.open(postgres.port);
      afterwards.push(() => wire.close());
      const through = new URL(postgres.url);
      through.port = String(wire.port);
      const token = randomBytes(32).toString('base64url');
      const service = await spawnService({ databaseUrl: through.href, settings: { SET_UP_TOKEN: token, ...settings } });
      afterwards.push(service.stop);
      const seats = await seat(postgres.url, await found(service.url, token), people);
      await service.kill('SIGTERM');
      await service.start();
      const stage = new Stage(afterwards, directory, postgres, recoveries, wire, service, seats, await foundSpace(seats));
      await stage.#admit();
      return stage;
    } catch (error) {
      await undo(afterwards);
      throw error;
    }
  }

  /** Connects the person of seat `index`; `url` leads through a proxy when given. */
  member(index: number, options: Partial<MemberOptions> = {}): Member {
    const seated = this.seats[index];
    if (seated === undefined) throw new RangeError(`no seat ${index}`);
    const member = new Member(`member ${index}`, { url: this.service.url, seat: seated, space: this.space, ledger: this.ledger, number: () => (this.#count += 1), ...options });
    this.members.push(member);
    return member;
  }

  /** Resolves when `more` acknowledgements have arrived from now on. */
  async acknowledged(more: number): Promise<void> {
    const target = this.ledger.acknowledged.size + more;
    await Promise.race(this.members.map((member) => member.until(() => this.ledger.acknowledged.size >= target)));
  }

  /** Resolves when all members are connected at this moment. */
  async everybodyConnected(): Promise<void> {
    for (const member of this.members) await member.until(() => member.connected);
    if (!this.members.every((member) => member.connected)) await this.everybodyConnected();
  }

  /** Kills the postmaster as a crash would; resolves when its launcher has raised another. */
  async crashDatabase(): Promise<void> {
    const { pid } = this.postgres;
    const healed = once(this.recoveries, 'healed');
    process.kill(pid() ?? 0, 'SIGKILL');
    await healed;
  }

  /** Everybody's messages are acknowledged, everybody has caught up and sees the same end; then the guarantees are checked. */
  async verdict(): Promise<string[]> {
    await Promise.all(this.members.map((member) => member.settled()));
    const database = new Client({ connectionString: this.postgres.url });
    await database.connect();
    try {
      const { rows: [head] } = await database.query<{ last_seq: string }>('select last_seq from space where id = $1', [this.space.id]);
      await Promise.all(this.members.map((member) => member.until(() => member.position >= Number(head?.last_seq))));
      for (const member of this.members) {
        const { places, head: end } = await member.read(0);
        this.ledger.resume({ observer: `${member.name}, at the end`, space: this.space.id, after: 0, head: end, places });
      }
      return await violations(this.ledger, database);
    } finally {
      await database.end();
    }
  }

  async strike(): Promise<void> {
    for (const member of this.members) member.close();
    await undo(this.afterwards);
  }

  /** The founder posts what opens the space. */
  async #admit(): Promise<void> {
    const founder = this.member(0);
    const { space } = this;
    await founder.until(() => founder.connected);
    const created = await founder.ask('messaging:create', { space: space.id, kind: space.kind, suite: space.suite, groupInfo: Buffer.from(space.founding) });
    if (!created.ok) throw new Error(`the space was refused: ${created.problem.code}`);
    const { commit, welcome, groupInfo } = space.changes;
    const committed = await founder.ask('messaging:commit', { space: space.id, id: randomUUID() as ItemId, epoch: 0, commit: Buffer.from(commit), welcome: welcome === null ? null : Buffer.from(welcome), groupInfo: Buffer.from(groupInfo) });
    if (!committed.ok) throw new Error(`the commit was refused: ${committed.problem.code}`);
    founder.close();
    this.members.length = 0;
  }
}
