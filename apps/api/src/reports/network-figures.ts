/** Authorities, States and focal points of years: as the chain had them when each was over, and of the present one as it has them now. */
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { Figures, Instant, PractitionerId, StatementOf } from '@comity/contracts';
import { effectiveAt, validAt } from '@comity/e2ee/verify';
import { Clock } from '../clock.js';
import { POOL } from '../database/pool.js';
import { run } from '../database/run.js';
import { InvitationService } from '../identity/invitations/invitation.service.js';
import { ChainService } from '../identity/statements/chain.service.js';

/** The chain says who is a focal point now; who was one follows from these. */
type Turn = StatementOf<'focal-point-appointed' | 'handed-over'>;
const turnsOf = "select body from statement where network = ? and position > ? and position <= ? and kind in ('focal-point-appointed', 'handed-over') order by position";

@Injectable()
export class NetworkFigures {
  private readonly turns: Turn[] = [];
  /** Up to where they were read. */
  private head = 0;

  constructor(@Inject(POOL) private readonly pool: Pool, private readonly chains: ChainService, private readonly invitations: InvitationService, private readonly clock: Clock) {}

  /** Since the network was founded, oldest first. */
  years(): number[] {
    const first = new Date(this.chains.current().network.from).getUTCFullYear();
    return Array.from({ length: Math.max(1, this.clock.now().getUTCFullYear() - first + 1) }, (_, i) => first + i);
  }

  async of(years: readonly number[]): Promise<Figures['network'][]> {
    const now = this.clock.now().getTime(), moments = years.map((year) => new Date(Math.min(now, Date.UTC(year + 1) - 1)));
    await this.read();
    const invited = await this.invitations.focalPointsInvited(moments);
    return moments.map((moment, i) => ({ ...this.at(moment), invited: invited[i]! }));
  }

  private at(moment: Date): Omit<Figures['network'], 'invited'> {
    const chain = this.chains.current(), at = moment.toISOString() as Instant;
    const authorities = [...chain.authorities.values()].filter((authority) => authority.id !== chain.network.secretariat && validAt({ ...authority, until: null }, at));
    const points = [...pointsOf(this.turns, at)].flatMap((id) => { const person = chain.person(id, moment); return person === undefined || person.authority === chain.network.secretariat ? [] : [person.authority]; }), covered = new Set(points);
    return { authorities: authorities.length, states: new Set(authorities.map(({ state }) => state)).size, appointed: points.length, uncovered: authorities.filter(({ id }) => !covered.has(id)).length };
  }

  /** What the chain has and was not read yet: statements are added, and never taken away. */
  private async read(): Promise<void> {
    const { network: { id }, length } = this.chains.current(), from = this.head;
    if (length === from) return;
    const rows = await run<{ body: Turn }>(this.pool, turnsOf, [id, from, length]);
    // Somebody else who asked at the same time was first.
    if (this.head !== from) return this.read();
    this.turns.push(...rows.map(({ body }) => body));
    this.head = length;
  }
}

function pointsOf(turns: readonly Turn[], at: Instant): Set<PractitionerId> {
  const points = new Set<PractitionerId>();
  for (const turn of turns) {
    if (effectiveAt(turn) > at) continue;
    if (turn.kind === 'focal-point-appointed') points.add(turn.person.id);
    else { points.delete(turn.from); points.add(turn.to); }
  }
  return points;
}
