/** Where a draft is read in advance: what somebody chose, and how it gets there. */
import type { HandlingCode, PractitionerId, SpaceId } from '@comity/contracts';
import type { Marking, MatterView, Sharing } from '@comity/sdk';
import type { Client } from '../client/client.js';
import type { LetterLanguage } from '../letter/frame.js';
import type { Names } from '../letter/letter.js';

/** `elsewhere`: it was given to them by another way, which is noted alone. */
export interface Advance { where: 'here' | 'new' | 'elsewhere'; space: SpaceId | null; people: PractitionerId[]; language: LetterLanguage; handling: HandlingCode; restriction: string }

/** Begins with the code of what the draft comes from. */
export const newAdvance = ({ source }: Pick<MatterView, 'source'>, language: LetterLanguage, known: boolean): Advance =>
  ({ where: known ? 'here' : 'new', space: null, people: [], language, handling: source?.handling ?? 'none', restriction: source?.restriction ?? '' });

export const isChosen = ({ where, space, people, handling, restriction }: Advance): boolean =>
  where === 'elsewhere' || ((where === 'here' ? space !== null : people.length > 0) && (handling !== 'H3' || restriction.trim() !== ''));

/** Begins the conversation where there is none yet (`began` is told, so that a second try goes on in it), and sends the letter there. `share` takes what is to be said; where it fails, the file goes again. */
export async function shareAt(client: Client, matter: MatterView, { where, space, people: [first, ...more], language, handling, restriction }: Advance, names: Names, began: (space: SpaceId) => void, share: (sharing: Sharing) => Promise<void>): Promise<void> {
  const { inAdvance } = await import('../letter/in-advance.js');
  const { text, file } = await inAdvance(matter, language, names, new Date());
  const to = where === 'here' || first === undefined ? space : await client.act((remote) => (more.length === 0 ? remote.openDirect(first) : remote.createChannel({ title: matter.title, purpose: null, members: [first, ...more] })));
  if (to === null) return;
  began(to);
  const id = await client.remote.upload(to, file, null, 'message');
  const marking: Marking = { handling, restriction: handling === 'H3' ? restriction.trim() : null, evaluation: null, tlp: matter.source?.tlp ?? null };
  try {
    await share({ space: to, text, marking, files: [id] });
  } catch (failure) {
    await client.remote.cancelTransfer(id).catch(() => undefined);
    throw failure;
  }
}
