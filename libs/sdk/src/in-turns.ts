/** Works on all, in their order, so many at the same time; answers how each ended. */
export async function settledInTurns<T>(all: readonly T[], atOnce: number, work: (one: T) => Promise<void>): Promise<PromiseSettledResult<void>[]> {
  const results: PromiseSettledResult<void>[] = [];
  const waiting = all.values();
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (const one of waiting) results.push(...(await Promise.allSettled([work(one)])));
  }));
  return results;
}
