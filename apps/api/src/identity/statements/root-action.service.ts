/**
 * Root actions need two officers: the first proposes a body with a signature, the second adds theirs, and only then is
 * the statement judged and appended. Nobody signs twice (ASVS 2.3.5).
 */
import { Injectable } from '@nestjs/common';
import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import { limits, type PendingStatement, type PractitionerId, type StatementAccepted, type StatementBody, type StatementId } from '@comity/contracts';
import { statementId, verifyStatementSignature } from '@comity/e2ee/verify';
import { Audited } from '../../audit/audited.js';
import { Clock } from '../../clock.js';
import { Refusal } from '../../http/refusal.js';
import { SessionEvents } from '../sessions/session-events.js';
import { ChainService } from './chain.service.js';
import { StatementService } from './statement.service.js';
import { PendingRootAction } from './stored-statement.js';

const view = ({ id, body, signatures }: PendingRootAction): PendingStatement => ({ id, body, signatures });
/** Proposals that may wait at a time. */
const most = 100;

@Injectable()
export class RootActionService {
  constructor(private readonly em: EntityManager, private readonly chains: ChainService, private readonly statements: StatementService, private readonly events: SessionEvents, private readonly audited: Audited, private readonly clock: Clock) {}

  /** What waits for a signature; officers only, everybody else sees nothing. */
  async list(by: PractitionerId): Promise<PendingStatement[]> {
    if (this.roleOf(by) !== 'officer') return [];
    return (await this.em.fork().find(PendingRootAction, {}, { orderBy: { proposedAt: 'asc' } })).map(view);
  }

  async propose(by: PractitionerId, body: StatementBody, signature: string): Promise<PendingStatement> {
    const id = statementId(body);
    return this.audited.perform({ action: 'identity.propose-statement', actor: by, subject: id }, async ({ em, afterCommit }) => {
      const now = this.clock.now(), chain = this.chains.current(), place = body.issuers.indexOf(by);
      if (this.roleOf(by) !== 'officer' || place === -1) throw new Refusal('not-allowed', { detail: 'An officer proposes what they sign themselves.' });
      if (body.issuers.length !== 2) throw new Refusal('not-acceptable', { detail: 'A root action has two issuers.' });
      if (Buffer.byteLength(JSON.stringify(body)) > limits.statementBytes) throw new Refusal('too-large');
      const rule = chain.review(body, now);
      if (rule !== null) throw new Refusal('statement-refused', { detail: rule });
      const key = chain.person(by, now)?.key;
      if (key === undefined || !verifyStatementSignature(body, signature, key)) throw new Refusal('statement-refused', { detail: 'bad-signature' });
      const held = await em.findOne(PendingRootAction, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (held) return view(held);
      if (await em.count(PendingRootAction) >= most) throw new Refusal('not-acceptable', { detail: `At most ${most} proposals wait at a time.` });
      const proposal = em.create(PendingRootAction, { id, network: body.network, body, signatures: body.issuers.map((_, i) => (i === place ? signature : null)), proposedBy: by, proposedAt: now });
      for (const other of body.issuers) if (other !== by) afterCommit(() => this.events.emit('desk', { practitioner: other }));
      return view(proposal);
    });
  }

  /** Adds the missing signature of `by` and appends the statement. */
  async coSign(by: PractitionerId, id: StatementId, signature: string): Promise<StatementAccepted> {
    return this.audited.perform({ action: 'identity.co-sign-statement', actor: by, subject: id }, async (unit) => {
      const now = this.clock.now();
      const proposal = await unit.em.findOne(PendingRootAction, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      const place = proposal?.body.issuers.indexOf(by) ?? -1;
      if (!proposal || this.roleOf(by) !== 'officer' || place === -1) throw new Refusal('not-found');
      if (proposal.signatures[place] !== null) throw new Refusal('not-acceptable', { detail: 'The other officer must sign.' });
      const key = this.chains.current().person(by, now)?.key;
      if (key === undefined || !verifyStatementSignature(proposal.body, signature, key)) throw new Refusal('statement-refused', { detail: 'bad-signature' });
      const signatures = proposal.signatures.map((held, i) => (i === place ? signature : held)).filter((held) => held !== null);
      const accepted = await this.statements.accept(unit, { body: proposal.body, signatures }, by);
      unit.em.remove(proposal);
      return accepted;
    });
  }

  private roleOf(practitioner: PractitionerId): string | undefined {
    return this.chains.current().person(practitioner, this.clock.now())?.role;
  }
}
