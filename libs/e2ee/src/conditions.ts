/** Conditions under which information was offered, as they stand in the offer and in what is drafted from it. Trust: shapes only. */
import { listOf } from './content-dossier.js';
import { firstBroken, textRule, type ContentRule } from './content-rules.js';

/** Lengths in UTF-16 units, as `string.length` counts. */
export const conditionLimits = { conditions: 20, condition: 500, conditionsTogether: 4_000 } as const;

/** At least one. */
export function readConditions(value: unknown): string[] | undefined {
  const conditions = listOf(value, conditionLimits.conditions, (each) => (typeof each === 'string' ? each : undefined));
  return conditions?.length === 0 ? undefined : conditions;
}

export const conditionsRule = (conditions: readonly string[]): ContentRule | null =>
  firstBroken(...conditions.map((each) => textRule(each, conditionLimits.condition, true)), conditions.join('').length > conditionLimits.conditionsTogether ? 'too-long' : null);
