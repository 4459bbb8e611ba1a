/**
 * One idle connection to the embedded server. It does two jobs:
 *
 * - It holds an advisory lock, so that a second service started on the same data directory is told so instead of adopting
 *   the first one's server. The lock ends with the connection, whatever kills the holder.
 * - It breaks when the postmaster dies (backends notice that at once), which starts the healing.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';

/** Any constant: it only has to be the same in every version of the service. */
const serviceLock = 0x0c0_317;
/** A killed service's connection may take a moment to be noticed. */
const takeLimitMs = 2_000;
const retryMs = 100;

export interface TetherWatch {
  readonly raiseAgain: () => Promise<unknown>;
  readonly lost: () => void;
  readonly healed: (milliseconds: number) => void;
  /** Told once for each different reason; the healing goes on. */
  readonly healFailed: (reason: string) => void;
}

export class Tether {
  private client: Client | undefined;
  private released = false;
  private healing: Promise<void> = Promise.resolve();
  private readonly connection: ClientConfig;
  private readonly watch: TetherWatch;

  constructor(connection: ClientConfig, watch: TetherWatch) {
    this.connection = connection;
    this.watch = watch;
  }

  /** @returns false when another service holds the server. */
  async take(): Promise<boolean> {
    const deadline = performance.now() + takeLimitMs;
    for (;;) {
      const client = new Client({ ...this.connection, keepAlive: true });
      client.on('error', () => undefined);
      await client.connect();
      const answer = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [serviceLock]);
      if (answer.rows[0]?.taken === true) {
        this.client = client;
        client.once('end', () => {
          this.broken();
        });
        return true;
      }
      await client.end();
      if (performance.now() > deadline) return false;
      await pause(retryMs);
    }
  }

  /** Ends the watch; the server stays as it is. Waits for a healing under way. */
  async release(): Promise<void> {
    this.released = true;
    await this.healing;
    await this.client?.end().catch(() => undefined);
  }

  private broken(): void {
    if (this.released) return;
    this.watch.lost();
    this.healing = this.heal();
  }

  private async heal(): Promise<void> {
    const began = performance.now();
    let told: string | undefined;
    while (!this.released) {
      try {
        await this.watch.raiseAgain();
        if (await this.take()) {
          this.watch.healed(Math.round(performance.now() - began));
          return;
        }
        throw new Error('another service took the database over');
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        if (reason !== told) this.watch.healFailed(reason);
        told = reason;
        await pause(retryMs * 5);
      }
    }
  }
}
