/** Working days of States, stated by focal points of their authorities. Clients verify them and say which count; the service keeps of each authority what it stated last. */
import { Injectable } from '@nestjs/common';
import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import type { AuthorityId, DaysIndex, Instant, StatedDays } from '@comity/contracts';
import { verifyStatedDays } from '@comity/e2ee/verify';
import type { z } from 'zod';
import { Audited } from '../../audit/audited.js';
import { Clock, isAbout } from '../../clock.js';
import { isDuplicate } from '../../database/outage.js';
import { Refusal } from '../../http/refusal.js';
import { SessionEvents } from '../sessions/session-events.js';
import type { SessionContext } from '../sessions/session-context.js';
import { ChainService } from '../statements/chain.service.js';
import { StoredDays } from './stored-days.js';

@Injectable()
export class DaysService {
  constructor(private readonly em: EntityManager, private readonly chains: ChainService, private readonly audited: Audited, private readonly clock: Clock, private readonly events: SessionEvents) {}

  async index(by: SessionContext): Promise<z.infer<typeof DaysIndex>> {
    this.authorityOf(by);
    const all = await this.em.fork().find(StoredDays, { network: by.network }, { fields: ['authority', 'issuedAt'], orderBy: { authority: 'asc' } });
    return all.map(({ authority, issuedAt }) => ({ authority, issuedAt: issuedAt.toISOString() as Instant }));
  }

  async find(by: SessionContext, authority: AuthorityId): Promise<StatedDays> {
    this.authorityOf(by);
    const held = await this.em.fork().findOne(StoredDays, { network: by.network, authority });
    if (held === null) throw new Refusal('not-found');
    return { body: held.body, signature: held.signature };
  }

  state(by: SessionContext, authority: AuthorityId, days: StatedDays): Promise<StatedDays> {
    return this.audited.perform({ action: 'identity.days', actor: by.practitioner, subject: authority }, async ({ em, afterCommit }) => {
      if (this.authorityOf(by) !== authority) throw new Refusal('not-found');
      const { body, signature } = days, now = this.clock.now(), chain = this.chains.current();
      if (chain.person(by.practitioner, now)?.role !== 'focal-point') throw new Refusal('not-allowed', { detail: 'Focal points state the days of their State.' });
      if (body.authority !== authority || body.issuer !== by.practitioner || !isAbout(body.issuedAt, now) || verifyStatedDays(days, chain) === undefined) throw new Refusal('statement-refused', { detail: 'A focal point signs it for their authority, now.' });
      const held = await em.findOne(StoredDays, { network: by.network, authority }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      // One that counts no more stands in the way of nothing.
      const standing = held !== null && verifyStatedDays({ body: held.body, signature: held.signature }, chain) !== undefined ? held.body.issuedAt : null;
      if (standing !== body.after) throw new Refusal('stale-version');
      const issuedAt = new Date(body.issuedAt);
      if (held !== null) em.assign(held, { body, signature, issuedAt });
      else em.create(StoredDays, { network: by.network, authority, body, signature, issuedAt });
      try {
        await em.flush();
      } catch (error) {
        throw isDuplicate(error) ? new Refusal('stale-version') : error;
      }
      // Whoever is told that statements may have come asks for days as well.
      afterCommit(() => { this.events.emit('statements', { network: by.network, head: chain.length }); });
      return days;
    });
  }

  /** Whoever nobody vouches for has no part in it. */
  private authorityOf({ practitioner }: SessionContext): AuthorityId {
    const person = this.chains.current().person(practitioner, this.clock.now());
    if (person === undefined) throw new Refusal('not-found');
    return person.authority;
  }
}
