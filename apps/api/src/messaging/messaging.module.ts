/** Messaging: spaces, MLS delivery, sealed items, receipts, sync. */
import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { RealtimeModule } from '../realtime/realtime.module.js';
import { SpaceAccess } from './access.js';
import { Bars } from './bars.js';
import { CommitNews } from './commit-news.js';
import { Commits } from './commits.js';
import { Directory } from './directory.js';
import { Durability } from './durability.js';
import { DeviceEvents } from './device-events.js';
import { GroupInfos } from './group-info.js';
import { ItemEvents } from './item-events.js';
import { ItemWriter } from './item-writer.js';
import { KeyPackages } from './key-packages.js';
import { Receipts } from './receipts.js';
import { Signals } from './signals.js';
import { Relay } from './relay.js';
import { RetentionSweep } from './retention-sweep.js';
import { SpaceEvents } from './space-events.js';
import { SpaceList } from './space-list.js';
import { SpaceLog } from './space-log.js';
import { Spaces } from './spaces.js';
import { Welcomes } from './welcomes.js';
import { Widening } from './widening.js';
import { WritePool, writePool } from './write-pool.js';

@Module({
  imports: [IdentityModule, RealtimeModule],
  providers: [SpaceAccess, Bars, CommitNews, Commits, Directory, Durability, DeviceEvents, GroupInfos, ItemEvents, ItemWriter, KeyPackages, Receipts, Relay, RetentionSweep, Signals, SpaceEvents, SpaceList, SpaceLog, Spaces, Welcomes, Widening, writePool, WritePool],
})
export class MessagingModule {}
