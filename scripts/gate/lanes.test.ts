import { expect, it } from '@jest/globals';
import { runInLanes } from './lanes.mjs';

const fails = { name: 'build', run: () => Promise.reject(new Error('it does not build')) };
const passes = (name: string, after?: string) => ({ name, ...(after === undefined ? {} : { after }), run: () => Promise.resolve({ passed: 1, failed: 0, skipped: 0, output: '' }) });

it('ends where nothing can be run any more, and says of each step what became of it', async () => {
  for (const steps of [[fails, passes('scenario', 'build')], [fails, passes('scenario', 'build'), passes('unit')], [passes('unit'), fails, passes('scenario', 'build'), passes('faults', 'scenario')]]) {
    const results = await runInLanes(steps, { lanes: 1, context: {}, ended: () => undefined });
    expect(results.map(({ name, failed }) => [name, failed])).toEqual(steps.map(({ name }) => [name, name === 'unit' ? 0 : 1]));
  }
});
