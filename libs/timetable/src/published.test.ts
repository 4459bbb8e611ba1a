import { describe, expect, it } from '@jest/globals';
import { published, publishedInstance } from '../test/published.js';
import { check, prove } from './index.js';

/** Of the two ways to prove, the one that is quicker for it: of others it is the first. */
const plainly = new Set(['forum-13crafc.original']);

describe('the published instances', () => {
  it('are read: ten, with everything to be held', () => {
    expect(published).toHaveLength(10);
    expect(published.map(({ name }) => publishedInstance(name)).map(({ meetings, resources, days }) => [meetings.length, resources.length - 1, days[0]])).toEqual([
      [154, 70, 21], [154, 70, 21], [237, 60, 10], [236, 60, 10], [125, 42, 8], [184, 46, 10], [237, 60, 10], [236, 60, 10], [195, 76, 22], [302, 78, 22],
    ]);
  });
  it.each(published)('are as idle as was published, and no less: $name', async ({ name, least }) => {
    const instance = publishedInstance(name);
    const proof = await prove(instance, { strategy: plainly.has(name) ? 'plain' : 'counting' });
    expect(proof).toMatchObject({ status: 'optimal', value: { weight: instance.meetings.length, idle: least } });
    if (proof.status === 'optimal') expect(check(instance, proof.timetable)).toEqual([]);
  }, 600_000);
});
