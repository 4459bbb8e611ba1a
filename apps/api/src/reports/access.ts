/** Who may see figures, and change what is told: the one place that says it. Who may tell of a request is asked in the statement that finds it (messaging/access). */
import { Injectable } from '@nestjs/common';
import type { FiguresSetting } from '@comity/contracts';
import { Clock } from '../clock.js';
import { Refusal } from '../http/refusal.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { ChainService } from '../identity/statements/chain.service.js';

@Injectable()
export class FiguresAccess {
  constructor(private readonly chains: ChainService, private readonly clock: Clock) {}

  /** The secretariat's people, and all members where an officer opened the figures to them. To others there are none. */
  expectReader({ practitioner }: SessionContext, setting: FiguresSetting | null): void {
    const chain = this.chains.current();
    const person = chain.person(practitioner, this.clock.now());
    if (person === undefined || (person.authority !== chain.network.secretariat && setting?.body.open !== true)) throw new Refusal('not-found');
  }

  expectOfficer({ practitioner }: SessionContext): void {
    if (this.chains.current().person(practitioner, this.clock.now())?.role !== 'officer') throw new Refusal('not-allowed', { detail: 'Officers decide what is told.' });
  }
}
