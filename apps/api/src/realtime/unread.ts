/**
 * Bytes a client has not read: engine.io queues without end for a reader that does not read (its issue 420), so they are
 * counted here, where they wait: in the socket's own buffer, and in the queue behind it.
 */
import type { RealtimeSocket } from './connection.js';

/** Engine.IO's end of a connection. */
export type EngineSocket = RealtimeSocket['conn'];

interface Queue {
  writeBuffer: { data?: string | Buffer; options?: { wsPreEncodedFrame?: Buffer[] } }[];
  transport: { socket?: { bufferedAmount: number; terminate(): void } };
}

/** Unread bytes, counted up to a little over `enough`. */
export function unreadBytes(engine: EngineSocket, enough: number): number {
  const { writeBuffer, transport } = engine as unknown as Queue;
  let bytes = transport.socket?.bufferedAmount ?? 0;
  for (let i = 0; i < writeBuffer.length && bytes <= enough; i += 1) bytes += writeBuffer[i]?.data?.length ?? 0;
  return bytes;
}

/** Drops the connection and what waits for it at once; a polite close would wait for the reader to read. */
export function cut(engine: EngineSocket): void {
  const { transport } = engine as unknown as Queue;
  transport.socket?.terminate();
}

/** Resolves when the client has read all but `rest` bytes, or is gone. */
export async function drained(engine: EngineSocket, rest: number): Promise<void> {
  while (engine.readyState === 'open' && unreadBytes(engine, rest) > rest) {
    await new Promise<void>((resolve) => {
      const done = () => {
        engine.off('drain', done);
        engine.off('close', done);
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(done, 50);
      engine.once('drain', done);
      engine.once('close', done);
    });
  }
}
