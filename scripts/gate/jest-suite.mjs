// One Jest project, run as a process of its own; its result is read from Jest's JSON report.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { root } from '../process.mjs';
import { capture } from './capture.mjs';

export function jestSuite(name, { after, prepare } = {}) {
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
          '--selectProjects', name, '--ci', '--json', `--outputFile=${report}`, `--maxWorkers=${Math.max(1, Math.floor(availableParallelism() / 2))}`,
          ...(patterns.length > 0 ? ['--passWithNoTests', '--', ...patterns] : []),
        ],
        { env: { NODE_ENV: 'test', TEST_DATABASE_URL: databaseUrl }, finished: () => existsSync(report) },
      );
      if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0, output: [hung, output].filter(Boolean).join('\n') };
      return read(JSON.parse(readFileSync(report, 'utf8')), { hung, mayBeEmpty: patterns.length > 0 });
    },
  };
}

function read(report, { hung, mayBeEmpty }) {
  const complaints = report.testResults.filter((file) => file.status === 'failed').map((file) => `${path.relative(root, file.name)}\n${file.message}`);
  let failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  if (hung !== undefined) {
    failed += 1;
    complaints.push(hung);
  }
  if (report.numPassedTests + failed === 0 && !mayBeEmpty) {
    failed += 1;
    complaints.push('the suite ran no test');
  }
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests, output: complaints.join('\n') };
}
