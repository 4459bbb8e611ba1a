/**
 * The contract at the door: a parameter declared as `@Body({ schema })`, `@Query({ schema })` or `@Param({ schema })` is
 * parsed by its zod schema, and only what the schema names goes further. A violation answers `invalid-input` with a JSON
 * pointer (RFC 6901) and the rule for each fault; values are never quoted.
 */
import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { z } from 'zod';
import { Refusal } from './refusal.js';

const faultsShown = 20;

/** RFC 6901 section 3. */
const pointer = (path: readonly PropertyKey[]): string => path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Rules in words that quote nothing of the request; zod's own text for unknown keys names what the client sent. */
function faults(issue: z.core.$ZodIssue): { pointer: string; rule: string }[] {
  switch (issue.code) {
    case 'unrecognized_keys': return [{ pointer: pointer(issue.path), rule: 'must not have members the contract does not name' }];
    case 'invalid_type': return [{ pointer: pointer(issue.path), rule: `must be ${issue.expected}` }];
    case 'invalid_value': return [{ pointer: pointer(issue.path), rule: 'must be one of the allowed values' }];
    case 'invalid_union': return [{ pointer: pointer(issue.path), rule: 'must follow one of the allowed forms' }];
    case 'invalid_key':
    case 'invalid_element': return [{ pointer: pointer(issue.path), rule: 'must follow its contract' }];
    default: return [{ pointer: pointer(issue.path), rule: issue.message }];
  }
}

/** Parses `value` by `schema` or refuses with `invalid-input`. */
export function parseContract<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Refusal('invalid-input', { errors: parsed.error.issues.flatMap(faults).slice(0, faultsShown) });
}

@Injectable()
export class ContractPipe implements PipeTransform<unknown, unknown> {
  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    return metadata.schema instanceof z.ZodType ? parseContract(metadata.schema, value) : value;
  }
}
