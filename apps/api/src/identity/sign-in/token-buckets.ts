/** Token buckets by key, in memory: so much at once, so much a second. Bounded: the longest unused key is forgotten first. */
interface Bucket { tokens: number; at: number }

export class TokenBuckets {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly burst: number, private readonly perSecond: number, private readonly most = 50_000) {}

  /** The seconds until there is a token, without taking it. */
  wait(key: string, now: number): number {
    const tokens = this.tokens(key, now);
    return tokens >= 1 ? 0 : (1 - tokens) / this.perSecond;
  }

  /** Takes a token. Answers 0, or the seconds until there is one. `now` in milliseconds. */
  take(key: string, now: number): number {
    const tokens = this.tokens(key, now);
    const enough = tokens >= 1;
    // Deleting first keeps the map in the order of use.
    this.buckets.delete(key);
    this.buckets.set(key, { tokens: enough ? tokens - 1 : tokens, at: now });
    if (this.buckets.size > this.most) this.buckets.delete(this.buckets.keys().next().value ?? '');
    return enough ? 0 : (1 - tokens) / this.perSecond;
  }

  private tokens(key: string, now: number): number {
    const held = this.buckets.get(key);
    return held === undefined ? this.burst : Math.min(this.burst, held.tokens + (Math.max(0, now - held.at) / 1000) * this.perSecond);
  }
}
