/** A bench process: takes one plan from its parent, answers one result, ends. */
export type Answer<R> = { result: R } | { error: string };

export function answerPlan<P, R>(work: (plan: P) => Promise<R>): void {
  const end = (answer: Answer<R>): void => { process.send?.(answer, () => process.exit(0)); };
  process.once('message', (plan: P) => {
    work(plan).then((result) => end({ result }), (error: unknown) => end({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }));
  });
}
