/** Files: resumable upload and download of encrypted blobs, on disk or in an object store. */
import { Module } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import { IdentityModule } from '../identity/identity.module.js';
import { RealtimeModule } from '../realtime/realtime.module.js';
import { FileDenials } from './denials.js';
import { DownloadsController } from './downloads.controller.js';
import { Downloads } from './downloads.js';
import { FilePlaces } from './places.js';
import { FileRoom } from './room.js';
import { BlobStore } from './store/blob-store.js';
import { DiskStore } from './store/disk-store.js';
import { S3Client } from './store/s3-client.js';
import { S3Store } from './store/s3-store.js';
import { FileSweep } from './sweep.js';
import { Transfers } from './transfers.js';
import { Uploads } from './uploads.service.js';
import { UploadsController } from './uploads.controller.js';

const store = { provide: BlobStore, inject: [CONFIG], useFactory: ({ files }: Config): BlobStore => (files.s3 === undefined ? new DiskStore(files.directory) : new S3Store(new S3Client(files.s3))) };

@Module({
  imports: [IdentityModule, RealtimeModule],
  controllers: [UploadsController, DownloadsController],
  providers: [store, Downloads, FileDenials, FilePlaces, FileRoom, FileSweep, Transfers, Uploads],
})
export class FilesModule {}
