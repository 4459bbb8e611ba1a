/** Tells those whom it concerns, here and at the other processes, that something of a session changed: a hint, after the commit. */
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { AuthorityId, MeetingSessionId, PractitionerId, ServerEvents } from '@comity/contracts';
import { ChainService } from '../identity/statements/chain.service.js';
import { FanOut } from '../realtime/fan-out.js';
import { Hints } from '../realtime/hints.js';

type Part = ServerEvents['meetings:changed']['of'];
/** A notification carries 8,000 bytes. */
const authoritiesInOne = 200;

@Injectable()
export class MeetingNews implements OnApplicationBootstrap {
  constructor(private readonly chains: ChainService, private readonly fanOut: FanOut, private readonly hints: Hints) {}

  onApplicationBootstrap(): void {
    this.hints.on('comity_meetings', (payload) => {
      const [session, of, authorities = '', but = ''] = payload.split(' ');
      this.emit(session as MeetingSessionId, of as Part, authorities.split(',') as AuthorityId[], but as PractitionerId);
    });
  }

  /** The secretariat always learns of it, but for what offices began by themselves (`founder`). `but`: who caused it and is not told. */
  tell(session: MeetingSessionId, of: Part, founder: AuthorityId | null, offices: readonly AuthorityId[] = [], but?: PractitionerId): void {
    const all = [...new Set([...(founder === null ? [this.chains.current().network.secretariat] : []), ...offices])];
    this.emit(session, of, all, but);
    for (let i = 0; i < all.length; i += authoritiesInOne) this.hints.publish('comity_meetings', `${session} ${of} ${all.slice(i, i + authoritiesInOne).join(',')}${but === undefined ? '' : ` ${but}`}`);
  }

  private emit(session: MeetingSessionId, of: Part, authorities: readonly AuthorityId[], but: PractitionerId | undefined): void {
    const concerned = new Set(authorities);
    for (const { id, authority } of this.chains.find()?.persons.values() ?? []) if (concerned.has(authority) && id !== but) this.fanOut.toPerson(id, 'meetings:changed', { session, of });
  }
}
