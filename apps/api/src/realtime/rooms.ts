/**
 * Socket.IO's rooms in memory, with the WebSocket frame of a broadcast made once for all its receivers. The stock
 * adapter does so for text only.
 */
import { Adapter } from 'socket.io-adapter';

/** RFC 6455 section 5.2: a final, unmasked, binary frame in one buffer, so that one write sends it. */
export function binaryFrame(payload: Buffer): Buffer {
  const { length } = payload;
  const extra = length < 126 ? 0 : length < 0x10000 ? 2 : 8;
  const frame = Buffer.allocUnsafe(2 + extra + length);
  frame[0] = 0x82;
  frame[1] = extra === 0 ? length : extra === 2 ? 126 : 127;
  if (extra === 2) frame.writeUInt16BE(length, 2);
  if (extra === 8) frame.writeBigUInt64BE(BigInt(length), 2);
  payload.copy(frame, 2 + extra);
  return frame;
}

interface Encoding { encoder: { encode(packet: unknown): (string | Buffer)[] } }

/** Called by Socket.IO for each broadcast; the name is the adapter's own extension point. */
export class Rooms extends Adapter {
  _encode(packet: unknown, options: Record<string, unknown>): (string | Buffer)[] {
    const encoded = (this as unknown as Encoding).encoder.encode(packet);
    const [only] = encoded;
    if (encoded.length === 1 && Buffer.isBuffer(only)) options['wsPreEncodedFrame'] = [binaryFrame(only)];
    return encoded;
  }
}
