/** What is known of each document beside its terms, in columns: some thirty bytes each. */
import { Names } from './names.js';

export interface Document {
  space: string; seq: number; index: number; sender: string; topic: string | null; at: number; hasFile: boolean; mentionsMe: boolean;
}
const flags = { hasFile: 1, mentionsMe: 2, gone: 4 } as const;

export class Documents {
  size = 0;
  /** How many of them are gone. */
  gone = 0;
  readonly spaces = new Names();
  readonly senders = new Names();
  readonly topics = new Names();
  private space = new Uint32Array(1_024);
  private seq = new Uint32Array(1_024);
  private index = new Uint32Array(1_024);
  private sender = new Uint32Array(1_024);
  private topic = new Uint32Array(1_024);
  private at = new Float64Array(1_024);
  private flag = new Uint8Array(1_024);

  add(document: Document): number {
    const number = this.size;
    if (number === this.flag.length) this.grow();
    this.space[number] = this.spaces.number(document.space);
    this.seq[number] = document.seq;
    this.index[number] = document.index;
    this.sender[number] = this.senders.number(document.sender);
    this.topic[number] = document.topic === null ? 0 : this.topics.number(document.topic);
    this.at[number] = document.at;
    this.flag[number] = (document.hasFile ? flags.hasFile : 0) | (document.mentionsMe ? flags.mentionsMe : 0);
    this.size += 1;
    return number;
  }

  remove(number: number): void {
    if (this.isGone(number)) return;
    this.flag[number] = (this.flag[number] ?? 0) | flags.gone;
    this.gone += 1;
  }

  isGone(number: number): boolean { return ((this.flag[number] ?? 0) & flags.gone) !== 0; }
  hasFile(number: number): boolean { return ((this.flag[number] ?? 0) & flags.hasFile) !== 0; }
  mentionsMe(number: number): boolean { return ((this.flag[number] ?? 0) & flags.mentionsMe) !== 0; }
  spaceOf(number: number): number { return this.space[number] ?? 0; }
  senderOf(number: number): number { return this.sender[number] ?? 0; }
  topicOf(number: number): number { return this.topic[number] ?? 0; }
  seqOf(number: number): number { return this.seq[number] ?? 0; }
  indexOf(number: number): number { return this.index[number] ?? 0; }
  atOf(number: number): number { return this.at[number] ?? 0; }

  private grow(): void {
    const to = this.size * 2;
    const larger = <T extends Uint32Array | Float64Array | Uint8Array>(column: T, made: T): T => { made.set(column); return made; };
    this.space = larger(this.space, new Uint32Array(to));
    this.seq = larger(this.seq, new Uint32Array(to));
    this.index = larger(this.index, new Uint32Array(to));
    this.sender = larger(this.sender, new Uint32Array(to));
    this.topic = larger(this.topic, new Uint32Array(to));
    this.at = larger(this.at, new Float64Array(to));
    this.flag = larger(this.flag, new Uint8Array(to));
  }
}
