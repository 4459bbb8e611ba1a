/** Uploads over HTTP: announced, appended to at an offset, resumed from the offset that is stored. */
import { Body, Controller, Param, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { z } from 'zod';
import { FileId, FileSpaceQuery, UploadOffset, UploadRequest, type FileAllowance, type Upload } from '@comity/contracts';
import { Route } from '../http/route.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { CurrentSession } from '../identity/sessions/session.guard.js';
import { appendBody } from './body.js';
import { callerOf } from './caller.js';
import { FileDenials } from './denials.js';
import { FileSweep } from './sweep.js';
import { Transfers } from './transfers.js';
import { Uploads } from './uploads.service.js';

@Controller()
export class UploadsController {
  constructor(private readonly uploads: Uploads, private readonly transfers: Transfers, private readonly denials: FileDenials, private readonly sweep: FileSweep) {}

  @Route('fileAllowance', { summary: 'The largest file, and the room that is left to the caller in a space' })
  allowance(@CurrentSession() session: SessionContext, @Query({ schema: FileSpaceQuery }) { space }: z.infer<typeof FileSpaceQuery>): Promise<FileAllowance> {
    return this.denials.watch(session, 'files.allowance', space, () => this.uploads.allowance(callerOf(session), space));
  }

  @Route('createUpload', { summary: 'Announces a sealed file, or answers where its upload stands', created: true })
  async create(@CurrentSession() session: SessionContext, @Body({ schema: UploadRequest }) request: z.infer<typeof UploadRequest>): Promise<Upload> {
    return this.uploads.create(callerOf(session), request);
  }

  @Route('upload', { summary: 'Where an upload stands' })
  state(@CurrentSession() session: SessionContext, @Param('id', { schema: FileId }) id: FileId): Promise<Upload> {
    return this.denials.watch(session, 'files.state', id, () => this.uploads.state(callerOf(session), id));
  }

  @Route('appendUpload', { summary: 'Stores a piece at the offset that is reached; answered when it is flushed', bytes: 'taken' })
  append(@CurrentSession() session: SessionContext, @Param('id', { schema: FileId }) id: FileId, @Param('offset', { schema: UploadOffset }) offset: number, @Req() request: Request): Promise<Upload> {
    return this.denials.watch(session, 'files.append', id, () => {
      const caller = callerOf(session), body = appendBody(request);
      return this.transfers.carry(caller, (signal) => {
        signal.addEventListener('abort', () => { request.destroy(); });
        return this.uploads.append(caller, id, offset, body).catch(async (error: unknown) => {
          await body.drain();
          throw error;
        });
      });
    });
  }

  @Route('cancelUpload', { summary: 'Gives up an upload that no message names' })
  async cancel(@CurrentSession() session: SessionContext, @Param('id', { schema: FileId }) id: FileId): Promise<void> {
    await this.uploads.cancel(callerOf(session), id);
    this.sweep.soon();
  }
}
