// Runs steps side by side, each when what it needs has succeeded.
import { say } from '../process.mjs';

/**
 * @param {Array<{name: string, after?: string, run: (context: object) => Promise<Result>}>} steps in order of preference
 * @returns {Promise<Result[]>} in the order of the steps
 * @typedef {{name: string, passed: number, failed: number, skipped: number, milliseconds: number, output: string}} Result
 */
export async function runInLanes(steps, { lanes, context, ended }) {
  const waiting = [...steps];
  const running = new Set();
  const results = new Map();

  const start = (step) => {
    const began = performance.now();
    const work = step
      .run(context)
      .catch((error) => ({ passed: 0, failed: 1, skipped: 0, output: error instanceof Error ? error.message : String(error) }))
      .then((outcome) => {
        const result = { name: step.name, milliseconds: performance.now() - began, ...outcome };
        results.set(step.name, result);
        running.delete(work);
        ended(result);
      });
    running.add(work);
  };

  while (waiting.length > 0 || running.size > 0) {
    for (const step of steps.filter((candidate) => waiting.includes(candidate))) {
      if (running.size >= lanes) break;
      const needed = steps.find((other) => other.name === step.after);
      if (needed !== undefined && !results.has(needed.name)) continue;
      waiting.splice(waiting.indexOf(step), 1);
      if (needed !== undefined && results.get(needed.name).failed > 0) {
        results.set(step.name, { name: step.name, passed: 0, failed: 1, skipped: 0, milliseconds: 0, output: `not run: ${needed.name} failed` });
        say(`  ✗ ${step.name} not run: ${needed.name} failed`);
      } else start(step);
    }
    // What could not be run may have been the last of all.
    if (running.size > 0) await Promise.race(running);
  }
  return steps.map((step) => results.get(step.name));
}
