/**
 * Bodies under way: so many at once for a practitioner and for this process, and none longer than its session. Whoever is
 * signed out or revoked in the middle of one is cut off.
 */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Refusal } from '../http/refusal.js';
import { SessionEvents } from '../identity/sessions/session-events.js';
import type { Caller } from './caller.js';

const most = { practitioner: 16, process: 256 };

@Injectable()
export class Transfers implements OnModuleInit {
  private readonly running = new Set<{ caller: Caller; ended: AbortController }>();

  constructor(private readonly events: SessionEvents) {}

  onModuleInit(): void {
    this.events.on('ended', ({ sessions }) => {
      for (const { caller, ended } of this.running) if (sessions.includes(caller.session)) ended.abort();
    });
  }

  /** Runs `work`; its signal fires when the session ends. */
  async carry<T>(caller: Caller, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    let own = 0;
    for (const other of this.running) if (other.caller.practitioner === caller.practitioner) own += 1;
    if (own >= most.practitioner || this.running.size >= most.process) throw new Refusal('slow-down', { retryAfter: 1 });
    const transfer = { caller, ended: new AbortController() };
    this.running.add(transfer);
    try {
      return await work(transfer.ended.signal);
    } finally {
      this.running.delete(transfer);
    }
  }
}
