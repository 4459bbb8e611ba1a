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

export const bearingOf = async (space: Pick<Space, 'history'>, entry: Readable): Promise<Marking> => (await bearingsOf(space, [entry]))(entry);

/** Of many entries of one space at once: each page of its history is read once for their words, and once for the messages that they name. */
export async function bearingsOf({ history }: Pick<Space, 'history'>, entries: readonly Readable[]): Promise<(entry: Readable) => Marking> {
  const contents = await contentsOf({ history }, entries.flatMap(takenOf));
  const said = (mark: VersionMark) => { const each = contents(mark); return each?.type === 'entry' ? each : undefined; };
  const fileIn = (mark: VersionMark): Ref | null => { const file = said(mark)?.fields['file']; return isExhibit(file) ? file.on : null; };
  const named = new Map(entries.flatMap((entry) => [entry.head.content.source, ...takenOf(entry).map(fileIn)]).flatMap((on): [string, Ref][] => (on === null ? [] : [[keyOf(on), on]])));
  const sent = new Map<string, Word>();
  for (const [key, on] of [...named].sort(([, a], [, b]) => a.seq - b.seq)) {
    const message = (await history.find(on))?.entry;
    if (message?.type === 'message') sent.set(key, { by: message.forwarded?.sender ?? message.sender, marking: markingOfMessage(message) });
  }
  /** In the order in which they were said: whoever sent a file spoke of it before a version named it. Of what is not here, or was withdrawn, the handling code is known still. */
  return (entry) => {
    const { content, handling } = entry.head;
    const told = new Set<string>();
    const tell = (on: Ref | null): Word[] => {
      const word = on === null || told.has(keyOf(on)) ? undefined : sent.get(keyOf(on));
      if (on !== null) told.add(keyOf(on));
      return word === undefined ? [] : [word];
    };
    const source = tell(content.source);
    const versions = takenOf(entry).map((mark) => { const each = said(mark); return { on: fileIn(mark), word: { by: mark.by, marking: each === undefined ? { ...unmarked, handling: mark.handling } : markingOf(each, mark.handling) } satisfies Word }; });
    const words = [...source, ...versions.flatMap(({ on, word }) => [...tell(on), word])];
    const [began] = [...source, ...versions.map(({ word }) => word)];
    return strictest(markingOf(content, handling), content.moved === undefined || began === undefined ? words : [{ by: null, marking: began.marking }, ...words]);
  };
}
