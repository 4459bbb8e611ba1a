/**
 * Where a draft comes from: what was said informally, in a message, at a meeting or in a case file, or offered under conditions, and whether it is to serve as intelligence or as evidence.
 * Trust: shapes only; it is the word of whoever wrote the draft, for their own authority. Loaded by those who have requests.
 */
import { handlingCodes, type HandlingCode, type Instant, type MeetingSessionId, type PractitionerId, type SpaceId } from '@comity/contracts';
import { conditionsRule, readConditions } from './conditions.js';
import { isHash } from './content-dossier.js';
import type { EntryId } from './content-entry.js';
import { readRef, type Ref } from './content-ref.js';
import { isId, isInstant, textRule, type Fields } from './content-rules.js';
import { readMarks, writeMarks, type Marks } from './marks.js';

/** What was said beyond `words` stays where it was said. `wordsAndConditions`: together, so that they fit into an item beside the longest dossier. */
export const sourceLimits = { words: 4_000, wordsAndConditions: 6_000 } as const;

export type SourceUse = 'intelligence' | 'evidence';
/** A message; information that was offered there, and delivered; an entry of a case file; or one of the case file of a meeting, of that session. */
export type SourcePlace = { kind: 'message' | 'offer'; space: SpaceId; on: Ref } | { kind: 'entry'; space: SpaceId; entry: EntryId } | { kind: 'meeting'; space: SpaceId; entry: EntryId; session: MeetingSessionId };
/** `by`, `at`: who said it, and when. `handling` and the like: how it was marked there. `restriction`: the words of H3. `conditions`: of an offer alone, those that were accepted. */
export interface DossierSource extends Marks { place: SourcePlace; use: SourceUse; by: PractitionerId; at: Instant; words: string; conditions?: string[]; handling: HandlingCode }

function placeOf({ kind, space, on: named, entry, session }: Fields): SourcePlace | undefined {
  if (!isId<SpaceId>(space)) return undefined;
  const on = readRef(named);
  if (kind === 'message' || kind === 'offer') return on && { kind, space, on };
  if (!isHash(entry)) return undefined;
  if (kind === 'entry') return { kind, space, entry: entry as EntryId };
  return kind === 'meeting' && isId<MeetingSessionId>(session) ? { kind, space, entry: entry as EntryId, session } : undefined;
}

/** Undefined where it is not exactly of its form. */
export function readSource(fields: Fields): DossierSource | undefined {
  const place = placeOf(fields);
  const { use, by, at, words, handling = 'none', restriction, evaluation, tlp } = fields;
  if (place === undefined || (use !== 'intelligence' && use !== 'evidence') || !isId<PractitionerId>(by) || !isInstant(at) || typeof words !== 'string' || typeof handling !== 'string' || !Object.hasOwn(handlingCodes, handling)) return undefined;
  const conditions = fields['conditions'] === undefined ? null : readConditions(fields['conditions']);
  if (conditions === undefined || (place.kind === 'offer') !== (conditions !== null)) return undefined;
  const said = { ...(restriction !== undefined && { restriction }), ...(evaluation !== undefined && { evaluation }), ...(tlp !== undefined && { tlp }) };
  const marks = readMarks(Object.keys(said).length > 0 ? said : undefined, handling as HandlingCode);
  if (marks === undefined || textRule(words, sourceLimits.words, true) !== null || conditionsRule(conditions ?? []) !== null) return undefined;
  if (conditions !== null && words.length + conditions.join('').length > sourceLimits.wordsAndConditions) return undefined;
  const source: DossierSource = { place, use, by, at, words, ...(conditions !== null && { conditions }), handling: handling as HandlingCode, ...marks };
  return JSON.stringify(writeSource(source)) === JSON.stringify(fields) ? source : undefined;
}

export const writeSource = ({ place, use, by, at, words, conditions, handling, ...marks }: DossierSource): Fields => ({
  kind: place.kind, space: place.space, ...('on' in place ? { on: { id: place.on.id, seq: place.on.seq } } : { entry: place.entry }), ...(place.kind === 'meeting' && { session: place.session }),
  use, by, at, words, ...(conditions !== undefined && { conditions }), ...(handling !== 'none' && { handling }), ...writeMarks(marks),
});
