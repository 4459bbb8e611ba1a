/**
 * Slows guessing without locking anybody out. Failures count for a login *from a source*: after a few, each further
 * attempt from there waits longer, so an attacker delays themselves and not the owner, who comes from elsewhere or with
 * a passkey. A login that is guessed at from very many sources at once asks newcomers to wait, not sources that signed
 * in with it before. In memory: a restart forgets, which costs an attacker's ledger, not safety (argon2id and TOTP remain).
 */
import { TokenBuckets } from './token-buckets.js';

interface Ledger { failures: number; until: number; at: number }

const free = 5, longest = 900_000, forgetAfter = 3_600_000, most = 50_000;

export class Attempts {
  private readonly ledgers = new Map<string, Ledger>();
  private readonly proven = new Set<string>();
  /** Many sources trying one login: a hundred failures, then a hundred an hour. */
  private readonly ofLogin = new TokenBuckets(100, 100 / 3_600);
  /** One source trying many logins. */
  private readonly ofSource = new TokenBuckets(60, 0.5);

  /** Seconds this source must wait before trying this login; 0 if it may try now. `now` in milliseconds. */
  wait(login: string, source: string, now: number): number {
    const key = `${login}\0${source}`, ledger = this.ledgers.get(key);
    const own = ledger === undefined ? 0 : Math.max(0, ledger.until - now) / 1000;
    const crowd = this.proven.has(key) ? 0 : this.ofLogin.wait(login, now);
    return Math.ceil(Math.max(own, crowd, this.ofSource.wait(source, now)));
  }

  /** Counts a failure. */
  failed(login: string, source: string, now: number): void {
    const key = `${login}\0${source}`, held = this.ledgers.get(key);
    const failures = (held === undefined || now - held.at > forgetAfter ? 0 : held.failures) + 1;
    const delay = failures < free ? 0 : Math.min(longest, 1000 * 2 ** (failures - free));
    if (!this.proven.has(key)) this.ofLogin.take(login, now);
    this.ofSource.take(source, now);
    this.ledgers.delete(key);
    this.ledgers.set(key, { failures, until: now + delay, at: now });
    if (this.ledgers.size > most) this.ledgers.delete(this.ledgers.keys().next().value ?? '');
  }

  /** Forgets the failures of a source that proved itself. */
  succeeded(login: string, source: string): void {
    const key = `${login}\0${source}`;
    this.ledgers.delete(key);
    this.proven.delete(key);
    this.proven.add(key);
    if (this.proven.size > most) this.proven.delete(this.proven.values().next().value ?? '');
  }
}
