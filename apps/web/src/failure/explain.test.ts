import { expect, it } from '@jest/globals';
import type { Failure } from '@comity/sdk';
import { explain } from './explain.js';

it('says why, also where a part of the program did not load', () => {
  expect(explain({ kind: 'offline' }).what).toBe('failure.offline');
  expect(explain(new TypeError('Failed to fetch dynamically imported module') as unknown as Failure)).toMatchObject({ what: 'failure.part', todo: 'failure.part-todo' });
});
