/**
 * Takes what clients tell of requests. Who tells took that step: an item of theirs stands there in the log of a request that they are inside, and they are of one
 * of its parties, or of the requested State. What the item says, the service cannot read; dates are those of its own log.
 */
import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { standingOfTold } from '@comity/casework';
import type { AmountBand, AuthorityId, DeviceId, MatterAmount, MatterReport, MatterStatistics, OffenceCategory, PractitionerId, SpaceId } from '@comity/contracts';
import type { Chain } from '@comity/e2ee/verify';
import { Audited } from '../audit/audited.js';
import { Clock } from '../clock.js';
import { run } from '../database/run.js';
import { Refusal } from '../http/refusal.js';
import { ChainService } from '../identity/statements/chain.service.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { everInside, isInside, itemOfRequest } from '../messaging/access.js';
import { assetsOf, type ToldAsset } from './assets.js';
import { recount, type Counted } from './counts.js';
import { Matter, MatterAsset, MatterEvent } from './matter.js';
import { FiguresSettings } from './settings.js';

interface Told { begunAt: Date; at: Date; sender: DeviceId }

@Injectable()
export class ToldMatters {
  constructor(private readonly em: EntityManager, private readonly chains: ChainService, private readonly settings: FiguresSettings, private readonly audited: Audited, private readonly clock: Clock) {}

  /** Once for each step, whoever of its author's devices tells it. */
  tell(by: SessionContext, space: SpaceId, report: MatterReport): Promise<void> {
    return this.audited.perform({ action: 'reports.tell', actor: by.practitioner, subject: space }, async ({ em }) => {
      const { seq, kind, requesting, requested, urgent } = report;
      const [told] = await run<Told>(em, itemOfRequest, [by.practitioner, seq, space, by.network]);
      const chain = this.chains.current();
      if (told === undefined || chain.devices.get(told.sender)?.practitioner !== by.practitioner) throw new Refusal('not-found');
      const begunAt = new Date(told.begunAt);
      const { from, assetsFrom } = await this.settings.asked(by, em);
      if (from === null || from > begunAt) throw new Refusal('not-acceptable', { detail: 'The network does not want to be told of this request.' });
      if (!isParty(chain, by.authority, report)) throw new Refusal('not-acceptable', { detail: 'Who tells is of one of the parties, or of the requested State.' });
      const inside = await this.authoritiesInside(em, space);
      if (requesting === requested || !inside.has(requesting) || !inside.has(requested)) throw new Refusal('not-acceptable', { detail: 'The parties are two authorities whose people are inside.' });

      // One at a time for each request, the first one included.
      await run(em, 'select pg_advisory_xact_lock(hashtextextended(?, 0))', [space]);
      const before = await em.findOne(Matter, { space });
      if (before !== null && (before.kind !== kind || before.requesting !== requesting || before.requested !== requested)) throw new Refusal('not-acceptable', { detail: 'It was told otherwise before.' });
      if ((await em.findOne(MatterEvent, { space, seq })) !== null) return;
      const items = kind === 'asset' && assetsFrom !== null && assetsFrom <= begunAt ? report.items : report.items.map(({ id, stage }) => ({ id, stage }));
      const known = await em.find(MatterEvent, { space });
      const steps = [...known, { seq, at: new Date(told.at), items }];
      const amounts = await this.amountsOf(em, space);
      const facilitated = inside.has(chain.network.secretariat);
      const counted = before === null ? null : countedOf(before, assetsOf(known, amounts));
      const standing = standingOfTold(steps);
      const matter = before === null
        ? em.create(Matter, { space, network: by.network, kind, requesting, requested, urgent, facilitated, year: begunAt.getUTCFullYear(), transmittedAt: begunAt, ...standing })
        : em.assign(before, { ...standing, facilitated: before.facilitated || facilitated });
      // The request before its step, which refers to it.
      await em.flush();
      em.create(MatterEvent, { space, seq, at: new Date(told.at), items, toldBy: by.practitioner, toldAt: this.clock.now() });
      await em.flush();
      await recount(em, by.network, counted, countedOf(matter, assetsOf(steps, amounts)), stateOf(chain));
    });
  }

  /** For the requesting authority: what it said, and of which assets it can. */
  async statisticsOf(by: SessionContext, space: SpaceId): Promise<MatterStatistics> {
    const em = this.em.fork();
    const { offence = null } = await this.ownOf(em, by, space);
    const amounts = await this.amountsOf(em, space);
    return { offence, assets: [...assetsIn(await em.find(MatterEvent, { space }))].map((id) => ({ id, amount: amounts.get(id) ?? null })) };
  }

  /** By the requesting authority, which knows what it is about. */
  tellOffence(by: SessionContext, space: SpaceId, offence: OffenceCategory): Promise<void> {
    return this.audited.perform({ action: 'reports.tell-offence', actor: by.practitioner, subject: space }, async ({ em }) => {
      const matter = await this.heldOf(em, by, space, (await this.settings.asked(by, em)).offences);
      const counted = countedOf(matter, []);
      em.assign(matter, { offence });
      await recount(em, by.network, counted, countedOf(matter, []), stateOf(this.chains.current()));
    });
  }

  /** By the same, of an asset that was told of: the last word counts. */
  tellAmount(by: SessionContext, space: SpaceId, { id: item, amount }: MatterAmount): Promise<void> {
    return this.audited.perform({ action: 'reports.tell-amount', actor: by.practitioner, subject: space }, async ({ em }) => {
      const matter = await this.heldOf(em, by, space, (await this.settings.asked(by, em)).assetsFrom !== null);
      const steps = await em.find(MatterEvent, { space });
      if (!assetsIn(steps).has(item)) throw new Refusal('not-found');
      const amounts = await this.amountsOf(em, space);
      const counted = countedOf(matter, assetsOf(steps, amounts));
      await em.upsert(MatterAsset, { space, item, amount, toldBy: by.practitioner, toldAt: this.clock.now() });
      await recount(em, by.network, counted, countedOf(matter, assetsOf(steps, amounts.set(item, amount))), stateOf(this.chains.current()));
    });
  }

  /** A request of the caller's, for what its requesting authority alone says; held until the end of the transaction. */
  private async heldOf(em: EntityManager, by: SessionContext, space: SpaceId, isAsked: boolean): Promise<Matter> {
    await run(em, 'select pg_advisory_xact_lock(hashtextextended(?, 0))', [space]);
    const matter = await this.ownOf(em, by, space);
    if (!isAsked) throw new Refusal('not-acceptable', { detail: 'The network does not ask for it.' });
    return matter;
  }

  private async ownOf(em: EntityManager, by: SessionContext, space: SpaceId): Promise<Matter> {
    const [{ inside } = { inside: false }] = await run<{ inside: boolean }>(em, `select ${isInside('?', '?')} as inside`, [space, by.practitioner]);
    const matter = inside ? await em.findOne(Matter, { space, network: by.network }) : null;
    if (matter === null) throw new Refusal('not-found');
    if (matter.requesting !== by.authority) throw new Refusal('not-allowed', { detail: 'It is for the requesting authority to say.' });
    return matter;
  }

  private async amountsOf(em: EntityManager, space: SpaceId): Promise<Map<string, AmountBand>> {
    return new Map((await em.find(MatterAsset, { space })).map(({ item, amount }) => [item, amount]));
  }

  private async authoritiesInside(em: EntityManager, space: SpaceId): Promise<Set<AuthorityId | undefined>> {
    const people = await run<{ practitioner: PractitionerId }>(em, everInside, [space]);
    const { persons } = this.chains.current();
    return new Set(people.map(({ practitioner }) => persons.get(practitioner)?.authority));
  }
}

const stateOf = ({ authorities }: Chain) => (authority: AuthorityId): string | undefined => authorities.get(authority)?.state;

/** Those whose stage was told. */
const assetsIn = (steps: readonly Pick<MatterEvent, 'items'>[]): Set<string> => new Set(steps.flatMap(({ items }) => items.flatMap(({ id, asset }) => (asset === undefined ? [] : [id]))));

/** Whoever executes may be another authority of the requested State. */
const isParty = ({ authorities }: Chain, authority: AuthorityId, { requesting, requested }: MatterReport): boolean =>
  authority === requesting || authority === requested || (authorities.has(requested) && authorities.get(authority)?.state === authorities.get(requested)?.state);

/** As it is counted, apart from the row that changes. */
const countedOf = ({ kind, year, requesting, requested, facilitated, offence, outcome, transmittedAt, acknowledgedAt, endedAt }: Matter, assets: readonly ToldAsset[]): Counted =>
  ({ kind, year, requesting, requested, facilitated, offence, outcome, transmittedAt, acknowledgedAt, endedAt, assets });
