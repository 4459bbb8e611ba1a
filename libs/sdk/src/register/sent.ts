import type { Instant } from '@comity/contracts';
import type { StoredMessage } from '../space/entries.js';
import type { Space } from '../space/space.js';

/** Messages that are looked through at once. */
const inOneGo = 200;

/** The newest message of a log of which something is so. `since`: of nothing that the service stored before; what does not say when it was stored is no bound. */
export async function newestSent({ history }: Space, is: (message: StoredMessage) => boolean, since?: Instant): Promise<StoredMessage | undefined> {
  const view = history.scope('main');
  for (let end = view.total; end > 0; end -= inOneGo) {
    const start = Math.max(0, end - inOneGo);
    const messages = (await history.at(await view.read(start, end - start))).filter((entry) => entry.type === 'message');
    const found = messages.findLast(is);
    if (found !== undefined) return found;
    if (since !== undefined && messages.some(({ storedAt }) => storedAt !== undefined && storedAt < since)) return undefined;
  }
  return undefined;
}
