/** Where a draft comes from: read at the place that a person names, by the rule for sending things on. */
import { problem, type PractitionerId, type SpaceId } from '@comity/contracts';
import type { DossierSource, EntryId, Ref, SourcePlace } from '@comity/e2ee';
import type { Marking } from '../marking.js';
import type { SourceInput } from '../matters.js';
import { refused } from '../failure.js';
import { saidInEntry } from '../register/said.js';
import { currentOf } from '../space/entries.js';
import { forbids } from '../space/forwarding.js';
import type { Space } from '../space/space.js';
import type { Surroundings } from '../surroundings.js';
import { offeredWords, sourceWords } from './source-words.js';
import { keyOf } from './view.js';

type Said = Pick<DossierSource, 'by' | 'at' | 'words' | 'conditions'> & { marking: Marking; own: boolean };
const gone = (detail: string) => refused(problem('not-found', { detail }));

/** `known`: what the draft comes from as it stands; whoever cannot read that place keeps what it says. */
export async function sourceFrom({ place, use }: SourceInput, known: DossierSource | null, spaceOf: (id: SpaceId) => Space, { secrets: { practitioner: self }, directory }: Pick<Surroundings, 'secrets' | 'directory'>): Promise<DossierSource> {
  if (known !== null && known.place.space === place.space && keyOf(known.place) === keyOf(place)) return { ...known, use };
  const { by, at, words, conditions, marking, own } = await saidAt(spaceOf(place.space), place, self);
  const from = directory.chain.persons.get(self)?.authority;
  if (from === undefined) throw gone('nobody vouched for this person');
  // A draft is read within the authority; what goes out of it carries the codes, and nothing else of this.
  const code = forbids({ marking, own, from, readers: [from] });
  if (code !== null) throw refused(problem('not-allowed', { detail: code }));
  const { handling, restriction, evaluation, tlp } = marking;
  return { place, use, by, at, words: sourceWords(words, conditions), ...(conditions && { conditions }), handling, restriction, evaluation, tlp };
}

function saidAt(space: Space, place: SourcePlace, self: PractitionerId): Promise<Said> {
  switch (place.kind) {
    case 'message': return saidInMessage(space, place.on, self);
    case 'offer': return offered(space, place.on, self);
    default: return entrySaid(space, place.entry, self);
  }
}

async function saidInMessage({ history }: Space, on: Ref, self: PractitionerId): Promise<Said> {
  const message = (await history.find(on))?.entry;
  if (message?.type !== 'message' || message.withdrawn !== undefined) throw gone('there is no such message');
  const { sender, sentAt, forwarded, handling, restriction = null, evaluation = null, tlp = null, files = [] } = message;
  const { text } = currentOf(message);
  return { by: forwarded?.sender ?? sender, at: forwarded?.sentAt ?? sentAt, words: text.trim() === '' ? files.map(({ name }) => name).join('\n') : text, marking: { handling, restriction, evaluation, tlp }, own: sender === self && forwarded === undefined };
}

/** Information under conditions, once it was delivered. */
async function offered(space: Space, { id, seq }: Ref, self: PractitionerId): Promise<Said> {
  const { offers } = await (await space.offers.get()).log();
  const found = [...offers.values()].find((each) => each.id === id && each.seq === seq);
  if (found?.content == null) throw gone('there is no such information, or it was not delivered');
  const { by, handling, content, offer } = found, { conditions, restriction, evaluation, tlp, sentAt } = offer;
  return { by, at: sentAt, words: offeredWords(offer, content), conditions, marking: { handling, restriction, evaluation, tlp }, own: by === self };
}

async function entrySaid(space: Space, entry: EntryId, self: PractitionerId): Promise<Said> {
  const { author, ...said } = await saidInEntry(space, entry);
  return { ...said, own: author === self };
}
