/** The codes with which an entry goes on elsewhere: whoever wrote all of it weakens them by the version that stands, and nobody does so for another. */
import type { Ref } from '@comity/e2ee';
import { strictest, unmarked, type Word } from '../codes.js';
import type { Marking } from '../marking.js';
import type { StoredMessage } from '../space/entries.js';
import type { Space } from '../space/space.js';
import { contentsOf } from './contents.js';
import type { VersionMark } from './fold.js';
import { isExhibit, markingOf, type Readable } from './view.js';

export const markingOfMessage = ({ handling, restriction, evaluation, tlp }: StoredMessage): Marking => ({ handling, restriction: restriction ?? null, evaluation: evaluation ?? null, tlp: tlp ?? null });
/** Proposals that nobody took up are no part of what stands. */
const takenOf = ({ versions }: Readable): VersionMark[] => versions.filter(({ state }) => state !== 'proposed');
const keyOf = ({ seq, id }: Ref): string => `${seq} ${id}`;

const stricter = (one: Marking | undefined, other: Marking): Marking => (one === undefined ? other : strictest(one, [{ by: null, marking: other }]));

/** `versions`: by hash, what each bore with what it was made of, proposals included: what was weakened since, in other words, does not open those of before. */
export interface Bearings { entry: (entry: Readable) => Marking; versions: (entry: Readable) => ReadonlyMap<string, Marking> }
/** What was said up to a version: the last word of each, and the messages that it has from them. */
interface Line { words: ReadonlyMap<Word['by'], Marking>; told: ReadonlySet<string> }

export const bearingOf = async (space: Pick<Space, 'history'>, entry: Readable): Promise<Marking> => (await bearingsOf(space, [entry])).entry(entry);

/** Of many entries of one space at once: each page of its history is read once for their words, and once for the messages that they name. */
export async function bearingsOf({ history }: Pick<Space, 'history'>, entries: readonly Readable[]): Promise<Bearings> {
  const contents = await contentsOf({ history }, entries.flatMap(({ versions }) => versions));
  const said = (mark: VersionMark) => { const each = contents(mark); return each?.type === 'entry' ? each : undefined; };
  /** Of what is not here, or was withdrawn, the handling code is known still. */
  const wordOf = (mark: VersionMark): Marking => { const each = said(mark); return each === undefined ? { ...unmarked, handling: mark.handling } : markingOf(each, mark.handling); };
  const fileIn = (mark: VersionMark): Ref | null => { const file = said(mark)?.fields['file']; return isExhibit(file) ? file.on : null; };
  const named = new Map(entries.flatMap((entry) => [entry.head.content.source, ...entry.versions.map(fileIn)]).flatMap((on): [string, Ref][] => (on === null ? [] : [[keyOf(on), on]])));
  const sent = new Map<string, Word>();
  for (const [key, on] of [...named].sort(([, a], [, b]) => a.seq - b.seq)) {
    const message = (await history.find(on))?.entry;
    if (message?.type === 'message') sent.set(key, { by: message.forwarded?.sender ?? message.sender, marking: markingOfMessage(message) });
  }
  const tell = (on: Ref | null, told: Set<string>): Word[] => {
    const word = on === null || told.has(keyOf(on)) ? undefined : sent.get(keyOf(on));
    if (on !== null) told.add(keyOf(on));
    return word === undefined ? [] : [word];
  };
  const versions: Bearings['versions'] = ({ head: { content: { source, moved } }, versions: all }) => {
    const lines = new Map<string, Line>();
    return new Map(all.map((mark) => {
      const own = wordOf(mark);
      const before = [mark.after, ...(said(mark)?.settled ?? [])].flatMap((hash) => (hash === null ? [] : lines.get(hash) ?? []));
      const told = new Set(before.flatMap((line) => [...line.told]));
      const sourced = tell(source, told);
      const began: Word[] = moved === undefined || before.length > 0 ? [] : [{ by: null, marking: sourced[0]?.marking ?? own }];
      const words = new Map<Word['by'], Marking>();
      for (const { by, marking } of [...before.flatMap((line) => [...line.words].map(([by, marking]): Word => ({ by, marking }))), ...began, ...sourced, ...tell(fileIn(mark), told)]) words.set(by, stricter(words.get(by), marking));
      words.set(mark.by, own);
      lines.set(mark.hash, { words, told });
      return [mark.hash, strictest(own, [...words].map(([by, marking]) => ({ by, marking })))];
    }));
  };
  /** In the order in which they were said: whoever sent a file spoke of it before a version named it. */
  const entry: Bearings['entry'] = (each) => {
    const { content, handling } = each.head;
    const told = new Set<string>();
    const source = tell(content.source, told);
    const taken = takenOf(each).map((mark) => ({ on: fileIn(mark), word: { by: mark.by, marking: wordOf(mark) } satisfies Word }));
    const words = [...source, ...taken.flatMap(({ on, word }) => [...tell(on, told), word])];
    const [began] = [...source, ...taken.map(({ word }) => word)];
    const borne = strictest(markingOf(content, handling), content.moved === undefined || began === undefined ? words : [{ by: null, marking: began.marking }, ...words]);
    // What took up a proposal has what that was made of.
    const standing = each.versions.find(({ state }) => state === 'current');
    return standing === undefined ? borne : stricter(borne, versions(each).get(standing.hash)!);
  };
  return { entry, versions };
}
