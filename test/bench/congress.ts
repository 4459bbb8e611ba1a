/** A congress of many offices on the built service, with all its meetings agreed and planned: what the timetable page, figures and invitations are measured with. */
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { meetingLimits, type Agenda, type MeetingRoom, type MeetingRoomId, type MeetingSessionId, type Plan, type PlanId } from '@comity/contracts';
import { secondsOf } from '../../apps/web/src/meetings/plan-seconds.js';
import { states } from '../../apps/web/src/states/en.js';
import { admitAll, Bargain, doorOf, type Delegation } from '../support/delegations.js';
import type { Product } from './product.js';
import { inTurns } from './scale.js';

export interface CongressSize { offices: number; meetings: number; rooms: number }
export const fullCongress: CongressSize = { offices: 250, meetings: 2_000, rooms: 80 };
export const smallCongress: CongressSize = { offices: 40, meetings: 100, rooms: 12 };
const days = 5, starts = ['09:00', '09:30', '10:00', '10:30', '11:00', '11:30', '12:00', '12:30'];
const dayAhead = (ahead: number): string => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

/** Milliseconds from the order until the first timetable was told of, and until a proposal was there to look at. */
export interface Planned { plan: Plan; first: number; done: number }

export class Congress {
  /** How all of it was planned at first. */
  begun!: Planned;
  private constructor(readonly product: Product, readonly id: MeetingSessionId, readonly delegations: readonly Delegation[], readonly bargain: Bargain) {}

  /** The service's door for a secretary without a browser. */
  get door() { return doorOf(this.product.url, this.product.address.seats[0]!); }
  get at() { return { params: { id: this.id } }; }

  static async agreed(product: Product, { offices, meetings, rooms }: CongressSize, progress: (line: string) => void): Promise<Congress> {
    const { founded: { network, officers }, service, url } = product, codes = Object.keys(states).filter((code) => code !== 'UN');
    const names = Array.from({ length: offices }, (_, i) => ({ name: i < codes.length ? 'Central Authority' : 'Asset Recovery Office', state: codes[i % codes.length]! }));
    const delegations = await admitAll(service.databaseUrl, { network, officers: officers.map(({ id, key: { secretKey } }) => ({ id, secretKey })) }, names, new Date());
    await service.kill('SIGTERM');
    await service.start();
    const id = randomUUID() as MeetingSessionId, congress = new Congress(product, id, delegations, new Bargain(url, network, id)), { door, at } = congress;
    const facts = { kind: 'plenary', title: 'Congress', place: 'Vienna', zone: 'Europe/Vienna', state: 'open', deadline: null, requestsPerOffice: null, slotMinutes: 30, days: Array.from({ length: days }, (_, day) => ({ date: dayAhead(20 + day), starts, breaks: [] })), cases: [] };
    await door.call('addSession', { body: { id, facts } });
    for (let from = 0; from < offices; from += meetingLimits.rows) await door.call('writeOffices', { ...at, body: { rows: delegations.slice(from, from + meetingLimits.rows).map(({ authority }) => ({ version: 0, authority, requests: null, away: [], remote: null })) } });
    await door.call('writeRooms', { ...at, body: { rows: Array.from({ length: rooms }, (_, i) => ({ version: 0, id: randomUUID() as MeetingRoomId, name: `Table ${i + 1}`, class: 'table', seats: 6, security: 0, equipment: [], away: [] })) } });
    const pairs = [1, 3, 8, 19, 40, 61, 83, 110].flatMap((apart) => delegations.map((asking, i) => [asking, delegations[(i + (apart % offices)) % offices]!] as const)).filter(([asking, asked]) => asking !== asked).slice(0, meetings);
    await inTurns([...pairs.entries()], 8, async ([i, [asking, asked]]) => { await congress.bargain.agree(asking, asked, {}, [1 + (i % 3), 1 + (i % 2)]); });
    progress(`${pairs.length} meetings agreed`);
    congress.begun = await congress.plan('plan', secondsOf('plan', pairs.length));
    await congress.approve(congress.begun.plan);
    return congress;
  }

  /** Ordered, and waited for. */
  async plan(mode: Plan['mode'], seconds: number): Promise<Planned> {
    const id = randomUUID() as PlanId, began = performance.now();
    let first: number | undefined;
    await this.door.call('orderPlan', { ...this.at, body: { id, mode, seed: 1, seconds } });
    for (const until = began + (seconds + 120) * 1_000; performance.now() < until;) {
      const plan = await this.door.call('plan', { params: { id: this.id, plan: id } }) as Plan, after = performance.now() - began;
      if (plan.progress !== null) first ??= after;
      if (plan.state === 'done') return { plan, first: first!, done: after };
      if (plan.state === 'failed') throw new Error('the plan failed');
      await setTimeout(20);
    }
    throw new Error('the plan does not end');
  }
  async approve({ id, base }: Plan): Promise<void> { await this.door.call('approvePlan', { params: { id: this.id, plan: id }, body: { draft: base } }); }
  async publish(): Promise<Agenda> {
    const { version } = await this.door.call('timetableDraft', this.at) as { version: number };
    return await this.door.call('publishTimetable', { ...this.at, body: { draft: version } }) as Agenda;
  }

  /** A room that is used is gone, on all days. */
  async loseRoom(): Promise<void> {
    const [first] = (await this.door.call('agenda', this.at) as Agenda).meetings;
    const room = (await this.door.call('rooms', this.at) as MeetingRoom[]).find(({ id }) => id === first!.room!.id)!;
    const away = Array.from({ length: days }, (_, day) => ({ date: dayAhead(20 + day), from: '00:00', to: '24:00', reason: 'other' }));
    await this.door.call('writeRooms', { ...this.at, body: { rows: [{ ...room, away }] } });
  }
}
