/** Values as JSON in the store. What stands in a store was written by this client, under seal; it is not validated again. */
import { fromUtf8, utf8 } from '@comity/e2ee';

export const encodeJson = (value: unknown): Uint8Array => utf8(JSON.stringify(value));
export const decodeJson = <T>(bytes: Uint8Array): T => JSON.parse(fromUtf8(bytes) ?? 'null') as T;
