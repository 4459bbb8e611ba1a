import { describe, expect, it } from '@jest/globals';
import { devicesAllowed, suiteFor } from '@comity/contracts';
import { devicesPerCaseFile } from './limits.js';

describe('how many devices the window says a case file takes in', () => {
  it('is as the contract has it', () => { expect(devicesPerCaseFile).toBe(devicesAllowed(suiteFor('case-file', 1_000))); });
});
