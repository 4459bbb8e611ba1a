/** A line that a test cuts, or lets swallow everything, and mends. */
import { ComityFailure, type Link, type LinkEvents, type Transport } from '@comity/sdk';

export class Switch {
  private whole = true;
  private dropped = { count: 0, of: '' };
  /** Resolves when the line answers again, while it swallows. */
  private silence: PromiseWithResolvers<void> | undefined;
  private readonly carried = new Set<AbortController>();
  private readonly lines = new Set<Line>();

  readonly between = (transport: Transport): Transport => ({
    rest: {
      call: async (route, call) => {
        await this.passable();
        return transport.rest.call(route, call);
      },
    },
    files: {
      append: (file, offset, bytes, signal) => this.carry(signal, (both) => transport.files.append(file, offset, bytes, both)),
      read: (file, from, to, signal) => this.carry(signal, (both) => transport.files.read(file, from, to, both)),
    },
    link: () => {
      const line = new Line(transport.link(), this);
      this.lines.add(line);
      return line;
    },
  });

  /** Bytes under way are lost when the line is cut. */
  private async carry<T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (!this.whole) throw new ComityFailure({ kind: 'offline' });
    const cut = new AbortController();
    this.carried.add(cut);
    try {
      return await work(AbortSignal.any([signal, cut.signal]));
    } finally {
      this.carried.delete(cut);
    }
  }

  /** What a question meets: nothing on a whole line, `offline` on a cut one, and no answer at all, until it is mended, on one that swallows. */
  async passable(): Promise<void> {
    const { silence } = this;
    await silence?.promise;
    if (silence !== undefined || !this.whole) throw new ComityFailure({ kind: 'offline' });
  }

  get connected(): boolean { return this.whole; }
  /** From now on questions go out and nothing comes back, while the line looks whole. */
  swallow(): void { this.silence ??= Promise.withResolvers(); }
  cut(): void {
    this.whole = false;
    for (const transfer of this.carried) transfer.abort();
    for (const line of this.lines) line.fall();
  }
  mend(): void {
    this.whole = true;
    this.silence?.resolve();
    this.silence = undefined;
    for (const line of this.lines) line.rise();
  }
  /** The next posts, or commits, reach the service; their acknowledgements do not come back. */
  dropAcknowledgements(count: number, of: 'messaging:post' | 'messaging:commit' = 'messaging:post'): void { this.dropped = { count, of }; }
  takeDrop(event: string): boolean {
    if (this.dropped.count === 0 || event !== this.dropped.of) return false;
    this.dropped.count -= 1;
    return true;
  }
}

class Line implements Link {
  private wanted = false;
  constructor(private readonly inner: Link, private readonly state: Switch) {}
  get online(): boolean { return this.state.connected && this.inner.online; }
  open(): void {
    this.wanted = true;
    if (this.state.connected) this.inner.open();
  }
  close(): void {
    this.wanted = false;
    this.inner.close();
  }
  fall(): void { this.inner.close(); }
  rise(): void { if (this.wanted) this.inner.open(); }
  on<E extends keyof LinkEvents>(event: E, listener: (value: LinkEvents[E]) => void): void { this.inner.on(event, listener); }
  ask: Link['ask'] = async (event, argument, timeout) => {
    await this.state.passable();
    const answer = await this.inner.ask(event, argument, timeout);
    if (this.state.takeDrop(event)) throw new ComityFailure({ kind: 'offline' });
    return answer;
  };
}
