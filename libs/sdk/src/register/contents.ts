/** What the log says at the places that a register names. */
import type { Ref, RegisterContent } from '@comity/e2ee';
import type { StoredMessage } from '../space/entries.js';
import type { Space } from '../space/space.js';
import type { Mark } from './fold.js';

export async function contentsOf(space: Pick<Space, 'history'>, marks: readonly Mark<RegisterContent>[]): Promise<(mark: Mark<RegisterContent>) => RegisterContent | null> {
  const places = [...new Set(marks.flatMap(({ place }) => place ?? []))].sort((a, b) => a - b);
  const entries = await space.history.at(places);
  const found = new Map(entries.flatMap((entry, i): [number, RegisterContent][] => (entry.type === 'entry' ? [[places[i]!, entry.content]] : [])));
  return ({ place, content }) => (place === null ? content : found.get(place) ?? null);
}

/** A message that stands; nothing of one that was withdrawn. */
export async function messageAt({ history }: Pick<Space, 'history'>, on: Ref): Promise<StoredMessage | undefined> {
  const entry = (await history.find(on))?.entry;
  return entry?.type === 'message' && entry.withdrawn === undefined ? entry : undefined;
}
