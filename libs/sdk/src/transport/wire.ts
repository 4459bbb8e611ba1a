/**
 * Byte strings on the socket. The MessagePack codec below Socket.IO treats them differently by platform, and with a
 * trap: given a view it writes the whole buffer behind it (in Node) or a map of numbers (in a browser). So bytes leave
 * as exactly sized Buffers (Node) or ArrayBuffers (browser), and arrive as Uint8Array everywhere.
 */
const NodeBuffer = (globalThis as { Buffer?: { from(source: ArrayBufferLike, offset: number, length: number): Uint8Array } }).Buffer;

const native = (bytes: Uint8Array): unknown => (NodeBuffer === undefined
  ? bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  : NodeBuffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));

function convert(value: unknown, bytes: (value: Uint8Array) => unknown): unknown {
  if (value instanceof ArrayBuffer) return bytes(new Uint8Array(value));
  if (value instanceof Uint8Array) return bytes(value);
  if (Array.isArray(value)) return value.map((inner) => convert(inner, bytes));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, convert(inner, bytes)]));
}

export const outgoing = (value: unknown): unknown => convert(value, native);
export const incoming = (value: unknown): unknown => convert(value, (bytes) =>
  (bytes.constructor === Uint8Array ? bytes : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
