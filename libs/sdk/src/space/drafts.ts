/** What somebody is writing, kept on this device in the store of their own. `space` null: of what has no space yet. */
import type { SpaceId } from '@comity/contracts';
import type { DraftScope } from '../api.js';
import { Batch } from '../store/batch.js';
import type { SealedStore } from '../store/sealed.js';
import { keys } from './record.js';

export const readDraft = async (store: SealedStore, space: SpaceId | null, scope: DraftScope): Promise<string> => (await store.getJson<string>(keys.draft(space, scope))) ?? '';

export async function saveDraft(store: SealedStore, space: SpaceId | null, text: string, scope: DraftScope): Promise<void> {
  const [batch, key] = [new Batch(), keys.draft(space, scope)];
  await (text === '' ? batch.delete(key) : batch.putJson(key, text)).writeTo(store);
}
