/**
 * How the service keeps the key a passphrase yields (`authKey`): hashed once more with argon2id (RFC 9106) and a salt of
 * its own, so that a stolen table does not sign in. The key is 32 bytes that cost 64 MiB a guess already; the parameters
 * are OWASP's floor for passwords.
 */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

export interface HashedAuthKey { hash: Buffer; salt: Buffer; memory: number; passes: number }

const derive = promisify(argon2);
/** KiB and passes of new hashes. */
export const policy = { memory: 19_456, passes: 2 } as const;
const hashBytes = 32, saltBytes = 16;

const run = async (authKey: Uint8Array, salt: Uint8Array, memory: number, passes: number): Promise<Buffer> =>
  derive('argon2id', { message: authKey, nonce: salt, parallelism: 1, tagLength: hashBytes, memory, passes });

export async function hashAuthKey(authKey: Uint8Array): Promise<HashedAuthKey> {
  const salt = randomBytes(saltBytes);
  return { hash: await run(authKey, salt, policy.memory, policy.passes), salt, ...policy };
}

/** Costs the same whether it fits or not. */
export async function authKeyFits(authKey: Uint8Array, kept: HashedAuthKey): Promise<boolean> {
  return timingSafeEqual(await run(authKey, kept.salt, kept.memory, kept.passes), kept.hash);
}
