/** One record of an allow or a deny, and how it is chained to the one before. */
import { createHash } from 'node:crypto';

export interface AuditRecord {
  /** The practitioner who acted, or null when nobody is known (a refused sign-in of an unknown login). */
  actor: string | null;
  /** What was attempted, as `room.verb`: `identity.sign-in`, `messaging.create`. */
  action: string;
  /** Id of what it was done to; never a name. */
  subject: string | null;
  outcome: 'allow' | 'deny';
  /** For a denial: the problem's code or the rule that was broken. */
  rule?: string | null;
}
export interface AuditEntry extends Required<AuditRecord> { seq: number; at: Date; hash: Buffer }

/** The hash before the first entry. */
export const genesis = Buffer.alloc(32);

/** SHA-256 over the previous hash and the entry in a fixed order of fields. */
export function chainHash(previous: Uint8Array, entry: Omit<AuditEntry, 'hash'>): Buffer {
  const text = JSON.stringify([entry.seq, entry.at.toISOString(), entry.actor, entry.action, entry.subject, entry.outcome, entry.rule]);
  return createHash('sha256').update('comity audit v1\0').update(previous).update(text, 'utf8').digest();
}
