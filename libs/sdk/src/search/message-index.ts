/**
 * The index of what this device can read: terms, the messages they are in, and what messages are filtered by. It holds no
 * text. In memory alone; it goes when the keys go.
 */
import { Documents, type Document } from './documents.js';
import { First } from './first.js';
import { Lexicon } from './lexicon.js';
import { Postings } from './postings.js';
import { needsOf, termsOf, type Need } from './words.js';

/** `spaces`: in any of them. */
export interface Filters { spaces?: readonly string[]; sender?: string; topic?: string | null; since?: number; until?: number; hasFile?: boolean; mentionsMe?: boolean }
export interface Match { space: string; seq: number; index: number }
/** `meets` tells whether a term of a text is one that was asked for, or near enough. */
export interface Matches { total: number; matches: Match[]; meets: (term: string) => boolean }

const mostNeeds = 32;

export class MessageIndex {
  private readonly documents = new Documents();
  private readonly lexicon = new Lexicon();
  private readonly postings = new Postings();
  /** By space and sequence number. */
  private readonly known = new Map<string, Map<number, number>>();
  private readonly seen = new Set<number>();
  private sweeping: { next: number; end: number; upTo: number; emptied: Set<number> } | undefined;
  private swept = 0;

  get size(): number { return this.documents.size - this.documents.gone; }
  get terms(): number { return this.lexicon.size; }

  has(space: string, seq: number): boolean { return this.known.get(space)?.has(seq) === true; }

  /** Puts a message in, in the place of what stood there before. */
  put(document: Document, text: string): void {
    this.remove(document.space, document.seq);
    const number = this.documents.add(document);
    const ofSpace = this.known.get(document.space) ?? new Map<number, number>();
    this.known.set(document.space, ofSpace);
    ofSpace.set(document.seq, number);
    for (const term of termsOf(text)) this.seen.add(this.lexicon.number(term));
    for (const term of this.seen) this.postings.add(term, number);
    this.seen.clear();
  }

  /** It is found no more at once; its terms go with the next sweep. */
  remove(space: string, seq: number): void {
    const ofSpace = this.known.get(space);
    const number = ofSpace?.get(seq);
    if (number === undefined) return;
    ofSpace?.delete(seq);
    this.documents.remove(number);
  }

  removeSpace(space: string): void {
    for (const number of this.known.get(space)?.values() ?? []) this.documents.remove(number);
    this.known.delete(space);
  }

  /** Takes the terms of removed messages out, some at a time; answers whether there is more to do. */
  sweep(terms: number): boolean {
    if (this.sweeping === undefined) {
      if (this.documents.gone === this.swept) return false;
      this.sweeping = { next: 0, end: this.lexicon.end, upTo: this.documents.gone, emptied: new Set() };
    }
    const { sweeping } = this;
    const stop = Math.min(sweeping.end, sweeping.next + terms);
    for (; sweeping.next < stop; sweeping.next += 1) if (!this.postings.sweep(sweeping.next, (document) => this.documents.isGone(document))) sweeping.emptied.add(sweeping.next);
    if (sweeping.next < sweeping.end) return true;
    // What came meanwhile may have brought a term back.
    this.lexicon.drop(new Set([...sweeping.emptied].filter((term) => !this.postings.sweep(term, (document) => this.documents.isGone(document)))));
    this.swept = sweeping.upTo;
    this.sweeping = undefined;
    return this.documents.gone !== this.swept;
  }

  /** The newest first, weak matches after all others; `limit` of them from the `offset`th on. */
  query(text: string, filters: Filters, offset: number, limit: number): Matches {
    const asked = needsOf(text).slice(0, mostNeeds).map((need) => this.resolve(need));
    const met = this.meeting(asked);
    const passes = this.filter(filters);
    const { documents } = this;
    const first = new First(offset + limit, (a: number, b: number) => (met[b] ?? 0) - (met[a] ?? 0) || documents.atOf(b) - documents.atOf(a) || documents.seqOf(b) - documents.seqOf(a));
    let total = 0;
    for (let document = 0; document < met.length; document += 1) {
      if (met[document] === 0 || documents.isGone(document) || !passes(document)) continue;
      total += 1;
      first.offer(document);
    }
    const meets = (term: string): boolean => {
      const number = this.lexicon.find(term);
      return number !== undefined && asked.some(({ strong, weak }) => strong.has(number) || weak.has(number));
    };
    return { total, meets, matches: first.items.slice(offset).map((document) => ({ space: documents.spaces.name(documents.spaceOf(document)), seq: documents.seqOf(document), index: documents.indexOf(document) })) };
  }

  private resolve(need: Need): { strong: Set<number>; weak: Set<number> } {
    const strong = new Set<number>();
    for (const { term, prefix } of need.terms) {
      if (prefix) for (const number of this.lexicon.beginning(term)) strong.add(number);
      else {
        const number = this.lexicon.find(term);
        if (number !== undefined) strong.add(number);
      }
    }
    const near = need.near === null ? [] : this.lexicon.near(need.near, need.near.length > 8 ? 2 : 1);
    const weak = new Set([...need.similar.flatMap((term) => this.lexicon.find(term) ?? []), ...near].filter((number) => !strong.has(number)));
    return { strong, weak };
  }

  /** For each document: 0 when it lacks something, 1 when it meets every need weakly, 2 when it meets each fully. */
  private meeting(asked: readonly { strong: ReadonlySet<number>; weak: ReadonlySet<number> }[]): Uint8Array {
    const { size } = this.documents;
    const any = new Uint8Array(size);
    const full = new Uint8Array(size);
    asked.forEach(({ strong, weak }, step) => {
      for (const term of strong) this.postings.each(term, (document) => {
        if (any[document] === step) any[document] = step + 1;
        if (full[document] === step) full[document] = step + 1;
      });
      for (const term of weak) this.postings.each(term, (document) => { if (any[document] === step) any[document] = step + 1; });
    });
    for (let document = 0; document < size; document += 1) any[document] = any[document] === asked.length ? (full[document] === asked.length ? 2 : 1) : 0;
    return any;
  }

  private filter({ spaces, sender, topic, since, until, hasFile, mentionsMe }: Filters): (document: number) => boolean {
    const { documents } = this;
    // A name nobody has matches nothing.
    const wanted = (names: { find(name: string): number | undefined }, name: string | undefined): number | undefined => (name === undefined ? undefined : names.find(name) ?? -1);
    const inSpaces = spaces && new Set(spaces.map((space) => wanted(documents.spaces, space)));
    const from = wanted(documents.senders, sender);
    const under = topic === null ? 0 : wanted(documents.topics, topic);
    return (document) =>
      (inSpaces === undefined || inSpaces.has(documents.spaceOf(document))) && (from === undefined || documents.senderOf(document) === from) && (under === undefined || documents.topicOf(document) === under)
      && (since === undefined || documents.atOf(document) >= since) && (until === undefined || documents.atOf(document) < until)
      && (hasFile !== true || documents.hasFile(document)) && (mentionsMe !== true || documents.mentionsMe(document));
  }
}
