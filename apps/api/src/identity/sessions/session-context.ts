/** Who is calling: what a live session says about its request or socket. */
import type { AuthorityId, DeviceId, NetworkId, PractitionerId } from '@comity/contracts';

export interface SessionContext {
  /** Stays the same when the cookie's token rotates; sockets are bound to it. */
  session: string;
  network: NetworkId;
  practitioner: PractitionerId;
  authority: AuthorityId;
  login: string;
  state: 'awaiting-vouching' | 'active' | 'ended';
  /** The device whose key the session proved, or null. */
  device: DeviceId | null;
  method: 'passkey' | 'passphrase';
  /** 32 bytes a device signs to attach. */
  challenge: Buffer;
  signedInAt: Date;
  lastSeenAt: Date;
  freshUntil: Date;
  expiresAt: Date;
}
