/** Looks into a blob a stretch at a time, so that a file of any size is never whole in memory. Foreign bytes: bounds are checked at every look. */
export class Malformed extends Error {}

const stretch = 262_144;

export class Window {
  private bytes = new Uint8Array();
  private start = 0;

  constructor(readonly blob: Blob) {}

  get size(): number { return this.blob.size; }

  /** `length` bytes from `from` on; refuses what lies outside of the file. */
  async take(from: number, length: number): Promise<Uint8Array> {
    if (from < 0 || length < 0 || from + length > this.size) throw new Malformed('beyond the end');
    if (from < this.start || from + length > this.start + this.bytes.length) await this.load(from, Math.max(length, stretch));
    return this.bytes.subarray(from - this.start, from - this.start + length);
  }

  /** Whatever there is from `from` on, at most a stretch: at least two bytes, unless the file ends. */
  async stretchFrom(from: number): Promise<Uint8Array> {
    if (from >= this.size) return new Uint8Array();
    const end = this.start + this.bytes.length;
    if (from < this.start || from >= end || (from === end - 1 && end < this.size)) await this.load(from, stretch);
    return this.bytes.subarray(from - this.start);
  }

  private async load(from: number, length: number): Promise<void> {
    this.bytes = new Uint8Array(await this.blob.slice(from, from + length).arrayBuffer());
    this.start = from;
  }
}

export const ascii = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
export const starts = (bytes: Uint8Array, text: string, at = 0): boolean => bytes.length >= at + text.length && ascii(bytes.subarray(at, at + text.length)) === text;
export const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
/** A copy that a blob can be made of, whatever buffer the bytes stood in. */
export const part = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => Uint8Array.from(bytes);
