/** The edge: problems, contracts and health for all rooms. */
import { Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { ContractPipe } from './contract.pipe.js';
import { HealthController } from './health.controller.js';
import { ProblemFilter } from './problem.filter.js';

@Module({
  controllers: [HealthController],
  providers: [{ provide: APP_FILTER, useClass: ProblemFilter }, { provide: APP_PIPE, useClass: ContractPipe }],
})
export class HttpModule {}
