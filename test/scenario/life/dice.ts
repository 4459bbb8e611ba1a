/** Chance that is the same again for the same seed: a small generator (mulberry32), and what a plot asks of it. */

export class Dice {
  private state = 2_166_136_261;

  constructor(private readonly seed: string) {
    for (let i = 0; i < seed.length; i += 1) this.state = Math.imul(this.state ^ seed.charCodeAt(i), 16_777_619);
  }

  /** Dice of its own for one part of a plot: what that part throws, or leaves out, changes nothing elsewhere. */
  for(part: string): Dice { return new Dice(`${this.seed}/${part}`); }

  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(count: number): number { return Math.floor(this.next() * count); }
  chance(probability: number): boolean { return this.next() < probability; }

  pick<T>(list: readonly T[]): T | undefined {
    const place = this.below(list.length);
    return list[place];
  }

  /** Some of a list, in an order of chance. */
  some<T>(list: readonly T[], count: number): T[] {
    const left = [...list];
    const taken: T[] = [];
    while (taken.length < count && left.length > 0) taken.push(...left.splice(this.below(left.length), 1));
    return taken;
  }

  bytes(count: number): Uint8Array { return Uint8Array.from({ length: count }, () => this.below(256)); }
}
