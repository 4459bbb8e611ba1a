/**
 * A space's policy: what its members agreed on, carried in the group context so that every client enforces the same one and
 * the service cannot change it. Extension 0xF0C0 (private use range of RFC 9420 section 17.3) holds its canonical JSON (RFC 8785).
 */
import { PractitionerId, SpaceHistory, SpaceKind, SpaceRetention, Suite, retentionHours } from '@comity/contracts';
import { z } from 'zod';
import { equal, fromUtf8, utf8 } from '../bytes.js';

export const policyExtensionType = 0xf0c0;
const maximumOwners = 500;

const SpacePolicyBody = z.object({
  v: z.literal(1),
  kind: SpaceKind,
  /** Who may add and remove others and change the policy. In a direct space: exactly its two persons, for good. */
  owners: z.array(PractitionerId).min(1).max(maximumOwners),
  /** What a newcomer may read of the past. Nobody comes into a direct space later. */
  history: SpaceHistory,
  /** How long after the newest of its items an epoch's content is destroyed. In a direct space as agreed at its beginning, for good. */
  retention: SpaceRetention,
  /** Legal hold, of a case file alone: nothing is destroyed until its owners lift it. */
  hold: z.boolean(),
  suite: Suite,
}).strict().refine((policy) => new Set(policy.owners).size === policy.owners.length, 'owners must be distinct')
  .refine((policy) => policy.kind !== 'direct' || policy.owners.length === 2, 'a direct space has two owners')
  .refine((policy) => policy.kind !== 'direct' || policy.history === 'none', 'nobody comes into a direct space later')
  .refine((policy) => !policy.hold || policy.kind === 'case-file', 'only a case file is held')
  .refine((policy) => policy.kind !== 'request' || policy.retention === null, 'a request is kept');

export type SpacePolicy = z.infer<typeof SpacePolicyBody>;

/** Canonical JSON: keys and owners in order, so that equal policies are equal bytes. Throws RangeError for an invalid policy. */
export function encodePolicy(policy: SpacePolicy): Uint8Array {
  const parsed = SpacePolicyBody.safeParse(policy);
  if (!parsed.success) throw new RangeError(`invalid space policy: ${parsed.error.issues[0]?.message ?? ''}`);
  return utf8(textOf(parsed.data));
}

const textOf = ({ v, kind, owners, history, retention, hold, suite }: SpacePolicy): string =>
  JSON.stringify({ history, hold, kind, owners: [...owners].sort(), retention, suite, v });

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
export const samePolicy = (a: SpacePolicy, b: SpacePolicy): boolean => textOf(a) === textOf(b);

/** Whether an epoch that began at an instant is among those a newcomer may be given: one that began before the date holds what was said before it. */
export const allowsHistory = (policy: SpacePolicy, began: string): boolean =>
  policy.history === 'all' || (policy.history !== 'none' && began >= policy.history.since);

/** Whether newcomers may be given more of the past after a change than before it. */
export const widensHistory = (before: SpacePolicy, after: SpacePolicy): boolean => beginningOf(after) < beginningOf(before);
const beginningOf = ({ history }: SpacePolicy): string => (history === 'all' ? '' : history === 'none' ? '\uffff' : history.since);

const hour = 3_600_000;
const day = 24 * hour;

/** How long what is said is kept, in milliseconds; for good: without end. */
export const keptFor = ({ retention }: Pick<SpacePolicy, 'retention'>): number => (retentionHours(retention) ?? Infinity) * hour;

/** Whether an epoch whose newest item is of one instant is due to be destroyed at another. Under a hold nothing is. */
export const isDue = (policy: Pick<SpacePolicy, 'retention' | 'hold'>, newest: string, now: Date): boolean =>
  !policy.hold && now.getTime() - Date.parse(newest) >= keptFor(policy);

/**
 * How long an epoch may last, in milliseconds, before somebody has to end it: what was said first in it lives longer than
 * agreed by no more than this. A day, and an eighth of the time where that is less.
 */
export const epochSpan = (policy: Pick<SpacePolicy, 'retention'>): number => Math.min(day, keptFor(policy) / 8);
