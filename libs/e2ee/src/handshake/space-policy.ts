/**
 * A space's policy: what its members agreed on, carried in the group context so that every client enforces the same one and
 * the service cannot change it. Extension 0xF0C0 (private use range of RFC 9420 section 17.3) holds its canonical JSON (RFC 8785).
 */
import { PractitionerId, SpaceKind, Suite } from '@comity/contracts';
import { z } from 'zod';
import { equal, fromUtf8, utf8 } from '../bytes.js';

export const policyExtensionType = 0xf0c0;
const maximumOwners = 500;

const SpacePolicyBody = z.object({
  v: z.literal(1),
  kind: SpaceKind,
  /** Who may add and remove others and change the policy. In a direct space: exactly its two persons, for good. */
  owners: z.array(PractitionerId).min(1).max(maximumOwners),
  /** What a newcomer may read of the past. */
  history: z.literal('none'),
  suite: Suite,
}).strict().refine((policy) => new Set(policy.owners).size === policy.owners.length, 'owners must be distinct')
  .refine((policy) => policy.kind !== 'direct' || policy.owners.length === 2, 'a direct space has two owners');

export type SpacePolicy = z.infer<typeof SpacePolicyBody>;

/** Canonical JSON: keys and owners in order, so that equal policies are equal bytes. Throws RangeError for an invalid policy. */
export function encodePolicy(policy: SpacePolicy): Uint8Array {
  const parsed = SpacePolicyBody.safeParse(policy);
  if (!parsed.success) throw new RangeError(`invalid space policy: ${parsed.error.issues[0]?.message ?? ''}`);
  const { v, kind, owners, history, suite } = parsed.data;
  return utf8(JSON.stringify({ history, kind, owners: [...owners].sort(), suite, v }));
}

/** Undefined unless `bytes` are the canonical encoding of a policy. */
export function decodePolicy(bytes: Uint8Array): SpacePolicy | undefined {
  const text = fromUtf8(bytes);
  if (text === undefined) return undefined;
  const parsed = SpacePolicyBody.safeParse(parseJson(text));
  return parsed.success && equal(encodePolicy(parsed.data), bytes) ? parsed.data : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether two policies say the same, whatever order their owners stand in. */
export const samePolicy = (a: SpacePolicy, b: SpacePolicy): boolean =>
  a.v === b.v && a.kind === b.kind && a.history === b.history && a.suite === b.suite
  && a.owners.length === b.owners.length && a.owners.every((owner) => b.owners.includes(owner));
