/** Where each field of a sealed item stands; the table of docs/PROTOCOL.md in numbers of bytes. */
import { handlingCodes, itemKinds, limits, type HandlingCode, type ItemKind } from '@comity/contracts';
import { domain } from './hash.js';

export const at = {
  version: 0, kind: 1, handling: 2, flags: 3, space: 4, epoch: 20, epochTag: 28, id: 60, sender: 76,
  transcriptSeq: 92, transcriptLink: 100, treeSize: 132, treeRoot: 140, extensions: 172,
} as const;
export const headerBytes = 174;
export const nonceBytes = 24;
export const commitmentBytes = 32;
export const tagBytes = 16;
export const signatureBytes = 64;
export const nonceAt = headerBytes;
export const commitmentAt = nonceAt + nonceBytes;
export const ciphertextAt = commitmentAt + commitmentBytes;

/** Bytes of an item beside its padded plaintext. */
export const overhead = ciphertextAt + tagBytes + signatureBytes;
export const largestItem = limits.itemBytes;

export const itemDomain = domain('item');

export const kindOf: ReadonlyMap<number, ItemKind> = new Map(Object.entries(itemKinds).map(([name, code]) => [code, name as ItemKind]));
export const handlingOf: ReadonlyMap<number, HandlingCode> = new Map(Object.entries(handlingCodes).map(([name, code]) => [code, name as HandlingCode]));
