import { expect, it } from '@jest/globals';
import type { Failure } from '@comity/sdk';
import { exportFailure } from './export-failure.js';

it('a file that could not be made says why, also where its part of the program did not load', () => {
  expect(exportFailure({ kind: 'offline' } satisfies Failure)).toBe('failure.offline');
  expect(exportFailure(new TypeError('Failed to fetch dynamically imported module'))).toBe('failure.part');
});
