/** The codes of a request: of its dossier, of what goes out of a draft, and of all that is read in it. Pure. */
import type { AuthorityId, HandlingCode, Instant, PractitionerId } from '@comity/contracts';
import { readMarks, writeMarks, type CaseContent, type DossierSource } from '@comity/e2ee';
import { strictest, together, unmarked, type Word } from '../codes.js';
import type { Marking } from '../marking.js';
import type { Kept } from '../matters.js';
import { forbids, type ForbiddingCode } from '../space/forwarding.js';

/** As much of a request as its codes hang on. */
interface CodedDossier { sourced: readonly Word[]; codes: readonly Word[] }
interface Coded extends CodedDossier { transmittedAt: Instant | null; measures: readonly { taken: readonly { by: PractitionerId; marking: Marking }[] }[] }

/** What an item is marked with; undefined where that is of no form. */
export function markingOf({ marks: stated }: CaseContent, handling: HandlingCode): Marking | undefined {
  const marks = readMarks(stated, handling);
  return marks && { handling, ...marks };
}

/** As it stands in an item. */
export function marked<C extends CaseContent>(content: C, marking: Marking): C {
  const marks = writeMarks(marking);
  return marks === undefined ? content : { ...content, marks };
}

/** What was said of the codes of the dossier: where it comes from, and in each revision, in its order. Who wrote an entry may not have written all of it. */
export const dossierWords = ({ sourced, codes }: CodedDossier): Word[] => [...sourced, ...codes];

/** What was said where the dossier comes from, or once came from: also where it is left out again its words may stand there. How it was evaluated is of those who received it. */
export function withSource(sourced: readonly Word[], source: DossierSource | null): readonly Word[] {
  if (source === null) return sourced;
  const { place, handling, restriction, tlp } = source;
  const by = 'on' in place ? source.by : null;
  const before = sourced.flatMap((word) => (word.by === by ? [word.marking] : []));
  return [...sourced.filter((word) => word.by !== by), { by, marking: together([...before, { handling, restriction, evaluation: null, tlp }]) }];
}

/** The dossier, if somebody marks it so now: not weaker than others say. */
export const markedBy = (matter: CodedDossier, by: PractitionerId, marking: Marking): Marking => strictest(marking, [...dossierWords(matter), { by, marking }]);

/** Than which somebody cannot mark it weaker. */
export const floorFor = (matter: Coded, by: PractitionerId): Marking => markedBy(matter, by, unmarked);

/** What the dossier is marked with; as long as nobody said so, like what it comes from. */
export function dossierMarking(matter: CodedDossier): Marking {
  const words = dossierWords(matter);
  return strictest(words.at(-1)?.marking ?? unmarked, words);
}

/** What the dossier goes out with, and the words of the step that sends it. */
export function outgoing(matter: Coded, stated = dossierMarking(matter)): Marking {
  const sending = matter.transmittedAt === null ? undefined : matter.measures[0]?.taken.at(-1);
  return sending === undefined ? stated : { ...together([stated, sending.marking]), evaluation: stated.evaluation };
}

/** Whether what went out bears what the draft says in so many words: what it only came from, a client of before could not say. */
export function bears(went: Marking, draft: Coded): boolean {
  const [last] = draft.codes.slice(-1);
  const stated = outgoing(draft, last === undefined ? unmarked : strictest(last.marking, draft.codes));
  const both = strictest(went, [{ by: null, marking: stated }]);
  return both.handling === went.handling && both.restriction === went.restriction && both.tlp === went.tlp;
}

/** Of all that is read in it. */
export const marksWithin = (matter: Coded): Marking => together([dossierMarking(matter), ...matter.measures.flatMap(({ taken }) => taken.map(({ marking }) => marking))]);

/** What keeps somebody from showing a draft in advance to these readers, of what it comes from, or once came from: `null` is anybody else. Null: nothing does. */
export const keptFrom = ({ sourced }: CodedDossier, self: PractitionerId, from: AuthorityId, readers: readonly (AuthorityId | null)[]): Kept | null =>
  sourced.flatMap(({ by, marking }) => { const code = forbids({ marking, own: by === self, from, readers }); return code === null ? [] : [{ code, marking }]; })[0] ?? null;

/** What keeps somebody from handing it on to people of other authorities: those read all of it. Null: nothing does. */
export function keptBack(matter: Coded, self: PractitionerId, from: AuthorityId | undefined): ForbiddingCode | null {
  if (from === undefined) return null;
  const words = dossierWords(matter);
  const said = [{ own: words.every(({ by }) => by === self), marking: dossierMarking(matter) }, ...matter.measures.flatMap(({ taken }) => taken.map(({ by, marking }) => ({ own: by === self, marking })))];
  return said.map((each) => forbids({ ...each, from, readers: [null] })).find((code) => code !== null) ?? null;
}
