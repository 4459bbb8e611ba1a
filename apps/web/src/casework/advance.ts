/** Where a draft is read in advance: what somebody chose, and how it gets there. */
import type { HandlingCode, PractitionerId, SpaceId } from '@comity/contracts';
import type { Marking, MatterView, StepInput } from '@comity/sdk';
import type { Client } from '../client/client.js';
import type { LetterLanguage } from '../letter/frame.js';
import type { Names } from '../letter/letter.js';
import { handlingNames } from '../messaging/handling.js';

/** `elsewhere`: it was given to them by another way, which is noted alone. */
export interface Advance { where: 'here' | 'new' | 'elsewhere'; space: SpaceId | null; people: PractitionerId[]; language: LetterLanguage; handling: HandlingCode; restriction: string }

/** Begins with the code of the draft. */
export const newAdvance = ({ marking }: Pick<MatterView, 'marking'>, language: LetterLanguage, known: boolean): Advance =>
  ({ where: known ? 'here' : 'new', space: null, people: [], language, handling: marking.handling, restriction: marking.restriction ?? '' });

export const isChosen = ({ where, space, people, handling, restriction }: Advance): boolean =>
  where === 'elsewhere' || ((where === 'here' ? space !== null : people.length > 0) && (handling !== 'H3' || restriction.trim() !== ''));

/** Of an entry others may have written a part. */
export const isOwn = ({ by, place }: NonNullable<MatterView['source']>, self: PractitionerId): boolean => by === self && 'on' in place;

/** None is weaker than what others say. */
export const handlingsFor = ({ floor }: Pick<MatterView, 'floor'>): HandlingCode[] => handlingNames.slice(handlingNames.indexOf(floor.handling));

/** What its message is marked with. */
export const markingOf = ({ marking }: Pick<MatterView, 'marking'>, { handling, restriction }: Pick<Advance, 'handling' | 'restriction'>): Marking =>
  ({ handling, restriction: handling === 'H3' ? restriction.trim() : null, evaluation: null, tlp: marking.tlp });

/** Asks first whether it may be read there: neither a conversation, which has its title, nor a file is there of what may not. Begins the conversation where there is none yet (`began` is told, so that a second try goes on in it), and sends the letter there. `share` takes what is to be said, or is asked about; where it fails, the file goes again. */
export async function shareAt(client: Client, matter: MatterView, advance: Advance, names: Names, began: (space: SpaceId) => void, share: (shares: NonNullable<StepInput['shares']>) => Promise<void>): Promise<void> {
  const { where, space, people, language } = advance;
  const [first, ...more] = people;
  await share(where === 'here' && space !== null ? { space } : { people });
  const { inAdvance } = await import('../letter/in-advance.js');
  const { text, file } = await inAdvance(matter, language, names, new Date());
  const to = where === 'here' || first === undefined ? space : await client.act((remote) => (more.length === 0 ? remote.openDirect(first) : remote.createChannel({ title: matter.title, purpose: null, members: [first, ...more] })));
  if (to === null) return;
  began(to);
  const id = await client.remote.upload(to, file, null, 'message');
  try {
    await share({ space: to, text, marking: markingOf(matter, advance), files: [id] });
  } catch (failure) {
    await client.remote.cancelTransfer(id).catch(() => undefined);
    throw failure;
  }
}
