/** The first few of many, in order, without sorting the rest. */
export class First<T> {
  readonly items: T[] = [];

  /** `compare` as for `Array.prototype.sort`. */
  constructor(private readonly most: number, private readonly compare: (a: T, b: T) => number) {}

  offer(item: T): void {
    const { items, compare } = this;
    const last = items.at(-1);
    if (items.length >= this.most && (last === undefined || compare(item, last) >= 0)) return;
    let low = 0;
    let high = items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(item, items[middle] as T) < 0) high = middle;
      else low = middle + 1;
    }
    items.splice(low, 0, item);
    if (items.length > this.most) items.pop();
  }
}
