/**
 * The line of one browser: an HTTP proxy on loopback that a test can cut. A browser's own switch for being offline
 * reaches its pages, not the worker that they share.
 */
import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

export class Line {
  private readonly ends = new Set<Duplex>();
  private readonly far = new Set<Duplex>();
  private down = false;
  private left = Infinity;
  private mute = false;

  private constructor(private readonly server: Server) {}

  static async open(): Promise<Line> {
    const line = new Line(createServer());
    line.server.on('connection', (socket) => { line.join(socket); });
    line.server.on('request', (incoming, answer) => {
      if (line.mute && new URL(incoming.url ?? '').pathname.startsWith('/api/')) { answer.destroy(); return; }
      const outgoing = request(incoming.url ?? '', { method: incoming.method, headers: incoming.headers }, (response) => {
        answer.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(answer);
      });
      outgoing.on('error', () => { answer.destroy(); });
      incoming.on('data', (bytes: Buffer) => { line.passed(bytes.length); }).pipe(outgoing);
    });
    line.server.on('connect', ({ url }, socket, head) => {
      if (line.mute) { socket.destroy(); return; }
      const [, host, port] = /^(.*):(\d+)$/.exec(url ?? '') ?? [];
      const far = connect(Number(port), host === 'localhost' ? '127.0.0.1' : host, () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        far.write(head);
        far.pipe(socket).pipe(far);
      });
      line.join(far);
      line.far.add(far);
      far.on('close', () => { line.far.delete(far); });
      for (const [one, other] of [[socket, far], [far, socket]] as const) one.on('error', () => { other.destroy(); }).on('close', () => { other.destroy(); });
    });
    line.server.listen(0, '127.0.0.1');
    await once(line.server, 'listening');
    return line;
  }

  /** For a browser context: everything it asks for comes this way. */
  get proxy(): { server: string; bypass: string } {
    return { server: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`, bypass: '<-loopback>' };
  }

  /** WebSocket connections that stand. */
  get tunnels(): number { return this.far.size; }

  cut(): void {
    this.down = true;
    for (const end of this.ends) end.destroy();
  }

  /** Cuts itself once that many bytes of requests have passed. */
  cutAfter(bytes: number): void { this.left = bytes; }

  get isCut(): boolean { return this.down; }

  /** Pages still come, as from a cache or from whoever keeps them; the service behind them does not answer. */
  silence(): void {
    this.mute = true;
    for (const end of this.ends) end.destroy();
  }

  mend(): void {
    this.down = false;
    this.mute = false;
    this.left = Infinity;
  }

  async close(): Promise<void> {
    this.cut();
    const closed = once(this.server, 'close');
    this.server.close();
    await closed;
  }

  private passed(bytes: number): void {
    this.left -= bytes;
    if (this.left <= 0) this.cut();
  }

  private join(socket: Socket): void {
    if (this.down) { socket.destroy(); return; }
    this.ends.add(socket);
    socket.on('error', () => undefined).on('close', () => { this.ends.delete(socket); });
  }
}
