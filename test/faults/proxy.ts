/**
 * A TCP proxy that does what networks do: delays, stalls half-open, stops reading, resets. Loopback only.
 * Nothing here sleeps to synchronise: a test waits for what its clients see.
 */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

interface Pair { client: Socket; upstream: Socket }

export class Proxy {
  readonly #pairs = new Set<Pair>();
  #latency = 0;
  #stalled = false;

  private constructor(private readonly server: Server, private upstreamPort: number) {}

  static async open(upstreamPort: number): Promise<Proxy> {
    const server = createServer({ allowHalfOpen: false });
    const proxy = new Proxy(server, upstreamPort);
    server.on('connection', (client) => { proxy.#join(client); });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get port(): number { return (this.server.address() as AddressInfo).port; }
  get connections(): number { return this.#pairs.size; }

  /** The service came back at another port. */
  pointAt(port: number): void { this.upstreamPort = port; }

  /** Milliseconds added to every chunk, each way; order is kept. */
  set latency(milliseconds: number) { this.#latency = milliseconds; }

  /** Half-open: connections stay, no byte passes either way, until `heal`. */
  stall(): void {
    this.#stalled = true;
    for (const { client, upstream } of this.#pairs) { client.pause(); upstream.pause(); }
  }
  heal(): void {
    this.#stalled = false;
    for (const { client, upstream } of this.#pairs) { client.resume(); upstream.resume(); }
  }

  /** Every connection ends with a RST, towards both sides. */
  reset(): void {
    for (const { client, upstream } of this.#pairs) { client.resetAndDestroy(); upstream.resetAndDestroy(); }
  }

  async close(): Promise<void> {
    this.reset();
    const closed = once(this.server, 'close');
    this.server.close();
    await closed;
  }

  #join(client: Socket): void {
    const upstream = connect(this.upstreamPort, '127.0.0.1');
    const pair = { client, upstream };
    this.#pairs.add(pair);
    client.setNoDelay();
    upstream.setNoDelay();
    this.#pipe(client, upstream);
    this.#pipe(upstream, client);
    client.once('close', () => { this.#pairs.delete(pair); });
    if (this.#stalled) { client.pause(); upstream.pause(); }
  }

  #pipe(from: Socket, to: Socket): void {
    let last = Promise.resolve();
    from.on('data', (chunk) => {
      const delay = this.#latency;
      if (delay === 0) { last = last.then(() => { this.#pass(from, to, chunk); }); return; }
      const due = new Promise<void>((resolve) => { setTimeout(resolve, delay); });
      last = Promise.all([last, due]).then(() => { this.#pass(from, to, chunk); });
    });
    from.on('error', () => to.destroy());
    from.on('close', () => { last = last.then(() => { to.end(); }); });
  }

  /** A reader that does not read makes its writer wait, as TCP does. */
  #pass(from: Socket, to: Socket, chunk: Buffer): void {
    if (!to.writable || to.write(chunk)) return;
    from.pause();
    to.once('drain', () => { if (!this.#stalled) from.resume(); });
  }
}
