/**
 * An evidence bundle: what of a space's log its maker shows to somebody outside, in one file that is checked without the service.
 * Trust: a parsed bundle is only well-formed; `verifyEvidence` of `@comity/sdk` decides what it proves. The layout stands in docs/PROTOCOL.md section 19.
 */
import { z } from 'zod';
import { limits } from './limits.js';
import { Seq } from './messaging.js';
import { DeviceId, Instant, Signature, SpaceId, base64url } from './primitives.js';
import { SpaceKind } from './space.js';
import { SignedStatement } from './statement.js';

export const evidenceLimits = { bytes: 67_108_864, depth: 8, values: 2_000_000, statements: 20_000, entries: 100_000, receipts: 2_500 } as const;

const hash = base64url({ exactly: 32 });
/** `link`: the transcript's after this entry. `at`: when the service stored it, as it told the bundle's maker. */
const common = { seq: Seq.min(1), at: Instant, link: hash };

export const EvidenceEntry = z.discriminatedUnion('type', [
  /** `key`: the key of this one item, where its content is shown. */
  z.object({ ...common, type: z.literal('item'), bytes: base64url({ max: limits.itemBytes }), key: base64url({ exactly: 32 }).optional() }).strict(),
  z.object({ ...common, type: z.literal('commit'), bytes: base64url({ max: limits.commitBytes }) }).strict(),
  /** What is not shown keeps its place by its SHA-256; `destroyed`: the service has no more of it either. */
  z.object({ ...common, type: z.enum(['withheld-item', 'withheld-commit', 'destroyed']), hash }).strict(),
]);
export type EvidenceEntry = z.infer<typeof EvidenceEntry>;

export const EvidenceBundle = z.object({
  v: z.literal(1), type: z.literal('comity-evidence'), madeAt: Instant, madeBy: DeviceId,
  /** `after` and `link`: the place before the first entry, and the transcript's link there. */
  space: z.object({ id: SpaceId, kind: SpaceKind, after: Seq, link: hash }).strict(),
  statements: z.array(SignedStatement).min(1).max(evidenceLimits.statements),
  entries: z.array(EvidenceEntry).min(1).max(evidenceLimits.entries),
  receipts: z.array(base64url({ exactly: 145 })).max(evidenceLimits.receipts),
  signature: Signature,
}).strict();
export type EvidenceBundle = z.infer<typeof EvidenceBundle>;
