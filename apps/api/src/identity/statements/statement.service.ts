/**
 * Accepts statements into the network's order: verified against the chain under a lock on the network, appended without
 * gaps, with their effect on accounts and sessions in the same transaction.
 */
import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { limits, type DeviceId, type PractitionerId, type SignedStatement, type StatementAccepted, type StatementOf, type StatementPage } from '@comity/contracts';
import { Chain, statementId } from '@comity/e2ee/verify';
import type { Unit } from '../../audit/audited.js';
import { Clock, clockSkew } from '../../clock.js';
import { run } from '../../database/run.js';
import { Refusal } from '../../http/refusal.js';
import { SessionEvents } from '../sessions/session-events.js';
import { ChainService } from './chain.service.js';
import { consequences } from './consequences.js';
import { StandingService } from './standing.service.js';
import { StoredStatement } from './stored-statement.js';

const day = 86_400_000;

@Injectable()
export class StatementService {
  constructor(private readonly em: EntityManager, private readonly chains: ChainService, private readonly standing: StandingService, private readonly events: SessionEvents, private readonly clock: Clock) {}

  /** One page of the network's statements after a position. */
  async page(after: number, limit: number): Promise<StatementPage> {
    const rows = await this.em.fork().find(StoredStatement, { position: { $gt: after } }, { orderBy: { position: 'asc' }, limit });
    const head = Math.max(this.chains.current().length, rows.at(-1)?.position ?? 0);
    return { statements: rows.map(({ position, id, body, signatures }) => ({ position, id, statement: { body, signatures } })), head };
  }

  /** What revoked a device, or undefined while it is not revoked. */
  async endOf(device: DeviceId): Promise<SignedStatement | undefined> {
    // The chain in memory answers first: the table is asked only about devices that did end.
    if (this.chains.find()?.devices.get(device)?.ended == null) return undefined;
    const [found] = await run<SignedStatement>(this.em.fork(), `select body, signatures from statement where kind = 'revoked' and body->'subject'->>'type' = 'device' and body->'subject'->>'id' = ?`, [device]);
    return found;
  }

  /** Appends `statement` for `by`, who must be among its issuers. A repeated submission answers the first one's place. */
  async accept(unit: Unit, statement: SignedStatement, by: PractitionerId): Promise<StatementAccepted> {
    const { body } = statement, { em } = unit, now = this.clock.now();
    if (Buffer.byteLength(JSON.stringify(statement)) > limits.statementBytes) throw new Refusal('too-large');
    if (!body.issuers.includes(by)) throw new Refusal('not-allowed', { detail: 'A statement is submitted by one who issues it.' });
    // From here on nobody else appends until this transaction is over; whoever only refers to the network is not kept waiting.
    await run(em, 'select 1 from network where id = ? for no key update', [body.network]);
    const before = await this.chains.refresh(em);
    if (before === undefined) throw new Refusal('set-up-needed');
    const id = statementId(body);
    unit.trace.subject = id;
    if (before.has(id)) {
      const first = await em.findOneOrFail(StoredStatement, { id });
      return { id, position: first.position };
    }
    await this.checkHouseRules(em, statement, before, now);
    const result = before.apply(statement, now);
    if (!result.ok) throw new Refusal('statement-refused', { detail: result.rule });
    const position = result.chain.length;
    await this.append(unit, statement, position);
    if ('person' in body) await run(em, 'update invitation set vouched_at = ? where person = ?', [now, body.person.id]);
    await this.standing.settle(unit, result.chain, consequences({ chain: before, at: now }, { chain: result.chain, at: now }));
    unit.afterCommit(() => {
      this.chains.advance(result.chain);
      this.events.emit('statements', { network: body.network, head: position });
    });
    return { id, position };
  }

  /** Stores an accepted statement at the next position; set-up uses it for the founding one. */
  async append({ em }: Unit, { body, signatures }: SignedStatement, position: number): Promise<void> {
    em.create(StoredStatement, { network: body.network, position, id: statementId(body), kind: body.kind, body, signatures, acceptedAt: this.clock.now() });
    await em.flush();
    await run(em, 'update network set head = ? where id = ?', [position, body.network]);
  }

  /** What the chain does not know: how many devices for how long a person may have, and who enrolled with which key. */
  private async checkHouseRules(em: EntityManager, { body }: SignedStatement, chain: Chain, now: Date): Promise<void> {
    if (body.kind === 'device-certified') checkDevice(body, chain, now);
    if (body.kind !== 'practitioner-vouched' && body.kind !== 'focal-point-appointed') return;
    const [enrolled] = await run<{ key: Buffer; authority: string; withdrawn: boolean }>(em, 'select person_key as key, authority, withdrawn_at is not null as withdrawn from invitation where person = ?', [body.person.id]);
    if (enrolled === undefined) return;
    if (enrolled.withdrawn) throw new Refusal('not-acceptable', { detail: 'The invitation was withdrawn.' });
    if (enrolled.key.toString('base64url') !== body.person.key || enrolled.authority !== body.authority) throw new Refusal('statement-refused', { detail: 'the person enrolled with another key or for another authority' });
  }
}

/** The chain takes an issuer's word for when; the service has a clock of its own, and a renewal that comes too late by it is late. */
function checkDevice({ practitioner, device, notAfter }: StatementOf<'device-certified'>, chain: Chain, now: Date): void {
  if (notAfter === null || new Date(notAfter).getTime() > now.getTime() + limits.deviceDays * day + clockSkew) throw new Refusal('not-acceptable', { detail: `A device is certified for at most ${limits.deviceDays} days.` });
  if (chain.devices.has(device.id)) {
    if (chain.device(device.id, now) === undefined) throw new Refusal('statement-refused', { detail: 'subject-ended' });
  } else if (chain.devicesOf(practitioner, now).length >= limits.devicesPerPractitioner) throw new Refusal('not-acceptable', { detail: `A practitioner has at most ${limits.devicesPerPractitioner} devices.` });
}
