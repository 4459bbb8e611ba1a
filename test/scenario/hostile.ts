/** A service that lies, on the way between a client and the real one: every answer and every hint may be edited. */
import type { ClientEvents, Entry, Problem } from '@comity/contracts';
import { ComityFailure, type AnswerOf, type Call, type FileLine, type Link, type LinkEvents, type RangeAnswer, type Rest, type RouteName, type Transport } from '@comity/sdk';

type Edit<T> = (value: T) => T | Promise<T>;

export class Hostile {
  private readonly answers = new Map<RouteName, (value: never, call: Call) => unknown>();
  private ranges: ((answer: RangeAnswer, from: number, to: number) => RangeAnswer | Promise<RangeAnswer>) | undefined;
  private readonly acks = new Map<keyof ClientEvents, (value: never, argument: never) => unknown>();
  private readonly refusals = new Map<keyof ClientEvents, (argument: never) => Problem | undefined>();

  /** Edits what a route answers. */
  answer<R extends RouteName>(route: R, edit: (value: AnswerOf<R>, call: Call) => AnswerOf<R> | Promise<AnswerOf<R>>): this {
    this.answers.set(route, edit);
    return this;
  }

  /** Edits what an event's acknowledgement carries. */
  ack<E extends keyof ClientEvents>(event: E, edit: (value: ClientEvents[E][1], argument: ClientEvents[E][0]) => ClientEvents[E][1] | Promise<ClientEvents[E][1]>): this {
    this.acks.set(event, edit);
    return this;
  }

  /** Refuses an event, of which the real service then hears nothing. */
  refuse<E extends keyof ClientEvents>(event: E, why: (argument: ClientEvents[E][0]) => Problem | undefined): this {
    this.refusals.set(event, why);
    return this;
  }

  /** Edits the log of every space, as far as the client asks for it. */
  log(edit: Edit<Entry[]>): this {
    return this.ack('messaging:sync', async (page) => {
      const entries = page.entries.length === 0 ? page.entries : await edit(page.entries);
      return { ...page, entries, head: Math.max(page.head, entries.at(-1)?.seq ?? 0) };
    });
  }

  readonly between = (transport: Transport): Transport => {
    const rest: Rest = {
      call: async (route, call) => {
        const answer = await transport.rest.call(route, call);
        const edit = this.answers.get(route);
        return (edit === undefined ? answer : await edit(answer as never, call ?? {})) as typeof answer;
      },
    };
    return { rest, files: this.files(transport.files), link: () => this.overhear(transport.link()) };
  };

  /** Edits ranges of files as they are read: the bytes from `from` on, and how long the service says the blob is. */
  range(edit: (answer: RangeAnswer, from: number, to: number) => RangeAnswer | Promise<RangeAnswer>): this {
    this.ranges = edit;
    return this;
  }

  private files(inner: FileLine): FileLine {
    return {
      append: (...piece) => inner.append(...piece),
      read: async (file, from, to, signal) => {
        const answer = await inner.read(file, from, to, signal);
        return this.ranges === undefined ? answer : this.ranges(answer, from, to);
      },
    };
  }

  private overhear(inner: Link): Link {
    return {
      get online() { return inner.online; },
      open: () => { inner.open(); },
      close: () => { inner.close(); },
      // Pushed entries are withheld, so that everything comes by way of the edited log.
      on: <E extends keyof LinkEvents>(event: E, listener: (value: LinkEvents[E]) => void) => {
        inner.on(event, (value) => { listener(event === 'messaging:posted' ? { ...(value as LinkEvents['messaging:posted']), entries: [] } as never : value); });
      },
      ask: async (event, argument, timeout) => {
        const refusal = this.refusals.get(event)?.(argument as never);
        if (refusal !== undefined) throw new ComityFailure({ kind: 'problem', problem: refusal });
        const answer = await inner.ask(event, argument, timeout);
        const edit = this.acks.get(event);
        return (edit === undefined ? answer : await edit(answer as never, argument as never)) as typeof answer;
      },
    };
  }
}

/** Numbers entries anew from the first one's number on, as a service would that hides what it did. */
export const renumbered = (first: number, entries: readonly Entry[]): Entry[] => entries.map((entry, i) => ({ ...entry, seq: first + i }));
export const flipped = (bytes: Uint8Array, at: number): Uint8Array => bytes.map((byte, i) => (i === (at < 0 ? bytes.length + at : at) ? byte ^ 1 : byte));
