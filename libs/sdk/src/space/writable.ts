import { problem } from '@comity/contracts';
import { ComityFailure, refused } from '../failure.js';
import type { Space } from './space.js';

/** A case file that is closed is for reading; what was written before that was known goes on its way. */
export function expectOpen({ closed }: Pick<Space, 'closed'>): void {
  if (closed) throw new ComityFailure({ kind: 'closed' });
}

export function expectInside({ record }: Pick<Space, 'record'>): void {
  if (record.left) throw refused(problem('not-allowed', { detail: 'this person is not in the space any more' }));
}

export function expectWritable(space: Space): void {
  expectInside(space);
  expectOpen(space);
}
