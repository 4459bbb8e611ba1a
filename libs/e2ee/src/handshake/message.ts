/** The frame every MLS message has (RFC 9420 section 6). */
import type { SpaceId } from '@comity/contracts';
import { bytesToUuid } from '../bytes.js';
import type { Reader } from './reader.js';

export const wireFormats = { publicMessage: 1, groupInfo: 4, keyPackage: 5 } as const;
const mls10 = 1;

export function readMessage<T>(reader: Reader, wireFormat: number, body: (reader: Reader) => T): T {
  reader.expect(reader.uint16() === mls10 && reader.uint16() === wireFormat);
  return body(reader);
}

/** A group id of ours is a space id. */
export function readSpace(reader: Reader): SpaceId {
  const id = reader.vector();
  reader.expect(id.length === 16);
  return bytesToUuid<SpaceId>(id);
}
