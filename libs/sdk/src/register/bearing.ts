/** The codes with which an entry goes on elsewhere: whoever wrote all of it weakens them by the version that stands, and nobody does so for another. */
import type { Ref } from '@comity/e2ee';
import { strictest, unmarked, type Word } from '../codes.js';
import type { Marking } from '../marking.js';
import type { StoredMessage } from '../space/entries.js';
import type { Space } from '../space/space.js';
import { contentsOf } from './contents.js';
import { isExhibit, markingOf, type Readable } from './view.js';

export const markingOfMessage = ({ handling, restriction, evaluation, tlp }: StoredMessage): Marking => ({ handling, restriction: restriction ?? null, evaluation: evaluation ?? null, tlp: tlp ?? null });

/** In the order in which they were said: whoever sent a file spoke of it before a version named it. Proposals that nobody took up are no part of what stands. Of what is not here, or was withdrawn, the handling code is known still. */
export async function bearingOf({ history }: Pick<Space, 'history'>, { head: { content, handling }, versions }: Readable): Promise<Marking> {
  const taken = versions.filter(({ state }) => state !== 'proposed');
  const said = await contentsOf({ history }, taken);
  const told = async (on: Ref): Promise<Word[]> => {
    const message = (await history.find(on))?.entry;
    return message?.type === 'message' ? [{ by: message.forwarded?.sender ?? message.sender, marking: markingOfMessage(message) }] : [];
  };
  const words = content.source === null ? [] : await told(content.source);
  let [began] = words;
  let sent = content.source?.id;
  for (const version of taken) {
    const each = said(version);
    const file = each?.type === 'entry' ? each.fields['file'] : undefined;
    if (isExhibit(file) && file.on.id !== sent) {
      words.push(...await told(file.on));
      sent = file.on.id;
    }
    const word: Word = { by: version.by, marking: each?.type === 'entry' ? markingOf(each, version.handling) : { ...unmarked, handling: version.handling } };
    began ??= word;
    words.push(word);
  }
  return strictest(markingOf(content, handling), content.moved === undefined || began === undefined ? words : [{ by: null, marking: began.marking }, ...words]);
}
