/** The codes with which an entry goes on elsewhere: whoever wrote all of it weakens them by the version that stands, and nobody does so for another. */
import { strictest, type Word } from '../codes.js';
import type { Marking } from '../marking.js';
import type { Space } from '../space/space.js';
import { contentsOf } from './contents.js';
import { markingOf, type Readable } from './view.js';

/** In the order in which they were said. Proposals that nobody took up are no part of what stands. Of what is not here, or was withdrawn, the handling code is known still. */
export async function bearingOf(space: Pick<Space, 'history'>, { head: { content, handling }, versions }: Readable): Promise<Marking> {
  const taken = versions.filter(({ state }) => state !== 'proposed');
  const said = await contentsOf(space, taken);
  const words = taken.map((version): Word => { const each = said(version); return { by: version.by, marking: each?.type === 'entry' ? markingOf(each, version.handling) : { handling: version.handling, restriction: null, evaluation: null, tlp: null } }; });
  const message = content.source === null ? undefined : (await space.history.find(content.source))?.entry;
  if (message?.type === 'message') {
    const { restriction = null, evaluation = null, tlp = null } = message;
    words.unshift({ by: message.forwarded?.sender ?? message.sender, marking: { handling: message.handling, restriction, evaluation, tlp } });
  }
  const [first] = words;
  return strictest(markingOf(content, handling), content.moved === undefined || first === undefined ? words : [{ by: null, marking: first.marking }, ...words]);
}
