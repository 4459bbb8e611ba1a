/**
 * An acknowledgement promises that an entry survives power loss (G1). That holds only if PostgreSQL flushes before it
 * says so; in production the service refuses to start on a server that does not.
 */
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Pool } from 'pg';
import { BadConfiguration, CONFIG, type Config } from '../config.js';
import { POOL } from '../database/pool.js';
import { Log } from '../http/log.js';

/** Settings by which a commit is flushed; `synchronous_commit` may also wait for replicas. */
const required: Readonly<Record<string, readonly string[]>> = { fsync: ['on'], full_page_writes: ['on'], synchronous_commit: ['on', 'remote_write', 'remote_apply'] };

@Injectable()
export class Durability implements OnModuleInit {
  constructor(@Inject(POOL) private readonly pool: Pool, @Inject(CONFIG) private readonly config: Config, private readonly log: Log) {}

  async onModuleInit(): Promise<void> {
    const { rows } = await this.pool.query<{ name: string; setting: string }>('select name, setting from pg_settings where name = any ($1)', [Object.keys(required)]);
    const off = rows.filter(({ name, setting }) => !required[name]?.includes(setting)).map(({ name }) => name);
    if (off.length === 0) return;
    if (this.config.production) throw new BadConfiguration(off.map((name) => `PostgreSQL's ${name} must be on, or acknowledged messages could be lost`));
    for (const name of off) this.log.warn('not-durable', { rule: name });
  }
}
