/**
 * Who hears of a commit, in which order: newcomers are let into the room, all inside get the entry, newcomers their
 * welcome, and who left is told and leaves the room. What another process stored reaches the sockets of this one here, too.
 */
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { DeviceId, Entry, PractitionerId, SpaceId } from '@comity/contracts';
import { POOL } from '../database/pool.js';
import type { Caller } from '../realtime/event-router.js';
import { FanOut } from '../realtime/fan-out.js';
import { Hints } from '../realtime/hints.js';
import { Bars } from './bars.js';
import { SpaceLog } from './space-log.js';

interface Committed { seq: number; at: Entry['at']; epoch: number }
/** Who came in and went, as people; who is seated now and who got a welcome, as devices. */
interface Change { joined: PractitionerId[]; departed: PractitionerId[]; seated: readonly DeviceId[]; welcomed: readonly DeviceId[]; unbarred: boolean }

/** Entries of one space relayed at once; beyond that its listeners are told to look for themselves. */
const relayed = 500;

@Injectable()
export class CommitNews {
  constructor(@Inject(POOL) private readonly pool: Pool, private readonly log: SpaceLog, private readonly fanOut: FanOut, private readonly hints: Hints, private readonly bars: Bars) {}

  get node(): string {
    return this.hints.node;
  }

  /** After a commit of this process. */
  tell(caller: Caller, { space, commit }: { space: SpaceId; commit: Uint8Array }, { seq, at, epoch }: Committed, change: Change): void {
    this.fanOut.enter(change.joined, space);
    this.fanOut.toSpace(space, 'messaging:posted', { space, entries: [{ seq, type: 'commit', bytes: commit, sender: caller.device, at }], epoch });
    for (const device of change.welcomed) this.fanOut.toDevice(device, 'messaging:welcome', { space });
    if (change.unbarred) this.fanOut.toSpace(space, 'messaging:space-changed', { space });
    this.dismiss(change.departed, space);
    this.bars.check(change.seated);
  }

  /** After another process stored items. */
  async relayItems(space: SpaceId, ranges: readonly { from: number; to: number }[]): Promise<void> {
    if (!this.fanOut.hears(space)) return;
    if (ranges.reduce((count, { from, to }) => count + to - from + 1, 0) > relayed) {
      this.fanOut.toSpace(space, 'messaging:space-changed', { space });
      return;
    }
    for (const { from, to } of ranges) {
      const { entries, epoch } = await this.log.range(space, from, to);
      this.fanOut.toSpace(space, 'messaging:posted', { space, entries, epoch });
    }
  }

  /** After another process stored a commit: who is inside has to be looked up, too. */
  async relayCommit(space: SpaceId, seq: number): Promise<void> {
    const [{ entries, epoch }, people, newcomers] = await Promise.all([
      this.log.range(space, seq, seq),
      this.people(space),
      this.pool.query<{ device: DeviceId }>('select device from welcome_recipient where space = $1 and seq = $2', [space, seq]),
    ]);
    this.fanOut.enter(people.inside, space);
    this.fanOut.toSpace(space, 'messaging:posted', { space, entries, epoch });
    for (const { device } of newcomers.rows) this.fanOut.toDevice(device, 'messaging:welcome', { space });
    this.fanOut.toSpace(space, 'messaging:space-changed', { space });
    this.dismiss(people.outside, space);
  }

  /** When nobody knows what was missed, everybody who listens here looks for themselves. */
  async compare(): Promise<void> {
    for (const space of this.fanOut.heard()) {
      this.dismiss((await this.people(space)).outside, space);
      this.fanOut.toSpace(space, 'messaging:space-changed', { space });
    }
  }

  private async people(space: SpaceId): Promise<{ inside: PractitionerId[]; outside: PractitionerId[] }> {
    const { rows } = await this.pool.query<{ practitioner: PractitionerId; inside: boolean }>('select practitioner, until_seq is null as inside from space_member where space = $1', [space]);
    const of = (inside: boolean) => rows.filter((row) => row.inside === inside).map(({ practitioner }) => practitioner);
    return { inside: of(true), outside: of(false) };
  }

  private dismiss(people: readonly PractitionerId[], space: SpaceId): void {
    this.fanOut.leave(people, space);
    for (const person of people) this.fanOut.toPerson(person, 'messaging:space-changed', { space });
  }
}
