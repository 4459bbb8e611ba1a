import { describe, expect, it } from '@jest/globals';
import { limits } from '@comity/contracts';
import { filesPerMessage, previewBytes } from './limits.js';

describe('the limits that the window knows by heart', () => {
  it('are those of the contract', () => { expect([filesPerMessage, previewBytes]).toEqual([limits.filesPerMessage, limits.previewBytes]); });
});
