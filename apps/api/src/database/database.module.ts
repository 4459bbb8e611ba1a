/** The database for all rooms: MikroORM with a unit of work for each request, and the pool of batched statements. */
import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { MikroOrmModule } from '@mikro-orm/nestjs';
import { PostgreSqlDriver } from '@mikro-orm/postgresql';
import { Pool } from 'pg';
import { CONFIG, type Config } from '../config.js';
import { Log } from '../http/log.js';
import { ormOptions } from './orm.js';
import { createPool, POOL } from './pool.js';

@Global()
@Module({
  imports: [
    MikroOrmModule.forRootAsync({ driver: PostgreSqlDriver, inject: [CONFIG], useFactory: (config: Config) => ormOptions(config) }),
  ],
  providers: [{ provide: POOL, inject: [CONFIG, Log], useFactory: createPool }],
  exports: [POOL],
})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
