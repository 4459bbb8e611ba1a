/** What this device showed of each session: of each thing the version that it showed last. */
import type { MeetingSessionId } from '@comity/contracts';
import { Serial } from '../serial.js';
import type { Surroundings } from '../surroundings.js';

type Store = Pick<Surroundings['store'], 'getJson' | 'putJson'>;
const keyOf = (session: MeetingSessionId): string => `meetings-seen/${session}`;
/** Of each store: what is read, changed and written whole is so by one at a time, or one of two marks would be lost. */
const turns = new WeakMap<Store, Serial>();

export const seenOf = async (store: Store, session: MeetingSessionId): Promise<Record<string, number>> => (await store.getJson<Record<string, number>>(keyOf(session))) ?? {};

/** Whether it is news: what was shown once stays so. */
export function keepSeen(store: Store, session: MeetingSessionId, what: string, version: number): Promise<boolean> {
  const turn = turns.get(store) ?? new Serial();
  turns.set(store, turn);
  return turn.run(async () => {
    const shown = await seenOf(store, session);
    if ((shown[what] ?? 0) >= version) return false;
    await store.putJson(keyOf(session), { ...shown, [what]: version });
    return true;
  });
}
