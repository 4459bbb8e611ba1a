/** Collects durations in milliseconds and answers percentiles by nearest rank. */
export class Latency {
  #values = new Float64Array(1 << 16);
  #count = 0;

  record(milliseconds: number): void {
    if (this.#count === this.#values.length) {
      const grown = new Float64Array(this.#count * 2);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.#count++] = milliseconds;
  }

  summary(): Percentiles {
    const sorted = this.#values.slice(0, this.#count).sort();
    const rank = (p: number): number => rankOf(sorted, p);
    return { count: sorted.length, p50: rank(0.5), p95: rank(0.95), p99: rank(0.99), max: rank(1) };
  }
}
const rankOf = (sorted: ArrayLike<number>, p: number): number => sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN;
export const percentile = (values: readonly number[], p: number): number => rankOf([...values].sort((a, b) => a - b), p);
export interface Percentiles { count: number; p50: number; p95: number; p99: number; max: number }
