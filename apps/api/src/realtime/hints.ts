/**
 * Word from the other processes on the same database, by PostgreSQL's NOTIFY: hints that something was committed, never
 * the thing itself; and signals, which are committed nowhere. A notification is sent inside the transaction it speaks of and arrives after its commit. Hints are
 * lost while the connection is; `recovered` then asks every listener to look for itself.
 */
import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Client } from 'pg';
import { CONFIG, type Config } from '../config.js';
import { Log } from '../http/log.js';

export const channels = ['comity_entries', 'comity_commits', 'comity_changed', 'comity_receipts', 'comity_signals', 'comity_statements', 'comity_sessions', 'comity_vaults', 'comity_links', 'comity_desks', 'comity_meetings', 'comity_presence'] as const;
export type Channel = (typeof channels)[number];
type Events = Record<Channel, [payload: string]> & { recovered: [] };

const retryAfter = 1_000;

@Injectable()
export class Hints extends EventEmitter<Events> implements OnApplicationBootstrap, OnApplicationShutdown {
  /** This process, so that it does not listen to itself; every payload begins with it and a blank. */
  readonly node = randomUUID();
  private client: Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;
  private lost = false;
  private waiting: { channel: Channel; payload: string }[] = [];
  private sending = false;

  constructor(@Inject(CONFIG) private readonly config: Config, private readonly log: Log) {
    super();
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.listen();
  }

  async onApplicationShutdown(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
  }

  /** For what is not sent from within its own transaction; lost while the connection is. */
  publish(channel: Channel, payload: string): void {
    this.waiting.push({ channel, payload: `${this.node} ${payload}` });
    if (!this.sending) void this.send();
  }

  /** One statement at a time; what gathers meanwhile goes in the next. */
  private async send(): Promise<void> {
    this.sending = true;
    while (this.waiting.length > 0) {
      const notes = this.waiting.splice(0);
      try {
        await this.client?.query('select pg_notify(n.channel, n.payload) from unnest($1::text[], $2::text[]) as n (channel, payload)', [notes.map(({ channel }) => channel), notes.map(({ payload }) => payload)]);
      } catch (error) {
        this.log.warn('hint-lost', { error });
      }
    }
    this.sending = false;
  }

  private async listen(): Promise<void> {
    const client = new Client({ connectionString: this.config.databaseUrl, connectionTimeoutMillis: 5_000, keepAlive: true, application_name: 'comity hints' });
    client.on('notification', ({ channel, payload }) => this.hear(channel as Channel, payload ?? ''));
    client.on('error', () => this.again());
    client.on('end', () => this.again());
    this.client = client;
    try {
      await client.connect();
      await client.query(channels.map((channel) => `listen ${channel}`).join(';'));
      if (this.lost) this.emit('recovered');
      this.lost = false;
    } catch (error) {
      this.log.warn('hints-lost', { error });
      client.end().catch(() => undefined);
      this.again();
    }
  }

  private again(): void {
    this.lost = true;
    if (this.closed || this.timer !== undefined) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.listen();
    }, retryAfter);
    this.timer.unref();
  }

  private hear(channel: Channel, payload: string): void {
    const space = payload.indexOf(' ');
    if (payload.slice(0, space) !== this.node) this.emit(channel, payload.slice(space + 1));
  }
}
