/** `GET /health`: whether the service can store anything at this moment. */
import { Controller, Get, Inject } from '@nestjs/common';
import { Pool } from 'pg';
import { POOL } from '../database/pool.js';
import { Public } from './access.js';

@Controller()
export class HealthController {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  @Public()
  @Get('health')
  async health(): Promise<{ status: 'ok' }> {
    await this.pool.query('select 1');
    return { status: 'ok' };
  }
}
