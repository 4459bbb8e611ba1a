/** The registers of case files: what a person does with them. Every change is judged here as the log is, before it is sent. */
import { fieldsOf, problem, type FileId, type HandlingCode, type Instant, type ItemId, type SpaceId } from '@comity/contracts';
import { brokenPart, encodeMessage, isSameFile, sha256OfParts, type EntryContent, type EntryId, type ExhibitFile, type FieldValue, type FileContent, type MovedFrom, type Ref, type RegisterContent } from '@comity/e2ee';
import type { FileSource } from '../api.js';
import { instant } from '../clock.js';
import { expectMarking, together } from '../codes.js';
import { refused } from '../failure.js';
import type { Files } from '../files/files.js';
import { newId } from '../id.js';
import type { BroughtFrom, CustodyInput, EntryFilter, EntryInput, EntrySummary, EntryTie, EntryView, FileChoice, MyTask } from '../register.js';
import { fileOf as heldFile } from '../space/held-file.js';
import { keys } from '../space/record.js';
import type { Space } from '../space/space.js';
import type { Spaces } from '../space/spaces.js';
import { expectWritable } from '../space/writable.js';
import type { Batch } from '../store/batch.js';
import type { Surroundings } from '../surroundings.js';
import type { Part } from '../part.js';
import { bearingOf, bearingsOf, markingOfMessage } from './bearing.js';
import { contentsOf, messageAt } from './contents.js';
import { follow, type Kept, type RegisterRule } from './fold.js';
import { hasRoom, mayMake } from './item.js';
import type { Move } from './move.js';
import type { Recorder } from './recorder.js';
import { custodyView, authorOf, filesOf, gapsOf, isExhibit, isReadable, linksOf, linkViews, markingOf, saidOf, summaryOf, versionView, wordsOf, type Readable } from './view.js';

type Present = ReadonlyMap<EntryId, Kept>;
type Fields = EntryContent['fields'];
/** The registers of some spaces as one: in which of them an entry is kept. */
interface Joined { register: Present; spaceOf: (entry: EntryId) => Space | undefined }

/** From the file that was chosen to what the entry says of it. */
type Exhibiting = (chosen: FileChoice) => Promise<ExhibitFile>;
/** For a file that is not in this space yet. */
const standIn: Exhibiting = async ({ on, file }) => ({ on: { id: on.id, seq: on.seq }, file, name: 'file', size: 1, sha256: '0'.repeat(64) });

export class Registers {
  /** Terms of entries, while somebody looks for words among them. */
  private readonly terms = new WeakMap<object, readonly string[]>();

  constructor(private readonly spaces: Pick<Spaces, 'get' | 'all'>, private readonly files: Pick<Files, 'read'>, private readonly env: Surroundings, private readonly accesses: Part<Recorder>) {}

  /** Of a case file with the compartments that this person is in. */
  async all(id: Space['id'], { kinds = [], ids, text = '', open = false, where, whole = false }: EntryFilter = {}): Promise<EntrySummary[]> {
    const named = ids && new Set(ids);
    const { register, spaceOf } = await joined(this.shown(id));
    const linked = linksOf(register);
    const wanted = [...register.values()].filter((kept): kept is Readable => isReadable(kept) && named?.has(kept.id) !== false && (where === undefined || spaceOf(kept.id)?.id === where) && (kinds.length === 0 || kinds.includes(kept.head.content.kind)));
    const found = await this.withWords(wanted, text);
    const bearings = new Map<Space, Awaited<ReturnType<typeof bearingsOf>>>();
    if (whole) for (const [space, some] of Map.groupBy(found, ({ id: entry }) => spaceOf(entry)!)) bearings.set(space, await bearingsOf(space, some));
    const summaries = found.map((kept): EntrySummary => {
      const space = spaceOf(kept.id)!, bears = bearings.get(space)?.entry(kept);
      return { ...summaryOf(kept, space.id, linked.get(kept.id)), ...(bears && { fields: kept.head.content.fields, bears }) };
    });
    // Numbers of one log are in its order; those of two are compared by date.
    const later = ({ space: a, changed: one }: EntrySummary, { space: b, changed: other }: EntrySummary): number => (a === b || one.seq === null || other.seq === null ? (other.seq ?? Infinity) - (one.seq ?? Infinity) || 0 : one.at < other.at ? 1 : one.at > other.at ? -1 : 0);
    return (open ? summaries.filter(({ task, struck }) => task?.done === false && !struck) : summaries).sort(later);
  }

  async tasks(): Promise<MyTask[]> {
    const self = this.env.secrets.practitioner;
    const mine: MyTask[] = [];
    for (const { id, record, readOnly } of this.spaces.all()) {
      if (record.kind !== 'case-file' || readOnly) continue;
      for (const entry of await this.all(id, { kinds: ['task'], where: id })) if (entry.task && entry.owner === self && !entry.struck) mine.push({ ...entry, task: entry.task });
    }
    const day = ({ task: { due } }: MyTask): string => due ?? '~';
    return mine.sort((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0));
  }

  /** For somebody who looks at it. */
  async opened(id: Space['id'], entry: EntryId): Promise<EntryView> {
    const view = await this.one(id, entry);
    (await this.accesses.get()).record(view.space, 'open', [{ entry }]);
    return view;
  }

  async one(id: Space['id'], entry: EntryId): Promise<EntryView> {
    const { register, spaceOf } = await joined(this.around(id));
    const kept = readable(register, entry);
    const space = spaceOf(entry)!;
    const { head: { content, handling }, versions, custody, struck } = kept;
    const said = await contentsOf(space, [...versions, ...custody]);
    const told = versions.flatMap((mark) => { const each = said(mark); return each?.type === 'entry' ? [versionView(mark, each)] : []; });
    const file = content.fields['file'];
    return {
      ...summaryOf(kept, space.id, linksOf(register).get(entry)), fields: content.fields, links: linkViews(kept, register, (to) => spaceOf(to)?.id ?? null), marking: markingOf(content, handling), source: content.source, author: authorOf(kept, space.record.unopened), bears: await bearingOf(space, kept),
      moved: content.moved ? { ...content.moved, space: spaceOf(content.moved.entry)?.id ?? null } : null, movedTo: goesOn(entry, register, spaceOf), moving: (await this.env.store.getJson<Move>(keys.move(space.id, entry)))?.to ?? null,
      exhibit: isExhibit(file) ? { ...file, held: await holds(space, file) } : null,
      files: await Promise.all(filesOf(told).map(async (each) => ({ ...each, held: await holds(space, each.file) }))),
      versions: told,
      custody: custody.flatMap((mark) => { const each = said(mark); return each?.type === 'entry-custody' ? [custodyView(mark, each)] : []; }),
      struckOut: struck === null ? null : { ...saidOf(struck), reason: struck.reason }, ...gapsOf(kept, space.record.unopened),
    };
  }

  async ties(id: Space['id']): Promise<EntryTie[]> {
    const { register } = await joined(this.shown(id));
    return [...register.values()].flatMap(({ id: from, head }) => (head?.content.links ?? []).map(({ to, label }) => ({ from, to, label })));
  }

  /** `from`: what it is made of stands elsewhere, and so does its file. */
  async make(id: Space['id'], input: EntryInput, from?: BroughtFrom): Promise<EntryId> {
    if (from === undefined) return this.write(id, input);
    const { bring } = await import('./brought.js');
    const to = this.writable(id);
    // What is wrong with the entry is said before anybody reads a word of what it is made of.
    await this.judged(to, await this.contentOf(to, { ...input, source: null, after: null, settles: [] }, null, undefined, standIn), input.marking.handling);
    const source = await bring(from, this.spaces.get(from.space), to, this.env);
    const fields = { ...input.fields };
    for (const [field, value] of Object.entries(fields)) if (typeof value === 'object' && 'on' in value && 'on' in from && value.on.id === from.on.id) fields[field] = { ...value, on: source };
    return this.write(id, { ...input, fields, source });
  }

  /** `keep`: what is stored together with it. */
  async write(id: Space['id'], input: EntryInput, moved?: MovedFrom, keep?: (entry: EntryId) => Batch): Promise<EntryId> {
    const space = this.writable(id);
    const { source } = input;
    if (source !== null && (await messageAt(space, source)) === undefined) throw refused(problem('not-found', { detail: 'there is no such message' }));
    return this.say(space, await this.contentOf(space, { ...input, after: null, settles: [] }, null, moved), input.marking.handling, { keep });
  }

  async revise(id: Space['id'], entry: EntryId, input: EntryInput): Promise<void> {
    const space = this.writable(id);
    const kept = readable(await space.register.present(), entry);
    const { head, struck, versions } = kept;
    if (struck !== null) throw refusal('struck');
    if (!versions.some(({ hash }) => hash === input.after)) throw refused(problem('not-found', { detail: 'there is no such version' }));
    if (input.kind !== head.content.kind) throw refused(problem('not-acceptable', { detail: 'an entry stays of its kind' }));
    const itself = input.links.findIndex(({ to }) => to === entry);
    if (itself !== -1) throw invalid(`/links/${itself}`, 'is the entry itself');
    const content = await this.contentOf(space, input, { ...head.content, first: head.content.first ?? versions.find(({ state }) => state === 'current')!.hash }, undefined, (chosen) => this.refiled(space, kept, chosen, input));
    const said = (each: EntryContent) => JSON.stringify({ ...each, first: null, after: null, sentAt: null, settled: [] });
    if (content.settled.length === 0 && input.marking.handling === head.handling && said(content) === said(head.content)) return;
    await this.say(space, content, input.marking.handling);
  }

  /** `as`: the id of its item, where a move strikes it out. By hand nobody does while one is on. */
  async strike(id: Space['id'], entry: EntryId, reason: string, as?: ItemId): Promise<void> {
    if (as === undefined && (await this.env.store.get(keys.move(id, entry))) !== undefined) throw refused(problem('not-acceptable', { detail: 'it is on its way elsewhere' }));
    const space = this.writable(id);
    await this.say(space, { v: 1, type: 'entry-strike', id: entry, reason: lines(reason), sentAt: this.now() }, await codeOf(space, entry), { as });
  }

  async addCustody(id: Space['id'], entry: EntryId, { holder, from, reason }: CustodyInput): Promise<void> {
    const space = this.writable(id);
    await this.say(space, { v: 1, type: 'entry-custody', id: entry, holder: holder.trim(), from, reason: lines(reason), sentAt: this.now() }, await codeOf(space, entry));
  }

  private async contentOf(space: Space, input: EntryInput, before: EntryContent | null, moved = before?.moved, exhibit: Exhibiting = (chosen) => this.exhibitOf(space, chosen)): Promise<EntryContent> {
    const { after, kind, title, links, marking, settles = [] } = input;
    expectMarking(marking);
    // What is inside may name what is in the case file, and not the other way about.
    const { register } = await joined([space, ...fileOf(space)]);
    const unknown = links.findIndex(({ to }) => !register.has(to) && before?.links.some((link) => link.to === to) !== true);
    if (unknown !== -1) throw invalid(`/links/${unknown}`, 'is no entry of this register');
    const { restriction, evaluation, tlp } = marking;
    const fields = await this.fieldsOf(space, input, before?.fields ?? null, exhibit);
    const began = before?.original ?? before?.fields['file'];
    return {
      v: 1, type: 'entry', kind, first: before?.first ?? null, after, title: title.trim(), fields, ...(isExhibit(began) && !isSameFile(began, fields['file']) && { original: began }), links: links.map(({ to, label }) => ({ to, label: label.trim() })),
      settled: [...new Set(settles)], source: before === null ? input.source : before.source, ...(moved && { moved }), restriction, evaluation, tlp, sentAt: this.now(),
    };
  }

  private async fieldsOf(space: Space, { kind, fields }: EntryInput, before: Fields | null, exhibit: Exhibiting): Promise<Fields> {
    const known = fieldsOf(kind);
    const stranger = Object.keys(fields).find((field) => !known.some(({ id }) => id === field));
    if (stranger !== undefined) throw invalid(`/fields/${stranger}`, `is no field of ${kind}`);
    const values: Fields = {};
    for (const { id, shape, required } of known) {
      const given = fields[id];
      const value = typeof given === 'string' ? (shape === 'text' ? lines(given) : given).trim() : given;
      if (value === undefined || value === '') {
        if (required) throw invalid(`/fields/${id}`, 'is required');
        continue;
      }
      if (shape === 'practitioner' && value !== before?.[id] && !space.members().some((member) => member === value)) throw invalid(`/fields/${id}`, 'must be a member of the space');
      values[id] = isFile(value) ? await exhibit(value) : value;
    }
    return values;
  }

  /** Registered once, the file of an exhibit stays what it was. That of a document may become another one, marked no weaker than what it is a version of. */
  private async refiled(space: Space, kept: Readable, chosen: FileChoice, { after, marking }: EntryInput): Promise<ExhibitFile> {
    const { content } = kept.head;
    const isIt = (value: FieldValue | undefined): value is ExhibitFile => isExhibit(value) && value.file === chosen.file && value.on.id === chosen.on.id && value.on.seq === chosen.on.seq;
    if (isIt(content.fields['file'])) return content.fields['file'];
    if (content.kind !== 'document') throw refused(problem('not-acceptable', { detail: 'an exhibit stays the file that was registered' }));
    const stood = kept.versions.filter(({ state }) => state === 'current' || state === 'former');
    const said = await contentsOf(space, stood);
    const known = stood.flatMap((mark) => { const each = said(mark), file = each?.type === 'entry' ? each.fields['file'] : undefined; return isIt(file) ? [{ of: mark.hash, file }] : []; });
    // Whoever was overtaken says what they had before them.
    const unchanged = known.find(({ of }) => of === after);
    if (unchanged !== undefined) return unchanged.file;
    const message = await messageAt(space, chosen.on);
    const { handling, restriction, tlp } = together([marking, await bearingOf(space, kept), ...(message === undefined ? [] : [markingOfMessage(message)])]);
    if (handling !== marking.handling || restriction !== marking.restriction || tlp !== marking.tlp) throw invalid('/marking', 'is weaker than before');
    // Any member's version stands that follows the one before: what it says of a file is no more than their word, which is repeated only of what is gone.
    const gone = known[0] !== undefined && (await heldFile(space, chosen.on, chosen.file).catch(() => undefined)) === undefined;
    return gone ? known[0]!.file : this.exhibitOf(space, chosen);
  }

  /** All of it is read, for its hash. */
  private async exhibitOf(space: Space, { on, file }: FileChoice): Promise<ExhibitFile> {
    const held = await heldFile(space, on, file);
    return { on: { id: on.id, seq: on.seq }, file, name: held.name, size: held.size, sha256: await this.hash(space, held) };
  }

  private hash(space: Space, file: FileContent): Promise<string> { return hashOf(file.size, (from, to) => this.files.read(space.id, file, from, to)); }

  /** Of a file that is not sent yet. */
  fingerprint(file: Blob | FileSource): Promise<string> {
    return hashOf(file.size, async (from, to) => ('read' in file ? file.read(from, to) : new Uint8Array(await file.slice(from, to).arrayBuffer())));
  }

  /** Into the outbox. */
  private async say(space: Space, content: RegisterContent, handling: HandlingCode, { as: id = newId<ItemId>(), keep }: { as?: ItemId | undefined; keep?: ((entry: EntryId) => Batch) | undefined } = {}): Promise<EntryId> {
    const entry = await this.judged(space, content, handling, id);
    await space.outbox.add({ kind: 'message', handling, content }, id, keep?.(entry));
    return entry;
  }

  /** What it is about; what the log as it is known would not take is refused. */
  private async judged(space: Space, content: RegisterContent, handling: HandlingCode, id = newId<ItemId>()): Promise<EntryId> {
    const register = await space.register.present();
    if (content.type !== 'entry') readable(register, content.id);
    const encoded = encodeMessage(content);
    if (!encoded.ok) {
      const { pointer, rule } = brokenPart(content) ?? { pointer: '/', rule: encoded.rule };
      throw invalid(pointer, rule);
    }
    const item = await space.register.own(id, content, handling);
    if (!mayMake(register, item)) throw refusal('too-many');
    const followed = follow(register.get(item.entry), item, { room: hasRoom(register, item), unread: 0 });
    if (!followed.ok) throw refusal(followed.rule);
    return item.entry;
  }

  /** Those in which every word stands, or begins one. */
  private async withWords(entries: readonly Readable[], text: string): Promise<readonly Readable[]> {
    if (text.trim() === '') return entries;
    const { needsOf, termsOf } = await import('../search/words.js');
    const needs = needsOf(text);
    const termsOfEntry = (entry: Readable): readonly string[] => {
      const known = this.terms.get(entry.head) ?? [...new Set(termsOf(wordsOf(entry.head.content)))];
      this.terms.set(entry.head, known);
      return known;
    };
    const meets = (entry: Readable): boolean => {
      const all = termsOfEntry(entry);
      return needs.every(({ terms, similar }) => all.some((term) => similar.includes(term) || terms.some((wanted) => (wanted.prefix ? term.startsWith(wanted.term) : term === wanted.term))));
    };
    const found: Readable[] = [];
    for (let from = 0; from < entries.length; from += inOneGo) {
      // The first time takes a while: others have their turn meanwhile.
      if (from > 0) await new Promise((resolve) => { setTimeout(resolve); });
      found.push(...entries.slice(from, from + inOneGo).filter(meets));
    }
    return found;
  }

  /** A space, and of a case file the compartments that this person is in. */
  private shown(id: SpaceId): Space[] {
    const space = this.spaceOf(id);
    return [space, ...this.spaces.all().filter((each) => each !== space && each.file() === space && !each.record.left)];
  }

  /** Everything that an entry of a space may be linked with, or may have come from or gone to, as far as it shows here. */
  private around(id: SpaceId): Space[] {
    const space = this.spaceOf(id);
    return [space, ...this.shown(space.file()?.id ?? id).filter((each) => each !== space)];
  }

  private spaceOf(id: Space['id']): Space {
    const space = this.spaces.get(id);
    if (space.record.kind !== 'case-file') throw refused(problem('not-acceptable', { detail: 'only a case file has a register' }));
    return space;
  }

  private writable(id: Space['id']): Space {
    const space = this.spaceOf(id);
    expectWritable(space);
    return space;
  }

  private now(): Instant { return instant(this.env.now()); }
}

/** How many entries are looked through at once. */
const inOneGo = 250;
/** What is read of a file at once. */
const partBytes = 8 * 2 ** 20;

async function hashOf(size: number, read: (from: number, to: number) => Promise<Uint8Array>): Promise<string> {
  const hash = sha256OfParts();
  for (let from = 0; from < size; from += partBytes) hash.add(await read(from, Math.min(from + partBytes, size)));
  return hash.end();
}

const lines = (text: string): string => text.replace(/\r\n?/g, '\n').trim();
const isFile = (value: FieldValue | FileChoice): value is FileChoice => typeof value === 'object' && 'file' in value;
const invalid = (pointer: string, rule: string) => refused(problem('invalid-input', { errors: [{ pointer, rule }] }));

/** Of a compartment: its case file. */
const fileOf = (space: Space): Space[] => [space.file() ?? []].flat();

async function joined(spaces: readonly Space[]): Promise<Joined> {
  const registers = await Promise.all(spaces.map((space) => space.register.present()));
  const register = new Map<EntryId, Kept>();
  const homes = new Map<EntryId, Space>();
  // An entry is of the space in which it can be read: in the log of another one somebody can only speak of it.
  for (const [i, each] of registers.entries()) {
    for (const [id, kept] of each) {
      if (register.has(id) && (isReadable(register.get(id)) || !isReadable(kept))) continue;
      register.set(id, kept);
      homes.set(id, spaces[i]!);
    }
  }
  return { register, spaceOf: (entry) => homes.get(entry) };
}

/** The entry that goes on from one: where there are several, one that stands. */
function goesOn(entry: EntryId, register: Present, spaceOf: Joined['spaceOf']): EntryView['movedTo'] {
  const after = [...register.values()].filter(({ head }) => head?.content.moved?.entry === entry);
  const next = after.find(({ struck }) => struck === null) ?? after[0];
  return next === undefined ? null : { entry: next.id, space: spaceOf(next.id)!.id };
}

function readable(register: Present, entry: EntryId): Readable {
  const kept = register.get(entry);
  if (!isReadable(kept)) throw refused(problem('not-found', { detail: 'there is no such entry' }));
  return kept;
}

/** Whether this client holds a message with just that file. */
async function holds(space: Space, { on, file, name, size }: { on: Ref; file: FileId; name: string; size: number }): Promise<boolean> {
  return (await messageAt(space, on))?.files?.some((each) => each.id === file && each.name === name && each.size === size) === true;
}

/** What is said of an entry bears its code. */
const codeOf = async (space: Space, entry: EntryId): Promise<HandlingCode> => (await bearingOf(space, readable(await space.register.present(), entry))).handling;

const refusals: Record<RegisterRule, string> = {
  'taken': 'it is there already', 'wrong-reference': 'it names what is not there yet',
  'no-exhibit': 'only an exhibit is in somebody’s custody', 'struck': 'the entry was struck out', 'too-many': 'no more of these fit here',
};
const refusal = (rule: RegisterRule) => refused(problem('not-acceptable', { detail: refusals[rule] }));
