/** What the network decided about figures, signed by an officer. Clients verify it; the service keeps to it, too, and takes nothing that was not asked for. */
import { Injectable } from '@nestjs/common';
import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import type { FiguresSetting, Instant } from '@comity/contracts';
import { verifyFiguresSetting } from '@comity/e2ee/verify';
import { Audited } from '../audit/audited.js';
import { Clock, isAbout } from '../clock.js';
import { run } from '../database/run.js';
import { invalid, Refusal } from '../http/refusal.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { ChainService } from '../identity/statements/chain.service.js';
import { FiguresAccess } from './access.js';
import { StoredFiguresSetting } from './matter.js';

@Injectable()
export class FiguresSettings {
  constructor(private readonly em: EntityManager, private readonly chains: ChainService, private readonly access: FiguresAccess, private readonly audited: Audited, private readonly clock: Clock) {}

  async find({ network }: Pick<SessionContext, 'network'>): Promise<FiguresSetting | null> {
    const held = await this.em.fork().findOne(StoredFiguresSetting, { network });
    return held && { body: held.body, signature: held.signature };
  }

  /** For what is told: since when, by the clock of the log, whether offences are, and since when assets. */
  async asked({ network }: Pick<SessionContext, 'network'>, em: EntityManager): Promise<{ from: Date | null; offences: boolean; assetsFrom: Date | null }> {
    const held = await em.findOne(StoredFiguresSetting, { network });
    return { from: held?.toldFrom ?? null, offences: held?.body.offences ?? false, assetsFrom: held?.assetsFrom ?? null };
  }

  set(by: SessionContext, setting: FiguresSetting): Promise<FiguresSetting> {
    return this.audited.perform({ action: 'reports.set', actor: by.practitioner }, async ({ em }) => {
      this.access.expectOfficer(by);
      const { body, signature } = setting, now = this.clock.now();
      if (body.issuer !== by.practitioner || !isAbout(body.issuedAt, now) || !verifyFiguresSetting(setting, this.chains.current())) throw new Refusal('statement-refused', { detail: 'An officer signs it, now.' });
      const held = await em.findOne(StoredFiguresSetting, { network: by.network }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (held !== null && held.body.issuedAt >= body.issuedAt) throw new Refusal('stale-version');
      if (body.since !== null && body.since !== sinceAfter(held?.body.since ?? null, body.issuedAt)) throw invalid('/body/since', 'must be when telling began: now, or as it stands');
      if (body.assets !== undefined && (body.since === null || body.assets !== sinceAfter(held?.body.assets ?? null, body.issuedAt))) throw invalid('/body/assets', 'must be when telling of assets began: now, or as it stands');
      const toldFrom = body.since === null ? null : held?.toldFrom ?? await logTime(em);
      const assetsFrom = body.assets === undefined ? null : held?.assetsFrom ?? await logTime(em);
      if (held !== null) em.assign(held, { body, signature, toldFrom, assetsFrom, setAt: now });
      else em.create(StoredFiguresSetting, { network: by.network, body, signature, toldFrom, assetsFrom, setAt: now });
      return setting;
    });
  }
}

/** Nothing that was done before is told afterwards. */
const sinceAfter = (held: Instant | null, issuedAt: Instant): Instant => held ?? issuedAt;

/** The log's times are the database's. */
async function logTime(em: EntityManager): Promise<Date> {
  const [row] = await run<{ now: Date }>(em, "select date_trunc('milliseconds', clock_timestamp()) as now");
  return new Date(row!.now);
}
