/**
 * Connections of the batched writers alone: one for items, one for receipts. A herd of clients that signs in and syncs
 * keeps the other pool busy; what is written does not queue behind it.
 */
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Pool } from 'pg';
import { CONFIG, type Config } from '../config.js';
import { createPool } from '../database/pool.js';
import { Log } from '../http/log.js';

/** Injection token. */
export const WRITE_POOL = Symbol('WritePool');

export const writePool = { provide: WRITE_POOL, inject: [CONFIG, Log], useFactory: (config: Config, log: Log): Pool => createPool({ ...config, databaseConnections: 2 }, log) };

/** Closes the pool with the service. */
@Injectable()
export class WritePool implements OnApplicationShutdown {
  constructor(@Inject(WRITE_POOL) private readonly pool: Pool) {}

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
