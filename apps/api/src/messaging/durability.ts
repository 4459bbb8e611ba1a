/**
 * An acknowledgement promises that an entry survives power loss (G1). That holds only if PostgreSQL flushes before it
 * says so; in production the service refuses to start on a server that does not.
 */
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Pool } from 'pg';
import { CONFIG, type Config } from '../config.js';
import { POOL } from '../database/pool.js';
import { Log } from '../http/log.js';

/** Settings by which a commit is flushed; `synchronous_commit` may also wait for replicas. */
const required: Readonly<Record<string, readonly string[]>> = { fsync: ['on'], full_page_writes: ['on'], synchronous_commit: ['on', 'remote_write', 'remote_apply'] };

@Injectable()
export class Durability implements OnApplicationBootstrap {
  constructor(@Inject(POOL) private readonly pool: Pool, @Inject(CONFIG) private readonly config: Config, private readonly log: Log) {}

  async onApplicationBootstrap(): Promise<void> {
    const { rows } = await this.pool.query<{ name: string; setting: string }>('select name, setting from pg_settings where name = any ($1)', [Object.keys(required)]);
    for (const { name, setting } of rows) {
      if (required[name]?.includes(setting)) continue;
      if (this.config.production) throw new Error(`PostgreSQL has ${name} = ${setting}: acknowledged messages could be lost`);
      this.log.warn('not-durable', { rule: name });
    }
  }
}
