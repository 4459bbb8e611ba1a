/**
 * A note as a Yjs document: what its updates add up to, in whatever order they come, and what of an update may not be. Pure: bytes in, bytes and words out.
 * Trust: members wrote every byte. An update is looked at before it is let in, and taken out again whole when it breaks a rule only once it is there.
 */
import * as Y from 'yjs';
import { holdsControls, sha256OfParts, utf8 } from '@comity/e2ee';
import { noteElements, noteLimits, noteMarks, noteRoot, noteWords } from '@comity/contracts';

/**
 * `malformed`: no update, or of others than its author. `out-of-order`: it begins beyond the end of its author's last one, `repeated`: before it. `unknown-place`: it names what is not there.
 * `strange`: what is in no note. `full`: no more fits.
 */
export type UpdateRule = 'malformed' | 'out-of-order' | 'repeated' | 'unknown-place' | 'strange' | 'full';

type Struct = Y.Item | Y.GC | Y.Skip;
type Tree = { name: string; children: Tree[] } | { words: string };

export class NoteDocument {
  private doc = blank();
  private readonly taken: Uint8Array[] = [];

  /** A copy, with more on top. */
  with(updates: readonly Uint8Array[]): NoteDocument {
    const copy = new NoteDocument();
    for (const update of [this.state(), ...updates]) copy.take(update);
    return copy;
  }

  /** Adds what one author wrote. Answers the rule that it breaks; then nothing of it is there. */
  add(update: Uint8Array, author: number): UpdateRule | null { return this.admit(update, author); }

  /** Adds a snapshot: one update more. It brings what is missing, and takes away nothing but what it says was deleted. */
  addSnapshot(update: Uint8Array): UpdateRule | null {
    const alone = new NoteDocument();
    const rule = alone.admit(update, null);
    if (rule !== null) return rule;
    return this.letters(update) > noteLimits.letters ? 'full' : this.settle(update, null);
  }

  /** All of it as one update, or what somebody lacks who has that much. Throws where `have` says nothing. */
  state(have?: Uint8Array): Uint8Array { return Y.encodeStateAsUpdate(this.doc, have); }

  /** What it says, as one update of an author to an empty note: nothing of how it came to be. */
  copy(author: number): Uint8Array {
    const doc = blank();
    doc.clientID = author;
    root(doc).insert(0, root(this.doc).toArray().map((each) => each.clone() as Y.XmlElement));
    return Y.encodeStateAsUpdate(doc);
  }

  /** Whether anything of an author was ever in it. */
  has(author: number): boolean { return this.doc.store.clients.has(author); }

  /** What it says, as plain text: a line for each paragraph. */
  text(): string { return treeOf(root(this.doc)).map((each) => linesOf(each)).join('\n').trim(); }

  /** The same for two documents that are the same, whatever led to them: every letter with what it was put beside, and what is deleted. */
  fingerprint(): string {
    const clients = [...this.doc.store.clients].sort(([a], [b]) => a - b);
    const print = sha256OfParts();
    for (const [client, structs] of clients) print.add(utf8(`${client}:${structs.flatMap(unitsOf).join('').replace(/(?:\u0000D)+/g, (run) => `D${run.length / 2}`)}\n`));
    return print.end();
  }

  private admit(update: Uint8Array, author: number | null): UpdateRule | null {
    if (update.length === 0 || update.length > noteLimits.bytes) return 'malformed';
    const read = decoded(update);
    if (read === undefined) return 'malformed';
    const rule = this.precheck(read, author);
    return rule ?? this.settle(update, read.structs);
  }

  /** `structs`: to be looked at once they are in their place; null: that was done. */
  private settle(update: Uint8Array, structs: readonly Struct[] | null): UpdateRule | null {
    try {
      Y.applyUpdate(this.doc, update);
      const { pendingStructs, pendingDs } = this.doc.store;
      const rule = pendingStructs !== null || pendingDs !== null ? 'unknown-place' : structs?.every((struct) => fits(this.doc, struct)) === false ? 'strange' : null;
      if (rule === null) {
        this.taken.push(update);
        return null;
      }
      this.restore();
      return rule;
    } catch {
      this.restore();
      return 'malformed';
    }
  }

  private take(update: Uint8Array): void {
    Y.applyUpdate(this.doc, update);
    this.taken.push(update);
  }

  private restore(): void {
    this.doc = blank();
    for (const update of this.taken) Y.applyUpdate(this.doc, update);
  }

  private precheck({ structs, ds }: Decoded, author: number | null): UpdateRule | null {
    const { store } = this.doc;
    const ends = new Map<number, number>();
    const endOf = (client: number): number => ends.get(client) ?? Y.getState(store, client);
    for (const struct of structs) {
      const { client, clock } = struct.id;
      if (struct instanceof Y.Skip || (author !== null && client !== author)) return 'malformed';
      if (clock !== endOf(client)) return clock > endOf(client) ? 'out-of-order' : 'repeated';
      if (!(struct.length > 0)) return 'malformed';
      ends.set(client, clock + struct.length);
      if (!isKnownKind(struct)) return 'strange';
    }
    const isThere = (id: Y.ID | null): boolean => id === null || id.clock < endOf(id.client);
    if (!structs.every((struct) => !(struct instanceof Y.Item) || placesOf(struct).every(isThere))) return 'unknown-place';
    for (const [client, deleted] of ds.clients) if (deleted.some(({ clock, len }) => clock + len > endOf(client))) return 'unknown-place';
    const letters = [...Y.decodeStateVector(Y.encodeStateVector(this.doc))].reduce((sum, [client, clock]) => sum + (ends.has(client) ? 0 : clock), 0) + [...ends.values()].reduce((sum, end) => sum + end, 0);
    return letters > noteLimits.letters ? 'full' : null;
  }

  /** How many letters it would hold with a snapshot. */
  private letters(update: Uint8Array): number {
    const ends = Y.decodeStateVector(Y.encodeStateVector(this.doc));
    for (const [client, end] of Y.decodeStateVector(Y.encodeStateVectorFromUpdate(update))) ends.set(client, Math.max(end, ends.get(client) ?? 0));
    return [...ends.values()].reduce((sum, end) => sum + end, 0);
  }
}

interface Decoded { structs: Struct[]; ds: { clients: Map<number, { clock: number; len: number }[]> } }

/** Read step by step, so that a number that lies about what follows makes nothing large. */
function decoded(update: Uint8Array): Decoded | undefined {
  try {
    const { structs, ds } = Y.decodeUpdate(update);
    return { structs, ds };
  } catch {
    return undefined;
  }
}

function blank(): Y.Doc {
  const doc = new Y.Doc();
  root(doc);
  return doc;
}
const root = (doc: Y.Doc): Y.XmlFragment => doc.getXmlFragment(noteRoot);

const placesOf = ({ origin, rightOrigin, parent }: Y.Item): (Y.ID | null)[] => [origin, rightOrigin, parent instanceof Y.ID ? parent : null];

/** What a struct is, wherever it will stand. */
function isKnownKind(struct: Struct): boolean {
  if (!(struct instanceof Y.Item)) return struct instanceof Y.GC;
  const { content, parent } = struct;
  if (typeof parent === 'string' && parent !== noteRoot) return false;
  if (content instanceof Y.ContentType) return content.type instanceof Y.XmlText || (content.type instanceof Y.XmlElement && Object.hasOwn(noteElements, content.type.nodeName));
  if (content instanceof Y.ContentFormat) return noteMarks.includes(content.key) && isMark(content.key, content.value as unknown);
  if (content instanceof Y.ContentAny) return content.arr.every((value: unknown) => value === null || typeof value === 'boolean' || typeof value === 'number' || (typeof value === 'string' && value.length <= 100 && !holdsControls(value)));
  return content instanceof Y.ContentString ? !holdsControls(content.str) : content instanceof Y.ContentDeleted;
}

function isMark(key: string, value: unknown): boolean {
  if (value === null) return true;
  if (typeof value !== 'object' || Array.isArray(value)) return false;
  const members = Object.entries(value);
  return key === 'link' ? members.length === 1 && members.every(([name, href]) => name === 'href' && typeof href === 'string' && href.length <= noteLimits.link && !holdsControls(href)) : members.length === 0;
}

/** Whether what came stands where such a thing may stand. What was deleted stands nowhere. */
function fits(doc: Y.Doc, struct: Struct): boolean {
  if (!(struct instanceof Y.Item)) return true;
  const item: Y.Item | Y.GC = Y.getItem(doc.store, struct.id);
  if (!(item instanceof Y.Item) || item.deleted) return true;
  const { content, parent, parentSub } = item;
  const within = parent === root(doc) ? null : parent instanceof Y.XmlElement ? parent.nodeName : undefined;
  if (content instanceof Y.ContentAny) return parentSub !== null && typeof within === 'string';
  if (parentSub !== null) return false;
  if (content instanceof Y.ContentType) return content.type instanceof Y.XmlElement ? within !== undefined && noteElements[content.type.nodeName]?.includes(within) === true : typeof within === 'string' && noteWords.includes(within);
  return parent instanceof Y.XmlText;
}

/** Of a struct, one by one; what was deleted is the same whether its words are still there or not. */
function unitsOf(struct: Y.Item | Y.GC): string[] {
  if (!(struct instanceof Y.Item) || struct.deleted) return Array.from({ length: struct.length }, () => '\u0000D');
  const { id, origin, rightOrigin, parentSub, content } = struct;
  const parent = (struct.parent as Y.AbstractType<unknown>)._item?.id ?? null;
  const place = (at: Y.ID | null): string => (at === null ? '-' : `${at.client}.${at.clock}`);
  const said = content instanceof Y.ContentString ? content.str.split('') : [JSON.stringify(saidBy(content))];
  return said.map((unit, i) => `\u0001${i === 0 ? place(origin) : place({ client: id.client, clock: id.clock + i - 1 } as Y.ID)}/${place(rightOrigin)}/${place(parent)}/${parentSub ?? ''}/${JSON.stringify(unit)}`);
}
function saidBy(content: Y.Item['content']): unknown {
  if (content instanceof Y.ContentFormat) return [content.key, content.value];
  if (content instanceof Y.ContentAny) return content.arr;
  return content instanceof Y.ContentType ? (content.type instanceof Y.XmlElement ? content.type.nodeName : null) : null;
}

function treeOf(node: Y.XmlFragment): Tree[] {
  return node.toArray().flatMap((child): Tree[] => {
    if (child instanceof Y.XmlText) return [{ words: (child.toDelta() as { insert: unknown }[]).map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('') }];
    return child instanceof Y.XmlElement ? [{ name: child.nodeName, children: treeOf(child) }] : [];
  });
}

function linesOf(tree: Tree): string {
  if ('words' in tree) return tree.words;
  const inside = (marks: (n: number) => string): string => tree.children.map((child, i) => linesOf(child).split('\n').map((line, row) => `${row === 0 ? marks(i) : ' '.repeat(marks(i).length)}${line}`).join('\n')).join('\n');
  switch (tree.name) {
    case 'bullet_list': return inside(() => '• ');
    case 'ordered_list': return inside((i) => `${i + 1}. `);
    case 'blockquote': return inside(() => '> ');
    case 'list_item': return inside(() => '');
    default: return tree.children.map((child) => linesOf(child)).join('');
  }
}
