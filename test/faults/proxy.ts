/**
 * A TCP proxy that does what networks do: delays, goes silent half-open, resets, refuses. Loopback only.
 * Nothing here sleeps to synchronise: a test waits for what its clients see.
 */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

interface Pair { client: Socket; upstream: Socket }

export class Proxy {
  readonly #pairs = new Set<Pair>();
  readonly #departures = new Set<() => void>();
  #latency = 0;
  #open = Promise.resolve();
  #heal: (() => void) | undefined;
  #refusing = false;

  private constructor(private readonly server: Server, private readonly upstreamPort: number) {}

  static async open(upstreamPort: number): Promise<Proxy> {
    const server = createServer();
    const proxy = new Proxy(server, upstreamPort);
    server.on('connection', (client) => { proxy.#join(client); });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get port(): number { return (this.server.address() as AddressInfo).port; }

  /** Milliseconds added to every chunk, each way; order is kept. */
  set latency(milliseconds: number) { this.#latency = milliseconds; }

  /** Half-open: connections stay, what is sent arrives nowhere until `heal`, as when a cable is out. */
  silence(): void {
    if (this.#heal !== undefined) return;
    this.#open = new Promise((resolve) => { this.#heal = resolve; });
  }
  heal(): void {
    this.#heal?.();
    this.#heal = undefined;
  }

  /** Resolves when the upstream side ends a connection or says farewell, which its client may not have heard of. */
  async upstreamGaveUp(): Promise<void> {
    await new Promise<void>((resolve) => { this.#departures.add(resolve); });
  }

  /** Every connection ends with a RST, towards both sides. */
  reset(): void {
    for (const { client, upstream } of this.#pairs) { client.resetAndDestroy(); upstream.resetAndDestroy(); }
  }

  /** New connections are reset while true; those that stand stay. */
  set refusing(value: boolean) { this.#refusing = value; }

  async close(): Promise<void> {
    this.heal();
    this.reset();
    const closed = once(this.server, 'close');
    this.server.close();
    await closed;
  }

  #join(client: Socket): void {
    client.on('error', () => undefined);
    if (this.#refusing) { client.resetAndDestroy(); return; }
    const upstream = connect(this.upstreamPort, '127.0.0.1');
    const pair = { client, upstream };
    this.#pairs.add(pair);
    client.setNoDelay();
    upstream.setNoDelay();
    this.#pipe(client, upstream, false);
    this.#pipe(upstream, client, true);
    upstream.once('close', () => { this.#departed(); });
    client.once('close', () => { this.#pairs.delete(pair); });
  }

  #departed(): void {
    for (const leave of this.#departures) leave();
    this.#departures.clear();
  }

  #pipe(from: Socket, to: Socket, fromUpstream: boolean): void {
    let last: Promise<unknown> = Promise.resolve();
    from.on('data', (chunk) => {
      const delay = this.#latency;
      const due = delay === 0 ? undefined : new Promise((resolve) => { setTimeout(resolve, delay); });
      if (fromUpstream && isFarewell(chunk)) this.#departed();
      last = Promise.all([last, due]).then(() => this.#open).then(() => pass(to, chunk));
    });
    from.on('error', () => to.destroy());
    from.on('close', () => { last = last.then(() => this.#open).then(() => { to.destroy(); }); });
  }
}

/** A WebSocket close frame, sent on its own (RFC 6455 section 5.5.1). */
const isFarewell = (chunk: Buffer): boolean => chunk[0] === 0x88 && chunk.length <= 127;

/** Waits for a reader that does not read, as TCP does. */
async function pass(to: Socket, chunk: Buffer): Promise<void> {
  if (!to.writable || to.write(chunk)) return;
  await new Promise<void>((resolve) => {
    const go = (): void => {
      to.off('drain', go);
      to.off('close', go);
      resolve();
    };
    to.on('drain', go);
    to.on('close', go);
  });
}
