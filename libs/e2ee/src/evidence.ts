/**
 * Evidence bundles as bytes: their one encoding, and the seal of the device that made one.
 * Trust: a parsed bundle may come from anybody; nothing in it is verified yet but its shape.
 */
import { EvidenceBundle, evidenceLimits } from '@comity/contracts';
import { concat, decodeBase64Url, equal, fromUtf8, toBase64Url } from './bytes.js';
import { canonicalJson } from './canonical.js';
import { domain, sha256 } from './hash.js';
import { verifySignature } from './signature.js';
import { sign } from './signing.js';

export type EvidenceFileRule = 'too-large' | 'not-json' | 'not-evidence' | 'unknown-version' | 'malformed' | 'not-canonical';
export type EvidenceFileResult = { ok: true; bundle: EvidenceBundle } | { ok: false; rule: EvidenceFileRule };
const refuse = (rule: EvidenceFileRule): EvidenceFileResult => ({ ok: false, rule });

const sealed = (bundle: Omit<EvidenceBundle, 'signature'>): Uint8Array => concat(domain('evidence'), sha256(canonicalJson(bundle)));

/** The file: canonical JSON, with the signature of the device that made it over everything else. */
export function encodeEvidence(bundle: Omit<EvidenceBundle, 'signature'>, deviceSecret: Uint8Array): Uint8Array {
  return canonicalJson({ ...bundle, signature: toBase64Url(sign(sealed(bundle), deviceSecret)) });
}

/** Reads a file and checks its whole shape. Never throws, whatever the bytes. */
export function parseEvidence(bytes: Uint8Array): EvidenceFileResult {
  if (bytes.length > evidenceLimits.bytes) return refuse('too-large');
  const text = fromUtf8(bytes);
  if (text === undefined || !isModest(bytes)) return refuse('not-json');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('not-json');
  }
  if (!isRecord(value) || value['type'] !== 'comity-evidence') return refuse('not-evidence');
  if (value['v'] !== 1) return refuse('unknown-version');
  // Asked before each of them is looked at.
  if ((['statements', 'entries', 'receipts'] as const).some((name) => Array.isArray(value[name]) && value[name].length > evidenceLimits[name])) return refuse('too-large');
  const parsed = EvidenceBundle.safeParse(value);
  if (!parsed.success) return refuse('malformed');
  try {
    return equal(canonicalJson(parsed.data), bytes) ? { ok: true, bundle: parsed.data } : refuse('not-canonical');
  } catch {
    return refuse('not-canonical');
  }
}

/** Whether the device of this key made the whole of the bundle. */
export function verifyEvidenceSeal({ signature, ...bundle }: EvidenceBundle, deviceKey: Uint8Array): boolean {
  const bytes = decodeBase64Url(signature);
  return bytes !== undefined && verifySignature(bytes, sealed(bundle), deviceKey);
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
const isOpening = (byte: number): boolean => byte === 0x5b || byte === 0x7b;
const isClosing = (byte: number): boolean => byte === 0x5d || byte === 0x7d;

/** No deeper than a bundle is, and of no more values: a million brackets would take a parser's memory. */
function isModest(bytes: Uint8Array): boolean {
  let [depth, values, inText] = [0, 1, false];
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte === quote) inText = !inText;
    else if (inText) i += byte === backslash ? 1 : 0;
    else if (isOpening(byte)) depth += 1;
    else if (isClosing(byte)) depth -= 1;
    else if (byte === comma) values += 1;
    if (depth > evidenceLimits.depth || values > evidenceLimits.values) return false;
  }
  return true;
}
