/**
 * What a request begins with where both sides read it: the dossier, and on whose word it goes out.
 * Trust: shapes only, as for dossiers.
 */
import type { Instant, PractitionerId } from '@comity/contracts';
import { dossierRule, isDistinct, isHung, listOf, readDossier, sorted, writeDossier, type Dossier } from './content-dossier.js';
import { contentLimits, instantRule, isFields, isId, isInstant, type ContentRule, type Fields } from './content-rules.js';
import { carriesOf, isAction, wordsOf, wordsRule, writeWords, type StepCarries, type StepWords } from './content-step.js';

/** A step as whoever transmits tells it to those who cannot read it. */
export interface AttestedStep { action: string; by: PractitionerId; at: Instant; measures: { id: string; carries: StepCarries }[] }
/** `before`: the steps by which it was drafted, submitted and transmitted. `words`: those of the last. `marks`: how it is marked beside its handling code; see `readMarks`. */
export interface TransmissionContent { v: 1; type: 'transmission'; dossier: Dossier; before: AttestedStep[]; words: StepWords[]; marks?: Fields; sentAt: Instant }

function attestedOf(value: unknown): AttestedStep | undefined {
  if (!isFields(value)) return undefined;
  const { action, by, at } = value;
  const measures = listOf(value['measures'], contentLimits.measures, (each) => {
    const carries = isFields(each) ? carriesOf(each['carries']) : undefined;
    return isFields(each) && carries !== undefined && isId(each['id']) ? { id: each['id'], carries } : undefined;
  });
  return isAction(action) && isId<PractitionerId>(by) && isInstant(at) && measures !== undefined ? { action, by, at, measures } : undefined;
}

export function readTransmission({ dossier: body, before: steps, words: said = [], marks, sentAt }: Fields): TransmissionContent | undefined {
  const [dossier, before, words] = [readDossier(body), listOf(steps, contentLimits.attestedSteps, attestedOf), listOf(said, contentLimits.words, wordsOf)];
  if (dossier === undefined || before === undefined || words === undefined || typeof sentAt !== 'string' || !isHung(marks) || !isDistinct(words.map(({ member }) => member))) return undefined;
  return { v: 1, type: 'transmission', dossier, before, words, ...(marks && { marks }), sentAt: sentAt as Instant };
}

export const writeTransmission = ({ v, type, dossier, before, words, marks, sentAt }: TransmissionContent): Fields => ({
  v, type, dossier: writeDossier(dossier), before: before.map(({ action, by, at, measures }) => ({ action, by, at, measures: measures.map(({ id, carries }) => ({ id, carries: sorted(carries) })) })),
  ...(words.length > 0 && { words: writeWords(words) }), ...(marks && { marks }), sentAt,
});

export const transmissionRule = ({ dossier, words, sentAt }: TransmissionContent): ContentRule | null => dossierRule(dossier) ?? wordsRule(words) ?? instantRule(sentAt);
