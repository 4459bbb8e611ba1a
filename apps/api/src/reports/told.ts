/**
 * Takes what clients tell of requests. Who tells took that step: an item of theirs stands there in the log of a request that they are inside, and they are of one
 * of its parties, or of the requested State. What the item says, the service cannot read; dates are those of its own log.
 */
import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { AuthorityId, DeviceId, MatterReport, OffenceCategory, PractitionerId, SpaceId } from '@comity/contracts';
import type { Chain } from '@comity/e2ee/verify';
import { Audited } from '../audit/audited.js';
import { Clock } from '../clock.js';
import { run } from '../database/run.js';
import { Refusal } from '../http/refusal.js';
import { ChainService } from '../identity/statements/chain.service.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { everInside, isInside, itemOfRequest } from '../messaging/access.js';
import { recount, type Counted } from './counts.js';
import { Matter, MatterEvent } from './matter.js';
import { FiguresSettings } from './settings.js';
import { standingOf } from './standing.js';

interface Told { begunAt: Date; at: Date; sender: DeviceId }

@Injectable()
export class ToldMatters {
  constructor(private readonly chains: ChainService, private readonly settings: FiguresSettings, private readonly audited: Audited, private readonly clock: Clock) {}

  /** Once for each step, whoever of its author's devices tells it. */
  tell(by: SessionContext, space: SpaceId, report: MatterReport): Promise<void> {
    return this.audited.perform({ action: 'reports.tell', actor: by.practitioner, subject: space }, async ({ em }) => {
      const { seq, kind, requesting, requested, urgent, items } = report;
      const [told] = await run<Told>(em, itemOfRequest, [by.practitioner, seq, space, by.network]);
      const chain = this.chains.current();
      if (told === undefined || chain.devices.get(told.sender)?.practitioner !== by.practitioner) throw new Refusal('not-found');
      const begunAt = new Date(told.begunAt);
      const { from } = await this.settings.asked(by, em);
      if (from === null || from > begunAt) throw new Refusal('not-acceptable', { detail: 'The network does not want to be told of this request.' });
      if (!isParty(chain, by.authority, report)) throw new Refusal('not-acceptable', { detail: 'Who tells is of one of the parties, or of the requested State.' });
      const inside = await this.authoritiesInside(em, space);
      if (requesting === requested || !inside.has(requesting) || !inside.has(requested)) throw new Refusal('not-acceptable', { detail: 'The parties are two authorities whose people are inside.' });

      // One at a time for each request, the first one included.
      await run(em, 'select pg_advisory_xact_lock(hashtextextended(?, 0))', [space]);
      const before = await em.findOne(Matter, { space });
      if (before !== null && (before.kind !== kind || before.requesting !== requesting || before.requested !== requested)) throw new Refusal('not-acceptable', { detail: 'It was told otherwise before.' });
      if ((await em.findOne(MatterEvent, { space, seq })) !== null) return;
      const steps = [...await em.find(MatterEvent, { space }), { seq, at: new Date(told.at), items }];
      const facilitated = inside.has(chain.network.secretariat);
      const counted = before === null ? null : countedOf(before);
      const standing = standingOf(steps);
      const matter = before === null
        ? em.create(Matter, { space, network: by.network, kind, requesting, requested, urgent, facilitated, year: begunAt.getUTCFullYear(), transmittedAt: begunAt, ...standing })
        : em.assign(before, { ...standing, facilitated: before.facilitated || facilitated });
      // The request before its step, which refers to it.
      await em.flush();
      em.create(MatterEvent, { space, seq, at: new Date(told.at), items, toldBy: by.practitioner, toldAt: this.clock.now() });
      await em.flush();
      await recount(em, by.network, counted, countedOf(matter), stateOf(chain));
    });
  }

  /** By the requesting authority, which knows what it is about. */
  tellOffence(by: SessionContext, space: SpaceId, offence: OffenceCategory): Promise<void> {
    return this.audited.perform({ action: 'reports.tell-offence', actor: by.practitioner, subject: space }, async ({ em }) => {
      const [{ inside } = { inside: false }] = await run<{ inside: boolean }>(em, `select ${isInside('?', '?')} as inside`, [space, by.practitioner]);
      await run(em, 'select pg_advisory_xact_lock(hashtextextended(?, 0))', [space]);
      const matter = inside ? await em.findOne(Matter, { space, network: by.network }) : null;
      if (matter === null) throw new Refusal('not-found');
      if (!(await this.settings.asked(by, em)).offences) throw new Refusal('not-acceptable', { detail: 'The network does not ask for it.' });
      if (matter.requesting !== by.authority) throw new Refusal('not-allowed', { detail: 'It is for the requesting authority to say.' });
      const counted = countedOf(matter);
      em.assign(matter, { offence });
      await recount(em, by.network, counted, countedOf(matter), stateOf(this.chains.current()));
    });
  }

  private async authoritiesInside(em: EntityManager, space: SpaceId): Promise<Set<AuthorityId | undefined>> {
    const people = await run<{ practitioner: PractitionerId }>(em, everInside, [space]);
    const { persons } = this.chains.current();
    return new Set(people.map(({ practitioner }) => persons.get(practitioner)?.authority));
  }
}

const stateOf = ({ authorities }: Chain) => (authority: AuthorityId): string | undefined => authorities.get(authority)?.state;

/** Whoever executes may be another authority of the requested State. */
const isParty = ({ authorities }: Chain, authority: AuthorityId, { requesting, requested }: MatterReport): boolean =>
  authority === requesting || authority === requested || (authorities.has(requested) && authorities.get(authority)?.state === authorities.get(requested)?.state);

/** As it is counted, apart from the row that changes. */
const countedOf = ({ kind, year, requesting, requested, facilitated, offence, outcome, transmittedAt, acknowledgedAt, endedAt }: Matter): Counted =>
  ({ kind, year, requesting, requested, facilitated, offence, outcome, transmittedAt, acknowledgedAt, endedAt });
