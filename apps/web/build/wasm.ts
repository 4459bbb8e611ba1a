/**
 * Empties those functions of a WebAssembly module that nothing can reach any more once some of its exports are gone. Everything
 * keeps its number, and whatever can be reached keeps its bytes; an emptied function traps.
 */

class Reader {
  at = 0;
  constructor(readonly bytes: Uint8Array) {}
  get done(): boolean { return this.at >= this.bytes.length; }
  byte(): number {
    const value = this.bytes[this.at];
    if (value === undefined) throw new RangeError('the module ends too early');
    this.at += 1;
    return value;
  }
  /** An unsigned LEB128; a signed one is as long, and read only to be passed over. */
  number(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const next = this.byte();
      value += (next & 127) * factor;
      if (next < 128) return value;
    }
  }
  take(length: number): Uint8Array {
    if (this.at + length > this.bytes.length) throw new RangeError('the module ends too early');
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
  numbers(count = this.number()): number[] { return Array.from({ length: count }, () => this.number()); }
}

function leb(value: number): number[] {
  const low = value % 128;
  return value < 128 ? [low] : [low + 128, ...leb((value - low) / 128)];
}

/** How many numbers follow the operations behind 0xfc. */
const followingBulk = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1];

/** The functions that a function's body names; throws at an operation it does not know, whose length could not be told. */
function named(body: Uint8Array): number[] {
  const reader = new Reader(body);
  const found: number[] = [];
  for (let groups = reader.number(); groups > 0; groups -= 1) reader.numbers(2);
  while (!reader.done) {
    const operation = reader.byte();
    if (operation === 0x10 || operation === 0xd2) found.push(reader.number());
    else if (operation === 0x0e) reader.numbers(reader.number() + 1);
    else if (operation === 0x1c) reader.numbers();
    else if (operation === 0x43) reader.take(4);
    else if (operation === 0x44) reader.take(8);
    else if (operation === 0xfc) {
      const following = followingBulk[reader.number()];
      if (following === undefined) throw new Error('an operation is not known');
      reader.numbers(following);
    } else reader.numbers(following(operation));
  }
  return found;
}

/** How many numbers follow an operation. */
function following(operation: number): number {
  if (operation <= 0x01 || operation === 0x05 || operation === 0x0b || operation === 0x0f || operation === 0x1a || operation === 0x1b || operation === 0xd1) return 0;
  if (operation >= 0x45 && operation <= 0xc4) return 0;
  if (operation === 0x11 || (operation >= 0x28 && operation <= 0x3e)) return 2;
  if ((operation >= 0x02 && operation <= 0x04) || operation === 0x0c || operation === 0x0d || (operation >= 0x20 && operation <= 0x26) || (operation >= 0x3f && operation <= 0x42) || operation === 0xd0) return 1;
  throw new Error(`the operation 0x${operation.toString(16)} is not known`);
}

const [imports, exports, start, elements, code] = [2, 7, 8, 9, 10] as const;
const trap = Uint8Array.of(0, 0x00, 0x0b);

export function shake(module: Uint8Array, isKept: (name: string) => boolean): Uint8Array<ArrayBuffer> {
  const reader = new Reader(module);
  const head = reader.take(8);
  const sections: { id: number; content: Uint8Array }[] = [];
  while (!reader.done) sections.push({ id: reader.byte(), content: reader.take(reader.number()) });
  const content = (id: number): Reader => new Reader(sections.find((section) => section.id === id)?.content ?? Uint8Array.of(0));

  const imported = importedFunctions(content(imports));
  const kept = readExports(content(exports)).filter(({ name }) => isKept(name));
  const bodies = readBodies(content(code));
  const reached = new Set<number>();
  const waiting = [...kept.filter(({ kind }) => kind === 0).map(({ index }) => index), ...inTables(content(elements)), ...sections.filter(({ id }) => id === start).map((section) => new Reader(section.content).number())];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    const body = bodies[next - imported];
    if (body !== undefined) waiting.push(...named(body));
  }

  const made = sections.flatMap(({ id, content: old }) => {
    const changed = id === exports ? vector(kept.map((each) => each.bytes)) : id === code ? vector(bodies.map((body, i) => sized(reached.has(i + imported) ? body : trap))) : old;
    return [Uint8Array.of(id), sized(changed)];
  });
  return joined([head, ...made]);
}

const sized = (bytes: Uint8Array): Uint8Array => joined([Uint8Array.from(leb(bytes.length)), bytes]);
const vector = (items: Uint8Array[]): Uint8Array => joined([Uint8Array.from(leb(items.length)), ...items]);

function joined(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function importedFunctions(reader: Reader): number {
  const count = reader.number();
  for (let i = 0; i < count; i += 1) {
    reader.take(reader.number());
    reader.take(reader.number());
    if (reader.byte() !== 0) throw new Error('something else than a function is imported');
    reader.number();
  }
  return count;
}

function readExports(reader: Reader): { name: string; kind: number; index: number; bytes: Uint8Array }[] {
  return Array.from({ length: reader.number() }, () => {
    const from = reader.at;
    const name = new TextDecoder().decode(reader.take(reader.number()));
    const [kind, index] = [reader.byte(), reader.number()];
    return { name, kind, index, bytes: reader.bytes.subarray(from, reader.at) };
  });
}

/** Functions that can be called by way of a table: any of them may be. */
function inTables(reader: Reader): number[] {
  const found: number[] = [];
  for (let segments = reader.number(); segments > 0; segments -= 1) {
    if (reader.number() !== 0 || reader.byte() !== 0x41) throw new Error('a table is filled in a way that is not known');
    reader.number();
    if (reader.byte() !== 0x0b) throw new Error('a table is filled in a way that is not known');
    found.push(...reader.numbers());
  }
  return found;
}

const readBodies = (reader: Reader): Uint8Array[] => Array.from({ length: reader.number() }, () => reader.take(reader.number()));
