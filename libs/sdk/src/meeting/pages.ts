/**
 * A long list in its pages, of at most so many each, by ids that chance made. Where the first page is full the rest is asked for at several places side by side: how far
 * that page reached says how much there may be. What is there in truth decides where it ends. Throws where a page cannot be had.
 */
export async function* pagesOf<Id extends string, T extends { id: Id }>(ask: (after?: Id) => Promise<T[]>, most: number): AsyncGenerator<T[]> {
  const asked = (after: Id): Promise<T[]> => {
    const page = ask(after);
    // Whoever comes for it is told.
    page.catch(() => undefined);
    return page;
  };
  const first = await ask(), places = first.length < most ? [] : placesAfter(first.at(-1)!.id), begun = places.map(asked);
  yield first;
  for (const [i, beginning] of begun.entries()) {
    const end = places[i + 1];
    for (let coming: Promise<T[]> | undefined = beginning; coming !== undefined;) {
      const page: T[] = await coming, own = end === undefined ? page : page.filter(({ id }) => id <= end);
      coming = page.length < most || own.length < page.length ? undefined : asked(page.at(-1)!.id);
      yield own;
    }
  }
}

const all = 2 ** 32;
/** So near to each other that a page most likely reaches from one to the next. At most eight: a service is not asked for a hundred at once. */
function placesAfter<Id extends string>(last: Id): Id[] {
  const reached = (Number.parseInt(last.slice(0, 8), 16) + 1) / all, step = Math.max(reached * 0.85, (1 - reached) / 8), places = [last];
  for (let at = reached + step; at < 1 && places.length < 8; at += step) places.push(`${Math.floor(at * all).toString(16).padStart(8, '0')}-0000-0000-0000-000000000000` as Id);
  return places;
}
