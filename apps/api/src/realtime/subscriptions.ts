/**
 * Which rooms a socket listens to: its person's, its device's, and those of the spaces its person is inside. The spaces
 * come from messaging. A commit may change them between the question and the answer; then the question is asked again,
 * so that nobody who just left keeps listening.
 */
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { NetworkId, PractitionerId, SpaceId } from '@comity/contracts';
import { Log } from '../http/log.js';
import { SessionEvents } from '../identity/sessions/session-events.js';
import { roomOf, type RealtimeSocket } from './connection.js';
import { FanOut } from './fan-out.js';
import { SessionWatch } from './session-watch.js';

export type SpacesInside = (network: NetworkId, practitioner: PractitionerId) => Promise<SpaceId[]>;

@Injectable()
export class Subscriptions implements OnApplicationBootstrap {
  private spacesInside: SpacesInside = () => Promise.resolve([]);

  constructor(private readonly fanOut: FanOut, private readonly watch: SessionWatch, private readonly events: SessionEvents, private readonly log: Log) {}

  source(spacesInside: SpacesInside): void {
    this.spacesInside = spacesInside;
  }

  onApplicationBootstrap(): void {
    this.events.on('attached', ({ session, device }) => {
      for (const socket of this.watch.of(session)) {
        socket.data.connection.session = { ...socket.data.connection.session, device };
        this.subscribe(socket).catch((error: unknown) => {
          this.log.warn('subscribe-failed', { session, error });
          socket.disconnect(true);
        });
      }
    });
  }

  async subscribe(socket: RealtimeSocket): Promise<void> {
    const { connection } = socket.data;
    const { practitioner, device, network } = connection.session;
    await socket.join([roomOf.everybody, roomOf.person(practitioner)]);
    if (device === null) return;
    await socket.join(roomOf.device(device));
    for (let seen = -1; seen !== this.fanOut.membershipChanges;) {
      seen = this.fanOut.membershipChanges;
      const spaces = await this.spacesInside(network, practitioner);
      if (seen !== this.fanOut.membershipChanges) continue;
      if (socket.connected && !connection.ended) await socket.join(spaces.map(roomOf.space));
    }
  }
}
