/** How an item may be used and how its information was evaluated: what stands inside beside the header's handling code. */
import type { AuthorityId, Instant, PractitionerId, SpaceId } from '@comity/contracts';
import { contentLimits, isFields, isId, isInstant, textRule, type ContentRule } from './content-rules.js';

/** Evaluation of intelligence: reliability of the source, and of the information. */
export interface Evaluation { source: 'A' | 'B' | 'C' | 'X'; information: 1 | 2 | 3 | 4 }
export const tlps = ['red', 'amber-strict', 'amber', 'green', 'clear'] as const;
/** Traffic Light Protocol, version 2.0 (FIRST). */
export type Tlp = (typeof tlps)[number];
/** Where a forwarded message came from, in the words of whoever forwarded it. */
export interface Origin { sender: PractitionerId; authority: AuthorityId; sentAt: Instant; from: SpaceId | null }

export function readEvaluation(value: unknown): Evaluation | undefined {
  if (!isFields(value)) return undefined;
  const { source, information } = value;
  const known = (source === 'A' || source === 'B' || source === 'C' || source === 'X') && (information === 1 || information === 2 || information === 3 || information === 4);
  return known ? { source, information } : undefined;
}

export const readTlp = (value: unknown): Tlp | undefined => tlps.find((tlp) => tlp === value);

export function readOrigin(value: unknown): Origin | undefined {
  if (!isFields(value)) return undefined;
  const { sender, authority, sentAt, from } = value;
  const known = isId<PractitionerId>(sender) && isId<AuthorityId>(authority) && isInstant(sentAt) && (from === null || isId<SpaceId>(from));
  return known ? { sender, authority, sentAt, from } : undefined;
}

export const restrictionRule = (words: string | null): ContentRule | null => (words === null ? null : textRule(words, contentLimits.restriction, true));
