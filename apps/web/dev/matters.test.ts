import { expect, it } from '@jest/globals';
import { Matters } from './matters.js';

it('the requests of the fixture are played by the law of today, and as many as are asked for', () => {
  expect(new Matters(() => undefined).list().length).toBeGreaterThan(3);
  expect(new Matters(() => undefined, 40).list()).toHaveLength(40);
});
