import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ready } from '@comity/e2ee';
import { Secret, TOTP, URI } from 'otpauth';
import { base32, base32Bytes, newTotp } from './totp.js';

beforeAll(() => ready());

describe('the secret of one-time codes', () => {
  it('is written as authenticators read it', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (bytes) => {
      expect(base32(bytes)).toBe(new Secret({ buffer: bytes.slice().buffer }).base32);
      expect(base32Bytes(base32(bytes))).toEqual(bytes);
    }));
  });

  it('is read with spaces and in either case, and not with anything else', () => {
    expect(base32Bytes('mfrg gzdf')).toEqual(base32Bytes('MFRGGZDF'));
    expect(base32Bytes('MFRG1')).toBeUndefined();
  });

  it('comes with an address that says everything', () => {
    const { secret, uri } = newTotp('ana.quispe@example.org');
    const read = URI.parse(uri) as TOTP;
    expect(read.secret.base32).toBe(secret);
    expect([read.issuer, read.label, read.algorithm, read.digits, read.period]).toEqual(['Comity', 'ana.quispe@example.org', 'SHA1', 6, 30]);
    expect(base32Bytes(secret)).toHaveLength(20);
  });
});
