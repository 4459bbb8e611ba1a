/**
 * What authorities stated of the working days of their States, as this device verified it: of each authority the newest that it saw, also without a connection. Trust: the service is asked, and believed in
 * nothing; what it shows of an earlier time, or what no focal point of that authority signed, changes nothing. Withhold the newest it can.
 */
import { asStated, daysOf, foremost, type DaysOf, type StateDays, type Stated } from '@comity/casework';
import type { AuthorityId, AuthorityKind, Instant, StatedDays } from '@comity/contracts';
import { verifyStatedDays, type Chain } from '@comity/e2ee';
import { clockSkew } from '../clock.js';
import { Serial } from '../serial.js';
import { decodeJson } from '../store/json.js';
import type { Surroundings } from '../surroundings.js';

type Env = Pick<Surroundings, 'rest' | 'store' | 'now' | 'emit'> & { directory: Pick<Surroundings['directory'], 'chain' | 'refresh'>; link: Pick<Surroundings['link'], 'on' | 'online'> };
const prefix = 'days/';
/** Milliseconds until what failed is asked for again. */
const pause = 30_000;

interface Word extends Stated { kind: AuthorityKind }
const statedIn = ({ body: { restDays, years, days, authority, issuedAt: at } }: StatedDays): Stated => ({ restDays, years, days, authority, at });

export class StateDaysBook {
  private readonly turns = new Serial();
  private readonly held = new Map<AuthorityId, StatedDays>();
  private readonly wanted = new Set<string>();
  private loaded: Promise<void> | undefined;
  private chain: Chain | undefined;
  private readonly known = new Map<string, StateDays>();
  /** Whether the service was asked since it last hinted, for all States that anybody wants. */
  private current = false;
  private failedAt = -Infinity;

  constructor(private readonly env: Env) {
    const anew = (): void => { this.current = false; if (this.wanted.size > 0) void this.look(); };
    env.link.on('link:online', anew);
    env.link.on('identity:statements', anew);
  }

  /** At once, by what is known; what the service has beside that is asked for meanwhile, and news are told. */
  async daysFor(states: readonly string[]): Promise<DaysOf> {
    await (this.loaded ??= this.load().catch((failure: unknown) => { this.loaded = undefined; throw failure; }));
    for (const state of states) {
      if (this.wanted.has(state)) continue;
      this.wanted.add(state);
      this.current = false;
    }
    if (!this.current && this.env.link.online && this.env.now().getTime() - this.failedAt > pause) void this.look();
    return (state) => this.of(state);
  }

  /** The same, once the service was asked, if it can be. */
  async lookedFor(states: readonly string[]): Promise<DaysOf> {
    const days = await this.daysFor(states);
    await this.turns.idle();
    return days;
  }

  /** What an authority stated last, whether it is what its State's days go by or not. */
  statedBy(authority: AuthorityId): Stated | null {
    const held = this.held.get(authority);
    return held === undefined || this.stateOf(held) === undefined ? null : statedIn(held);
  }

  /** Takes in what was shown; whether it is news. What counts no more, or not yet, stands in the way of nothing. */
  async take(days: StatedDays): Promise<boolean> {
    const { authority } = days.body;
    if (this.stateOf(days) === undefined || !this.isNews(days.body)) return false;
    this.held.set(authority, days);
    this.known.clear();
    await this.env.store.putJson(`${prefix}${authority}`, days);
    return true;
  }

  private isNews({ authority, issuedAt }: { authority: AuthorityId; issuedAt: Instant }): boolean {
    const held = this.held.get(authority);
    return held === undefined || (this.stateOf(held) === undefined ? held.body.issuedAt !== issuedAt : held.body.issuedAt < issuedAt);
  }

  /** The State that it counts for: signed by who may, and for no time to come. */
  private stateOf(days: StatedDays): string | undefined {
    return Date.parse(days.body.issuedAt) > this.env.now().getTime() + clockSkew ? undefined : verifyStatedDays(days, this.env.directory.chain);
  }

  private of(state: string): StateDays {
    const { chain } = this.env.directory;
    // Whose word counts may be another one by now.
    if (this.chain !== chain) this.known.clear();
    this.chain = chain;
    const known = this.known.get(state) ?? this.read(state, chain);
    this.known.set(state, known);
    return known;
  }

  private read(state: string, chain: Chain): StateDays {
    const words = [...this.held.values()].flatMap((days): Word[] => {
      const { authority } = days.body;
      return this.stateOf(days) === state ? [{ kind: chain.authorities.get(authority)!.kind, ...statedIn(days) }] : [];
    });
    const first = foremost(words);
    if (first === undefined) return daysOf(state);
    const { kind: _kind, ...stated } = first;
    return asStated(daysOf(state), stated);
  }

  private async load(): Promise<void> {
    for (const [, value] of await this.env.store.list(prefix)) {
      const days = decodeJson<StatedDays>(value);
      this.held.set(days.body.authority, days);
    }
  }

  private look(): Promise<void> {
    return this.turns.run(async () => {
      if (this.current) return;
      this.current = true;
      await this.ask();
      this.failedAt = -Infinity;
    }).catch(() => {
      this.current = false;
      this.failedAt = this.env.now().getTime();
    });
  }

  /** Each authority by itself: an answer that is none keeps no other back. Throws once all were asked, and what came in was told. */
  private async ask(): Promise<void> {
    const index = await this.env.rest.call('daysIndex');
    const failures: unknown[] = [];
    const attempt = <T>(asking: Promise<T>): Promise<T | undefined> => asking.catch((failure: unknown) => { failures.push(failure); return undefined; });
    // Of whom the chain knows nothing yet, news may be on their way.
    if (index.some(({ authority }) => !this.env.directory.chain.authorities.has(authority))) await attempt(this.env.directory.refresh());
    let news = false;
    for (const each of index) {
      if (this.isNews(each) && this.wanted.has(this.env.directory.chain.authorities.get(each.authority)?.state ?? '')) news = (await attempt(this.fetch(each.authority))) === true || news;
    }
    if (news) for (const type of ['directory', 'spaces'] as const) this.env.emit({ type });
    if (failures.length > 0) throw failures[0];
  }

  private async fetch(authority: AuthorityId): Promise<boolean> {
    const days = await this.env.rest.call('statedDays', { params: { id: authority } });
    if (days.body.authority !== authority) return false;
    if (verifyStatedDays(days, this.env.directory.chain) === undefined) await this.env.directory.refresh();
    return this.take(days);
  }
}

const books = new WeakMap<object, StateDaysBook>();
/** One for each client. */
export function daysBookOf(env: Env): StateDaysBook {
  const book = books.get(env.store) ?? new StateDaysBook(env);
  books.set(env.store, book);
  return book;
}
