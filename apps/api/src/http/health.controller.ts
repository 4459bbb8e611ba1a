/** Whether the service can store anything at this moment; for load balancers and launchers. */
import { Controller, Inject } from '@nestjs/common';
import { Pool } from 'pg';
import { POOL } from '../database/pool.js';
import { Public } from './access.js';
import { Route } from './route.js';

@Controller()
export class HealthController {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  @Public()
  @Route('health', { summary: 'Answers ok when the database does' })
  async health(): Promise<{ status: 'ok' }> {
    await this.pool.query('select 1');
    return { status: 'ok' };
  }
}
