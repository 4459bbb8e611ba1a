/**
 * Carries what other processes on the same database stored to the sockets of this one. Hints name spaces and numbers; the
 * entries are read from the log, so what is delivered is what was committed, in the order of the hints.
 */
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { DeviceId, SpaceId } from '@comity/contracts';
import { Log } from '../http/log.js';
import { FanOut } from '../realtime/fan-out.js';
import { Hints } from '../realtime/hints.js';
import { CommitNews } from './commit-news.js';
import { Receipts } from './receipts.js';

@Injectable()
export class Relay implements OnApplicationBootstrap {
  private turn: Promise<void> = Promise.resolve();
  /** Ranges that wait for their turn, by space, in order. What lies between them this process stored and told itself. */
  private readonly waiting = new Map<SpaceId, { from: number; to: number }[]>();

  constructor(private readonly news: CommitNews, private readonly receipts: Receipts, private readonly fanOut: FanOut, private readonly hints: Hints, private readonly log: Log) {}

  onApplicationBootstrap(): void {
    this.hints.on('comity_entries', (payload) => this.items(payload));
    this.hints.on('comity_commits', (payload) => this.inTurn(async () => { for (const { space, to } of ranges(payload)) await this.news.relayCommit(space, to); }));
    this.hints.on('comity_receipts', (payload) => this.inTurn(async () => {
      for (const [space, those] of Map.groupBy(pairs(payload), (pair) => pair.space)) await this.receipts.relay(space, those.map(({ device }) => device));
    }));
    this.hints.on('comity_changed', (space) => this.fanOut.toSpace(space as SpaceId, 'messaging:space-changed', { space: space as SpaceId }));
    this.hints.on('recovered', () => this.inTurn(() => this.news.compare()));
  }

  private items(payload: string): void {
    const idle = this.waiting.size === 0;
    for (const { space, ...range } of ranges(payload)) {
      const known = this.waiting.get(space), last = known?.at(-1);
      if (known === undefined) this.waiting.set(space, [range]);
      else if (last !== undefined && last.to + 1 === range.from) last.to = range.to;
      else known.push(range);
    }
    if (idle) this.inTurn(async () => {
      const waiting = [...this.waiting];
      this.waiting.clear();
      for (const [space, missed] of waiting) await this.news.relayItems(space, missed);
    });
  }

  private inTurn(work: () => Promise<void>): void {
    this.turn = this.turn.then(work).catch((error: unknown) => this.log.warn('relay-failed', { error }));
  }
}

/** `space:from-to,…` as the writing functions notify it; an id has 36 characters. */
function ranges(payload: string): { space: SpaceId; from: number; to: number }[] {
  return payload.split(',').map((part) => {
    const [from, to] = part.slice(37).split('-');
    return { space: part.slice(0, 36) as SpaceId, from: Number(from), to: Number(to) };
  });
}

/** `space:device,…` */
const pairs = (payload: string): { space: SpaceId; device: DeviceId }[] => payload.split(',').map((part) => ({ space: part.slice(0, 36) as SpaceId, device: part.slice(37) as DeviceId }));
