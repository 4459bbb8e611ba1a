/**
 * Sealed items as the service sees them: a header in clear, then bytes. The layout stands in docs/PROTOCOL.md;
 * `@comity/e2ee/verify` parses it. Trust: the header is signed by the sender's device, but only clients check that.
 */
import type { DeviceId, ItemId, SpaceId } from './primitives.js';

/**
 * What an item is. The number is the byte on the wire; unknown kinds are quarantined by clients, refused by the service.
 * Signals are passed on to whoever is connected and never stored.
 */
export const itemKinds = { message: 1, profile: 2, history: 3, signal: 4, keys: 5 } as const;
export type ItemKind = keyof typeof itemKinds;

/** Handling codes (H0 to H3) that travel with every item of information; 0 on the wire means none. */
export const handlingCodes = { none: 0, H0: 1, H1: 2, H2: 3, H3: 4 } as const;
export type HandlingCode = keyof typeof handlingCodes;

export interface ItemHeader {
  version: 1;
  kind: ItemKind;
  handling: HandlingCode;
  space: SpaceId;
  epoch: number;
  /** SHA-256 of the MLS epoch authenticator (RFC 9420 section 8.7) under a domain string. */
  epochTag: Uint8Array;
  id: ItemId;
  sender: DeviceId;
  /** The last link of the space's transcript the sender saw. */
  transcript: { seq: number; link: Uint8Array };
  /** The transparency log's head the sender saw; size 0 and zeros until the log exists. */
  treeHead: { size: number; root: Uint8Array };
}
