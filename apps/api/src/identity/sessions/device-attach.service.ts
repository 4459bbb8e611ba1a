/** Binds a session to a device: only the holder of the device's key can sign the session's challenge. */
import { Injectable } from '@nestjs/common';
import type { DeviceId, Session } from '@comity/contracts';
import { verifyAttach } from '@comity/e2ee/verify';
import { Audited } from '../../audit/audited.js';
import { Clock } from '../../clock.js';
import { Refusal } from '../../http/refusal.js';
import { ChainService } from '../statements/chain.service.js';
import type { SessionContext } from './session-context.js';
import { SessionEvents } from './session-events.js';
import { SessionView } from './session-view.js';
import { SessionService } from './session.service.js';

@Injectable()
export class DeviceAttachService {
  constructor(private readonly sessions: SessionService, private readonly chains: ChainService, private readonly view: SessionView, private readonly events: SessionEvents, private readonly audited: Audited, private readonly clock: Clock) {}

  /** Refuses alike (`not-found`) for a device that is unknown, ended, somebody else's, or whose key did not sign. */
  async attach(session: SessionContext, device: DeviceId, signature: Uint8Array): Promise<Session> {
    return this.audited.perform({ action: 'identity.attach-device', actor: session.practitioner, subject: device }, async ({ em, afterCommit }) => {
      const known = this.chains.current().device(device, this.clock.now());
      if (known?.practitioner !== session.practitioner || !verifyAttach(known.key, session.challenge, device, signature)) throw new Refusal('not-found');
      await this.sessions.attach(em, session.session, device);
      afterCommit(() => this.events.emit('attached', { session: session.session, practitioner: session.practitioner, device }));
      return this.view.of({ ...session, device });
    });
  }
}
