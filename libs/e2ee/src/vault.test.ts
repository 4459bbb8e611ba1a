import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { KdfParameters } from '@comity/contracts';
import { createVault, derivePassphraseKeys, fromBase64Url, newKdfParameters, newRecoveryCode, openVaultRecord, openVaultWithPasskey, openVaultWithPassphraseKey, openVaultWithRecoveryCode, randomBytes, ready, rewrapVault, sealVaultRecord, toBase64Url, utf8, wrapForPasskey } from '@comity/e2ee';

beforeAll(ready);

const made = () => {
  const wrapKey = randomBytes(32);
  const kdf = newKdfParameters();
  const { secret } = newRecoveryCode();
  return { wrapKey, kdf, secret, ...createVault({ wrapKey, kdf, recoverySecret: secret }) };
};

describe('a vault', () => {
  it('opens with the passphrase’s key and with the recovery code', () => {
    const { wrapKey, secret, vaultKey, wraps } = made();
    expect(openVaultWithPassphraseKey(wraps, wrapKey)).toEqual(vaultKey);
    expect(openVaultWithRecoveryCode(wraps, secret)).toEqual(vaultKey);
  });
  it('opens with neither when the key is another or the wraps were swapped, damaged or relabelled', () => {
    const { wrapKey, secret, wraps, kdf } = made();
    expect(openVaultWithPassphraseKey(wraps, secret)).toBeUndefined();
    expect(openVaultWithRecoveryCode(wraps, wrapKey)).toBeUndefined();
    expect(openVaultWithRecoveryCode({ ...wraps, recovery: { sealed: wraps.passphrase.sealed } }, wrapKey)).toBeUndefined();
    expect(openVaultWithPassphraseKey({ ...wraps, passphrase: { kdf: { ...kdf, ops: 4 }, sealed: wraps.passphrase.sealed } }, wrapKey)).toBeUndefined();
    for (const sealed of ['', '!', 'AAAA', wraps.recovery.sealed.slice(0, -4)]) expect(openVaultWithRecoveryCode({ ...wraps, recovery: { sealed } }, secret)).toBeUndefined();
  });
  it('opens no wrap after any single byte was changed', () => {
    const { secret, wraps } = made();
    const bytes = fromBase64Url(wraps.recovery.sealed);
    for (let i = 0; i < bytes.length; i++) {
      expect(openVaultWithRecoveryCode({ ...wraps, recovery: { sealed: toBase64Url(bytes.with(i, bytes[i]! ^ 1)) } }, secret)).toBeUndefined();
    }
  });
  it('keeps its key when both wraps are renewed, and forgets the old ones', () => {
    const { wrapKey, secret, vaultKey } = made();
    const next = { wrapKey: randomBytes(32), kdf: newKdfParameters(), recoverySecret: randomBytes(32) };
    const wraps = rewrapVault(vaultKey, next);
    expect([openVaultWithPassphraseKey(wraps, next.wrapKey), openVaultWithRecoveryCode(wraps, next.recoverySecret)]).toEqual([vaultKey, vaultKey]);
    expect([openVaultWithPassphraseKey(wraps, wrapKey), openVaultWithRecoveryCode(wraps, secret)]).toEqual([undefined, undefined]);
  });
});

describe('a passkey’s wrap', () => {
  it('opens with what that passkey computes, and with nothing else', () => {
    const { vaultKey, wraps } = made();
    const [first, second] = [randomBytes(32), randomBytes(32)];
    const held = { ...wraps, passkeys: [wrapForPasskey(vaultKey, 'Zmlyc3Q', first), wrapForPasskey(vaultKey, 'c2Vjb25k', second)] };
    expect([openVaultWithPasskey(held, 'Zmlyc3Q', first), openVaultWithPasskey(held, 'c2Vjb25k', second)]).toEqual([vaultKey, vaultKey]);
    expect([openVaultWithPasskey(held, 'Zmlyc3Q', second), openVaultWithPasskey(held, 'dGhpcmQ', first), openVaultWithPasskey(held, 'Zmlyc3Q', first.subarray(1))]).toEqual([undefined, undefined, undefined]);
  });
  it('does not open when it was moved to another passkey, or after any single byte was changed', () => {
    const { vaultKey, wraps } = made();
    const output = randomBytes(32);
    const wrap = wrapForPasskey(vaultKey, 'Zmlyc3Q', output);
    expect(openVaultWithPasskey({ ...wraps, passkeys: [{ ...wrap, passkey: 'c2Vjb25k' }] }, 'c2Vjb25k', output)).toBeUndefined();
    const bytes = fromBase64Url(wrap.sealed);
    for (let i = 0; i < bytes.length; i++) expect(openVaultWithPasskey({ ...wraps, passkeys: [{ ...wrap, sealed: toBase64Url(bytes.with(i, bytes[i]! ^ 1)) }] }, 'Zmlyc3Q', output)).toBeUndefined();
  });
});

describe('a vault record', () => {
  it('opens under its own name and version only', () => {
    const key = randomBytes(32);
    const sealed = sealVaultRecord(key, 'main', 3, utf8('content'));
    expect(openVaultRecord(key, 'main', 3, sealed)).toEqual(utf8('content'));
    expect([openVaultRecord(key, 'main', 2, sealed), openVaultRecord(key, 'main2', 3, sealed), openVaultRecord(randomBytes(32), 'main', 3, sealed), openVaultRecord(key, 'main', 3, sealed.with(80, sealed[80]! ^ 1))]).toEqual(Array(4).fill(undefined));
  });
  it('survives sealing, whatever it holds, and never makes opening throw', () => {
    const key = randomBytes(32);
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2_000 }), fc.string(), fc.maxSafeNat(), (content, name, version) => {
      expect(openVaultRecord(key, name, version, sealVaultRecord(key, name, version, content))).toEqual(content);
      expect(openVaultRecord(key, name, version, content)).toBeUndefined();
    }));
  });
});

describe('keys from a passphrase', () => {
  const kdf: KdfParameters = { algorithm: 'argon2id13', salt: 'AAAAAAAAAAAAAAAAAAAAAA', ops: 3, mem: 67_108_864 };
  it('are two, steady, and the same however a keyboard composes the letters', () => {
    const composed = derivePassphraseKeys('caf\u00e9 au lait', kdf);
    const decomposed = derivePassphraseKeys('cafe\u0301\u00a0au\u3000lait', kdf);
    expect(composed).toEqual(decomposed);
    expect(composed.ok && composed.authKey).not.toEqual(composed.ok && composed.wrapKey);
  });
  it('are not derived below the floor, above the ceiling, or by another algorithm', () => {
    const rule = (change: object) => { const keys = derivePassphraseKeys('x', { ...kdf, ...change }); return keys.ok ? 'ok' : keys.rule; };
    expect([rule({ ops: 2 }), rule({ mem: 67_108_863 })]).toEqual(['kdf-weakened', 'kdf-weakened']);
    expect([rule({ ops: 11 }), rule({ mem: 2 ** 31 })]).toEqual(['kdf-excessive', 'kdf-excessive']);
    expect([rule({ algorithm: 'md5' }), rule({ salt: 'AA' }), rule({ ops: 3.5 }), rule({ mem: Number.NaN })]).toEqual(Array(4).fill('kdf-unknown'));
  });
  it('start from parameters at the floor with a fresh salt', () => {
    expect(newKdfParameters()).toEqual({ ...kdf, salt: expect.stringMatching(/^[\w-]{22}$/) });
    expect(newKdfParameters().salt).not.toBe(newKdfParameters().salt);
  });
});
