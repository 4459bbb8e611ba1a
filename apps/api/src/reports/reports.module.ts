/** Reports: what the service is told of requests, and the figures that networks publish, from that alone. */
import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { MeetingsModule } from '../meetings/meetings.module.js';
import { RealtimeModule } from '../realtime/realtime.module.js';
import { FiguresAccess } from './access.js';
import { FiguresController } from './figures.controller.js';
import { FiguresService } from './figures.js';
import { MatterList } from './list.js';
import { MattersController } from './matters.controller.js';
import { NetworkFigures } from './network-figures.js';
import { SessionFiguresService } from './session-figures.js';
import { FiguresSettings } from './settings.js';
import { ToldMatters } from './told.js';

@Module({
  imports: [IdentityModule, MeetingsModule, RealtimeModule],
  controllers: [FiguresController, MattersController],
  providers: [FiguresAccess, FiguresService, FiguresSettings, NetworkFigures, SessionFiguresService, MatterList, ToldMatters],
})
export class ReportsModule {}
