/** Posting what nobody wrote and no outbox keeps: it follows from what is stored, and is done again if it did not go. */
import { epochOf, epochTag, historyKey, sealItem, wipe, type Group } from '@comity/e2ee';
import type { ItemId } from '@comity/contracts';
import { isProblem } from '../failure.js';
import { newId } from '../id.js';
import type { Surroundings } from '../surroundings.js';
import type { Ground } from './ground.js';
import { emptyTree } from './outbox.js';

const attempts = 10;

/**
 * Seals what `say` makes for the present group under the key that ends with its epoch, and posts it. Answers whether it was stored: not
 * where there is nothing to say any more, or this device is not at the end of the log. Throws what asking the service throws.
 */
export async function postKeys(space: Ground, env: Surroundings, say: (group: Group) => Promise<Uint8Array | undefined>): Promise<boolean> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    // Nothing is sealed for somebody whose access has ended, nor into an epoch that is too old.
    if (space.hasEnded()) await space.removeEnded();
    await space.renewIfDue();
    const item = await space.turn(() => seal(space, env, say));
    if (item === undefined) return false;
    try {
      await env.link.ask('messaging:post', { item });
      return true;
    } catch (error) {
      if (!isProblem(error, 'stale-epoch')) throw error;
      await space.catchUp();
    }
  }
  return false;
}

async function seal(space: Ground, env: Surroundings, say: (group: Group) => Promise<Uint8Array | undefined>): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const { group, record, head } = space;
  if (!env.link.online || group === null || record.left || record.halted !== null || record.cursor < head || record.epoch !== epochOf(group)) return undefined;
  const content = await say(group);
  if (content === undefined) return undefined;
  const contentKey = await historyKey(group);
  const item = sealItem({
    header: { kind: 'keys', handling: 'none', space: space.id, epoch: epochOf(group), epochTag: epochTag(group), id: newId<ItemId>(), sender: env.device, transcript: space.stated(), treeHead: emptyTree },
    content, contentKey, deviceSecret: env.secrets.device.secretKey,
  });
  wipe(contentKey);
  return new Uint8Array(item);
}
