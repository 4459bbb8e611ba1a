/**
 * What an item of a note says. Read where somebody asks for notes, and not with every item that comes in: most people never open one.
 * Trust: a member wrote it, who may be hostile; shapes only, what it does to the note is judged where the note is put together (see the SDK).
 */
import { noteLimits, registerLimits, type DeviceId, type Instant, type ItemId, type SpaceId } from '@comity/contracts';
import { concat, decodeBase64Url, toBase64Url, utf8, uuidToBytes } from './bytes.js';
import { isHash } from './content-dossier.js';
import type { EntryId, NoteItem } from './content-entry.js';
import { isFields, isId, isInstant, isWhole, textRule, type Fields } from './content-rules.js';
import { domain, sha256 } from './hash.js';

/** In the case file, or in a compartment of it: the note that one goes on from, and the last item that is in it. */
export interface NoteOrigin { note: ItemId; upTo: number }
/** `begin`: the note is named by this item. `strike`: it is for good what it is. `update`: what the `n`-th writing of a device adds. `snapshot`: all that the note says after the item at `covers`. `frozen`: its text is a version of that entry. */
export type NoteSaying =
  | { does: 'begin'; title: string; moved?: NoteOrigin }
  | { does: 'title'; title: string }
  | { does: 'strike'; reason: string }
  | { does: 'update'; n: number; data: Uint8Array }
  | { does: 'snapshot'; title: string; covers: number; data: Uint8Array }
  | { does: 'frozen'; entry: EntryId };
export type NoteContent = { note: ItemId | null; sentAt: Instant } & NoteSaying;

const isTitle = (value: unknown): value is string => typeof value === 'string' && textRule(value, noteLimits.title, false) === null;

/** Its one encoding, as an object with its members in order. */
export function writeNote(content: NoteContent): NoteItem {
  const { note, does, sentAt } = content;
  const head = { v: 1, type: 'note', note, does } as const;
  switch (content.does) {
    case 'begin': return { ...head, title: content.title, ...(content.moved && { moved: { note: content.moved.note, upTo: content.moved.upTo } }), sentAt } as NoteItem;
    case 'title': return { ...head, title: content.title, sentAt } as NoteItem;
    case 'strike': return { ...head, reason: content.reason, sentAt } as NoteItem;
    case 'update': return { ...head, n: content.n, data: toBase64Url(content.data), sentAt } as NoteItem;
    case 'snapshot': return { ...head, title: content.title, covers: content.covers, data: toBase64Url(content.data), sentAt } as NoteItem;
    case 'frozen': return { ...head, entry: content.entry, sentAt } as NoteItem;
  }
}

/** Undefined for whatever is not the one encoding of something that a note consists of. */
export function readNote(item: NoteItem): NoteContent | undefined {
  const fields = item as unknown as Fields;
  const said = sayingOf(fields);
  const { note, sentAt } = fields;
  if (said === undefined || !isInstant(sentAt) || !(said.does === 'begin' ? note === null : isId<ItemId>(note))) return undefined;
  const content: NoteContent = { note: note as ItemId | null, sentAt, ...said };
  return JSON.stringify(writeNote(content)) === JSON.stringify(item) ? content : undefined;
}

const readOrigin = (value: unknown): NoteOrigin | undefined => (isFields(value) && isId<ItemId>(value['note']) && isWhole(value['upTo'], 1) ? { note: value['note'], upTo: value['upTo'] } : undefined);

function sayingOf({ does, title, moved, reason, n, covers, data, entry }: Fields): NoteSaying | undefined {
  if (does === 'begin') {
    const origin = readOrigin(moved);
    return isTitle(title) && (moved === undefined || origin !== undefined) ? { does, title, ...(origin && { moved: origin }) } : undefined;
  }
  if (does === 'title') return isTitle(title) ? { does, title } : undefined;
  if (does === 'strike') return typeof reason === 'string' && textRule(reason, registerLimits.reason, true) === null ? { does, reason } : undefined;
  if (does === 'frozen') return isHash(entry) ? { does, entry: entry as EntryId } : undefined;
  const bytes = typeof data === 'string' ? decodeBase64Url(data) : undefined;
  if (bytes === undefined || bytes.length === 0 || bytes.length > noteLimits.bytes) return undefined;
  if (does === 'update') return isWhole(n, 1, noteLimits.writings) ? { does, n, data: bytes } : undefined;
  return does === 'snapshot' && isTitle(title) && isWhole(covers, 1) ? { does, title, covers, data: bytes } : undefined;
}

/**
 * Who adds something, as the document knows them: the first 48 bits of a hash that anybody can compute from the signed item. So nobody can write in another's
 * name, or take the place of what another is about to write.
 */
export function noteClient(space: SpaceId, note: ItemId, device: DeviceId, n: number): number {
  const hash = sha256(concat(domain('note-client'), uuidToBytes(space), uuidToBytes(note), uuidToBytes(device), utf8(String(n))));
  return hash.subarray(0, 6).reduce((sum, byte) => sum * 256 + byte, 0);
}
