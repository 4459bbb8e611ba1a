/** The rooms of the service side by side. */
import { Module, type DynamicModule } from '@nestjs/common';
import { AuditModule } from './audit/audit.module.js';
import type { Clock } from './clock.js';
import type { Config } from './config.js';
import { DatabaseModule } from './database/database.module.js';
import { FilesModule } from './files/files.module.js';
import { FoundationModule } from './foundation.module.js';
import { HttpModule } from './http/http.module.js';
import { IdentityModule } from './identity/identity.module.js';
import type { Log } from './http/log.js';
import { MeetingsModule } from './meetings/meetings.module.js';
import { MessagingModule } from './messaging/messaging.module.js';
import { RealtimeModule } from './realtime/realtime.module.js';
import { ReportsModule } from './reports/reports.module.js';

@Module({})
export class AppModule {
  static with(config: Config, clock: Clock, log: Log): DynamicModule {
    return { module: AppModule, imports: [FoundationModule.with(config, clock, log), DatabaseModule, HttpModule, AuditModule, IdentityModule, RealtimeModule, MessagingModule, FilesModule, ReportsModule, MeetingsModule] };
  }
}
