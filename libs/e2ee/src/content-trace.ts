/**
 * What is kept of a case file itself, apart from its register: what it has compartments for, and who opened what. Read where somebody asks for it, and not with every item that comes in.
 * Trust: a member wrote it, who may be hostile; shapes only. Of what its author opened it says no more than that author's client did.
 */
import { FileId, type Instant, type ItemId, type SpaceId } from '@comity/contracts';
import { isHash } from './content-dossier.js';
import type { EntryId, TraceItem } from './content-entry.js';
import { readRef, type Ref } from './content-ref.js';
import { contentLimits, isFields, isId, isInstant, textRule, type Fields } from './content-rules.js';

/** What somebody had before them: an entry, a note, or a file of a message; `everything`: the register, or all of the space. */
export type Accessed = { entry: EntryId } | { note: ItemId } | { file: FileId; on: Ref } | 'everything';
const ways = ['open', 'download', 'print', 'export', 'bundle'] as const;
export type AccessHow = (typeof ways)[number];
/** The first time and the last, within one item. `count`: of how many entries an export was. */
export interface Access { what: Accessed; how: AccessHow; from: Instant; to: Instant; count?: number }

/** `compartment`: there is one, of that name. `accesses`: what this device's person had before them. */
export type TraceSaying = { does: 'compartment'; space: SpaceId; title: string } | { does: 'accesses'; accesses: Access[] };
export type TraceContent = { sentAt: Instant } & TraceSaying;

/** Accesses of one item: so many fit, whatever they are of. */
export const traceLimits = { accesses: 200, count: 100_000 } as const;

/** Its one encoding, as an object with its members in order. */
export function writeTrace(content: TraceContent): TraceItem {
  const said = content.does === 'compartment' ? { does: content.does, space: content.space, title: content.title } : { does: content.does, accesses: content.accesses.map(({ what, how, from, to, count }) => ({ what: writeAccessed(what), how, from, to, ...(count !== undefined && { count }) })) };
  return { v: 1, type: 'trace', sentAt: content.sentAt, said };
}

const writeAccessed = (what: Accessed): Accessed => (what === 'everything' ? what : 'entry' in what ? { entry: what.entry } : 'note' in what ? { note: what.note } : { file: what.file, on: { id: what.on.id, seq: what.on.seq } });

/** Undefined for whatever is not the one encoding of something that is kept of a case file. */
export function readTrace(item: TraceItem): TraceContent | undefined {
  const said = isFields(item.said) ? readSaying(item.said) : undefined;
  if (said === undefined || !isInstant(item.sentAt)) return undefined;
  const content: TraceContent = { sentAt: item.sentAt, ...said };
  return JSON.stringify(writeTrace(content)) === JSON.stringify(item) ? content : undefined;
}

function readSaying({ does, space, title, accesses }: Fields): TraceSaying | undefined {
  if (does === 'compartment') return isId<SpaceId>(space) && typeof title === 'string' && textRule(title, contentLimits.title, false) === null ? { does, space, title } : undefined;
  if (does !== 'accesses' || !Array.isArray(accesses) || accesses.length === 0 || accesses.length > traceLimits.accesses) return undefined;
  const read = accesses.map(readAccess);
  return read.every((each) => each !== undefined) ? { does, accesses: read } : undefined;
}

function readAccess(value: unknown): Access | undefined {
  if (!isFields(value)) return undefined;
  const { how, from, to, count } = value;
  const [what, way] = [readAccessed(value['what']), ways.find((each) => each === how)];
  if (what === undefined || way === undefined || !isInstant(from) || !isInstant(to) || from > to) return undefined;
  if (count === undefined) return { what, how: way, from, to };
  return typeof count === 'number' && Number.isInteger(count) && count >= 1 && count <= traceLimits.count ? { what, how: way, from, to, count } : undefined;
}

function readAccessed(value: unknown): Accessed | undefined {
  if (value === 'everything') return value;
  if (!isFields(value)) return undefined;
  const { entry, note, file, on } = value;
  if (isHash(entry)) return { entry: entry as EntryId };
  if (isId<ItemId>(note)) return { note };
  const [named, ref] = [FileId.safeParse(file), readRef(on)];
  return named.success && ref !== undefined ? { file: named.data, on: ref } : undefined;
}
