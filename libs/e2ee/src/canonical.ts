/**
 * Canonical JSON (RFC 8785), the form in which statements are signed.
 * Trust: the value was parsed by its contract before; what JSON cannot carry is refused by throwing.
 */
import canonicalize from 'canonicalize';
import { utf8 } from './bytes.js';

/** Throws TypeError for a value without a JSON form: lone surrogates, NaN, infinities, cycles, undefined. */
export function canonicalJson(value: unknown): Uint8Array {
  let text: string | undefined;
  try {
    text = canonicalize(value);
  } catch {
    throw new TypeError('the value has no canonical JSON form');
  }
  if (text === undefined) throw new TypeError('the value has no canonical JSON form');
  return utf8(text);
}
