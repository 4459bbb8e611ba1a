// What the gate consists of.
import { build, buildTargets } from '../build.mjs';
import { Refusal, root } from '../process.mjs';
import { ensureChromium } from './chromium.mjs';
import { jestSuite } from './jest-suite.mjs';
import { programCheck } from './program-check.mjs';

const buildCheck = {
  name: 'build',
  run: async () => {
    await build(buildTargets, { quiet: true });
    return { passed: 1, failed: 0, skipped: 0, output: '' };
  },
};

// In the order in which they are begun: what everything waits for, what is quick to tell, what takes long.
const steps = [
  buildCheck,
  programCheck('types', 'typescript/bin/tsc', ['--noEmit', '-p', '.', '--pretty', 'false']),
  programCheck('lint', 'oxlint/bin/oxlint', ['--type-aware', '--deny-warnings']),
  programCheck('boundaries', 'dependency-cruiser/bin/dependency-cruiser.mjs', ['--config', '.dependency-cruiser.mjs', 'apps', 'libs', 'test']),
  programCheck('dead-code', 'knip/bin/knip.js', ['--no-progress', '--treat-config-hints-as-errors']),
  jestSuite('browser', { after: 'build', prepare: ensureChromium }),
  jestSuite('scenario', { after: 'build' }),
  jestSuite('unit'),
  jestSuite('e2e'),
  jestSuite('faults', { after: 'build', alone: true }),
];

/** @throws {Refusal} when a name means nothing. */
export function selectSteps(names, patterns) {
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) throw new Refusal(`The gate has no ${unknown.join(', ')}. It has: ${steps.map((step) => step.name).join(', ')}.`);
  const wanted = names.length === 0 ? steps : steps.filter((step) => names.includes(step.name));
  const needed = new Set(wanted.map((step) => step.after));
  const whole = steps.filter((step) => wanted.includes(step) || needed.has(step.name));
  return whole.map((step) => ({ ...step, run: async (context) => await step.run({ ...context, patterns, root }) }));
}
