/** Files as they are read, and the items that make them readable. */
import { Body, Controller, Headers, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { pipeline } from 'node:stream/promises';
import type { z } from 'zod';
import { FileId, FileItem, FilePlace, type ItemId } from '@comity/contracts';
import { Route } from '../http/route.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { CurrentSession } from '../identity/sessions/session.guard.js';
import { callerOf } from './caller.js';
import { FileDenials } from './denials.js';
import { Downloads, type Piece } from './downloads.js';
import { FilePlaces } from './places.js';
import { FileSweep } from './sweep.js';
import { Transfers } from './transfers.js';

/** Milliseconds a reader may stop reading. */
const silence = 60_000;

@Controller()
export class DownloadsController {
  constructor(private readonly downloads: Downloads, private readonly places: FilePlaces, private readonly transfers: Transfers, private readonly denials: FileDenials, private readonly sweep: FileSweep) {}

  @Route('file', { summary: 'Bytes of a sealed file, or one range of them', bytes: 'given' })
  read(@CurrentSession() session: SessionContext, @Param('id', { schema: FileId }) id: FileId, @Headers('range') range: string | undefined, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.denials.watch(session, 'files.read', id, async () => {
      const caller = callerOf(session);
      const piece = await this.downloads.find(caller, id, range);
      await this.transfers.carry(caller, async (signal) => {
        const bytes = request.method === 'HEAD' ? undefined : await piece.open(signal);
        head(response, piece);
        if (bytes === undefined) {
          response.end();
          return;
        }
        response.setTimeout(silence, () => { response.destroy(); });
        // Whoever went away, or was sent away, cannot be answered any more.
        await pipeline(bytes, response, { signal }).catch(() => { response.destroy(); });
      });
    });
  }

  @Route('placeFile', { summary: 'Makes a file readable for whoever may read an item of the calling device' })
  async place(@CurrentSession() session: SessionContext, @Param('id', { schema: FileId }) id: FileId, @Param('item', { schema: FileItem }) item: ItemId, @Body({ schema: FilePlace }) { space }: z.infer<typeof FilePlace>): Promise<void> {
    return this.places.place(callerOf(session), id, item, space);
  }

  @Route('removeFile', { summary: 'Takes a file away from an item of the caller\'s' })
  async remove(@CurrentSession() session: SessionContext, @Param('id', { schema: FileId }) id: FileId, @Param('item', { schema: FileItem }) item: ItemId): Promise<void> {
    await this.places.remove(callerOf(session), id, item);
    this.sweep.soon();
  }
}

/** Whatever a blob pretends to be, a browser that opens it directly gets a download of bytes without a type, in an empty sandbox. */
function head(response: Response, { from, to, size, partial }: Piece): void {
  response.status(partial ? 206 : 200).set({
    'Content-Type': 'application/octet-stream', 'Content-Disposition': 'attachment', 'X-Content-Type-Options': 'nosniff', 'Content-Security-Policy': "default-src 'none'; sandbox",
    'Accept-Ranges': 'bytes', 'Content-Length': String(to - from + 1), ...(partial ? { 'Content-Range': `bytes ${from}-${to}/${size}` } : {}),
  });
}
