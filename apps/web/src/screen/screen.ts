/** What a screen in the hall reads, and how much of it shows at once. */
import '../casework/no-eval.js';
import { Screen } from '@comity/contracts';

export type { Screen } from '@comity/contracts';
type Room = Screen['rooms'][number];

const perPage = 12;
/** Rooms page by page, none of them half empty where another is full: 13 are shown as 7 and 6. */
export function pagesOf(rooms: readonly Room[]): Room[][] {
  const count = Math.max(1, Math.ceil(rooms.length / perPage)), size = Math.ceil(rooms.length / count) || 1;
  return Array.from({ length: count }, (_, i) => rooms.slice(i * size, (i + 1) * size));
}

/** Null: the address is none, or no more. Throws where the service cannot be reached, or answers something else. */
export async function readScreen(token: string, signal: AbortSignal): Promise<Screen | null> {
  const response = await fetch(`/api/screen/${encodeURIComponent(token)}`, { credentials: 'omit', cache: 'no-store', redirect: 'error', signal });
  if (response.status === 404 || response.status === 400) return null;
  if (!response.ok) throw new Error(`${response.status}`);
  return Screen.parse(await response.json());
}
