/** What a store says, in the words of the contract. */
import { Refusal } from '../../http/refusal.js';
import { StoreFull, StoreOutage, WrongBytes } from './blob-store.js';

export async function inStoreWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof WrongBytes && error.rule === 'length') throw new Refusal('invalid-input', { detail: 'The body has another length than announced.' });
    if (error instanceof WrongBytes) throw new Refusal('malformed', { detail: 'The body is not the one its digest names.' });
    if (error instanceof StoreFull) throw new Refusal('no-room');
    if (error instanceof StoreOutage) throw new Refusal('unavailable');
    throw error;
  }
}
