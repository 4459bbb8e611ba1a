/**
 * Seals the values of the local store under a key that WebCrypto never gives out (AES-256-GCM, non-extractable).
 * Assumption: whoever reads the browser's files cannot use the browser's key store; code of this origin can,
 * which is why the SDK keeps identity and vault keys sealed once more under the passphrase while locked.
 * Layout: version (1) | nonce (12) | ciphertext with tag; the entry's name is associated data, so values cannot be swapped.
 */
const version = 1;
const utf8 = new TextEncoder();

export const newStoreKey = (): Promise<CryptoKey> => crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);

export async function sealValue(key: CryptoKey, name: string, value: Uint8Array): Promise<Uint8Array> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: utf8.encode(name) }, key, value as Uint8Array<ArrayBuffer>);
  const out = new Uint8Array(13 + sealed.byteLength);
  out[0] = version;
  out.set(iv, 1);
  out.set(new Uint8Array(sealed), 13);
  return out;
}

/** Throws when the value was altered, moved to another name, or sealed by another browser profile. */
export async function openValue(key: CryptoKey, name: string, sealed: Uint8Array): Promise<Uint8Array> {
  if (sealed[0] !== version) throw new Error('a value of the local store has an unknown version');
  const iv = sealed.slice(1, 13);
  return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: utf8.encode(name) }, key, sealed.slice(13)));
}
