/** Cases of a forum while somebody lists them. Pure. */
import { caseReference, meetingLimits, type ForumCase } from '@comity/contracts';

export type CaseFault = 'no-cases' | 'case-malformed' | 'case-twice' | 'too-many-cases';

/** As it is typed: what differs by capitals or space alone is the same. */
export const referenceOf = (typed: string): string => typed.replaceAll(/\s/g, '').toUpperCase();

export function caseFault(cases: readonly ForumCase[]): CaseFault | null {
  if (cases.length === 0) return 'no-cases';
  if (cases.length > meetingLimits.cases) return 'too-many-cases';
  if (cases.some(({ reference }) => !caseReference.test(reference))) return 'case-malformed';
  return new Set(cases.map(({ reference }) => reference)).size < cases.length ? 'case-twice' : null;
}

/** So many more, numbered on; the ids say nothing. */
export function withCases(cases: readonly ForumCase[], more: number, newId: () => string): ForumCase[] {
  const numbers = cases.flatMap(({ reference }) => (/^\d{1,15}$/.test(reference) ? [Number(reference)] : []));
  const last = Math.max(0, ...numbers);
  return [...cases, ...Array.from({ length: Math.min(more, meetingLimits.cases - cases.length) }, (_, i) => ({ id: newId(), reference: String(last + i + 1) }))];
}
