/**
 * Calls into libsodium's WebAssembly through one fixed area of its heap that is wiped after every call. The wrapper's own
 * functions allocate, copy secrets in and free them unwiped, so that keys would linger in memory the module hands out again.
 * Trust: wipes what this file wrote; the module's C stack is libsodium's own to clear, but for what `forget` names.
 */
import { sodium } from '../../sodium.js';

/** The entry points used here, as Emscripten exports them; a 64-bit length is passed as its low and high half. */
export interface RawSodium {
  readonly HEAPU8: Uint8Array;
  _malloc(bytes: number): number;
  _free(address: number): void;
  _crypto_hash_sha256(out: number, message: number, low: number, high: number): number;
  _crypto_auth_hmacsha256_init(state: number, key: number, keyBytes: number): number;
  _crypto_auth_hmacsha256_update(state: number, message: number, low: number, high: number): number;
  _crypto_auth_hmacsha256_final(state: number, out: number): number;
  _crypto_scalarmult_curve25519(out: number, scalar: number, point: number): number;
  _crypto_scalarmult_curve25519_base(out: number, scalar: number): number;
  _crypto_kem_xwing_seed_keypair(publicKey: number, secretKey: number, seed: number): number;
  _crypto_kem_xwing_enc_deterministic(encapsulation: number, shared: number, publicKey: number, seed: number): number;
  _crypto_kem_xwing_dec(shared: number, encapsulation: number, secretKey: number): number;
  _crypto_xof_shake256(out: number, outBytes: number, message: number, low: number, high: number): number;
  _crypto_sign_ed25519_detached(out: number, outBytes: number, message: number, low: number, high: number, secretKey: number): number;
  _crypto_sign_ed25519_verify_detached(signature: number, message: number, low: number, high: number, publicKey: number): number;
  _crypto_sign_ed25519_seed_keypair(publicKey: number, secretKey: number, seed: number): number;
  _crypto_aead_chacha20poly1305_ietf_encrypt(out: number, outBytes: number, message: number, low: number, high: number, data: number, dataLow: number, dataHigh: number, secretNonce: number, nonce: number, key: number): number;
  _crypto_aead_chacha20poly1305_ietf_decrypt(out: number, outBytes: number, secretNonce: number, sealed: number, low: number, high: number, data: number, dataLow: number, dataHigh: number, nonce: number, key: number): number;
  _crypto_secretstream_xchacha20poly1305_init_push(state: number, header: number, key: number): number;
  _crypto_secretstream_xchacha20poly1305_push(state: number, out: number, outBytes: number, message: number, low: number, high: number, data: number, dataLow: number, dataHigh: number, tag: number): number;
  _crypto_secretstream_xchacha20poly1305_init_pull(state: number, header: number, key: number): number;
  _crypto_secretstream_xchacha20poly1305_pull(state: number, out: number, outBytes: number, tag: number, sealed: number, low: number, high: number, data: number, dataLow: number, dataHigh: number): number;
}

/** Larger than any handshake input but the trees of big groups, which hold nothing secret and go through a one-off allocation. */
const fixedBytes = 65_536;
let fixedAddress = 0;

export const raw = (): RawSodium => (sodium as unknown as { libsodium: RawSodium }).libsodium;

/** Room for the arguments and results of one call. */
export class Scratch {
  #used = 0;
  readonly #extra: { address: number; length: number }[] = [];

  /** Reserves zeroed bytes and returns their address, aligned for any state libsodium keeps. */
  reserve(length: number): number {
    const room = (length + 15) & ~15;
    if (this.#used + room <= fixedBytes) {
      const address = fixedAddress + this.#used;
      this.#used += room;
      return address;
    }
    const address = raw()._malloc(room);
    if (address === 0) throw new RangeError('libsodium has no memory left');
    this.#extra.push({ address, length: room });
    return address;
  }

  put(bytes: Uint8Array): number {
    const address = this.reserve(bytes.length);
    raw().HEAPU8.set(bytes, address);
    return address;
  }

  take(address: number, length: number): Uint8Array {
    return raw().HEAPU8.slice(address, address + length);
  }

  wipe(): void {
    const module = raw();
    module.HEAPU8.fill(0, fixedAddress, fixedAddress + this.#used);
    for (const { address, length } of this.#extra) {
      module.HEAPU8.fill(0, address, address + length);
      module._free(address);
    }
  }
}

/** Runs one synchronous call with scratch room and wipes it afterwards, whatever happened. Calls do not nest. */
export function withScratch<T>(work: (scratch: Scratch, sodium: RawSodium) => T): T {
  if (fixedAddress === 0) {
    fixedAddress = raw()._malloc(fixedBytes);
    raw().HEAPU8.fill(0, fixedAddress, fixedAddress + fixedBytes);
  }
  const scratch = new Scratch();
  try {
    return work(scratch, raw());
  } finally {
    scratch.wipe();
  }
}

/**
 * Blanks copies of a secret that a call left on the module's stack, which lies below its heap: libsodium clears what its older
 * primitives leave there, but not the sponge of SHA-3 and SHAKE, which begins with what it put out.
 */
export function forget(secret: Uint8Array): void {
  const [first = 0] = secret;
  const stack = raw().HEAPU8.subarray(0, fixedAddress);
  for (let at = stack.indexOf(first); at >= 0; at = stack.indexOf(first, at + 1)) {
    if (secret.every((byte, i) => stack[at + i] === byte)) stack.fill(0, at, at + secret.length);
  }
}
