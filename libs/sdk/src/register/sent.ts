import type { StoredMessage } from '../space/entries.js';
import type { Space } from '../space/space.js';

/** Messages that are looked through at once. */
const inOneGo = 200;

/** The newest message of a log of which something is so. */
export async function newestSent({ history }: Space, is: (message: StoredMessage) => boolean): Promise<StoredMessage | undefined> {
  const view = history.scope('main');
  for (let end = view.total; end > 0; end -= inOneGo) {
    const start = Math.max(0, end - inOneGo);
    const found = (await history.at(await view.read(start, end - start))).findLast((entry): entry is StoredMessage => entry.type === 'message' && is(entry));
    if (found !== undefined) return found;
  }
  return undefined;
}
