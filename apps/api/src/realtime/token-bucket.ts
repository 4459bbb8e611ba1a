/** A sustained rate with a burst: `take` costs one token, tokens come back with time. Times in milliseconds. */
export class TokenBucket {
  private tokens: number;
  private filledAt: number;

  constructor(private readonly perSecond: number, private readonly burst: number, now: number) {
    this.tokens = burst;
    this.filledAt = now;
  }

  /** Whether there was a token left at `now`. */
  take(now: number): boolean {
    if (now > this.filledAt) {
      this.tokens = Math.min(this.burst, this.tokens + ((now - this.filledAt) * this.perSecond) / 1000);
      this.filledAt = now;
    }
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }

  /** Seconds until the next token. */
  get wait(): number {
    return Math.max(0, (1 - this.tokens) / this.perSecond);
  }
}
