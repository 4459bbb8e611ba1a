import { describe, expect, it } from '@jest/globals';
import { pinGroups } from './pin-groups.js';

describe('a pin', () => {
  it('is read in sixteen groups, the same for the same bytes alone', () => {
    const pin = Buffer.from(Array.from({ length: 32 }, (_, i) => 255 - i)).toString('base64url');
    expect(pinGroups(pin)).toHaveLength(16);
    expect(pinGroups(pin).slice(0, 2)).toEqual(['FFFE', 'FDFC']);
    expect(pinGroups(`A${pin.slice(1)}`)[0]).not.toBe('FFFE');
  });
});
