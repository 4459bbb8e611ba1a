// One Jest project, run as a process of its own; its result is read from Jest's JSON report.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { root } from '../process.mjs';
import { capture } from './capture.mjs';
import { seconds } from './report.mjs';

/** A file with its service and its browsers keeps about one core busy, so two run at once; `alone`: one, as processes are killed in it, and pressed. */
export function jestSuite(name, { after, prepare, alone = false } = {}) {
  return {
    name,
    ...(after === undefined ? {} : { after }),
    needsDatabase: true,
    run: async ({ databaseUrl, patterns }) => {
      await prepare?.();
      const report = path.join(root, 'dist', 'test-results', `${name}.json`);
      mkdirSync(path.dirname(report), { recursive: true });
      rmSync(report, { force: true });
      const { output, hung } = await capture(
        [
          '--experimental-vm-modules', '--disable-warning=ExperimentalWarning', path.join(root, 'node_modules/jest/bin/jest.js'),
          // A process that has grown is replaced between two files, so that no file inherits the memory of many others.
          '--selectProjects', name, '--ci', '--workerIdleMemoryLimit=1GB', '--json', `--outputFile=${report}`, `--maxWorkers=${alone ? 1 : Math.min(2, availableParallelism())}`,
          ...(patterns.length > 0 ? ['--passWithNoTests', '--', ...patterns] : []),
        ],
        { env: { NODE_ENV: 'test', TEST_DATABASE_URL: databaseUrl }, finished: () => existsSync(report) },
      );
      if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0, failures: [hung ?? 'no report'], output: [hung, output].filter(Boolean).join('\n') };
      return read(JSON.parse(readFileSync(report, 'utf8')), { hung, mayBeEmpty: patterns.length > 0 });
    },
  };
}

const firstLine = (message) => message.replaceAll(/\x1b\[[0-9;]*m/g, '').split('\n').map((line) => line.trim()).find((line) => line !== '' && !line.startsWith('●')) ?? '';

function read(report, { hung, mayBeEmpty }) {
  const complaints = report.testResults.filter((file) => file.status === 'failed').map((file) => `${path.relative(root, file.name)}\n${file.message}`);
  const failures = report.testResults.flatMap((file) => {
    const tests = file.assertionResults.filter(({ status }) => status === 'failed');
    const name = path.relative(root, file.name);
    if (tests.length === 0 && file.status === 'failed') return [`${name}: ${firstLine(file.message)}`];
    return tests.map((test) => `${name}: ${test.fullName}: ${firstLine(test.failureMessages[0] ?? '')} (${seconds(test.duration ?? 0)})`);
  });
  let failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  if (hung !== undefined) {
    failed += 1;
    complaints.push(hung);
    failures.push(hung);
  }
  if (report.numPassedTests + failed === 0 && !mayBeEmpty) {
    failed += 1;
    complaints.push('the suite ran no test');
  }
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests, failures, output: complaints.join('\n') };
}
