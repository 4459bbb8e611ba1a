/** A long list in its pages, of at most so many each: one is on its way while the one before is looked at. Throws where a page cannot be had. */
export async function* pagesOf<Id, T extends { id: Id }>(ask: (after?: Id) => Promise<T[]>, most: number): AsyncGenerator<T[]> {
  for (let coming: Promise<T[]> | undefined = ask(); coming !== undefined;) {
    const page: T[] = await coming;
    coming = page.length < most ? undefined : ask(page.at(-1)!.id);
    // Whoever comes for it is told.
    coming?.catch(() => undefined);
    yield page;
  }
}
