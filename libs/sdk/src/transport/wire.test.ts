import { describe, expect, it } from '@jest/globals';
import parser from 'socket.io-msgpack-parser';
import { incoming, outgoing } from './wire.js';

/** What arrives of a packet after the codec below Socket.IO. */
function through(data: unknown): unknown {
  let decoded: unknown;
  const decoder = new parser.Decoder();
  decoder.on('decoded', (packet: { data: unknown }) => { decoded = packet.data; });
  const parts = new parser.Encoder().encode({ type: 2, nsp: '/', data: ['event', data] }) as unknown as Uint8Array[];
  for (const part of parts) decoder.add(part as never);
  return (decoded as unknown[])[1];
}

describe('byte strings on the socket', () => {
  const whole = Uint8Array.from({ length: 64 }, (_, i) => i);
  const view = whole.subarray(8, 12);

  it('carry a view, and nothing of the buffer behind it', () => {
    expect(incoming(through(outgoing({ item: view })))).toEqual({ item: Uint8Array.of(8, 9, 10, 11) });
    // The reason for all this: left to itself the codec sends the neighbours, too.
    expect(incoming(through({ item: view }))).not.toEqual({ item: Uint8Array.of(8, 9, 10, 11) });
  });

  it('arrive as plain byte arrays, however deep', () => {
    const value = incoming(through(outgoing({ a: [{ b: view }], c: null, d: 'text', e: 7, f: true }))) as { a: { b: Uint8Array }[] };
    expect(value).toEqual({ a: [{ b: Uint8Array.of(8, 9, 10, 11) }], c: null, d: 'text', e: 7, f: true });
    expect(value.a[0]?.b.constructor).toBe(Uint8Array);
  });
});
