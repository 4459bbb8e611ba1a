/** The terms of an index, numbered; found by themselves, by how they begin, and by what is a typo away. Kept by first letter, which the latter two share. */
import { within } from './typos.js';

export class Lexicon {
  private readonly shelves = new Map<number, Map<string, number>>();
  private readonly unused: number[] = [];
  /** Numbers are below this. */
  end = 0;

  get size(): number { return this.end - this.unused.length; }

  /** The number of a term, given to it if need be. */
  number(term: string): number {
    const shelf = this.shelf(term) ?? new Map<string, number>();
    if (shelf.size === 0) this.shelves.set(term.charCodeAt(0), shelf);
    const known = shelf.get(term);
    if (known !== undefined) return known;
    const number = this.unused.pop() ?? this.end++;
    shelf.set(own(term), number);
    return number;
  }

  find(term: string): number | undefined { return this.shelf(term)?.get(term); }

  beginning(prefix: string): number[] {
    const found: number[] = [];
    for (const [term, number] of this.shelf(prefix) ?? []) if (term.startsWith(prefix)) found.push(number);
    return found;
  }

  /** Terms with the same first letter and at most `typos` typos. */
  near(word: string, typos: 1 | 2): number[] {
    const found: number[] = [];
    for (const [term, number] of this.shelf(word) ?? []) if (within(word, term, typos)) found.push(number);
    return found;
  }

  /** Forgets terms that no document has any more; their numbers are given anew. */
  drop(gone: ReadonlySet<number>): void {
    for (const shelf of this.shelves.values()) for (const [term, number] of shelf) if (gone.has(number)) shelf.delete(term);
    this.unused.push(...gone);
  }

  private shelf(term: string): Map<string, number> | undefined { return this.shelves.get(term.charCodeAt(0)); }
}

/** A copy: a long enough part of a string otherwise keeps the whole, which is the message it stands in. */
const own = (term: string): string => (term.length < 13 ? term : String.fromCharCode(...Array.from({ length: term.length }, (_, i) => term.charCodeAt(i))));
