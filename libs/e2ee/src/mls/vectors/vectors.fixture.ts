/** Loads the published vectors; see libs/e2ee/vectors/mls/README.md. */
import { readFileSync, readdirSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { encode } from 'ts-mls/codec/tlsEncoder.js';
import type { BufferEncoder } from 'ts-mls/codec/tlsEncoder.js';
import type { Decoder } from 'ts-mls/codec/tlsDecoder.js';

const folder = new URL('../../../vectors/mls/', import.meta.url);

/** How many cases each file holds. */
export const cases = {
  'crypto-basics': 1, deserialization: 14, 'interop-passive': 172, 'key-schedule': 1, 'message-protection': 1, messages: 300,
  'passive-client-handling-commit': 13, 'passive-client-welcome': 8, psk_secret: 11, 'secret-tree': 3, 'transcript-hashes': 1, 'tree-math': 10,
  'tree-operations': 5, 'tree-validation': 14, treekem: 11, welcome: 1,
} as const;
export type VectorFile = keyof typeof cases;

/** The files that are there, whether or not a test knows them. */
export const filesPresent = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.json.gz')).map((name) => name.slice(0, -'.json.gz'.length)).sort();

/** All cases of a file; throws if they are not as many as there should be. */
export function vectors<T>(file: VectorFile): T[] {
  const loaded = JSON.parse(gunzipSync(readFileSync(new URL(`${file}.json.gz`, folder))).toString('utf8')) as T[];
  if (loaded.length !== cases[file]) throw new Error(`${file} holds ${loaded.length} cases instead of ${cases[file]}`);
  return loaded;
}

/** Bytes as the vectors write them. */
export type Hex = string;
export const bytes = (hex: Hex): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));
export const hex = (value: Uint8Array): Hex => Buffer.from(value).toString('hex');

export function decoded<T>(decoder: Decoder<T>, value: Hex): T {
  const input = bytes(value);
  const result = decoder(input, 0);
  if (result === undefined || result[1] !== input.length) throw new Error('does not decode to the last byte');
  return result[0];
}
export const encoded = <T>(encoder: BufferEncoder<T>, value: T): Hex => hex(encode(encoder)(value));
