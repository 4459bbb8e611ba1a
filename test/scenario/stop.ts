/** A program that ends at a question to the service: before it is asked, or with the answer unheard. Nothing is asked afterwards. */
import type { ClientEvents } from '@comity/contracts';
import { ComityFailure, type Link, type Transport } from '@comity/sdk';

export class Stop {
  private readonly ended = Promise.withResolvers<void>();
  private over = false;
  private asked = 0;

  /** At the how manieth question of its sort. */
  constructor(private readonly event: keyof ClientEvents, private readonly nth: number, private readonly heard: 'unasked' | 'unheard') {}

  /** Resolves when the program has come so far. */
  get reached(): Promise<void> { return this.ended.promise; }

  readonly between = (transport: Transport): Transport => ({ ...transport, link: () => this.watch(transport.link()) });

  private watch(inner: Link): Link {
    return {
      get online() { return inner.online; },
      open: () => { inner.open(); },
      close: () => { inner.close(); },
      on: (event, listener) => { inner.on(event, listener); },
      ask: async (event, argument, timeout) => {
        if (event === this.event) this.asked += 1;
        const here = event === this.event && this.asked === this.nth;
        if (here && this.heard === 'unasked') this.end();
        if (this.over) throw new ComityFailure({ kind: 'offline' });
        const answer = await inner.ask(event, argument, timeout);
        if (here) this.end();
        if (this.over) throw new ComityFailure({ kind: 'offline' });
        return answer;
      },
    };
  }

  private end(): void {
    this.over = true;
    this.ended.resolve();
  }
}
