/** What the chain of statements amounts to: authorities, persons and devices with the time in which each is valid. */
import type { AuthorityId, AuthorityKind, DeviceId, Instant, NetworkId, PractitionerId, StatementId } from '@comity/contracts';
import type { PersistentMap } from './persistent-map.js';

export type EndReason = 'lost' | 'compromised' | 'left' | 'superseded' | 'other' | 'expired' | 'authority-ended';
export interface Ended { at: Instant; reason: EndReason }
export interface Lapse { from: Instant; to: Instant }

export interface ChainNetwork { id: NetworkId; name: string; pin: StatementId; secretariat: AuthorityId; from: Instant }
export interface ChainAuthority { id: AuthorityId; name: string; state: string; kind: AuthorityKind; from: Instant; ended: Ended | null }
export type ChainRole = 'officer' | 'focal-point' | 'practitioner';
export interface ChainPerson {
  id: PractitionerId; authority: AuthorityId; name: string; title: string | null; key: Uint8Array; role: ChainRole;
  from: Instant; until: Instant | null; ended: Ended | null;
  /** Times between an access that ran out and its renewal, oldest first: renewing does not make up for them. */
  lapses: readonly Lapse[];
  /** The same human under an earlier id, or under a later one: whoever loses everything is vouched for anew. */
  supersedes: PractitionerId | null; successor: PractitionerId | null;
}
export interface ChainDevice {
  id: DeviceId; practitioner: PractitionerId; name: string; key: Uint8Array; from: Instant;
  /** When it was last certified: at first, or once more. */
  renewed: Instant;
  until: Instant | null; ended: Ended | null;
}

export interface ChainState {
  network: ChainNetwork;
  authorities: PersistentMap<AuthorityId, ChainAuthority>;
  persons: PersistentMap<PractitionerId, ChainPerson>;
  devices: PersistentMap<DeviceId, ChainDevice>;
  /** Every public key ever named, in base64url, and the person or device it belongs to. */
  keys: PersistentMap<string, PractitionerId | DeviceId>;
  statements: PersistentMap<StatementId, number>;
  /** The latest `issuedAt` accepted: nobody whose access ended before it can issue anything more by backdating. */
  horizon: Instant;
}

/** How far clocks of honest issuers and readers may differ. */
export const clockSkew = 5 * 60_000;

// Instants have one form (RFC 3339, UTC, milliseconds), so that comparing their text compares them.
export const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);
export const shifted = (instant: Instant | Date, by: number): Instant => new Date(new Date(instant).getTime() + by).toISOString() as Instant;

/** When validity ends, exclusively; null if nothing limits it. */
export function endOf(subject: { until: Instant | null; ended: Ended | null }): Instant | null {
  if (subject.ended === null) return subject.until;
  return subject.until === null || subject.ended.at < subject.until ? subject.ended.at : subject.until;
}

/** Valid at an instant; every beginning is generous by {@link clockSkew}, no end is. */
export function validAt(subject: { from: Instant; until: Instant | null; ended: Ended | null; lapses?: readonly Lapse[] }, at: Instant): boolean {
  const end = endOf(subject);
  if (at < shifted(subject.from, -clockSkew) || (end !== null && at >= end)) return false;
  return subject.lapses?.some((lapse) => at >= lapse.from && at < shifted(lapse.to, -clockSkew)) !== true;
}

/** Whether an access had run out at some moment from `from` to `to`, though it was renewed since. Not generous: it says what those who were there saw. */
export const lapsedWithin = ({ lapses }: Pick<ChainPerson, 'lapses'>, from: Instant, to: Instant): boolean => lapses.some((lapse) => lapse.from <= to && from < lapse.to);
