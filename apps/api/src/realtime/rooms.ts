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

type Encode = (packet: unknown, options: Record<string, unknown>) => (string | Buffer)[];

export class Rooms extends Adapter {
  constructor(...of: ConstructorParameters<typeof Adapter>) {
    super(...of);
    // The adapter's own step of a broadcast; its type is private, so it is wrapped rather than overridden.
    const stock = this as unknown as { _encode: Encode };
    const encode = stock._encode.bind(this);
    stock._encode = (packet, options) => {
      const encoded = encode(packet, options);
      const [only] = encoded;
      if (encoded.length === 1 && Buffer.isBuffer(only)) options['wsPreEncodedFrame'] = [binaryFrame(only)];
      return encoded;
    };
  }
}
