// The one gate: everything that must hold before a change counts. `npm test` runs all of it, `npm test -- lint unit`
// only what is named, `npm test -- unit -- libs/e2ee` passes the rest to Jest. Prints each step as it ends, a table, and
// as its last line `N passed, N failed`: tests and static checks together.
import { availableParallelism } from 'node:os';
import process from 'node:process';
import { runInLanes } from './gate/lanes.mjs';
import { printFailures, printNames, printResult, printTable } from './gate/report.mjs';
import { selectSteps } from './gate/steps.mjs';
import { startTestCluster } from './gate/test-cluster.mjs';
import { Refusal, say } from './process.mjs';

const divider = process.argv.indexOf('--', 2);
const names = process.argv.slice(2, divider === -1 ? undefined : divider);
const patterns = divider === -1 ? [] : process.argv.slice(divider + 1);

let cluster;
try {
  const began = performance.now();
  const steps = selectSteps(names, patterns);
  cluster = steps.some((step) => step.needsDatabase) ? await startTestCluster() : undefined;
  const results = await runInLanes(steps, {
    // A suite runs two files at once, each with a service, a database and often a browser: two cores are one lane.
    lanes: Math.max(1, Math.floor(availableParallelism() / 2)),
    context: { databaseUrl: cluster?.url },
    ended: printResult,
  });
  printFailures(results);
  printTable(results, performance.now() - began);
  printNames(results);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  process.exitCode = failed > 0 ? 1 : 0;
  await cluster?.stop();
  say(`${passed} passed, ${failed} failed`);
} catch (error) {
  await cluster?.stop();
  if (!(error instanceof Refusal)) throw error;
  say(error.message, process.stderr);
  process.exitCode = 1;
}
