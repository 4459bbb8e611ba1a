import { describe, expect, it } from '@jest/globals';
import { MalformedPacket } from './msgpack/decode.js';
import { encode } from './msgpack/encode.js';
import { Decoder, Encoder, type Packet } from './parser.js';

function heard(frame: unknown): Packet | undefined {
  const decoder = new Decoder();
  let packet: Packet | undefined;
  decoder.on('decoded', (decoded) => { packet = decoded; });
  decoder.add(frame);
  return packet;
}

describe('the parser of packets', () => {
  it('reads connect, disconnect and events', () => {
    expect(heard(encode({ type: 0, nsp: '/', data: { protocol: 1 } }))).toEqual({ type: 0, nsp: '/', data: { protocol: 1 } });
    expect(heard(encode({ type: 1, nsp: '/' }))).toEqual({ type: 1, nsp: '/' });
    expect(heard(encode({ type: 2, nsp: '/', id: 3, data: ['messaging:sync', {}] }))).toEqual({ type: 2, nsp: '/', id: 3, data: ['messaging:sync', {}] });
    expect(heard(encode({ type: 2, nsp: '/', data: ['messaging:sync'] }))).toEqual({ type: 2, nsp: '/', data: ['messaging:sync'] });
  });

  it('refuses everything else', () => {
    const packets: unknown[] = [
      'text', encode(1), encode([]), encode({ type: 9, nsp: '/' }), encode({ type: 2, nsp: '', data: ['a:b'] }), encode({ type: 2, nsp: '/', data: {} }), encode({ type: 2, nsp: '/', data: [] }),
      ...['error', 'connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener', 'a:', ':a', 'A:b', `a:${'b'.repeat(65)}`].map((name) => encode({ type: 2, nsp: '/', data: [name, {}] })),
      encode({ type: 2, nsp: '/', id: -1, data: ['a:b'] }), encode({ type: 2, nsp: '/', id: 2 ** 60, data: ['a:b'] }), encode({ type: 3, nsp: '/', id: 1, data: [] }), encode({ type: 4, nsp: '/', data: 'x' }),
      encode({ type: 0, nsp: '/', data: 'x' }), encode({ type: 0, nsp: '/', data: [] }), encode({ type: 1, nsp: '/', data: 1 }),
    ];
    for (const packet of packets) expect(() => heard(packet)).toThrow(MalformedPacket);
  });

  it('writes an acknowledgement as Socket.IO numbers it', () => {
    const [bytes] = new Encoder().encode({ type: 3, nsp: '/', id: 5, data: [{ ok: true }] });
    expect(bytes?.equals(encode({ type: 3, nsp: '/', data: [{ ok: true }], id: 5 }))).toBe(true);
  });
});
