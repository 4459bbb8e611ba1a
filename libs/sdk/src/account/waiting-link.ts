/** The request of another device of this person's that waits to be answered. */
import type { DeviceLink } from '@comity/contracts';
import type { LinkRequestView } from '../api.js';
import type { Rest } from '../transport/rest.js';

export async function waitingLink(rest: Rest): Promise<LinkRequestView | null> {
  const [link] = await rest.call('links');
  return link === undefined || link.answer !== null ? null : viewOf(link);
}

export const viewOf = ({ id, name, expiresAt }: DeviceLink): LinkRequestView => ({ id, name, expiresAt });
