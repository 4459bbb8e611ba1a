/** HPKE in base mode, one message a context (RFC 9180), with HKDF-SHA256 and ChaCha20-Poly1305. */
import { concat, utf8, wipe } from '../../bytes.js';
import { type Kem, hpkeVersion, twoBytes } from './kem.js';
import { chacha20Poly1305, hkdf } from './primitives.js';

const kdfId = 0x0001;
const aeadId = 0x0003;
const nothing = new Uint8Array(0);

export interface Hpke {
  seal(publicKey: Uint8Array, plaintext: Uint8Array, info: Uint8Array, data: Uint8Array): { sealed: Uint8Array; encapsulation: Uint8Array };
  open(secretKey: Uint8Array, encapsulation: Uint8Array, sealed: Uint8Array, info: Uint8Array, data: Uint8Array, publicKey?: Uint8Array): Uint8Array;
  sendExport(publicKey: Uint8Array, context: Uint8Array, length: number, info: Uint8Array): { secret: Uint8Array; encapsulation: Uint8Array };
  receiveExport(secretKey: Uint8Array, encapsulation: Uint8Array, context: Uint8Array, length: number, info: Uint8Array, publicKey?: Uint8Array): Uint8Array;
}

/** The key schedule of RFC 9180 section 5.1 for one KEM. Everything that does not depend on a message is computed once. */
export function hpkeWith(kem: Kem): Hpke {
  const suiteId = concat(utf8('HPKE'), twoBytes(kem.id), twoBytes(kdfId), twoBytes(aeadId));
  const labeled = (label: string) => concat(hpkeVersion, suiteId, utf8(label));
  const expandLabel = (label: string, length: number) => concat(twoBytes(length), labeled(label));
  const infoHash = labeled('info_hash');
  const secretLabel = labeled('secret');
  const keyLabel = expandLabel('key', chacha20Poly1305.keyBytes);
  const nonceLabel = expandLabel('base_nonce', chacha20Poly1305.nonceBytes);
  const exporterLabel = expandLabel('exp', hkdf.size);
  const baseMode = Uint8Array.of(0);
  const pskIdHash = hkdf.extract(nothing, labeled('psk_id_hash'));

  /** Consumes the shared secret. */
  function schedule(shared: Uint8Array, info: Uint8Array): { secret: Uint8Array; context: Uint8Array } {
    const context = concat(baseMode, pskIdHash, hkdf.extract(nothing, concat(infoHash, info)));
    const secret = hkdf.extract(shared, secretLabel);
    wipe(shared);
    return { secret, context };
  }

  function keyed<T>(shared: Uint8Array, info: Uint8Array, use: (key: Uint8Array, nonce: Uint8Array) => T): T {
    const { secret, context } = schedule(shared, info);
    const key = hkdf.expand(secret, concat(keyLabel, context), chacha20Poly1305.keyBytes);
    const nonce = hkdf.expand(secret, concat(nonceLabel, context), chacha20Poly1305.nonceBytes);
    try {
      return use(key, nonce);
    } finally {
      wipe(secret, key, nonce);
    }
  }

  function exported(shared: Uint8Array, info: Uint8Array, exporterContext: Uint8Array, length: number): Uint8Array {
    const { secret, context } = schedule(shared, info);
    const exporter = hkdf.expand(secret, concat(exporterLabel, context), hkdf.size);
    const out = hkdf.expand(exporter, concat(expandLabel('sec', length), exporterContext), length);
    wipe(secret, exporter);
    return out;
  }

  return {
    seal(publicKey, plaintext, info, data) {
      const { shared, encapsulation } = kem.encapsulate(publicKey);
      return { sealed: keyed(shared, info, (key, nonce) => chacha20Poly1305.seal(key, nonce, data, plaintext)), encapsulation };
    },
    open(secretKey, encapsulation, sealed, info, data, publicKey) {
      return keyed(kem.decapsulate(secretKey, encapsulation, publicKey), info, (key, nonce) => chacha20Poly1305.open(key, nonce, data, sealed));
    },
    sendExport(publicKey, context, length, info) {
      const { shared, encapsulation } = kem.encapsulate(publicKey);
      return { secret: exported(shared, info, context, length), encapsulation };
    },
    receiveExport(secretKey, encapsulation, context, length, info, publicKey) {
      return exported(kem.decapsulate(secretKey, encapsulation, publicKey), info, context, length);
    },
  };
}
