/**
 * For each term the documents it is in: chains of pairs (document, next link) in blocks of whole numbers. A posting costs
 * eight bytes where a map of maps costs some forty, and blocks grow without copying.
 */
const blockBits = 15;
const blockSize = 2 ** blockBits;
const blockMask = blockSize - 1;

export class Postings {
  /** Link 0 is nowhere. Each block holds the documents of its links, then their next links. */
  private readonly blocks: Uint32Array[] = [];
  private used = 1;
  /** First of the links given back. */
  private free = 0;
  private heads: Uint32Array = new Uint32Array(1_024);

  /** Adds a document to a term's; the caller adds each once. */
  add(term: number, document: number): void {
    if (term >= this.heads.length) {
      const larger = new Uint32Array(Math.max(term + 1, this.heads.length * 2));
      larger.set(this.heads);
      this.heads = larger;
    }
    const link = this.take();
    this.set(link, document, this.heads[term] ?? 0);
    this.heads[term] = link;
  }

  each(term: number, visit: (document: number) => void): void {
    for (let link = this.heads[term] ?? 0; link !== 0; link = this.next(link)) visit(this.document(link));
  }

  /** Whether the term still has documents after those that are gone were taken out. */
  sweep(term: number, gone: (document: number) => boolean): boolean {
    let before = 0;
    for (let link = this.heads[term] ?? 0; link !== 0;) {
      const next = this.next(link);
      if (gone(this.document(link))) {
        if (before === 0) this.heads[term] = next;
        else this.set(before, this.document(before), next);
        this.set(link, 0, this.free);
        this.free = link;
      } else before = link;
      link = next;
    }
    return (this.heads[term] ?? 0) !== 0;
  }

  private take(): number {
    const { free } = this;
    if (free !== 0) {
      this.free = this.next(free);
      return free;
    }
    if (this.used >> blockBits >= this.blocks.length) this.blocks.push(new Uint32Array(blockSize * 2));
    this.used += 1;
    return this.used - 1;
  }

  private document(link: number): number { return this.blocks[link >> blockBits]?.[link & blockMask] ?? 0; }
  private next(link: number): number { return this.blocks[link >> blockBits]?.[blockSize + (link & blockMask)] ?? 0; }
  private set(link: number, document: number, next: number): void {
    const block = this.blocks[link >> blockBits];
    if (block === undefined) return;
    block[link & blockMask] = document;
    block[blockSize + (link & blockMask)] = next;
  }
}
