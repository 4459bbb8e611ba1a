/** Throws away the files of a form that is begun anew: what is on its way is stopped, and what was stored for it is let go. */
import type { SpaceId } from '@comity/contracts';
import type { Client } from '../client/client.js';
import type { Attachments } from './attachments.js';
import { trayOf } from './tray.js';

export function discardFiles(client: Client, space: SpaceId, { rows }: Pick<Attachments, 'rows'>): void {
  const tray = trayOf(client, space);
  for (const { attached, transfer } of rows) {
    if (attached !== null) tray.remove(attached.key);
    else if (transfer !== null) void client.remote.cancelTransfer(transfer.id).catch(() => undefined);
  }
}
