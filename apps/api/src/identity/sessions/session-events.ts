/**
 * What happens to sessions, as it happens in this process, for whoever holds sockets open: emitted after the commit.
 * A hint like every event; the database is the truth (`SessionService.current`).
 */
import { EventEmitter } from 'node:events';
import { Injectable } from '@nestjs/common';
import type { DeviceId, NetworkId, PractitionerId, ServerEvents } from '@comity/contracts';

export interface SessionEventMap {
  /** These sessions ended: tell their sockets (`session:ended`) and close them. */
  ended: [{ sessions: string[]; reason: ServerEvents['session:ended']['reason'] }];
  /** The session now acts as this device. */
  attached: [{ session: string; practitioner: PractitionerId; device: DeviceId }];
  /** Devices and persons the chain of trust ended: spaces that hold them are barred until a commit removes them. */
  revoked: [{ devices: DeviceId[]; practitioners: PractitionerId[] }];
  /** Persons who count from now on, perhaps again: nothing needs to be barred for them. */
  begun: [PractitionerId[]];
  /** A record of the person's vault was written. */
  vault: [{ practitioner: PractitionerId; name: string; version: number }];
  /** The person's request to link a device was made, went on, or ended. */
  link: [{ practitioner: PractitionerId }];
  /** Something waits for the person at their desk: an enrolment by their invitation, or another officer's proposal. */
  desk: [{ practitioner: PractitionerId }];
  /** The network has statements up to this position. */
  statements: [{ network: NetworkId; head: number }];
}

@Injectable()
export class SessionEvents extends EventEmitter<SessionEventMap> {}
