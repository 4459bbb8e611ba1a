/**
 * How an item of a request, or information under conditions, is marked beside the handling code of its header, as `marks` stands there: the words of H3, the evaluation and the Traffic Light Protocol.
 * Trust: shapes only. Loaded by those who have one of these.
 */
import type { HandlingCode } from '@comity/contracts';
import { readEvaluation, readTlp, restrictionRule, type Evaluation, type Tlp } from './content-marking.js';
import type { Fields } from './content-rules.js';

export interface Marks { restriction: string | null; evaluation: Evaluation | null; tlp: Tlp | null }

/** Undefined where they are not exactly of their form, or the words of a restriction stand without H3, or H3 without them. */
export function readMarks(fields: Fields | undefined, handling: HandlingCode): Marks | undefined {
  const { restriction = null, evaluation, tlp } = fields ?? {};
  if (!(restriction === null || typeof restriction === 'string') || (handling === 'H3') !== (restriction !== null) || restrictionRule(restriction) !== null) return undefined;
  const marks: Marks = { restriction, evaluation: readEvaluation(evaluation) ?? null, tlp: readTlp(tlp) ?? null };
  return JSON.stringify(writeMarks(marks)) === JSON.stringify(fields) ? marks : undefined;
}

/** Undefined where there is nothing to say: what is not marked stands as it always did. */
export function writeMarks({ restriction, evaluation, tlp }: Marks): Fields | undefined {
  const fields = { ...(restriction !== null && { restriction }), ...(evaluation !== null && { evaluation: { source: evaluation.source, information: evaluation.information } }), ...(tlp !== null && { tlp }) };
  return Object.keys(fields).length > 0 ? fields : undefined;
}
