// What the gate prints.
import { say } from '../process.mjs';

export const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`;

export function printResult({ name, passed, failed, milliseconds }) {
  say(`  ${failed === 0 ? '✓' : '✗'} ${name} (${failed === 0 ? passed : `${failed} failed`}, ${seconds(milliseconds)})`);
}

export function printFailures(results) {
  for (const { name, failed, output } of results) {
    if (failed > 0) say(`\n──── ${name} ────\n${output}\n`);
  }
}

export function printTable(results, milliseconds) {
  const rows = results.map((result) => [result.name, result.passed, result.failed, result.skipped, seconds(result.milliseconds)].map(String));
  const all = [['', 'passed', 'failed', 'skipped', 'time'], ...rows];
  const widths = all[0].map((_, column) => Math.max(...all.map((row) => row[column].length)));
  say('');
  for (const row of all) say(`  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('   ')}`);
  say(`\n  ${seconds(milliseconds)} in all`);
}

/** Which tests failed, a line each, after everything else: whoever sees only the end of the output sees this. */
export function printNames(results) {
  const lines = results.flatMap(({ name, failures = [] }) => failures.map((failure) => `  ✗ ${name} ${failure}`.slice(0, 300)));
  if (lines.length > 0) say(`\n${lines.join('\n')}`);
}
